// The live page of a meeting looks again by itself, quietly, until it is told to stop.
//
// [data-live-page]    its words are in data-pause, -go and -lost
// [data-live-status]  role=status: changed only when it says something else, so that it is read out then alone
// [data-live-body]    what is replaced        [data-live-toggle]  the button
const EVERY = 10000;

export function followLive() {
  const page = document.querySelector("[data-live-page]");
  const button = page?.querySelector("[data-live-toggle]");
  if (!button) return;
  let isOn = true;
  button.hidden = false;
  button.addEventListener("click", () => {
    isOn = !isOn;
    button.textContent = isOn ? page.dataset.pause : page.dataset.go;
    if (isOn) look();
  });
  const timer = setInterval(() => isOn && !document.hidden && look(), EVERY);
  document.addEventListener("visibilitychange", () => isOn && !document.hidden && look());

  async function look() {
    // What has not moved is answered with 304, and the browser has it already.
    const response = await fetch(location.pathname, { cache: "no-cache" }).catch(() => null);
    if (!response?.ok) return say(page.dataset.lost);
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("[data-live-page]");
    say(fresh.querySelector("[data-live-status]").textContent);
    show(fresh.querySelector("[data-live-body]"));
    if (fresh.querySelector("[data-live-toggle]")) return null;
    clearInterval(timer);
    button.hidden = true;
    return null;
  }

  function say(text) {
    const status = page.querySelector("[data-live-status]");
    if (status.textContent.trim() !== text.trim()) status.textContent = text.trim();
  }

  function show(fresh) {
    const old = page.querySelector("[data-live-body]");
    if (old.innerHTML === fresh.innerHTML) return;
    const open = new Set([...old.querySelectorAll("details[open] > summary")].map((each) => each.textContent));
    for (const each of fresh.querySelectorAll("summary")) each.parentNode.open = open.has(each.textContent);
    const href = old.contains(document.activeElement) && document.activeElement.getAttribute("href");
    old.replaceWith(fresh);
    if (href) fresh.querySelector(`a[href="${CSS.escape(href)}"]`)?.focus({ preventScroll: true });
  }
}
