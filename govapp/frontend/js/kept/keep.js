// Keeps a book on this device: its pages at once, its files one by one, to be stopped and gone on with.
//
// form[data-keep="/my/meetings/…"]  hidden until the browser can; [data-keep-told], progress, and a button
//                                   for each of data-keep-do="start|resume|stop|remove"
import { bring, takeOver } from "./notes.js";
import { SHELL, destroy, dropParts, findBook, listPaths, nameOf, saveBook, savePart, saveText } from "./store.js";

let place;
let stopper;

export async function offerKeeping() {
  place = document.querySelector("form[data-keep]");
  if (!place || !("serviceWorker" in navigator) || !globalThis.crypto?.subtle || !globalThis.caches) return;
  for (const button of place.querySelectorAll("[data-keep-do]")) {
    button.addEventListener("click", () => ACTS[button.dataset.keepDo]());
  }
  place.hidden = false;
  await ((await isStale()) ? keep() : show());
}

/** Whoever opens a book that they keep, keeps it as it is now; the page has asked who they are. */
async function isStale() {
  const book = await findBook(number());
  return book && ["edition", "rights", "shell"].some((name) => book[name] !== place.dataset[name]);
}

const ACTS = { start: keep, resume: keep, stop: () => stopper.abort(), remove };
const number = () => place.dataset.keep.split("/").pop();

async function keep() {
  stopper = new AbortController();
  const { signal } = stopper;
  offer("stop");
  try {
    await prepare();
    const book = await handOver(signal);
    await fetchFiles(book, signal);
    await show();
  } catch (error) {
    if (error.name === "AbortError") await show();
    else if (error.name === "QuotaExceededError") await show(place.dataset.full);
    else await show(place.dataset.failed);
  }
}

/** The shell and its worker hold nothing of anybody. */
async function prepare() {
  navigator.storage?.persist?.(); // so that no browser makes room of notes
  await navigator.serviceWorker.register(place.dataset.worker, { scope: "/my/" });
  const shell = await caches.open(SHELL);
  await shell.addAll(place.dataset.shell.split(" "));
}

/** Take over the pages as they are now; what the book no longer has goes. */
async function handOver(signal) {
  await bring();
  const known = await findBook(number());
  const body = new FormData(place);
  body.set("token", known?.token ?? "");
  const answer = await ask(`${place.dataset.keep}/keep`, { method: "POST", body, signal });
  const { pages, items, notes, ...book } = await answer.json();
  const about = { ...book, notedHere: book.noted, shell: place.dataset.shell };
  await saveBook(book.number, { ...about, edition: "" }); // of none until its pages are here
  await takeOver(book.number, notes, items);
  for (const [path, page] of Object.entries(pages)) await saveText(book.number, path, page);
  const names = new Set([...Object.keys(pages), ...book.files.map(nameOf)]);
  const over = (await listPaths(book.number)).filter((path) => path.startsWith("/my/") && !names.has(path));
  await dropParts(book.number, over);
  await saveBook(book.number, about);
  return book;
}

/** Ask the server; where it wants to know first who asks, go there, and come back. */
async function ask(address, options) {
  const answer = await fetch(address, { redirect: "manual", ...options });
  if (answer.status === 403 || answer.type === "opaqueredirect") location.assign(place.dataset.confirm);
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}`);
  return answer;
}

async function fetchFiles(book, signal) {
  const here = new Set(await listPaths(book.number));
  const missing = book.files.filter((path) => !here.has(nameOf(path)));
  for (const [place, path] of missing.entries()) {
    tell(book, book.files.length - missing.length + place);
    const answer = await ask(`${path}?keep`, { signal });
    await savePart(book.number, path, Object.fromEntries(answer.headers), await answer.arrayBuffer());
  }
}

async function remove() {
  const { id } = await findBook(number());
  await destroy(number());
  await fetch(`/my/kept/${id}/remove`, { method: "POST", body: new FormData(place), redirect: "manual" }).catch(() => {});
  await show(place.dataset.gone);
}

/** Show how far it is, and what can be done. */
async function show(told = "") {
  const book = await findBook(number());
  if (!book) return offer("start", told);
  const here = new Set(await listPaths(book.number));
  const done = book.files.filter((path) => here.has(nameOf(path))).length;
  if (done < book.files.length) {
    tell(book, done);
    return offer("resume remove", told || count(place.dataset.stopped, done, book.files.length));
  }
  return offer("remove", told || `${book.kept} ${book.told}`);
}

function tell(book, done) {
  const bar = place.querySelector("progress");
  bar.value = book.files.length ? done / book.files.length : 1;
  say(count(place.dataset.doing, done, book.files.length));
}

const count = (text, done, all) => text.replace("{done}", done).replace("{all}", all);

function say(text) {
  place.querySelector("[data-keep-told]").textContent = text;
}

function offer(acts, told = "") {
  const offered = acts.split(" ");
  const focused = document.activeElement?.dataset?.keepDo;
  for (const button of place.querySelectorAll("[data-keep-do]")) {
    button.hidden = !offered.includes(button.dataset.keepDo);
  }
  place.querySelector("progress").hidden = !offered.includes("stop") && !offered.includes("resume");
  if (focused && !offered.includes(focused)) place.querySelector(`[data-keep-do="${offered[0]}"]`).focus();
  say(told);
}
