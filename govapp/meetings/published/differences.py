"""How two versions of an agenda differ, word by word: pure functions."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import accumulate, groupby, takewhile

from govapp.record.changes import WORDING, Change, agenda_changes
from govapp.record.shapes.meetings import Agenda, Item

WORDS = re.compile(r"\S+\s*|\s+")
# Looking at so many pairs of like words takes a fraction of a second.
PAIRS = 500_000
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


class _Matcher(SequenceMatcher[str]):
    """Finds what two texts share, word by word, in a bounded time.

    Where the pairs of like words are too many, as in a long text that repeats itself,
    two runs share how they begin and how they end, and differ in all between.
    """

    def __init__(self, old: list[str], new: list[str], pairs: int) -> None:
        """Count the pairs that each word of the old text has in the new one."""
        super().__init__(None, old, new, autojunk=False)
        self.old, self.new, self.left = old, new, pairs
        often = Counter(new)
        self.pairs = [0, *accumulate(1 + often[word] for word in old)]

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        """Find the longest run that two ranges share, as far as pairs are left."""
        ahi = len(self.old) if ahi is None else ahi
        bhi = len(self.new) if bhi is None else bhi
        pairs = self.pairs[ahi] - self.pairs[alo]
        if pairs <= self.left:
            self.left -= pairs
            return super().find_longest_match(alo, ahi, blo, bhi)
        old, new = self.old[alo:ahi], self.new[blo:bhi]
        if size := _count_like(old, new):
            return Match(alo, blo, size)
        size = _count_like(reversed(old), reversed(new))
        return Match(ahi - size, bhi - size, size)


def reword(field: str, old: str, new: str, *, pairs: int = PAIRS) -> Wording:
    """Split two texts into what they share and what they do not.

    They are compared word by word as far as `pairs` of like words suffice.
    """
    before, after = WORDS.findall(old), WORDS.findall(new)
    matcher = _Matcher(
        [word.strip() for word in before], [word.strip() for word in after], pairs
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


def _count_like(old: Iterable[str], new: Iterable[str]) -> int:
    """Count the words in which two runs agree before they first differ."""
    alike = (one == other for one, other in zip(old, new, strict=False))
    return sum(1 for _ in takewhile(bool, alike))
