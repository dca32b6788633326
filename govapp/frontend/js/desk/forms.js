// No form is sent twice, and nothing typed is lost by leaving.
//
// form[data-unsaved]  warns before the page is left with changes in it

const dirty = new Set();

export function guardForms() {
  document.addEventListener("input", ({ target }) => {
    const form = target.closest("form[data-unsaved]");
    if (form) dirty.add(form);
  });
  document.addEventListener("submit", sendOnce);
  window.addEventListener("beforeunload", (event) => {
    if (dirty.size) event.preventDefault();
  });
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) for (const form of document.forms) setBusy(form, false);
  });
}

function sendOnce(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  dirty.delete(form);
  setTimeout(() => setBusy(form, true));
}

/** Mark a form as being sent. Buttons keep their focus: aria-disabled, not disabled. */
export function setBusy(form, busy) {
  if (busy) form.dataset.sent = "1";
  else delete form.dataset.sent;
  for (const button of form.querySelectorAll("button:not([type=button])")) {
    if (busy) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }
}
