// Asks the server what may stay; what may not is destroyed before anything else is shown.
import { destroy, dropParts, listBooks, listPaths, saveBook } from "./store.js";

const PERMITS = "/my/permits";

export async function contact() {
  const books = await listBooks();
  if (!books.length) return;
  let permits;
  try {
    const tokens = books.map((book) => book.token).join(" ");
    const answer = await fetch(PERMITS, { headers: { "X-Kept": tokens }, cache: "no-store" });
    if (!answer.ok) return;
    permits = (await answer.json()).books;
  } catch {
    return; // no network, or no answer of ours: nothing is known to have changed
  }
  for (const [place, book] of books.entries()) {
    if (permits[place]) await trim(book, permits[place]);
    else await destroy(book.number);
  }
}

/** Let go of files that are read no longer, and of all pages when they are read otherwise. */
async function trim(book, permit) {
  const paths = await listPaths(book.number);
  const over = paths.filter((path) => {
    const file = path.match(/^\/my\/documents\/([^/]+)\//);
    return file ? !permit.documents.includes(file[1]) : path.startsWith("/my/meetings/") && permit.rights !== book.rights;
  });
  await dropParts(book.number, over);
  if (permit.until !== book.until) await saveBook(book.number, { ...book, until: permit.until });
}
