// Search in a copy of the site made of files: there no server reads the question.
// The files it asks for are described in govapp/exchange/moving/words.py.
const ID = 9;
const SHOWN = 50;
const kept = new Map();
const copy = document.querySelector("[data-copy]");
const asked = new URLSearchParams(location.search).get("q")?.trim();
// A server that answered says for what.
if (copy && asked && !copy.dataset.asked) search(asked);

async function search(text) {
  document.querySelector("#q").value = text;
  const words = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const lists = await Promise.all([...new Set(words)].map(find));
  const [first = [], ...others] = lists.sort((one, other) => one.length - other.length);
  const rest = others.map((list) => new Set(list));
  const found = first.filter((id) => rest.every((set) => set.has(id))).sort().reverse();
  const shown = await Promise.all(found.slice(0, SHOWN).map(describe));
  copy.querySelector("ol").replaceChildren(...shown.map(show));
  const said = found.length ? copy.dataset.found.replace("{total}", found.length) : copy.dataset.nothing;
  copy.querySelector("[role=status]").textContent = said.replace("{shown}", shown.length);
  copy.previousElementSibling.hidden = true;
  copy.hidden = false;
}

async function find(word) {
  const part = /^[0-9a-z]{1,2}/.exec(word)?.[0];
  const isPlain = part && part.length === Math.min(2, [...word].length);
  const ids = (await read(`words/${isPlain ? part : "other"}`))[word] ?? "";
  return ids.match(new RegExp(`.{${ID}}`, "g")) ?? [];
}

async function describe(id) {
  return (await read(`texts/${id.slice(-2)}`))[id];
}

function read(name) {
  if (!kept.has(name)) kept.set(name, load(name));
  return kept.get(name);
}

async function load(name) {
  const answer = await fetch(`/search/${name}.json`);
  return answer.ok ? answer.json() : {};
}

function show([path, title, kind, place]) {
  const line = document.createElement("li");
  const link = document.createElement("a");
  link.href = path;
  link.textContent = title;
  const about = document.createElement("p");
  about.className = "g-muted";
  about.textContent = [copy.dataset[kind], place].filter(Boolean).join(" · ");
  line.append(link, about);
  return line;
}
