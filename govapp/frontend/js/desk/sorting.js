// Reordering without leaving the page: by dragging, or by a row's own buttons.
//
// [data-builder]           the part of the page that is replaced after each move
// form[data-moves]         the one form of all buttons that move a row; each has its own formaction,
//                          and an id that keeps the focus
// [data-sortable="KEY"]    a list; KEY is the parent item, empty at the top; data-before counts its rows on earlier pages
// [data-key] [data-to]     a row, and the address that moves it (fields parent and position, from 1)
// [data-handle]            what is dragged
// [data-live]              role=status, with data-moved ("{title} is now at {place}.") and data-failed
import Sortable from "sortablejs";
import { setBusy } from "./forms.js";

export function sortBuilder() {
  if (!document.querySelector("[data-builder]")) return;
  document.documentElement.classList.add("g-sorts");
  makeSortable();
  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (!form.matches("[data-builder] form[data-moves]")) return;
    event.preventDefault();
    if (form.dataset.sent || !submitter) return;
    setBusy(form, true);
    send(submitter.formAction, submitter.closest("[data-key]").dataset.key, {}, submitter.id);
  });
  // A page kept by the browser holds a key that was used already.
  window.addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
}

function makeSortable() {
  for (const list of document.querySelectorAll("[data-sortable]")) {
    Sortable.create(list, {
      group: "builder",
      handle: "[data-handle]",
      animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
      emptyInsertThreshold: 12,
      invertSwap: true,
      ghostClass: "g-row--ghost",
      onEnd: dropped,
    });
  }
}

function dropped({ item, from, to, oldIndex, newIndex }) {
  if (from === to && oldIndex === newIndex) return;
  send(item.dataset.to, item.dataset.key, { parent: to.dataset.sortable, position: placeIn(to, newIndex) });
}

/** The place in a whole list, of which a page of a long agenda shows but a part. */
function placeIn(list, index) {
  return index + 1 + Number(list.dataset.before ?? 0);
}

/** Send a move, show the builder as the answer has it, say what happened. */
async function send(address, key, fields, focus) {
  const body = new FormData(document.querySelector("form[data-moves]"));
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const response = await fetch(address, { method: "POST", body }).catch(() => null);
  const answer = response && new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = response?.ok && answer.querySelector("[data-builder]");
  if (!fresh) {
    announce("failed");
    setTimeout(() => location.reload(), 2000);
    return;
  }
  document.querySelector("[data-builder]").replaceWith(fresh);
  makeSortable();
  const row = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  announce("moved", { title: titleOf(row), place: placeOf(row) });
  if (focus) focusAgain(focus, row);
}

function titleOf(row) {
  return row.querySelector(".g-row__title").textContent.trim();
}

function placeOf(row) {
  return row.querySelector(".g-row__number").textContent.trim() || placeIn(row.parentNode, [...row.parentNode.children].indexOf(row));
}

function focusAgain(id, row) {
  const button = document.getElementById(id);
  const tools = row.querySelector(".g-row__tools");
  if (button?.disabled) (tools.querySelector("button:enabled") ?? tools.querySelector("a")).focus();
  else button?.focus();
}

function announce(what, words = {}) {
  const live = document.querySelector("[data-live]");
  live.textContent = live.dataset[what].replace(/\{(\w+)\}/g, (_, name) => words[name]);
}
