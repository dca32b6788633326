"""Verify what the public record proves: one file, Python 3.8 or newer, nothing else.

    python3 verify.py PROOF [FILE]               is this file what was posted?
    python3 verify.py --since SAVED CONSISTENCY  did the record only grow since then?

PROOF is what a page of the record calls its proof, FILE the document as you have it,
SAVED a checkpoint you kept or a mail that holds one, CONSISTENCY what
/record/consistency?from=SIZE answers. With --key KEY only that key is believed, else
the one that came with the proof, which is shown. Ends with 0 when all is well, with 1
when it is not, with 2 when it was not understood. Nothing is sent anywhere.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any, Iterator, NamedTuple, Tuple  # noqa: UP035 for Python 3.8

PROOF, CONSISTENCY = "govapp-proof-1", "govapp-consistency-1"
PROOF_FIELDS = ["checkpoint", "entries", "format", "key", "timestamp"]
CONSISTENCY_FIELDS = ["checkpoint", "format", "from", "key", "path"]
ENTRY_FIELDS = ["content", "event", "leaf_hash", "path", "seq"]
NOTE = re.compile(
    "(?m)^([^\\s+]+)\n(0|[1-9][0-9]*)\n([A-Za-z0-9+/]{43}=)\n\n\u2014 (\\S+) (\\S+)$"
)
FORM = "This is no proof as the record gives it out."
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
Point = Tuple[int, int, int, int]  # noqa: UP006 likewise


class RefusedError(Exception):
    """Something is not as it was posted; the text says what."""


def _must(holds: object, message: str = FORM) -> None:
    """Refuse a proof unless something holds."""
    if not holds:
        raise RefusedError(message)


class Head(NamedTuple):
    """What a checkpoint says: the log's name, its size and the root of its tree."""

    origin: str
    size: int
    root: bytes


# Ed25519 (RFC 8032, section 5.1), in extended coordinates.
def _add(p: Point, q: Point) -> Point:
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _multiply(number: int, p: Point) -> Point:
    total = (0, 1, 1, 0)
    while number:
        if number & 1:
            total = _add(total, p)
        p, number = _add(p, p), number >> 1
    return total


def _point(data: bytes) -> Point:
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    _must(y < P and (x * x - square) % P == 0 and (x or not sign))
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = _point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_signature(public: bytes, text: bytes, signature: bytes) -> bool:
    """Say whether a signature is a text's by a public key."""
    key, nonce = _point(public), _point(signature[:32])
    number = int.from_bytes(signature[32:], "little")
    hashed = hashlib.sha512(signature[:32] + public + text).digest()
    factor = int.from_bytes(hashed, "little") % ORDER
    left, right = _multiply(number, BASE), _add(nonce, _multiply(factor, key))
    same = all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))
    return len(signature) == 64 and number < ORDER and same


# Checkpoints (C2SP signed-note and tlog-checkpoint).
def _decode(text: str) -> bytes:
    data = base64.b64decode(text, validate=True)
    _must(base64.b64encode(data).decode() == text)
    return data


def read_head(note: str, key: str) -> Head:
    """Return what a checkpoint says, once its signature is known to be the key's."""
    _must(find_note(note) == note)
    origin, size, root, _, signer, encoded = re.split("[ \n]+", note.strip("\n"))
    name, identity, public_key = key.split("+", 2)
    public, signature = _decode(public_key), _decode(encoded)
    hashed = hashlib.sha256(name.encode() + b"\n" + public).digest()[:4]
    text = note[: note.index("\n\n") + 1].encode()
    named = name == origin == signer and identity == hashed.hex()
    matches = named and public[:1] == b"\x01" and signature[:4] == hashed
    signed = matches and is_signature(public[1:], text, signature[4:])
    _must(signed, f"The checkpoint is not signed with the key {key}")
    return Head(name, int(size), _decode(root))


