// The shell: shows what is kept here at the address that was asked for.
import { contact } from "./kept/contact.js";
import { bring } from "./kept/notes.js";
import { destroy, findBook, listBooks, readText } from "./kept/store.js";
import { makeNotes } from "./kept/writing.js";

const HOME = ["/my/", "/my/on-this-device"];
const PAGE = /^\/my\/meetings\/([^/]+)(?:\/items\/([^/]+)|\/(notes)|\/documents\/.+)?$/;
const main = document.querySelector("main[data-kept]");
const find = (name) => document.querySelector(`template[data-kept-${name}]`);
const [, number, key, isNotes] = location.pathname.match(PAGE) ?? [];
let refresh = () => {};

begin();
window.addEventListener("online", comeBack);

async function begin() {
  await contact();
  if (HOME.includes(location.pathname)) return showBooks();
  const book = number && (await findBook(number));
  if (!book) return showMissing();
  return isNotes ? showNotes(book) : showPage(book);
}

/** What waits is brought over; what is typed stays where it is, unless the book is gone. */
async function comeBack() {
  await contact();
  await bring();
  if (number && !(await findBook(number))) showMissing();
  await refresh();
  for (const place of main.querySelectorAll("[data-kept-online]")) place.hidden = false;
}

async function showBooks() {
  const books = await listBooks();
  const list = main.querySelector("[data-kept-books]");
  list.replaceChildren(...books.map(makeLine));
  list.hidden = !books.length;
  main.querySelector("[data-kept-none]").hidden = books.length > 0;
}

function makeLine(book) {
  const line = find("book").content.cloneNode(true).firstElementChild;
  Object.assign(line.querySelector("a"), { href: `/my/meetings/${book.number}`, textContent: book.title });
  line.querySelector("[data-kept-about]").textContent = book.told;
  line.querySelector("[data-kept-name]").textContent = book.title;
  line.querySelector("button").addEventListener("click", async () => {
    await destroy(book.number);
    await showBooks();
    main.focus();
  });
  return line;
}

async function showPage(book) {
  const text = await readText(location.pathname);
  if (!text) return showMissing();
  const page = new DOMParser().parseFromString(text, "text/html");
  document.title = page.title;
  if (key) {
    const { section, show } = await makeNotes(number, key);
    page.querySelector("#notes").replaceWith(section);
    refresh = show;
  }
  replace(...about(book), ...page.body.childNodes);
  const reader = main.querySelector("[data-reader]");
  document.body.classList.toggle("g-reads", Boolean(reader));
  if (reader) await import(reader.dataset.script);
}

async function showNotes(book) {
  const { section, show } = await makeNotes(number);
  refresh = show;
  const heading = document.createElement("h1");
  heading.textContent = document.title = `${section.querySelector("h2").textContent}: ${book.title}`;
  section.querySelector("h2").remove();
  return replace(...about(book), heading, section);
}

function showMissing() {
  refresh = () => {};
  const heading = document.createElement("h1");
  heading.textContent = document.title = find("missing").dataset.title;
  replace(heading, find("missing").content.cloneNode(true));
}

/** How old it is, and the way to what is there now. */
function about(book) {
  const banner = find("banner").content.cloneNode(true);
  banner.querySelector("[data-kept-about]").textContent = `${book.kept} ${book.told}`;
  banner.querySelector("a").href = location.pathname;
  return banner.childNodes;
}

function replace(...nodes) {
  main.replaceChildren(...nodes);
  main.focus();
}
