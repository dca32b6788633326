// Whoever signs out leaves nothing here.
import { destroyAll } from "./store.js";

export function destroyAtSignOut() {
  const form = document.querySelector('form[action="/sign-out"]');
  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    await destroyAll();
    form.submit();
  });
}
