// Where one stopped reading is told to the server: nothing of it stays in the browser.

const PAUSE = 1500;

export function keepPlace(viewer, { keep: address, page: stopped }) {
  let kept = Number(stopped);
  let timer = 0;
  viewer.eventBus.on("pagechanging", () => {
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE);
  });
  window.addEventListener("pagehide", send);

  function send() {
    clearTimeout(timer);
    const { currentPageNumber: page } = viewer;
    const token = document.querySelector("[name=csrf_token]");
    if (page === kept || !token) return;
    kept = page;
    const body = new URLSearchParams({ page, csrf_token: token.value });
    fetch(address, { method: "POST", body, keepalive: true }).catch(() => {});
  }
}
