// For how long the item has been taken up: [data-since], with data-planned in minutes and its words.
let ticking = 0;

export function runTimer(room, ahead) {
  clearInterval(ticking);
  const tick = () => {
    const place = room.querySelector("[data-since]");
    if (!place) return;
    const { since, planned, elapsed, over } = place.dataset;
    const minutes = Math.max(0, Math.floor((Date.now() + ahead - Date.parse(since)) / 60000));
    const isOver = Number(planned) > 0 && minutes >= Number(planned);
    place.querySelector("[data-minutes]").textContent = (isOver ? over : elapsed).replace("{minutes}", minutes);
    place.classList.toggle("g-room__timer--over", isOver);
  };
  tick();
  ticking = setInterval(tick, 10000);
}
