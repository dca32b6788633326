// Two niceties for readers; nothing depends on them.

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
