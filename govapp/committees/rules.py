"""Dates as precise as they are known, and who sits where on a day.

A date is text: YYYY, YYYY-MM, YYYY-MM-DD, or empty when it is not recorded. A question
whose answer the known dates do not settle is answered with None or `UNKNOWN`.
"""

import calendar
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

PATTERN = re.compile(r"([12]\d{3})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class Span(Protocol):
    """Anything with a first and a last day."""

    @property
    def start_on(self) -> str:
        """The first day."""

    @property
    def ended_on(self) -> str:
        """The last day; empty while it goes on."""


@dataclass(frozen=True)
class Dates:
    """A span by itself."""

    start_on: str
    ended_on: str


class Service(Span, Protocol):
    """A membership, posted or not."""

    @property
    def term_end_on(self) -> str:
        """The day the term is to end."""

    @property
    def is_reported(self) -> bool:
        """Whether it is history from a source, which says nothing of today."""


class SeatSpan(Protocol):
    """A seat, posted or not."""

    @property
    def created_on(self) -> str:
        """The first day."""

    @property
    def ended_on(self) -> str:
        """The last day; empty while it goes on."""


class DatedName(Protocol):
    """A name with the day it began and the day another took its place."""

    @property
    def name(self) -> str:
        """The name."""

    @property
    def start_on(self) -> str:
        """The first day."""

    @property
    def end_on(self) -> str:
        """The day of the change."""


class Serves(StrEnum):
    """Whether somebody serves on a day."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    REPORTED = "reported"


def is_partial_date(text: str) -> bool:
    """Say whether a text is a date as precise as it is known; empty is one."""
    return not text or earliest(text) is not None


def earliest(text: str) -> date | None:
    """Return the first day a text can mean, or None when it names none."""
    found = PATTERN.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def latest(text: str) -> date | None:
    """Return the last day a text can mean, or None when it names none."""
    first = earliest(text)
    if first is None or len(text) == 10:
        return first
    if len(text) == 4:
        return first.replace(month=12, day=31)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def is_by(text: str, day: date) -> bool | None:
    """Say whether a date has come by a day."""
    first, last = earliest(text), latest(text)
    if first is None or last is None:
        return None
    if last <= day:
        return True
    return False if first > day else None


def is_surely_before(one: str, other: str) -> bool:
    """Say whether a date comes before another whatever days they stand for."""
    last, first = latest(one), earliest(other)
    return last is not None and first is not None and last < first


def day_after(text: str) -> str:
    """Return the next day of a whole date, and a partial one as it is."""
    whole = earliest(text) if len(text) == 10 else None
    return text if whole is None else (whole + timedelta(days=1)).isoformat()


def goes_on(span: Span, day: date) -> bool | None:
    """Say whether a day lies within a span; without an end it goes on."""
    has_begun = is_by(span.start_on, day)
    has_ended = _has_ended(span.ended_on, day)
    if has_begun is False or has_ended is True:
        return False
    return None if has_begun is None or has_ended is None else True


def serves_on(service: Service, day: date) -> Serves:
    """Say whether somebody serves on a day; what a source reports never counts."""
    answer = goes_on(service, day)
    if answer is False:
        return Serves.NO
    if service.is_reported:
        return Serves.REPORTED
    return Serves.UNKNOWN if answer is None else Serves.YES


def _has_ended(ended_on: str, day: date) -> bool | None:
    return is_by(ended_on, day - timedelta(days=1)) if ended_on else False


def is_to_come(service: Service, day: date) -> bool:
    """Say whether somebody was appointed and begins after a day."""
    return not service.is_reported and is_by(service.start_on, day) is False


def holds_over(service: Service, day: date) -> bool:
    """Say whether somebody serves on a day that is past the end of the term."""
    is_past = is_by(service.term_end_on, day - timedelta(days=1))
    return is_past is True and serves_on(service, day) is Serves.YES


def term_end(start_on: str, years: int) -> str:
    """Return when a term of some years ends, as precisely as its start is known."""
    first = earliest(start_on)
    if first is None or years < 1:
        return ""
    year = first.year + years
    if len(start_on) < 10:
        return f"{year:04d}{start_on[4:]}"
    last = calendar.monthrange(year, first.month)[1]
    end = first.replace(year=year, day=min(first.day, last))
    return (end - timedelta(days=1)).isoformat()


def overlap_surely(one: Span, other: Span) -> bool:
    """Say whether two spans share a day whatever days their dates stand for."""
    return _latest_start(one) <= _earliest_end(other) and (
        _latest_start(other) <= _earliest_end(one)
    )


def _latest_start(span: Span) -> date:
    return latest(span.start_on) or latest(span.ended_on) or date.max


def _earliest_end(span: Span) -> date:
    return earliest(span.ended_on) or date.max


def name_on(name: str, former: Iterable[DatedName], day: date) -> str:
    """Return the name in use on a day: the present one unless dates name another."""
    in_use = [
        (latest(old.end_on), old.name)
        for old in former
        if is_by(old.end_on, day) is False and is_by(old.start_on, day) is not False
    ]
    return min(in_use, default=(None, name), key=lambda pair: pair[0] or date.max)[1]


S = TypeVar("S", bound=Service)


@dataclass(frozen=True)
class Holding(Generic[S]):
    """How a seat stands on a day: held, perhaps held by `maybe`, or vacant since."""

    holder: S | None = None
    maybe: tuple[S, ...] = ()
    is_vacant: bool = False
    since: str = ""


def holding(seat: SeatSpan, services: Sequence[S], day: date) -> Holding[S] | None:
    """Say who holds a seat on a day; None where there is no such seat that day.

    A vacancy's `since` is empty when no date tells it.
    """
    if is_by(seat.created_on, day) is False or _has_ended(seat.ended_on, day):
        return None
    answers = {one: serves_on(one, day) for one in services}
    for service, answer in answers.items():
        if answer is Serves.YES:
            return Holding(holder=service)
    maybe = tuple(one for one, answer in answers.items() if answer is Serves.UNKNOWN)
    if maybe:
        return Holding(maybe=maybe)
    ends = [
        one.ended_on
        for one in answers
        if one.ended_on and not one.is_reported and _has_ended(one.ended_on, day)
    ]
    last = max(ends, default="", key=lambda end: latest(end) or date.min)
    return Holding(is_vacant=True, since=day_after(last) or seat.created_on)
