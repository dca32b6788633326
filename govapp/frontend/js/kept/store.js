// What this device keeps: in IndexedDB, sealed by AES-GCM under a key that no script can read out.
//
// books  number → { key, until, kept, about }   the key of the book, when it goes, sealed facts of it
// parts  [number, path] → sealed bytes          its pages, files and notes, each sealed with its path
import { deleteDB, openDB } from "idb";

const NAME = "govapp-kept";
export const SHELL = "govapp-shell";
// A clock that says it is before the book was kept is wrong, and so is what it says of the end.
const WRONG = 24 * 60 * 60 * 1000;

/** Work on what is kept; where nothing is, and nothing is to be made, with `undefined`. */
async function use(work, { make = false } = {}) {
  let db;
  try {
    db = await openDB(NAME, 1, {
      upgrade(fresh, _old, _new, transaction) {
        if (!make) return transaction.abort();
        fresh.createObjectStore("books", { keyPath: "number" });
        fresh.createObjectStore("parts").createIndex("path", "path");
        return undefined;
      },
    });
  } catch (error) {
    if (make) throw error;
    return undefined;
  }
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

const encode = (text) => new TextEncoder().encode(text);
const decode = (bytes) => new TextDecoder().decode(bytes);

async function seal(key, name, bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const algorithm = { name: "AES-GCM", iv, additionalData: encode(name) };
  return { iv, bytes: await crypto.subtle.encrypt(algorithm, key, bytes) };
}

function unseal(key, name, { iv, bytes }) {
  return crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: encode(name) }, key, bytes);
}

/** A file is known by its version: what it is called is told by what is sealed alone. */
export function nameOf(path) {
  return path.replace(/^(\/my\/documents\/[^/]+\/v\/\d+)\/.*$/, "$1");
}

/** Return what is known of each kept book; those whose days are over are destroyed. */
export async function listBooks() {
  const books = (await use((db) => db.getAll("books"))) ?? [];
  const now = Date.now();
  const live = [];
  for (const book of books) {
    if (now >= book.until) await destroy(book.number);
    else if (now > book.kept - WRONG) {
      live.push({ number: book.number, ...JSON.parse(decode(await unseal(book.key, book.number, book.about))) });
    }
  }
  return live;
}

export async function findBook(number) {
  return (await listBooks()).find((book) => book.number === number);
}

/** Remember what is known of a book; its key is made the first time. */
export async function saveBook(number, about) {
  const known = await use((db) => db.get("books", number), { make: true });
  const key = known?.key ?? (await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]));
  const sealed = await seal(key, number, encode(JSON.stringify(about)));
  const kept = known?.kept ?? Date.now();
  await use((db) => db.put("books", { number, key, kept, until: Date.parse(about.until), about: sealed }), { make: true });
}

/** Keep a part of a book: bytes, and what has to be known of them. */
export async function savePart(number, path, head, bytes) {
  const name = nameOf(path);
  const { key } = await use((db) => db.get("books", number));
  const part = {
    path: name,
    head: await seal(key, `head ${name}`, encode(JSON.stringify(head))),
    body: await seal(key, `body ${name}`, bytes),
  };
  await use((db) => db.put("parts", part, [number, name]));
}

export function saveText(number, path, text) {
  return savePart(number, path, {}, encode(text));
}

/** Return a part, of whichever book has it, opened; nothing once its book is gone. */
export async function readPart(path) {
  const name = nameOf(path);
  const live = new Set((await listBooks()).map((book) => book.number));
  return use(async (db) => {
    for (const [number] of await db.getAllKeysFromIndex("parts", "path", name)) {
      if (!live.has(number)) continue;
      const { key } = await db.get("books", number);
      const { head, body } = await db.get("parts", [number, name]);
      const bytes = await unseal(key, `body ${name}`, body);
      return { number, head: JSON.parse(decode(await unseal(key, `head ${name}`, head))), bytes };
    }
    return undefined;
  });
}

export async function readText(path) {
  const part = await readPart(path);
  return part && decode(part.bytes);
}

export async function listPaths(number) {
  const keys = (await use((db) => db.getAllKeys("parts", IDBKeyRange.bound([number, ""], [number, "\uffff"])))) ?? [];
  return keys.map(([, path]) => path);
}

export function dropParts(number, paths) {
  return use((db) => Promise.all(paths.map((path) => db.delete("parts", [number, nameOf(path)]))));
}

/** Destroy a book with its key; with the last one, all there is. */
export async function destroy(number) {
  await dropParts(number, await listPaths(number));
  const left = await use(async (db) => {
    await db.delete("books", number);
    return db.count("books");
  });
  if (!left) await destroyAll();
}

/** Destroy the keys first, then all the rest. */
export async function destroyAll() {
  await use((db) => db.clear("books"));
  await deleteDB(NAME);
  await globalThis.caches?.delete(SHELL);
  const worker = globalThis.registration ?? (await navigator.serviceWorker?.getRegistration("/my/"));
  await worker?.unregister();
}
