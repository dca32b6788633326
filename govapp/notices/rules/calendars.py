"""Days on which an office is open: the `holidays` library, and closed days besides.

No holiday is written down here: a version of the library says which there are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

from holidays import country_holidays

A_DAY = timedelta(days=1)
SATURDAY = 5
WEEKEND = frozenset({SATURDAY, SATURDAY + 1})


@dataclass(frozen=True)
class Calendar:
    """Weekends, holidays and closed days.

    `codes` name countries or parts of them by ISO 3166, such as US and US-CA; without
    one there are weekends alone.
    """

    codes: tuple[str, ...] = ()
    closed: frozenset[date] = frozenset()

    def is_open(self, day: date) -> bool:
        """Say whether a day is a business day."""
        if day in self.closed:
            return False
        if not self.codes:
            return day.weekday() not in WEEKEND
        return not any(
            day.weekday() in list_weekend(code) or list_holidays(code, day)
            for code in self.codes
        )

    def last_open(self, day: date) -> date:
        """Return a day if it is a business day, else the last one before it."""
        while not self.is_open(day):
            day -= A_DAY
        return day


def is_known(code: str) -> bool:
    """Say whether the library has a calendar of this code."""
    try:
        list_weekend(code)
    except NotImplementedError:
        return False
    return True


def list_holidays(code: str, day: date) -> tuple[str, ...]:
    """Return the names of the holidays that fall on a day, as a calendar has them."""
    return _year(code, day.year).get(day, ())


@lru_cache
def list_weekend(code: str) -> frozenset[int]:
    """Return the weekdays of a calendar's weekend.

    Raises NotImplementedError for a code that the library does not know.
    """
    country, _, part = code.partition("-")
    return frozenset(country_holidays(country, subdiv=part or None).weekend)


# The library's own objects grow while they are read, which threads must not share.
@lru_cache(maxsize=500)
def _year(code: str, year: int) -> Mapping[date, tuple[str, ...]]:
    """Return a year's holidays by day, in the words of the United States if it can."""
    country, _, part = code.partition("-")
    found = country_holidays(
        country, subdiv=part or None, years=year, expand=False, language="en_US"
    )
    return MappingProxyType({day: tuple(found.get_list(day)) for day in found})
