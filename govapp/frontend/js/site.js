// Niceties for readers; nothing depends on them.
import { followLive } from "./site/live.js";

followLive();

// Beside an official time: the reader's own, when their clock differs.
for (const time of document.querySelectorAll("time[data-local]")) {
  const moment = new Date(time.dateTime);
  const show = (timeZone) =>
    moment.toLocaleString(document.documentElement.lang, { timeZone, dateStyle: "medium", timeStyle: "short" });
  const local = show();
  if (local === show(time.dataset.local)) continue;
  const note = document.createElement("span");
  note.className = "g-local";
  note.textContent = ` (${time.dataset.localLabel.replace("{time}", local)})`;
  time.after(note);
}

// In "On this page": mark the part being read.
const links = new Map(
  [...document.querySelectorAll('.g-toc a[href^="#"]')].map((link) => [link.hash.slice(1), link]),
);
const observer = new IntersectionObserver(
  (entries) => {
    const entered = entries.find((entry) => entry.isIntersecting);
    if (!entered) return;
    for (const link of links.values()) link.removeAttribute("aria-current");
    links.get(entered.target.id).setAttribute("aria-current", "true");
  },
  { rootMargin: "0px 0px -70% 0px" },
);
for (const id of links.keys()) {
  const part = document.getElementById(id);
  if (part) observer.observe(part);
}

// To who comes back to an agenda that was revised since: what changed. The browser alone remembers.
const unread = document.querySelector(".g-unread");
if (unread) {
  const { meeting, versions } = unread.dataset;
  const posted = versions.split(" ").map(Number);
  const seen = posted.findLast((version) => version <= Number(recall(`agenda:${meeting}`)));
  if (seen && seen < posted.at(-1)) showUnread(seen);
  recall(`agenda:${meeting}`, posted.at(-1));
}

function showUnread(seen) {
  const note = unread.querySelector("template").content.cloneNode(true);
  const badge = note.querySelector(".g-badge");
  for (const item of document.querySelectorAll("[data-changed]")) {
    if (Number(item.dataset.changed) <= seen) continue;
    item.querySelector(".g-item__title").append(" ", badge.cloneNode(true));
  }
  const link = note.querySelector("a");
  link.href = link.href.replace(/from=\d+/, `from=${seen}`);
  unread.append(note);
}

/** Read what is kept in this browser, or keep a new value; without storage, nothing. */
function recall(key, value) {
  try {
    if (value === undefined) return localStorage.getItem(key);
    localStorage.setItem(key, value);
  } catch {
    // A browser may keep nothing: then nobody is told.
  }
  return null;
}
