"""The printed numbers of agenda items, which are no part of their identity."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


class Numbering(StrEnum):
    """How the items of an agenda are numbered."""

    DECIMAL = "decimal"
    LETTERS = "letters"
    CAPITALS = "capitals"
    ROMAN = "roman"
    TYPED = "typed"


@dataclass(frozen=True)
class Node(Generic[T]):
    """An item in its place, with its printed number ("" for a heading)."""

    item: T
    number: str
    children: "tuple[Node[T], ...]"

    def walk(self) -> "Iterable[Node[T]]":
        """Yield this node and all beneath it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands, and what of it matters to its number.

    `home` is the consent block it was pulled from, and its position there: it keeps the
    number it had as long as it stands beside that block.
    """

    id: int
    parent: int | None
    position: int
    is_heading: bool = False
    typed: str = ""
    home: tuple[int, int] | None = None


def number_tree(
    items: Sequence[T],
    describe: Callable[[T], Place],
    numbering: str = Numbering.DECIMAL,
) -> tuple[Node[T], ...]:
    """Arrange items, siblings in their order, as a numbered tree.

    A heading has no number, and the items beneath it go on counting where those before
    it stopped; beneath all others counting begins again.
    """
    places = [describe(item) for item in items]
    numbers = _number(places, numbering)
    children: dict[int | None, list[tuple[T, int]]] = {}
    for item, place in zip(items, places, strict=True):
        children.setdefault(place.parent, []).append((item, place.id))

    def arrange(above: int | None) -> tuple[Node[T], ...]:
        return tuple(
            Node(item, numbers.get(known, ""), arrange(known))
            for item, known in children.get(above, ())
        )

    return arrange(None)


def write_number(counts: Sequence[int], numbering: str) -> str:
    """Write the number of an item from its place on each level, 1 first."""
    levels, end = _LEVELS[Numbering(numbering)]
    parts = [levels[n % len(levels)](count) for n, count in enumerate(counts)]
    return ".".join(parts) + (end if len(parts) == 1 else "")


def find_doubles(numbers: Iterable[str]) -> list[str]:
    """Return the numbers that are there more than once; items may lack one."""
    counts = Counter(number for number in numbers if number)
    return [number for number, count in counts.items() if count > 1]


def next_number(year: int, numbers: Iterable[str]) -> str:
    """Return the public number after those given of a year, such as 2026-014."""
    taken = [int(number.partition("-")[2]) for number in numbers]
    return f"{year}-{max(taken, default=0) + 1:03d}"


def _number(places: Sequence[Place], numbering: str) -> dict[int, str]:
    """Return the number of each item that has one, by its id."""
    if numbering == Numbering.TYPED:
        return {place.id: place.typed for place in places if not place.is_heading}
    counted = _list_counted(places)
    numbers: dict[int, str] = {}

    def count(above: int | None, prefix: tuple[int, ...], start: int) -> int:
        for place in counted.get(above, ()):
            if place.is_heading:
                start = count(place.id, prefix, start)
                continue
            start += 1
            own = (*prefix, start)
            numbers[place.id] = write_number(own, numbering)
            count(place.id, own, 0)
        return start

    count(None, (), 0)
    return numbers


def _list_counted(places: Sequence[Place]) -> dict[int | None, list[Place]]:
    """Return the items beneath each, what was pulled counted where it came from."""
    known = {place.id: place for place in places}
    counted: dict[int | None, list[Place]] = {}
    pulled: list[tuple[int, int, Place]] = []
    for place in places:
        block = known.get(place.home[0]) if place.home else None
        # No block that was itself pulled, lest two count within each other.
        if place.home and block and not block.home and block.parent == place.parent:
            pulled.append((block.id, place.home[1], place))
        else:
            counted.setdefault(place.parent, []).append(place)
    for block_id, position, place in sorted(pulled, key=lambda each: each[1]):
        rest = counted.setdefault(block_id, [])
        before = [each for each in rest if _position(each) < position]
        rest.insert(len(before), place)
    return counted


def _position(place: Place) -> int:
    return place.home[1] if place.home else place.position


def _arabic(count: int) -> str:
    return str(count)


def _letter(count: int) -> str:
    """Count a, b, … z, aa, ab, …."""
    text = ""
    while count:
        count, rest = divmod(count - 1, len(LETTERS))
        text = LETTERS[rest] + text
    return text


def _roman(count: int) -> str:
    text = ""
    for value, sign in ROMAN:
        times, count = divmod(count, value)
        text += sign * times
    return text


def _capital(count: int) -> str:
    return _letter(count).upper()


def _capital_roman(count: int) -> str:
    return _roman(count).upper()


# What each level counts in, again from the first after the last; what ends the first.
_LEVELS: dict[Numbering, tuple[tuple[Callable[[int], str], ...], str]] = {
    Numbering.DECIMAL: ((_arabic,), ""),
    Numbering.LETTERS: ((_arabic, _letter, _roman), ""),
    Numbering.CAPITALS: ((_capital, _arabic, _letter), "."),
    Numbering.ROMAN: ((_capital_roman, _capital, _arabic), "."),
}
