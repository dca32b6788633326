// The page that verifies a document: nothing leaves the browser.
//
// [data-verify]  two file inputs and a place for what is found; the words are its data-…
//                attributes, of which some have {places} to fill.
// [data-verify-without]  what is said where no script runs
import { Refused, check, hash } from "./verify/proof.js";

const page = document.querySelector("[data-verify]");
const [proofInput, fileInput] = page.querySelectorAll("input[type=file]");
const said = page.querySelector("[role=status]");
let looks = 0;

page.hidden = false;
document.querySelector("[data-verify-without]").hidden = true;
for (const input of [proofInput, fileInput]) input.addEventListener("change", look);
for (const name of ["dragover", "dragleave", "drop"]) {
  page.addEventListener(name, (event) => {
    event.preventDefault();
    page.classList.toggle("g-verify--over", name === "dragover");
  });
}
page.addEventListener("drop", ({ dataTransfer }) => {
  for (const file of dataTransfer.files) take(file);
  look();
});

/** Put a dropped file where it belongs: proofs end in .json. */
function take(file) {
  const one = new DataTransfer();
  one.items.add(file);
  (file.name.endsWith(".json") ? proofInput : fileInput).files = one.files;
}

async function look() {
  const turn = ++looks;
  page.ariaBusy = "true";
  const [state, sentences] = await judge(proofInput.files[0], fileInput.files[0]);
  if (turn !== looks) return;
  show(state, sentences);
  page.ariaBusy = "false";
}

async function judge(proof, file) {
  if (!globalThis.crypto?.subtle) return ["", [say("unable")]];
  if (!proof && !file) return ["", []];
  try {
    const data = file && new Uint8Array(await file.arrayBuffer());
    if (!proof) return ["", [say("hash", { hash: await hash(data) })]];
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await proof.arrayBuffer());
    return ["met", tell(await check(text, data))];
  } catch (error) {
    return refuse(error);
  }
}

function tell({ key, origin, events, event, named }) {
  const found = (event ? [event] : events).map((one) => describe(one, origin, named));
  return [say(event ? "same" : "holds"), ...found, say("signed", { key })];
}

function refuse(error) {
  if (error instanceof Refused) return ["late", [say("wrong"), say(error.reason, error.values)]];
  return error instanceof TypeError ? ["late", [say("wrong"), say("form")]] : ["", [say("unable")]];
}

function describe(event, origin, named) {
  const { kind, version, subject, seq } = event;
  const what = say("what", { kind, version, subject: subject.replace(":", " ") });
  const moment = { dateStyle: "full", timeStyle: "long" };
  const when = new Date(event.posted_at).toLocaleString(document.documentElement.lang, moment);
  const values = { what, seq, origin, when, name: named?.name, file: named?.version };
  return say(named ? "named" : "entry", values);
}

function say(word, values = {}) {
  return page.dataset[word].replace(/\{(\w+)\}/g, (_all, name) => values[name]);
}

function show(state, sentences) {
  said.className = `g-verify__said${state ? ` g-verify__said--${state}` : ""}`;
  said.replaceChildren(
    ...sentences.map((sentence) => {
      const line = document.createElement("p");
      line.textContent = sentence;
      return line;
    }),
  );
}
