// The buttons of the reader, its page field and its keys; where one is.

const KEYS = { ArrowLeft: "previous", ArrowRight: "next", "+": "larger", "=": "larger", "-": "smaller", 0: "width" };

export function watchControls(place, viewer, words) {
  const { eventBus, container } = viewer;
  const field = place.querySelector("[data-number]");
  const said = place.querySelector("[data-said]");
  const acts = {
    previous: () => turn(viewer.previousPage()),
    next: () => turn(viewer.nextPage()),
    larger: () => viewer.increaseScale(),
    smaller: () => viewer.decreaseScale(),
    width: () => (viewer.currentScaleValue = "page-width"),
  };

  place.addEventListener("click", ({ target }) => acts[target.closest("[data-act]")?.dataset.act]?.());
  place.addEventListener("keydown", (event) => {
    const act = KEYS[event.key];
    if (!act || event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input")) return;
    const isWide = container.scrollWidth > container.clientWidth;
    if (isWide && event.key.startsWith("Arrow")) return;
    event.preventDefault();
    acts[act]();
  });
  field.addEventListener("change", () => {
    const page = Math.trunc(Number(field.value));
    if (page >= 1 && page <= viewer.pagesCount) turn((viewer.currentPageNumber = page));
    else show();
  });
  // A page that fits goes on fitting when the tablet is turned.
  new ResizeObserver(() => {
    const { currentScaleValue: scale, pagesCount } = viewer;
    if (pagesCount && Number.isNaN(Number(scale))) viewer.currentScaleValue = scale;
  }).observe(container);
  eventBus.on("pagesinit", show);
  eventBus.on("pagechanging", show);

  /** Show where one is. */
  function show() {
    const { currentPageNumber: page, pagesCount: pages } = viewer;
    field.value = page;
    field.max = pages;
    place.querySelector("[data-count]").textContent = pages;
    Object.assign(place.querySelector("progress"), { value: page, max: pages });
    setDisabled("previous", page <= 1);
    setDisabled("next", page >= pages);
  }

  /** A button that cannot do anything now keeps the focus. */
  function setDisabled(act, isDisabled) {
    place.querySelector(`[data-act=${act}]`).setAttribute("aria-disabled", isDisabled);
  }

  /** Tell whoever cannot see it which page it is now. */
  function turn(isTurned) {
    if (!isTurned) return;
    said.textContent = words.page.replace("{page}", viewer.currentPageNumber).replace("{pages}", viewer.pagesCount);
  }
}
