// Verify a proof as govapp/record/verify.py does: the tree is RFC 6962's, the checkpoint a
// C2SP signed note. Of a time stamp it says nothing. Throws Refused with the name of what is
// wrong; the page has the words.

const FORMAT = "govapp-proof-1";
const FIELDS = "checkpoint,entries,format,key,timestamp";
const ENTRY = "content,event,leaf_hash,path,seq";
const NOTE = /^([^\s+]+)\n(0|[1-9][0-9]*)\n([A-Za-z0-9+/]{43}=)\n\n\u2014 (\S+) (\S+)\n$/;
const bytes = (text) => new TextEncoder().encode(text);

export class Refused extends Error {
  constructor(reason, values = {}) {
    super(reason);
    this.reason = reason;
    this.values = values;
  }
}

/** What a proof shows: its entries' events, and the entry that posted the file, if one is given. */
export async function check(text, file) {
  const proof = read(text);
  const head = await readHead(proof.checkpoint, proof.key);
  const events = [];
  for (const entry of proof.entries) events.push(await checkEntry(entry, head));
  const places = events.map((event) => event.seq);
  if (!places.length || places.some((place, index) => index && place <= places[index - 1])) throw new Refused("form");
  const shown = { key: proof.key, origin: head.origin, events };
  return file ? { ...shown, ...(await find(file, proof.entries, events)) } : shown;
}

export async function hash(data) {
  return hex(await sha256(data));
}

function read(text) {
  try {
    const proof = JSON.parse(text);
    const known = proof.format === FORMAT && Object.keys(proof).join() === FIELDS;
    const whole = known && proof.entries.every((entry) => Object.keys(entry).join() === ENTRY);
    if (whole && `${JSON.stringify(proof)}\n` === text) return proof;
  } catch {
    // It is no JSON at all, or something else than an object.
  }
  throw new Refused("form");
}

async function readHead(note, key) {
  const found = NOTE.exec(note);
  const parts = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(key);
  if (!found || !parts) throw new Refused("form");
  const [, origin, size, root, signer, encoded] = found;
  const [, name, identity, encodedKey] = parts;
  const signature = decode(encoded);
  const publicKey = decode(encodedKey);
  const named = (await sha256(join(bytes(`${name}\n`), publicKey))).subarray(0, 4);
  const signed = bytes(`${origin}\n${size}\n${root}\n`);
  if (
    name !== origin ||
    signer !== origin ||
    identity !== hex(named) ||
    publicKey.length !== 33 ||
    publicKey[0] !== 1 ||
    signature.length !== 68 ||
    hex(signature.subarray(0, 4)) !== identity ||
    !(await isSignature(publicKey.subarray(1), signature.subarray(4), signed))
  ) {
    throw new Refused("signature", { key });
  }
  return { origin, size: Number(size), root: hex(decode(root)) };
}

async function isSignature(publicKey, signature, signed) {
  const key = await crypto.subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", key, signature, signed);
}

async function checkEntry(entry, head) {
  const event = parse(entry.event);
  const leaf = await sha256(join([0], bytes(entry.event)));
  const { seq } = event;
  if (event.v !== 1 || event.log !== "public" || !Number.isSafeInteger(seq)) throw new Refused("form");
  const root = await rootFrom(leaf, seq - 1, head.size, entry.path);
  if (entry.seq !== seq || entry.leaf_hash !== hex(leaf) || hex(root) !== head.root) {
    throw new Refused("place", { seq });
  }
  if (entry.content !== null && (await hash(bytes(entry.content))) !== event.content_sha256) {
    throw new Refused("content", { seq });
  }
  return event;
}

/** The root of the tree in which a path places a leaf (RFC 9162, section 2.1.3.2). */
async function rootFrom(leaf, place, size, path) {
  let [index, last, root] = [place, size - 1, leaf];
  if (index < 0 || index > last) throw new Refused("form");
  for (const text of path) {
    if (!/^[0-9a-f]{64}$/.test(text) || last === 0) throw new Refused("form");
    const node = Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16));
    const isRight = index % 2 === 1 || index === last;
    root = await sha256(isRight ? join([1], node, root) : join([1], root, node));
    while (isRight && index && index % 2 === 0) [index, last] = [index >> 1, last >> 1];
    [index, last] = [index >> 1, last >> 1];
  }
  if (last !== 0) throw new Refused("form");
  return root;
}

async function find(file, entries, events) {
  const wanted = await hash(file);
  for (const [index, event] of events.entries()) {
    if (event.content_sha256 === wanted) return { event };
    const named = findFile(parse(entries[index].content ?? "null"), wanted);
    if (named) return { event, named };
  }
  throw new Refused("file");
}

function findFile(value, wanted) {
  if (value === null || typeof value !== "object") return undefined;
  if (value.sha256 === wanted) return value;
  for (const inner of Object.values(value)) {
    const found = findFile(inner, wanted);
    if (found) return found;
  }
  return undefined;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused("form");
  }
}

/** Base64 that is written in the one right way. */
function decode(text) {
  let data;
  try {
    data = atob(text);
  } catch {
    throw new Refused("form");
  }
  if (btoa(data) !== text) throw new Refused("form");
  return Uint8Array.from(data, (letter) => letter.charCodeAt(0));
}

async function sha256(data) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", data));
}

function join(...parts) {
  const whole = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}

function hex(data) {
  return [...data].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
