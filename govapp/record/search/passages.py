"""The place in a text where what was asked for stands, with its words marked."""

import re
from collections import deque
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from govapp.record.search.query import Query
from govapp.record.search.words import PART, RUN, fold, join_run

BEFORE, LENGTH = 60, 240
# How many lines are taken at most, and how many places are looked at for the best.
SHOWN, LOOKED_AT = 6, 300
SPACE = re.compile(r"\s+")


class Piece(NamedTuple):
    """A part of a text; `is_found` where it is what was asked for."""

    text: str
    is_found: bool = False


class Marker:
    """Marks the words of a query in any text."""

    def __init__(self, query: Query) -> None:
        """Take the words that may be found."""
        terms = list(query.terms())
        last = {term.words[-1]: term.is_prefix for term in terms}
        self._beginnings = tuple(word for word, is_prefix in last.items() if is_prefix)
        self._words = {word for term in terms for word in term.words}
        self._any = re.compile(rf"(?<![^\W_])(?:{'|'.join(self._spell())})")

    def _spell(self) -> Iterator[str]:
        """Yield the words as patterns, those that are a mere beginning last."""
        for word in sorted(self._words, key=len, reverse=True):
            # Of a number the commas may have been left out.
            spelled = ",?".join(word) if word.isdigit() else re.escape(word)
            end = "" if word in self._beginnings else r"(?![^\W_])"
            yield f"{spelled}{end}"

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

    def find_passage(self, text: str) -> tuple[Piece, ...]:
        """Return the part of a text that says most of what was asked for, marked."""
        text = text.replace("\f", "\n")
        folded = fold(text)
        # Folding changes lengths, and never the lines.
        line = folded.count("\n", 0, self._find_best(folded))
        lines = text.split("\n", line + SHOWN)[line : line + SHOWN]
        near = " ".join(filter(None, map(str.strip, lines)))
        return self.mark(self._cut(near, is_first=line == 0))

    def _find_best(self, folded: str) -> int:
        """Return where in a folded text most of the words stand close together."""
        best, place = 0, 0
        near: deque[tuple[int, str]] = deque()
        for found in islice(self._any.finditer(folded), LOOKED_AT):
            near.append((found.start(), found[0]))
            while found.start() - near[0][0] > LENGTH - BEFORE:
                near.popleft()
            count = len({word for _, word in near})
            if count > best:
                best, place = count, near[0][0]
                if best >= len(self._words):
                    break
        return place

    def _cut(self, text: str, *, is_first: bool) -> str:
        """Cut a text around the first word of it that is asked for."""
        text = SPACE.sub(" ", text)
        folded, places = _fold(text[: 20 * LENGTH])
        at = next((places[start] for start, _ in self._spans(folded)), 0)
        start = 0 if at <= BEFORE else text.rfind(" ", 0, at - BEFORE // 2) + 1
        end = start + LENGTH
        if end < len(text):
            end = text.rfind(" ", start, end) + 1 or end
        before = "" if is_first and start == 0 else "… "
        return f"{before}{text[start:end].strip()}{' …' if end < len(text) else ''}"

    def _spans(self, folded: str) -> Iterator[tuple[int, int]]:
        """Yield where the words stand in a folded text."""
        for run in RUN.finditer(folded):
            if self._fits(join_run(run[0])):
                yield run.span()
                continue
            for part in PART.finditer(run[0]):
                if self._fits(part[0]):
                    yield run.start() + part.start(), run.start() + part.end()

    def _fits(self, word: str) -> bool:
        return word in self._words or (
            bool(self._beginnings) and word.startswith(self._beginnings)
        )


def _fold(text: str) -> tuple[str, list[int]]:
    """Return a text folded, with the place each of its characters came from."""
    if text.isascii():
        return text.lower(), list(range(len(text)))
    folded, places = [], []
    for place, char in enumerate(text):
        for each in char.lower() if char.isascii() else fold(char):
            folded.append(each)
            places.append(place)
    return "".join(folded), places
