// Reordering without leaving the page: by dragging, or by the row's own buttons.
//
// [data-builder]           the part of the page that is replaced after each move
// [data-sortable="KEY"]    a list; KEY is the parent item, empty at the top
// [data-handle]            what is dragged
// form[data-move-form]     the row's "Move to…" form with the fields parent and position (from 1)
// form[data-move]          any other form that moves a row; its buttons need ids to keep the focus
// [data-live]              role=status, with data-moved ("{title} is now at {place}.") and data-failed
import Sortable from "sortablejs";
import { setBusy } from "./forms.js";

export function sortBuilder() {
  if (!document.querySelector("[data-builder]")) return;
  document.documentElement.classList.add("g-sorts");
  makeSortable();
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-builder] form:is([data-move], [data-move-form])")) return;
    event.preventDefault();
    if (form.dataset.sent) return;
    setBusy(form, true);
    if (!(await send(form, event.submitter))) form.submit();
  });
}

function makeSortable() {
  for (const list of document.querySelectorAll("[data-sortable]")) {
    Sortable.create(list, {
      group: "builder",
      handle: "[data-handle]",
      animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
      fallbackOnBody: true,
      invertSwap: true,
      ghostClass: "g-row--ghost",
      onEnd: dropped,
    });
  }
}

async function dropped({ item, from, to, oldIndex, newIndex }) {
  if (from === to && oldIndex === newIndex) return;
  const form = item.querySelector("form[data-move-form]");
  form.elements.parent.value = to.dataset.sortable;
  form.elements.position.value = newIndex + 1;
  if (await send(form)) return;
  from.insertBefore(item, from.children[oldIndex + (from === to && newIndex < oldIndex ? 1 : 0)] ?? null);
  announce(document.querySelector("[data-live]").dataset.failed);
}

/** Send a form, show the builder as the answer has it, say what happened. */
async function send(form, submitter) {
  const body = new FormData(form, submitter);
  const response = await fetch(form.action, { method: "POST", body }).catch(() => null);
  if (!response?.ok) return false;
  const answer = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = answer.querySelector("[data-builder]");
  const refused = answer.querySelector("main [role=alert]");
  if (!fresh) return false;
  const row = form.closest("[data-key]");
  document.querySelector("[data-builder]").replaceWith(fresh);
  makeSortable();
  if (refused) announce(refused.textContent.trim());
  else sayPlace(row.dataset.key);
  if (submitter) focusAgain(submitter.id, row.dataset.key);
  return true;
}

function sayPlace(key) {
  const row = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!row) return;
  const place = row.querySelector(".g-row__number")?.textContent.trim() || [...row.parentNode.children].indexOf(row) + 1;
  const title = row.querySelector(".g-row__title").textContent.trim();
  announce(document.querySelector("[data-live]").dataset.moved.replace("{title}", title).replace("{place}", place));
}

function focusAgain(id, key) {
  const button = id && document.getElementById(id);
  if (button && !button.disabled) button.focus();
  else document.querySelector(`[data-key="${CSS.escape(key)}"] .g-row__tools :is(button:enabled, summary)`)?.focus();
}

function announce(text) {
  document.querySelector("[data-live]").textContent = text;
}
