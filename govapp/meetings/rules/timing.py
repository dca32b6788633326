"""When each item of an agenda is planned to begin: pure functions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Planned(Generic[T]):
    """How long an item is planned to take, and what stands beneath it.

    One that is withdrawn takes no time; of one that is closed only its own minutes
    count, since what stands beneath it may not show from outside.
    """

    key: str
    minutes: int
    beneath: Iterable[T] = ()
    is_withdrawn: bool = False
    is_closed: bool = False


@dataclass(frozen=True)
class Plan:
    """The minute at which each item begins, by its key, and what all take together."""

    begins: dict[str, int]
    minutes: int

    def starts(self, start_at: datetime) -> dict[str, datetime]:
        """Return the instant of each item, when the first one begins at an instant."""
        return {
            key: start_at + timedelta(minutes=minute)
            for key, minute in self.begins.items()
        }

    def end(self, start_at: datetime) -> datetime:
        """Return the instant at which the last item is done."""
        return start_at + timedelta(minutes=self.minutes)

    def overrun(self, start_at: datetime, end_at: datetime | None) -> int:
        """Return by how many minutes the items take longer than the meeting."""
        if end_at is None:
            return 0
        late = self.end(start_at) - end_at
        return max(0, -(-late // timedelta(minutes=1)))


def plan(items: Iterable[T], describe: Callable[[T], Planned[T]]) -> Plan:
    """Lay items out one after the other.

    What is planned for an item covers what stands beneath it; where its parts take
    longer, they count.
    """
    begins: dict[str, int] = {}

    def lay_out(each: T, minute: int, *, is_out: bool) -> int:
        planned = describe(each)
        is_out = is_out or planned.is_withdrawn
        begins[planned.key] = until = minute
        for child in planned.beneath:
            until = lay_out(child, until, is_out=is_out)
        own = 0 if is_out else planned.minutes
        return minute + own if planned.is_closed else max(until, minute + own)

    minute = 0
    for item in items:
        minute = lay_out(item, minute, is_out=False)
    return Plan(begins, minute)
