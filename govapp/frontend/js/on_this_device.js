// The shell: shows what is kept here at the address that was asked for.
import { contact } from "./kept/contact.js";
import { findBook, listBooks, readText } from "./kept/store.js";

const SHELL = "/my/on-this-device";
const main = document.querySelector("main[data-kept]");
const find = (name) => document.querySelector(`template[data-kept-${name}]`);
const template = (name) => find(name).content.cloneNode(true);

begin();

async function begin() {
  await contact();
  const path = location.pathname;
  if (path === SHELL || path === "/my/") return showBooks();
  const page = await readText(path);
  return page ? showPage(path, page) : showMissing();
}

async function showBooks() {
  const books = await listBooks();
  const list = main.querySelector("[data-kept-books]");
  for (const book of books) {
    const line = document.createElement("li");
    const link = Object.assign(document.createElement("a"), { href: `/my/meetings/${book.number}`, textContent: book.title });
    line.append(link, ` · ${book.told}`);
    list.append(line);
  }
  list.hidden = !books.length;
  main.querySelector("[data-kept-none]").hidden = books.length > 0;
}

async function showPage(path, text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const book = await findBook(path.split("/")[3]);
  const banner = template("banner");
  banner.querySelector("[data-kept-about]").textContent = `${book.kept} ${book.told}`;
  document.title = page.title;
  replace(banner, ...page.body.childNodes);
  const reader = main.querySelector("[data-reader]");
  document.body.classList.toggle("g-reads", Boolean(reader));
  if (reader) await import(reader.dataset.script);
}

function showMissing() {
  const heading = document.createElement("h1");
  heading.textContent = document.title = find("missing").dataset.title;
  replace(heading, template("missing"));
}

function replace(...nodes) {
  main.replaceChildren(...nodes);
  main.focus();
}
