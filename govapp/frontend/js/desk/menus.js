// "Move to…" opens as <details>; Escape and a click elsewhere close it.

export function openMenus() {
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && event.target.closest("details.g-move[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
  document.addEventListener("click", ({ target }) => {
    for (const open of document.querySelectorAll("details.g-move[open]")) {
      if (!open.contains(target)) open.open = false;
    }
  });
}
