// A PDF read in the page: pages, text that can be selected and heard, search. Without it the page's link opens the file.
//
// [data-reader]  templates/my/reader.html; data-file is the file's address, data-keep where one stopped is kept, data-page
//                where that was. Another script may open bytes that it has:
//                const { openPdf } = await import(address); await openPdf(place, { data });
import { keepPlace } from "./reader/place.js";
import { openPdf } from "./reader/viewer.js";

export { openPdf };

for (const place of document.querySelectorAll("[data-reader][data-file]")) {
  openPdf(place, { url: place.dataset.file }).then((viewer) => viewer && keepPlace(viewer, place.dataset));
}
