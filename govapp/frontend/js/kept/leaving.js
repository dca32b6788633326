// Whoever signs out leaves nothing here, and loses no note.
import { bring } from "./notes.js";
import { destroyAll } from "./store.js";

export function destroyAtSignOut() {
  const form = document.querySelector('form[action="/sign-out"]');
  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await bring();
      await destroyAll();
    } finally {
      form.submit();
    }
  });
}
