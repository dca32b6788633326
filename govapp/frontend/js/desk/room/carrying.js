// What is being typed stays when the page around it is replaced.

/** Remember what differs from what the server gave, which menus are open and where the focus is. */
export function keepTyped(place) {
  const typed = [...place.querySelectorAll("input[id], textarea[id], select[id]")].filter(isTyped);
  const active = document.activeElement;
  return {
    values: typed.map((control) => [control.id, control.type === "checkbox" ? control.checked : control.value]),
    open: [...place.querySelectorAll("details")].map((each) => [nameOf(each), each.open]),
    focus: place.contains(active) ? pathOf(active) : null,
    span: active?.selectionStart === undefined ? null : [active.selectionStart, active.selectionEnd],
  };
}

export function restoreTyped(place, { values, open, focus, span }) {
  for (const [id, value] of values) {
    const control = place.querySelector(`#${CSS.escape(id)}`);
    if (control?.type === "checkbox") control.checked = value;
    else if (control && (control.tagName !== "SELECT" || [...control.options].some((each) => each.value === value))) control.value = value;
  }
  const states = new Map(open);
  for (const each of place.querySelectorAll("details")) {
    if (states.has(nameOf(each))) each.open = states.get(nameOf(each));
  }
  const target = focus && find(place, focus);
  target?.focus({ preventScroll: true });
  if (target && span && target.setSelectionRange && target.type !== "checkbox") target.setSelectionRange(...span);
}

function isTyped(control) {
  if (control.type === "checkbox") return control.checked !== control.defaultChecked;
  if (control.tagName !== "SELECT") return control.value !== control.defaultValue;
  return ![...control.options].some((each) => each.defaultSelected && each.selected) && control.selectedIndex > 0;
}

function nameOf(details) {
  return `${details.closest("[id]")?.id} ${details.querySelector("summary").textContent.trim()}`;
}

/** Where an element stands: its own id, or its place among the buttons of what has one. */
function pathOf(element) {
  if (element.id) return { id: element.id, place: -1 };
  const home = element.closest("[id]");
  return { id: home.id, place: focusable(home).indexOf(element) };
}

function find(place, path) {
  const home = place.querySelector(`#${CSS.escape(path.id)}`);
  if (!home || path.place < 0) return home;
  const all = focusable(home);
  return all[Math.min(path.place, all.length - 1)];
}

function focusable(home) {
  return [...home.querySelectorAll("button, summary, a[href], input:not([type=hidden]), select, textarea")];
}
