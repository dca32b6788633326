// Files dropped on the agenda: on an item they are added to it, on a file one replaces it.
//
// form[data-drop]   an ordinary form whose fields go with each file, with the words of upload.js;
//                   data-base is the meeting's address. It is hidden without scripts.
// .g-row__line      an item's place, in [data-key]; within .g-row--closed files stay closed
// [data-file]       a file's place, by its id
import { againLink, report, sendOne } from "./upload.js";

export function dropOnItems() {
  const form = document.querySelector("form[data-drop]");
  if (!form) return;
  form.hidden = false;
  let over = null;
  const mark = (place) => {
    over?.classList.remove("g-drop");
    over = place;
    over?.classList.add("g-drop");
  };
  // A file dropped beside the agenda would be opened in its place.
  document.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    mark(placeAt(event.target));
    event.dataTransfer.dropEffect = over ? "copy" : "none";
  });
  document.addEventListener("dragleave", ({ relatedTarget }) => relatedTarget || mark(null));
  document.addEventListener("drop", (event) => {
    const files = [...event.dataTransfer.files];
    if (!files.length) return;
    event.preventDefault();
    const place = placeAt(event.target);
    mark(null);
    if (place) take(form, place, files);
  });
}

function placeAt(target) {
  return target.closest("[data-builder] [data-file]") ?? target.closest("[data-builder] .g-row__line");
}

async function take(form, place, files) {
  const { base } = form.dataset;
  const { file } = place.dataset;
  const address = file ? `${base}/files/${file}/replace` : `${base}/items/${place.closest("[data-key]").dataset.key}/files`;
  const { visibility } = form.elements;
  const chosen = visibility.value;
  if (place.closest(".g-row--closed")) visibility.value = "closed";
  const list = report(place);
  let refused = 0;
  for (const each of file ? files.slice(0, 1) : files) refused += (await sendOne(form, address, "file", each, list)) ? 0 : 1;
  visibility.value = chosen;
  if (refused) list.append(againLink(form));
  else location.reload();
}
