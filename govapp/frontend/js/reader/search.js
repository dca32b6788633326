// Search in the text of the whole file.

const NOTHING = 1;
const PENDING = 3;

export function watchSearch(place, eventBus, words) {
  const form = place.querySelector("[data-search]");
  const field = form.querySelector("input");
  const found = form.querySelector("[data-found]");
  let asked = "";

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search(event.submitter?.value === "back");
  });
  field.addEventListener("input", () => field.value || search(false));
  eventBus.on("updatefindmatchescount", ({ matchesCount }) => tell(matchesCount));
  eventBus.on("updatefindcontrolstate", ({ state, matchesCount }) => {
    if (state === NOTHING) found.textContent = field.value ? words.nothing : "";
    else if (state !== PENDING) tell(matchesCount);
  });
  eventBus.on("findfromurlhash", ({ query }) => {
    field.value = [query].flat().join(" ");
    search(false, query);
  });

  /** Go to the next or the former place where the text stands. */
  function search(findPrevious, query = field.value) {
    const type = asked && asked === field.value ? "again" : "";
    asked = field.value;
    eventBus.dispatch("find", { type, query, caseSensitive: false, entireWord: false, highlightAll: true, findPrevious });
  }

  function tell({ current, total }) {
    if (total) found.textContent = words.found.replace("{current}", current).replace("{total}", total);
  }
}
