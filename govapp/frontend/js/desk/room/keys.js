// Letters for the buttons of a row, only while the focus is in that row; the arrows go from row to row.

export function watchKeys(room) {
  room.addEventListener("keydown", (event) => {
    const row = event.target.closest("[data-keys]");
    if (!row || event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input, textarea, select")) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const button = row.querySelector(`button[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!step && !button) return;
    event.preventDefault();
    button?.click();
    const rows = [...row.parentNode.children].filter((each) => each.querySelector("button"));
    const next = rows[rows.indexOf(row) + (step ?? 1)];
    (next ?? row).querySelector("button")?.focus();
  });
}
