"""The place in a text where what was asked for stands, with its words marked."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import islice
from typing import NamedTuple

from govapp.parsing import PAGE_END
from govapp.record.search.query import Query
from govapp.record.search.words import OTHERS, PART, RUN, fold, join_run

BEFORE, LENGTH = 60, 240
# How many lines are taken at most, and how many places are looked at for the best, in
# as many letters at once.
SHOWN, LOOKED_AT, AT_ONCE = 6, 300, 50_000
SPACE = re.compile(r"\s+")


class Piece(NamedTuple):
    """A part of a text; `is_found` where it is what was asked for."""

    text: str
    is_found: bool = False


class Passage(NamedTuple):
    """The part of a text that says most of what was asked for, on a page of it."""

    pieces: tuple[Piece, ...]
    page: int


class Marker:
    """Marks the words of a query in any text."""

    def __init__(self, query: Query) -> None:
        """Take the words that may be found."""
        terms = list(query.terms())
        last = {term.words[-1]: term.is_prefix for term in terms}
        self._beginnings = tuple(word for word, is_prefix in last.items() if is_prefix)
        self._words = {word for term in terms for word in term.words}
        self._patterns = [re.compile(self._spell(word)) for word in sorted(self._words)]

    def _spell(self, word: str) -> str:
        # Of a number the commas may have been left out.
        spelled = ",?".join(word) if word.isdigit() else re.escape(word)
        return spelled if word in self._beginnings else rf"{spelled}(?![^\W_])"

    def mark(self, text: str) -> tuple[Piece, ...]:
        """Return a text in pieces, its words marked."""
        folded, places = _fold(text)
        pieces, done = [], 0
        for start, end in self._spans(folded):
            begin, stop = places[start], places[end - 1] + 1
            if begin > done:
                pieces.append(Piece(text[done:begin]))
            pieces.append(Piece(text[begin:stop], is_found=True))
            done = stop
        return (*pieces, Piece(text[done:])) if done < len(text) else tuple(pieces)

    def find_passage(self, text: str) -> Passage:
        """Return the part of a text that says most of what was asked for, marked."""
        place = self._find_best(text)
        page = 1 + text.count(PAGE_END, 0, place)
        return Passage(self.mark(_cut(text, place)), page)

    def _find_best(self, text: str) -> int:
        """Return where in a text most of the words stand close together."""
        best, found = 0, (0, "", 0)
        for start, chunk in _split(text):
            folded = fold(chunk)
            count, place = self._find_most(folded)
            if count > best:
                best, found = count, (start, chunk, place)
            if best == len(self._words):
                break
        start, chunk, place = found
        return start + _unfold(chunk, place)

    def _find_most(self, folded: str) -> tuple[int, int]:
        """Return how many of the words stand close together in a text, and where."""
        best, place = 0, 0
        near: deque[tuple[int, int]] = deque()
        each = (self._list_places(number, folded) for number in range(len(self._words)))
        for found in islice(merge(*each), LOOKED_AT):
            near.append(found)
            while found[0] - near[0][0] > LENGTH - BEFORE:
                near.popleft()
            count = len({word for _, word in near})
            if count > best:
                best, place = count, near[0][0]
                if best == len(self._words):
                    break
        return best, place

    def _list_places(self, number: int, folded: str) -> Iterator[tuple[int, int]]:
        """Yield where a word stands, with the word's number."""
        for found in self._patterns[number].finditer(folded):
            place = found.start()
            if not place or not folded[place - 1].isalnum():
                yield place, number

    def _spans(self, folded: str) -> Iterator[tuple[int, int]]:
        """Yield where the words stand in a folded text."""
        for run in RUN.finditer(folded):
            is_one = run[0].isalnum()
            if self._fits(run[0] if is_one else join_run(run[0])):
                yield run.span()
                continue
            for part in () if is_one else PART.finditer(run[0]):
                if self._fits(part[0]):
                    yield run.start() + part.start(), run.start() + part.end()

    def _fits(self, word: str) -> bool:
        return word in self._words or (
            bool(self._beginnings) and word.startswith(self._beginnings)
        )


def _split(text: str) -> Iterator[tuple[int, str]]:
    """Yield the parts of a text, each some lines, with their places."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + AT_ONCE) + 1 or len(text)
        yield start, text[start:end]
        start = end


def _unfold(text: str, place: int) -> int:
    """Return where in a text that stands which has a place in its folded form."""
    if text.isascii():
        return place
    folded = fold(text)
    # Folding changes lengths, and never the lines.
    before = folded.rfind("\n", 0, place) + 1
    start = 0
    for _ in range(folded.count("\n", 0, before)):
        start = text.index("\n", start) + 1
    end = text.find("\n", start) + 1 or len(text)
    return start + _fold(text[start:end])[1][place - before]


def _cut(text: str, place: int) -> str:
    """Cut a passage out of a text, from the beginning of a line if that is near."""
    start = max(text.rfind(sign, 0, place) for sign in ("\n", PAGE_END)) + 1
    if place - start > BEFORE:
        start = text.rfind(" ", start, place - BEFORE // 2) + 1 or place - BEFORE
    lines = text[start : place + 4 * LENGTH].replace(PAGE_END, "\n").split("\n")
    near = SPACE.sub(" ", " ".join(lines[:SHOWN])).strip()
    end = len(near)
    if end > LENGTH:
        end = near.rfind(" ", 0, LENGTH) + 1 or LENGTH
    before, after = ("… " if start else ""), (" …" if end < len(near) else "")
    return f"{before}{near[:end].strip()}{after}"


def _fold(text: str) -> tuple[str, Sequence[int]]:
    """Return a text folded, with the place each of its characters came from."""
    folded = fold(text)
    if text.isascii():
        return folded, range(len(text))
    places: list[int] = []
    done = 0
    for run in OTHERS.finditer(text):
        places += range(done, run.start())
        for place in range(*run.span()):
            places += [place] * len(fold(text[place]))
        done = run.end()
    places += range(done, len(text))
    return folded, places
