"""Days off: whose holidays a body keeps, and the days the office is closed."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from govapp.notices.rules import calendars

# The codes of the calendars that a body may keep.
CALENDARS: dict[str, tuple[str, ...]] = {
    "none": (),
    "federal": ("US",),
    "california": ("US-CA",),
    "both": ("US", "US-CA"),
}


class Closing(Protocol):
    """Days on which the office is closed, as ISO dates."""

    @property
    def first_on(self) -> str:
        """The first day."""

    @property
    def last_on(self) -> str:
        """The last day."""

    @property
    def name(self) -> str:
        """Why."""


def list_holidays(calendar: str, day: date) -> tuple[str, ...]:
    """Return the names of the holidays that fall on a day, as a calendar has them."""
    names = [
        name
        for code in CALENDARS[calendar]
        for name in calendars.list_holidays(code, day)
    ]
    return tuple(dict.fromkeys(names))


def list_closings(closings: Iterable[Closing], day: date) -> tuple[str, ...]:
    """Return why the office is closed on a day."""
    return tuple(
        each.name
        for each in closings
        if each.first_on <= day.isoformat() <= each.last_on
    )
