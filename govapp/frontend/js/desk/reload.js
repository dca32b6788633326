// A page that waits for something looks again by itself, by the link that does it by hand.
export function reloadWaiting() {
  const link = document.querySelector("a[data-reload]");
  if (link) setTimeout(() => location.replace(link.href), Number(link.dataset.reload) * 1000);
}
