"""What speaks against a planned date: pure functions of plain values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

SATURDAY = 5


class Against(StrEnum):
    """What can speak against a date; a time that does not exist rules it out."""

    GAP = "gap"
    TWICE = "twice"
    PAST = "past"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    CLOSED = "closed"
    DOUBLE = "double"
    PEOPLE = "people"
    ROOM = "room"


@dataclass(frozen=True)
class Concern:
    """Something that speaks against a date.

    `other` is the meeting it clashes with, `names` the holidays or people concerned.
    """

    against: str
    names: tuple[str, ...] = ()
    other: str = ""

    @property
    def key(self) -> str:
        """What tells it from another, for whoever keeps the date despite it."""
        return "|".join((self.against, self.other, *self.names))


@dataclass(frozen=True)
class Sitting:
    """A meeting held, posted or planned, as far as it can clash with another.

    It takes place from `start_at` until `over_at`; `people` are those who sit that day
    on the bodies that meet.
    """

    key: str
    bodies: frozenset[int]
    day: date
    start_at: datetime
    over_at: datetime
    place: str = ""
    people: frozenset[int] = frozenset()


def find_clashes(
    sitting: Sitting, others: Iterable[Sitting], names: Mapping[int, str]
) -> tuple[Concern, ...]:
    """Return how a meeting clashes with others: body, people and room, in this order.

    Where a body would meet twice on one day, that is all there is to say.
    """
    found = []
    for other in others:
        if other.key == sitting.key:
            continue
        if sitting.bodies & other.bodies:
            if sitting.day == other.day:
                found.append(Concern(Against.DOUBLE, other=other.key))
        elif overlap(sitting, other):
            found += _clashes_at_once(sitting, other, names)
    return tuple(
        sorted(found, key=lambda each: list(Against).index(Against(each.against)))
    )


def overlap(one: Sitting, other: Sitting) -> bool:
    """Say whether two meetings take place at the same time."""
    return one.start_at < other.over_at and other.start_at < one.over_at


def is_same_place(one: str, other: str) -> bool:
    """Say whether two meetings are in one room, however it is written."""
    return bool(one.strip()) and _words(one) == _words(other)


def _clashes_at_once(
    sitting: Sitting, other: Sitting, names: Mapping[int, str]
) -> Iterable[Concern]:
    if both := sitting.people & other.people:
        people = tuple(sorted(names[person] for person in both))
        yield Concern(Against.PEOPLE, people, other.key)
    if is_same_place(sitting.place, other.place):
        yield Concern(Against.ROOM, other=other.key)


def _words(place: str) -> list[str]:
    return place.casefold().replace(",", " ").split()
