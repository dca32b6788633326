// The meeting screen with script: what is entered is kept here until the server has it.
//
// [data-room]        the screen; data-address is where acts go, data-user whose they are, data-now the server's
//                    time, and the words are in data-waiting, -refused, -told, -dismiss, -offline, -sent, -signin
// [data-parts]       what is replaced by the server's answer; data-seq is how many entries it shows
// form[data-act]     a form whose buttons are acts
// [data-queue]       a list of what waits to be sent, or was refused        [data-status]  role=status
// [data-keys]        a row whose buttons have a letter each (data-key), which works while the focus is in the row
import { keepTyped, restoreTyped } from "./room/carrying.js";
import { watchKeys } from "./room/keys.js";
import { openStore } from "./room/store.js";
import { runTimer } from "./room/timer.js";

const LOOK = 5000;
const PATIENCE = 10000;
const LONGEST = 8000;

export function runRoom() {
  const room = document.querySelector("[data-room]");
  if (!room) return;
  const store = openStore(`room:${room.dataset.user}:${room.dataset.address}:`);
  const ahead = Date.parse(room.dataset.now) - Date.now();
  let pause = 1000;
  let timer = 0;
  let isSending = false;

  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (!form.matches("[data-act]")) return;
    event.preventDefault();
    if (submitter?.matches("[data-waits]")) return;
    const fields = fieldsOf(form, submitter);
    const key = crypto.randomUUID();
    form.dataset.sent = key;
    store.keep({ key, at: new Date(Date.now() + ahead).toISOString(), fields, label: wordsOf(form, submitter) });
    show();
    pump();
  });
  room.querySelector("[data-queue]").addEventListener("click", ({ target }) => {
    const { dismiss } = target.dataset;
    if (!dismiss) return;
    store.drop(dismiss);
    show();
    room.querySelector("h1").focus();
  });
  window.addEventListener("online", () => {
    pause = 1000;
    pump();
  });
  setInterval(look, LOOK);
  watchKeys(room);
  runTimer(room, ahead);
  show();
  pump();

  /** Send what waits, one after the other, until there is nothing or no connection. */
  async function pump() {
    if (isSending) return;
    isSending = true;
    clearTimeout(timer);
    for (let entry = next(); entry; entry = next()) {
      const answer = await send(entry);
      if (!answer) {
        timer = setTimeout(pump, pause);
        pause = Math.min(pause * 2, LONGEST);
        break;
      }
      pause = 1000;
      settle(entry, answer);
    }
    isSending = false;
  }

  function next() {
    return store.list().find((entry) => !entry.reason);
  }

  /** Send one act; resolve to the server's page, or to nothing where there is none yet. */
  async function send({ key, at, fields }) {
    const body = new URLSearchParams([...fields, ["key", key], ["at", at], ["csrf_token", token()]]);
    const answer = await ask(room.dataset.address, { method: "POST", body });
    if (answer?.page) return answer;
    say(answer?.isOut ? "signin" : "offline");
    // A token of a former session: the page has a new one.
    if (answer?.status === 400) replace((await ask(room.dataset.address))?.page);
    return null;
  }

  /** What came of an act: it is recorded, or stays here with the reason. */
  function settle(entry, { status, page }) {
    const sent = document.querySelector(`form[data-sent="${entry.key}"]`);
    delete sent?.dataset.sent;
    if (status === 409) {
      store.keep({ ...entry, reason: page.querySelector("#refused p")?.textContent.trim() || room.dataset.refused });
    } else {
      store.drop(entry.key);
      sent?.reset();
    }
    replace(page);
    if (!next()) say(store.list().length ? "told" : "sent");
  }

  /** Look whether another screen has recorded something. */
  async function look() {
    if (document.hidden || isSending || next()) return;
    const answer = await ask(`${room.dataset.address}/entries`);
    if (!answer || answer.status !== 200) return;
    if (answer.text === room.querySelector("[data-parts]").dataset.seq) return;
    replace((await ask(room.dataset.address))?.page);
  }

  /** Show the parts as the server has them; what is being typed stays. */
  function replace(page) {
    const fresh = page?.querySelector("[data-parts]");
    if (!fresh) return;
    const old = room.querySelector("[data-parts]");
    fresh.querySelector("#refused")?.replaceChildren();
    const typed = keepTyped(old);
    old.replaceWith(fresh);
    restoreTyped(fresh, typed);
    runTimer(room, ahead);
    show();
  }

  /** List what waits and what was refused, and mark the buttons that were pressed. */
  function show() {
    const entries = store.list();
    room.querySelector("[data-queue]").replaceChildren(...entries.map((entry) => lineOf(entry, room.dataset)));
    const waiting = new Set(entries.filter((entry) => !entry.reason).map(({ fields }) => String(fields)));
    for (const form of room.querySelectorAll("form[data-act]")) {
      for (const button of form.querySelectorAll("button")) {
        button.toggleAttribute("data-waits", waiting.has(String(fieldsOf(form, button))));
      }
    }
  }

  function say(what) {
    const status = room.querySelector("[data-status]");
    if (status.textContent !== room.dataset[what]) status.textContent = room.dataset[what];
  }

  function token() {
    return document.querySelector("input[name=csrf_token]").value;
  }
}

/** What a form says with a button pressed, without what only the server's own page needs. */
function fieldsOf(form, button) {
  const all = [...new FormData(form)].filter(([name]) => !["key", "csrf_token"].includes(name));
  return button?.name ? [...all, [button.name, button.value]] : all;
}

/** Ask for an address; resolve to what it said, or to null where it could not be asked. */
async function ask(address, options = {}) {
  const control = new AbortController();
  const patience = setTimeout(() => control.abort(), PATIENCE);
  try {
    const response = await fetch(address, { ...options, signal: control.signal });
    const { status } = response;
    const text = await response.text();
    if (![200, 409].includes(status)) return { status };
    const page = new DOMParser().parseFromString(text, "text/html");
    const isRoom = page.querySelector("[data-parts]");
    return { status, text, page: isRoom ? page : null, isOut: response.redirected && !isRoom };
  } catch {
    return null;
  } finally {
    clearTimeout(patience);
  }
}

function wordsOf(form, submitter) {
  const text = form.elements.text?.value ?? "";
  return [submitter?.textContent.replace(/\s+/g, " ").trim(), text].filter(Boolean).join(": ");
}

function lineOf({ key, label, reason }, words) {
  const line = document.createElement("li");
  const mark = document.createElement("strong");
  mark.textContent = reason ? words.refused : words.waiting;
  line.append(mark, ` ${label}. ${reason ?? ""} `);
  if (reason) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "g-tool";
    button.dataset.dismiss = key;
    button.textContent = words.dismiss;
    line.append(button);
  }
  return line;
}
