// Asks the server what may stay; what may not is destroyed before anything else is shown.
import { dropQuotes } from "./notes.js";
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

/** Let go of files that are read no longer; where the book is read otherwise, of pages and passages. */
async function trim(book, permit) {
  const isOtherwise = permit.rights !== book.rights;
  const over = (await listPaths(book.number)).filter((path) => {
    const file = path.match(/^\/my\/documents\/([^/]+)\//);
    return file ? !permit.documents.includes(file[1]) : isOtherwise && path.startsWith("/my/meetings/");
  });
  await dropParts(book.number, over);
  if (isOtherwise) await dropQuotes(book.number);
  const { until, noted, rights } = permit;
  // Of no edition is what has to be kept anew.
  const known = { ...book, until, noted, rights, edition: isOtherwise ? "" : book.edition };
  if (JSON.stringify(known) !== JSON.stringify(book)) await saveBook(book.number, known);
}
