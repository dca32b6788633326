"""Days off: whose holidays a body keeps, and the days the office is closed."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Protocol

from holidays import country_holidays

# What the library calls each calendar: the country, or a state of it.
CALENDARS: dict[str, tuple[str | None, ...]] = {
    "none": (),
    "federal": (None,),
    "california": ("CA",),
    "both": (None, "CA"),
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
        for state in CALENDARS[calendar]
        for name in _holidays(state, day.year).get(day, ())
    ]
    return tuple(dict.fromkeys(names))


def list_closings(closings: Iterable[Closing], day: date) -> tuple[str, ...]:
    """Return why the office is closed on a day."""
    return tuple(
        each.name
        for each in closings
        if each.first_on <= day.isoformat() <= each.last_on
    )


@cache
def _holidays(state: str | None, year: int) -> dict[date, tuple[str, ...]]:
    found = country_holidays("US", subdiv=state, years=year, language="en_US")
    return {day: tuple(found.get_list(day)) for day in found}
