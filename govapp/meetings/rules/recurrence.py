"""On which days of a year a body plans to meet: pure functions.

Each date has a key that stays the same when its day changes, so that what was decided
about it stays with it: `m03-2` is the second chosen weekday of March, `q1-last` the
last of the first quarter, `on-2027-05-04` a single date, and `before-` with the key of
another body's meeting the one that precedes it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

LAST = -1
ORDINALS = (1, 2, 3, 4, 5, LAST)
QUARTERS = (1, 4, 7, 10)
EVERY_MONTH = tuple(range(1, 13))
FROM_JANUARY, FROM_FEBRUARY = EVERY_MONTH[::2], EVERY_MONTH[1::2]


class Kind(StrEnum):
    """What a rule goes by."""

    MONTH = "month"
    QUARTER = "quarter"
    BEFORE = "before"
    DATES = "dates"


@dataclass(frozen=True)
class Rule:
    """A rule; of its values those count that its kind goes by.

    `weekday` counts from Monday, 0; of `ordinals` -1 is the last.
    """

    kind: str
    ordinals: tuple[int, ...] = ()
    weekday: int = 0
    months: tuple[int, ...] = ()
    days_before: int = 0
    dates: tuple[date, ...] = ()


@dataclass(frozen=True)
class Lack:
    """A month, or the quarter that begins with it, without the weekday asked for."""

    month: int
    ordinal: int


def list_days(
    rule: Rule, year: int, others: Mapping[str, date] | None = None
) -> dict[str, date]:
    """Return the days of a rule in a year by their keys, soonest first.

    `others` are the days of the meetings that come after, by their keys. Two ordinals
    that name one day name it once.
    """
    match rule.kind:
        case Kind.BEFORE:
            found = _before(rule, others or {})
        case Kind.DATES:
            found = [(f"on-{day.isoformat()}", day) for day in rule.dates]
        case _:
            found = [
                (key, day)
                for key, _, _, day in _weekdays(rule, year)
                if day is not None
            ]
    days: dict[str, date] = {}
    for key, day in sorted(found, key=lambda pair: pair[1]):
        if day not in days.values():
            days[key] = day
    return days


def list_lacks(rule: Rule, year: int) -> tuple[Lack, ...]:
    """Return where a year has no such day: a month without a fifth Wednesday."""
    if rule.kind not in {Kind.MONTH, Kind.QUARTER}:
        return ()
    return tuple(
        Lack(month, ordinal)
        for _, month, ordinal, day in _weekdays(rule, year)
        if day is None
    )


def goes_in_circles(body: int, before: int, links: Iterable[tuple[int, int]]) -> bool:
    """Say whether a body's dates would depend on themselves.

    Each link is a body and the one before whose meetings it meets.
    """
    known = list(links)
    reached, waiting = set[int](), [before]
    while waiting:
        one = waiting.pop()
        if one == body:
            return True
        if one not in reached:
            reached.add(one)
            waiting += [after for first, after in known if first == one]
    return False


def _before(rule: Rule, others: Mapping[str, date]) -> list[tuple[str, date]]:
    ahead = timedelta(days=rule.days_before)
    return [(f"before-{key}", day - ahead) for key, day in others.items()]


def _weekdays(rule: Rule, year: int) -> Iterator[tuple[str, int, int, date | None]]:
    """Yield key, first month of the period, ordinal and day, None where none is."""
    quarterly = rule.kind == Kind.QUARTER
    for month in QUARTERS if quarterly else sorted(set(rule.months)):
        days = _list_weekday(year, month, 3 if quarterly else 1, rule.weekday)
        name = f"q{(month + 2) // 3}" if quarterly else f"m{month:02d}"
        for ordinal in ORDINALS:
            if ordinal in rule.ordinals:
                index = ordinal if ordinal == LAST else ordinal - 1
                day = days[index] if index < len(days) else None
                key = f"{name}-{'last' if ordinal == LAST else ordinal}"
                yield key, month, ordinal, day


def _list_weekday(year: int, month: int, months: int, weekday: int) -> list[date]:
    """Return each such weekday of some months in a row."""
    first = date(year, month, 1)
    first += timedelta(days=(weekday - first.weekday()) % 7)
    in_a_row = (first + timedelta(weeks=week) for week in range(14))
    return [day for day in in_a_row if day.year == year and day.month < month + months]
