"""Ways to forge a proof; none of them may be taken for one."""

import json
import random
from collections.abc import Callable
from typing import Any

from govapp.record import rules, verify
from govapp.record.verify import RefusedError
from tests.proof.history import Given

Forged = tuple[str, bytes | None]
Chance = random.Random


def is_taken(text: str, file: bytes | None, key: str = "") -> bool:
    """Say whether the verifier takes a proof, of a file if there is one."""
    try:
        verify.check(text, file, key=key)
    except RefusedError:
        return False
    return True


def write(proof: Any) -> str:
    """Write a proof as the record does."""
    return f"{rules.canonical(proof)}\n"


def _flip(data: bytes, chance: Chance) -> bytes:
    changed = bytearray(data)
    changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _flip_file(given: Given, _other: Given, chance: Chance) -> Forged:
    return given.text, _flip(given.file or b"?", chance)


def _flip_proof(given: Given, _other: Given, chance: Chance) -> Forged:
    flipped = _flip(given.text.encode(), chance)
    return flipped.decode(errors="surrogateescape"), given.file


def _replace_byte(given: Given, _other: Given, chance: Chance) -> Forged:
    place, letter = chance.randrange(len(given.text)), chr(chance.randrange(32, 127))
    changed = given.text[:place] + letter + given.text[place + 1 :]
    return changed if changed != given.text else changed + "x", given.file


def _take(field: str) -> Callable[[Given, Given, Chance], Forged]:
    """Put what another proof has into a field of an entry."""

    def take(given: Given, other: Given, _chance: Chance) -> Forged:
        proof, theirs = json.loads(given.text), json.loads(other.text)
        taken = theirs["entries"][0][field]
        proof["entries"][0][field] = taken if proof["entries"][0][field] != taken else 0
        return write(proof), given.file

    return take


def _flip_field(field: str) -> Callable[[Given, Given, Chance], Forged]:
    """Flip a bit of a text within an entry, its JSON being written anew."""

    def flip(given: Given, _other: Given, chance: Chance) -> Forged:
        proof = json.loads(given.text)
        entry = chance.choice(proof["entries"])
        entry[field] = _flip(entry[field].encode(), chance).decode(errors="replace")
        return write(proof), given.file

    return flip


def _flip_path(given: Given, _other: Given, chance: Chance) -> Forged:
    proof = json.loads(given.text)
    path = chance.choice(proof["entries"])["path"]
    place = chance.randrange(len(path))
    path[place] = _flip(bytes.fromhex(path[place]), chance).hex()
    return write(proof), given.file


def _shorten_path(given: Given, _other: Given, chance: Chance) -> Forged:
    proof = json.loads(given.text)
    path = chance.choice(proof["entries"])["path"]
    path.pop(chance.randrange(len(path)))
    return write(proof), given.file


def _other_checkpoint(given: Given, _other: Given, chance: Chance) -> Forged:
    proof = json.loads(given.text)
    lines = proof["checkpoint"].split("\n")
    lines[1] = str(int(lines[1]) + chance.choice((-1, 1)))
    proof["checkpoint"] = "\n".join(lines)
    return write(proof), given.file


def _flip_signature(given: Given, _other: Given, chance: Chance) -> Forged:
    proof = json.loads(given.text)
    note, _, encoded = proof["checkpoint"].rstrip("\n").rpartition(" ")
    letter = chance.randrange(len(encoded))
    changed = chance.choice("ABCDEFGHabcdefgh0123+/".replace(encoded[letter], ""))
    encoded = encoded[:letter] + changed + encoded[letter + 1 :]
    proof["checkpoint"] = f"{note} {encoded}\n"
    return write(proof), given.file


def _swap_entries(given: Given, other: Given, _chance: Chance) -> Forged:
    proof, theirs = json.loads(given.text), json.loads(other.text)
    proof["entries"] = [*theirs["entries"], *proof["entries"]][::-1]
    proof["entries"].sort(key=lambda entry: -entry["seq"])
    return write(proof), given.file


FORGERS: list[Callable[[Given, Given, Chance], Forged]] = [
    _flip_file,
    _flip_proof,
    _replace_byte,
    _take("event"),
    _take("content"),
    _take("leaf_hash"),
    _take("path"),
    _take("seq"),
    _flip_field("event"),
    _flip_field("content"),
    _flip_field("leaf_hash"),
    _flip_path,
    _shorten_path,
    _other_checkpoint,
    _flip_signature,
    _swap_entries,
]
