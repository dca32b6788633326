// Answers for members' pages where there is no network: with a kept file, or with the shell that shows what is kept.
import { contact } from "./kept/contact.js";
import { bring, fetchNotes } from "./kept/notes.js";
import { SHELL, readPart } from "./kept/store.js";

const PAGE = "/my/on-this-device";
const FILE = "/my/documents/";
// How a file is to be shown; the rest of its headers is of no use here.
const HEADERS = ["content-type", "content-disposition", "content-security-policy", "x-content-type-options"];

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin || request.method !== "GET") return;
  if (pathname.startsWith("/static/")) event.respondWith(giveStatic(request));
  else if (request.mode === "navigate") event.respondWith(open(request, pathname));
  else if (pathname.startsWith(FILE)) event.respondWith(giveFile(request, pathname));
});

async function giveStatic(request) {
  return (await caches.match(request, { cacheName: SHELL })) ?? fetch(request);
}

/** What may stay no longer is gone, and what was written here is there, before a page is shown. */
async function open(request, pathname) {
  await contact();
  await bring();
  await fetchNotes();
  try {
    return await fetch(request);
  } catch {
    return (await findFile(pathname)) ?? (await caches.match(PAGE, { cacheName: SHELL })) ?? Response.error();
  }
}

async function giveFile(request, pathname) {
  try {
    return await fetch(request);
  } catch {
    return (await findFile(pathname)) ?? Response.error();
  }
}

async function findFile(pathname) {
  const part = pathname.startsWith(FILE) && (await readPart(pathname));
  if (!part) return undefined;
  const headers = Object.fromEntries(HEADERS.filter((name) => part.head[name]).map((name) => [name, part.head[name]]));
  return new Response(part.bytes, { headers: { ...headers, "cache-control": "no-store" } });
}
