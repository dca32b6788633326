// Notes on kept books: read, written, changed and removed here, and brought over once there is a network.
//
// A note is { client, id, version, key, label, quote, text, item, flags, told }, and with `dirty` (when it was
// written) for as long as the server does not have it. `version` is that of the text it was written on; a
// quote that is null may not be read here, and stays as it is there.
import { listBooks, readText, saveBook, saveText } from "./store.js";

const SESSION = "/account/session";
const PART = (number) => `notes ${number}`;
const alone = (name, work) => (navigator.locks ? navigator.locks.request(`govapp-${name}`, work) : work());

/** Return { items, notes } of a book. */
export async function readNotes(number) {
  return JSON.parse((await readText(PART(number))) ?? '{"items": {}, "notes": []}');
}

function change(number, work) {
  return alone("notes", async () => {
    const all = await readNotes(number);
    work(all);
    await saveText(number, PART(number), JSON.stringify(all));
  });
}

/** Take over the server's notes, and keep what it does not have yet; items are those of the kept pages. */
export function takeOver(number, notes, items) {
  return change(number, (all) => {
    const dirty = all.notes.filter((note) => note.dirty);
    const changed = new Set(dirty.map((note) => note.id));
    const named = notes.map((note) => ({ client: crypto.randomUUID(), ...note }));
    all.items = items ?? all.items;
    all.notes = [...named.filter((note) => !changed.has(note.id)), ...dirty];
  });
}

/** Write a note: a new one, or another text of the one of that name. */
export function writeNote(number, { client = crypto.randomUUID(), key, text, quote }) {
  return change(number, (all) => {
    const { label, item } = all.items[key] ?? {};
    const known = all.notes.find((note) => note.client === client);
    const written = { text, quote, dirty: new Date().toISOString() };
    if (known) Object.assign(known, written, { item: item ?? known.item, flags: [] });
    else all.notes.push({ client, key, label, item, flags: [], ...written });
  });
}

/** Let go of passages that may be read no longer; the server has them, and gives back what may. */
export function dropQuotes(number) {
  return change(number, (all) => {
    for (const note of all.notes) if (note.id) note.quote = null;
  });
}

export function removeNote(number, client) {
  return change(number, (all) => {
    const note = all.notes.find((each) => each.client === client);
    Object.assign(note, { removed: true, dirty: new Date().toISOString() });
  });
}

/** Bring over what was written here; what cannot be brought now waits. */
export function bring() {
  return alone("bring", async () => {
    for (const book of await listBooks()) await bringOne(book);
  });
}

/** Take over what was noted elsewhere, where the server says that there is something. */
export async function fetchNotes() {
  for (const book of await listBooks()) {
    if (book.noted === book.notedHere) continue;
    try {
      const headers = { "X-Kept": book.token };
      const answer = await fetch(`/my/meetings/${book.number}/kept-notes`, { headers, redirect: "manual" });
      if (!answer.ok) continue; // nobody is signed in, or has to show again who they are
      await takeOver(book.number, (await answer.json()).notes);
      await saveBook(book.number, { ...book, notedHere: book.noted });
    } catch {
      return; // no network
    }
  }
}

async function bringOne({ number, token }) {
  const { notes } = await readNotes(number);
  const dirty = notes.filter((note) => note.dirty);
  if (!dirty.length) return;
  const answer = await send(number, token, dirty.map(write));
  if (!answer) return;
  await change(number, (all) => {
    for (const [place, sent] of dirty.entries()) settle(all, sent, answer.notes[place]);
  });
}

function write({ client, id, version, key, label, quote, text, item, removed, dirty }) {
  return { client, id, version, key, label, quote, text, item, removed, at: dirty };
}

/** Resolve to what the server says; to nothing without a network, or without a session. */
async function send(number, token, notes) {
  try {
    const session = await fetch(SESSION, { redirect: "manual" });
    if (!session.ok) return undefined;
    const headers = {
      "Content-Type": "application/json",
      "X-CSRFToken": (await session.json()).token,
      "X-Kept": token,
    };
    const body = JSON.stringify({ notes });
    const answer = await fetch(`/my/meetings/${number}/kept-notes`, { method: "POST", headers, body, redirect: "manual" });
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}

function settle(all, sent, { id, version, is_beside: isBeside }) {
  const note = all.notes.find((each) => each.client === sent.client);
  if (!note) return;
  Object.assign(note, { id, version, flags: isBeside ? ["beside"] : note.flags });
  if (note.dirty !== sent.dirty) return; // it was changed again while it was on its way
  delete note.dirty;
  if (note.removed) all.notes.splice(all.notes.indexOf(note), 1);
}