# The tree (RFC 6962, section 2.1), verified as in RFC 9162, section 2.1.
def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_from_path(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """Return the root of the tree in which a path places a leaf."""
    _must(0 <= index < size)
    root, _ = _climb(leaf, leaf, index, size - 1, path)
    return root


def is_grown(old: Head, new: Head, path: list[bytes]) -> bool:
    """Say whether a path shows that a record begins with what it was."""
    if old.size == new.size:
        return old.root == new.root and not path
    index, last = old.size - 1, new.size - 1
    while index & 1:
        index, last = index >> 1, last >> 1
    first, *rest = path if old.size & (old.size - 1) else [old.root, *path]
    return _climb(first, first, index, last, rest) == (new.root, old.root)


def _climb(
    newer: bytes, older: bytes, index: int, last: int, path: list[bytes]
) -> tuple[bytes, bytes]:
    """Take a path from a node to the root, also to that of the older tree it ends."""
    for node in path:
        _must(last)
        if index & 1 or index == last:
            newer, older = _node(node, newer), _node(node, older)
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            newer = _node(newer, node)
        index, last = index >> 1, last >> 1
    _must(last == 0)
    return newer, older


# What the record gives out, and what it says in words.
def read_given(text: str, kind: str, fields: list[str], key: str) -> dict[str, Any]:
    """Read a proof of a kind, written in the one form in which the record gives it."""
    proof: dict[str, Any] = json.loads(text)
    plain = json.dumps(proof, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    _must(plain + "\n" == text and proof["format"] == kind and sorted(proof) == fields)
    other = f"The proof is signed with another key: {proof['key']}"
    _must(not key or proof["key"] == key, other)
    return proof


def _read_path(given: list[str]) -> list[bytes]:
    path = [bytes.fromhex(text) for text in given]
    _must([node.hex() for node in path] == given)
    _must(not {len(node) for node in path} - {32})
    return path


def check_entry(entry: dict[str, Any], head: Head) -> dict[str, Any]:
    """Return the event of an entry, once it is known to stand in the record."""
    event: dict[str, Any] = json.loads(entry["event"])
    leaf = hashlib.sha256(b"\0" + entry["event"].encode()).digest()
    _must(sorted(entry) == ENTRY_FIELDS and (event["v"], event["log"]) == (1, "public"))
    seq, path, content = event["seq"], _read_path(entry["path"]), entry["content"]
    named = entry["leaf_hash"] == leaf.hex() and entry["seq"] == seq
    _must(named, f"Entry {entry['seq']} is not what it says it is.")
    root = root_from_path(leaf, seq - 1, head.size, path)
    _must(root == head.root, f"Entry {seq} does not stand in the record so.")
    sha256 = hashlib.sha256((content or "").encode()).hexdigest()
    same = content is None or sha256 == event["content_sha256"]
    _must(same, f"The content is not what entry {seq} posted.")
    return event


def describe(event: dict[str, Any], origin: str) -> str:
    """Say what an entry posted, and when."""
    kind, _, name = event["subject"].partition(":")
    of = f" of {kind} {name}" if name else ""
    what = f"{event['kind']} version {event['version']}{of}, entry {event['seq']}"
    when = event["posted_at"].replace("T", " ").replace("Z", " UTC")
    return f"{what} of {origin}, posted {when}"


def find_files(value: Any, sha256: str) -> Iterator[dict[str, Any]]:
    """Yield what a content says of a file."""
    if isinstance(value, dict) and value.get("sha256") == sha256:
        yield value
    inner = value.values() if isinstance(value, dict) else value
    for each in inner if isinstance(value, (dict, list)) else ():
        yield from find_files(each, sha256)


def _check_stamp(proof: dict[str, Any], head: Head, seq: int) -> str:
    stamp = proof["timestamp"]
    if stamp is None:
        return ""
    old, token = read_head(stamp["checkpoint"], proof["key"]), _decode(stamp["token"])
    is_of = hashlib.sha256(stamp["checkpoint"].encode()).digest() in token
    grown = old.size >= seq and is_grown(old, head, _read_path(stamp["path"]))
    _must(is_of and grown, "The time stamp is not one of this entry.")
    return f" It has a time stamp of checkpoint {old.size}, for OpenSSL to check."


def _check_proof(proof: dict[str, Any], file: bytes | None) -> str:
    head = read_head(proof["checkpoint"], proof["key"])
    events = [check_entry(entry, head) for entry in proof["entries"]]
    places = [event["seq"] for event in events]
    _must(places and places == sorted(set(places)))
    stamped = _check_stamp(proof, head, places[0])
    if file is None:
        said = "; ".join(describe(event, head.origin) for event in events)
        return f"This is in the record, unchanged: {said}.{stamped}"
    sha256 = hashlib.sha256(file).hexdigest()
    for entry, event in zip(proof["entries"], events):  # noqa: B905 for Python 3.8
        said = f"{describe(event, head.origin)}, unchanged.{stamped}"
        if event["content_sha256"] == sha256:
            return f"This file is {said}"
        for found in find_files(json.loads(entry["content"] or "0"), sha256):
            named = f"{found['name']} (version {found['version']})"
            return f"This file is {named}, posted with {said}"
    raise RefusedError("This file is not what was posted: no entry here has its hash.")


def find_note(text: str) -> str:
    """Return the checkpoint in a text, such as a mail that quotes it; "" for none."""
    found = NOTE.search("\n".join(line.strip("> \t\r") for line in text.split("\n")))
    return found.group(0) + "\n" if found else ""


def _check_growth(proof: dict[str, Any], saved: str) -> str:
    kept, new = find_note(saved), read_head(proof["checkpoint"], proof["key"])
    none = f"There is no checkpoint of {new.origin} in what you kept."
    _must(kept.startswith(new.origin + "\n"), none)
    old = read_head(kept, proof["key"])
    gone = f"Entries are gone: there were {old.size}, now {new.size}."
    _must(old.size <= new.size, gone)
    ask = f"Ask the record for /record/consistency?from={old.size}"
    _must(old.size == proof["from"], ask)
    grown = is_grown(old, new, _read_path(proof["path"]))
    _must(grown, f"The first {old.size} entries are not those of then.")
    return f"{new.origin} only grew: {old.size} of its {new.size} entries are as then."


def check(text: str, file: bytes | None = None, saved: str = "", key: str = "") -> str:
    """Say in a sentence what a proof shows; raises RefusedError with what is wrong."""
    try:
        if saved:
            proof = read_given(text, CONSISTENCY, CONSISTENCY_FIELDS, key)
            return _check_growth(proof, saved)
        return _check_proof(read_given(text, PROOF, PROOF_FIELDS, key), file)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise RefusedError(FORM) from None


def main(arguments: list[str] | None = None) -> int:
    """Run as a command; return 0 when all is well."""
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("proof")
    parser.add_argument("file", nargs="?")
    parser.add_argument("--since", metavar="SAVED")
    parser.add_argument("--key", default="")
    given = parser.parse_args(arguments)
    try:
        text = Path(given.proof).read_bytes().decode()
        file = Path(given.file).read_bytes() if given.file else None
        saved = Path(given.since).read_bytes().decode() or " " if given.since else ""
        said = check(text, file, saved, given.key)
    except (OSError, UnicodeDecodeError) as error:
        parser.error(str(error))
    except RefusedError as refusal:
        sys.stdout.write(f"{refusal}\n")
        return 1
    shown = "" if given.key else f"It is signed with {json.loads(text)['key']}\n"
    sys.stdout.write(f"{said}\n{shown}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
