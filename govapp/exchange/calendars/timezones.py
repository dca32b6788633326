"""Time zones as calendars want them: a VTIMEZONE with yearly rules and no date lists.

The rules are read off the zone itself, by how its clocks change over the years.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

# Weekdays fall on the same days again after 28 years: then a pattern has shown itself.
CYCLE = 28
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Change:
    """A change of a zone's clocks; `onset` is the wall time before it."""

    onset: datetime
    before: timedelta
    after: timedelta
    name: str

    @property
    def pattern(self) -> tuple[object, ...]:
        """Return what a yearly rule keeps the same, but for the week of the month."""
        onset = self.onset
        return (
            onset.month,
            onset.weekday(),
            onset.time(),
            self.before,
            self.after,
            self.name,
        )

    @property
    def weeks(self) -> set[int]:
        """Return which of its weekday in its month it is, from either end."""
        day = self.onset.day
        last = monthrange(self.onset.year, self.onset.month)[1]
        return {(day - 1) // 7 + 1, -((last - day) // 7 + 1)}


@lru_cache(256)
def make_timezone(name: str, first_year: int, last_year: int) -> Timezone:
    """Return the VTIMEZONE of an IANA zone for events from one year to another.

    Where the clocks follow a yearly rule, it says the rule; elsewhere each change of
    those years by itself.
    """
    zone = ZoneInfo(name)
    timezone = Timezone()
    timezone.add("TZID", name)
    changes = list(_list_changes(zone, first_year - 1, first_year - 1 + CYCLE))
    weeks = _find_weeks(changes)
    for change, week in zip(changes, weeks, strict=False):
        timezone.add_component(_observance(change, week))
    if not weeks:
        for change in _list_observances(zone, first_year - 1, last_year + 1):
            timezone.add_component(_observance(change))
    return timezone


def _list_observances(zone: ZoneInfo, first: int, last: int) -> Iterator[Change]:
    """Yield what holds when the first year begins, then each change."""
    start = datetime(first, 1, 1, tzinfo=UTC)
    offset = _offset(zone, start)
    name = start.astimezone(zone).tzname() or zone.key
    yield Change((start + offset).replace(tzinfo=None), offset, offset, name)
    yield from _list_changes(zone, first, last)


def _list_changes(zone: ZoneInfo, first: int, last: int) -> Iterator[Change]:
    moment, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last, 1, 1, tzinfo=UTC)
    while moment < end:
        following = moment + timedelta(days=1)
        if _offset(zone, moment) != _offset(zone, following):
            yield _find_change(zone, moment, following)
        moment = following


def _find_change(zone: ZoneInfo, low: datetime, high: datetime) -> Change:
    """Return the change between two instants, found by halving."""
    before, after = _offset(zone, low), _offset(zone, high)
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low).total_seconds() // 2)
        if _offset(zone, middle) == before:
            low = middle
        else:
            high = middle
    name = high.astimezone(zone).tzname() or zone.key
    return Change((high + before).replace(tzinfo=None), before, after, name)


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _find_weeks(changes: list[Change]) -> list[int]:
    """Return the week of each change of a year, or nothing where there is no rule."""
    by_year: dict[int, list[Change]] = {}
    for change in changes:
        by_year.setdefault(change.onset.year, []).append(change)
    years = list(by_year.values())
    if len(years) != CYCLE or len({len(year) for year in years}) != 1:
        return []
    weeks = []
    for same in zip(*years, strict=True):
        common = set.intersection(*(change.weeks for change in same))
        if len({change.pattern for change in same}) != 1 or not common:
            return []
        weeks.append(max(common))
    return weeks


def _observance(
    change: Change, week: int | None = None
) -> TimezoneStandard | TimezoneDaylight:
    forward = change.after > change.before
    observance = TimezoneDaylight() if forward else TimezoneStandard()
    observance.add("DTSTART", change.onset)
    if week is not None:
        day = f"{week}{DAYS[change.onset.weekday()]}"
        month = change.onset.month
        observance.add("RRULE", vRecur(FREQ="YEARLY", BYMONTH=month, BYDAY=day))
    observance.add("TZOFFSETFROM", change.before)
    observance.add("TZOFFSETTO", change.after)
    observance.add("TZNAME", change.name)
    return observance
