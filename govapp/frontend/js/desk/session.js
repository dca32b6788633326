// Warns before a session ends, and loses nothing that was typed when it has.
//
// [data-session="SECONDS"]  hidden; holds [data-soon] with [data-minutes] and a button,
//                           and [data-over], shown once nobody is signed in any longer

const ADDRESS = "/account/session";
const WARN = 5 * 60;
const LOOK_EVERY = 15;

let box;
let ends;

export function watchSession() {
  box = document.querySelector("[data-session]");
  if (!box) return;
  setLeft(Number(box.dataset.session));
  setInterval(look, LOOK_EVERY * 1000);
  document.addEventListener("visibilitychange", () => document.hidden || look());
  window.addEventListener("focus", look);
  box.querySelector("button").addEventListener("click", stay);
  // Before anything else looks at the form: what is sent without a session is lost.
  document.addEventListener("submit", holdBack, true);
}

function setLeft(seconds) {
  ends = Date.now() + seconds * 1000;
}

function left() {
  return Math.max(0, (ends - Date.now()) / 1000);
}

async function look() {
  if (left() > WARN && !box.dataset.shown) return;
  const answer = await ask();
  if (answer) renew(answer);
  show(answer ? left() : 0);
}

async function ask(options = {}) {
  try {
    const answer = await fetch(ADDRESS, { redirect: "manual", ...options });
    return answer.ok ? await answer.json() : null;
  } catch {
    return { left: left() }; // no network: nothing is known to have changed
  }
}

async function stay() {
  const body = new URLSearchParams({ csrf_token: document.querySelector("[name=csrf_token]").value });
  const answer = await ask({ method: "POST", body });
  if (answer) renew(answer);
  show(answer ? left() : 0);
}

/** Whoever signed in anew in another window has another token. */
function renew({ left: seconds, token }) {
  setLeft(seconds);
  if (!token) return;
  for (const field of document.querySelectorAll("[name=csrf_token]")) field.value = token;
}

function show(seconds) {
  const over = seconds <= 0;
  const soon = !over && seconds <= WARN;
  box.hidden = !(over || soon);
  box.querySelector("[data-soon]").hidden = !soon;
  box.querySelector("[data-over]").hidden = !over;
  box.querySelector("[data-minutes]").textContent = Math.max(1, Math.ceil(seconds / 60));
  if (over || soon) box.dataset.shown = "1";
  else delete box.dataset.shown;
}

function holdBack(event) {
  if (left() > 0 || event.target.getAttribute("action") === "/sign-out") return;
  event.preventDefault();
  event.stopPropagation();
  show(0);
  box.querySelector("a").focus();
}
