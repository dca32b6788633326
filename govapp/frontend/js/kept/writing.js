// The notes of a kept page: a list, and a form to write one, in the words of the shell's templates.
import { bring, readNotes, removeNote, writeNote } from "./notes.js";

const template = (name) => document.querySelector(`template[data-kept-${name}]`).content.cloneNode(true);

/** Return the section of an item's notes; with no key, of all notes on a meeting. */
export async function makeNotes(number, key) {
  const section = template("notes").firstElementChild;
  const form = section.querySelector("form");
  const show = async () => list(section, number, key, { edit, remove });
  let client;

  function edit(note) {
    client = note?.client;
    form.elements.text.value = note?.text ?? "";
    form.elements.quote.value = note?.quote ?? "";
    form.elements.quote.parentElement.hidden = note?.quote === null;
    form.querySelector("[data-cancel]").hidden = !note;
    if (note) form.elements.text.focus();
  }

  async function remove(note) {
    await removeNote(number, note.client);
    edit();
    await sync(section.dataset.removed);
  }

  async function sync(told) {
    await bring();
    await show();
    section.querySelector("[role=status]").textContent = told;
  }

  form.hidden = !key;
  form.querySelector("[data-cancel]").addEventListener("click", () => edit());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const [text, passage] = ["text", "quote"].map((name) => form.elements[name].value.trim());
    const quote = form.elements.quote.parentElement.hidden ? null : passage;
    if (!text) return form.elements.text.focus();
    await writeNote(number, { client, key, text, quote });
    edit();
    return sync(section.dataset.kept);
  });
  await show();
  return { section, show };
}

async function list(section, number, key, acts) {
  const { items, notes } = await readNotes(number);
  const order = Object.keys(items);
  const shown = notes.filter((note) => !note.removed && (!key || note.key === key));
  shown.sort((one, other) => order.indexOf(one.key) - order.indexOf(other.key));
  const lines = shown.map((note) => line(note, acts, key ? "" : `/my/meetings/${number}/items/${note.key}`));
  section.querySelector("ul").replaceChildren(...lines);
  section.querySelector("[data-none]").hidden = shown.length > 0;
}

function line(note, { edit, remove }, address) {
  const item = template("note").firstElementChild;
  const put = (name, text) => {
    const place = item.querySelector(`[data-${name}]`);
    if (text) place.textContent = text;
    else place.remove();
  };
  put("quote", note.quote);
  put("text", note.text);
  put("told", note.dirty ? "" : note.told);
  const flags = [...note.flags, note.dirty && "waiting"];
  for (const mark of item.querySelectorAll("[data-flag]")) mark.hidden = !flags.includes(mark.dataset.flag);
  const link = item.querySelector("[data-label]");
  if (address) Object.assign(link, { href: address, textContent: note.label });
  else link.parentElement.remove();
  const [change, removal] = item.querySelectorAll("button");
  if (address) change.remove();
  else change.addEventListener("click", () => edit(note));
  removal.addEventListener("click", () => remove(note));
  for (const each of item.querySelectorAll("[data-about]")) each.textContent = note.label;
  return item;
}
