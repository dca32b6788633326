"""How two versions of an agenda differ, word by word: pure functions."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from govapp.record.changes import WORDING, Change, agenda_changes
from govapp.record.shapes.meetings import Agenda, Item

WORDS = re.compile(r"\S+\s*|\s+")
Read = Callable[[str, Item], str]


@dataclass(frozen=True)
class Piece:
    """A run of words; `is_changed` where the other wording has something else."""

    text: str
    is_changed: bool


@dataclass(frozen=True)
class Wording:
    """A field before and after, in pieces; an empty side had or has nothing."""

    field: str
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]


@dataclass(frozen=True)
class Difference:
    """A change, and the wordings it touched."""

    change: Change
    wordings: tuple[Wording, ...] = ()


def compare(old: Agenda, new: Agenda, read: Read) -> list[list[Difference]]:
    """List the differences, item by item; `read` says a field in words."""
    before = {item.key: item for item in old.walk()}
    after = {item.key: item for item in new.walk()}

    def wordings(change: Change) -> Iterator[Wording]:
        if change.what == "note":
            yield reword("note", old.note, new.note)
        if change.what != "reworded":
            return
        for field in WORDING:
            former, latter = (
                read(field, items[change.key]) for items in (before, after)
            )
            if former != latter:
                yield reword(field, former, latter)

    return [
        [Difference(change, tuple(wordings(change))) for change in same]
        for _, same in groupby(
            agenda_changes(old, new),
            key=lambda change: (change.key, change.what == "note"),
        )
    ]


def reword(field: str, old: str, new: str) -> Wording:
    """Split two texts into what they share and what they do not."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    matcher = SequenceMatcher(
        None,
        [word.strip() for word in before],
        [word.strip() for word in after],
        autojunk=False,
    )
    steps = matcher.get_opcodes()
    return Wording(
        field,
        tuple(
            Piece("".join(before[a:b]), step != "equal")
            for step, a, b, _, _ in steps
            if b > a
        ),
        tuple(
            Piece("".join(after[a:b]), step != "equal")
            for step, _, _, a, b in steps
            if b > a
        ),
    )
