"""Counting back from a meeting: the last instant at which notice is in time.

The day of the meeting does not count, the last day does, and no deadline is ever moved
forward: a law that gives an actor more time where the last day is a holiday would here
take time from the public.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from govapp.notices.rules.calendars import A_DAY, Calendar

# The record's times have milliseconds.
TICK = timedelta(milliseconds=1)
WEEK = 7
HOURS_OF_A_WEEK = 7 * 24
MEETING_START = "meeting_start"


@dataclass(frozen=True)
class Deadline:
    """The last instant in time, in UTC; with `is_whole_day` the end of a day.

    `skipped` are the days that business days left out.
    """

    at: datetime
    is_whole_day: bool = False
    skipped: tuple[date, ...] = ()


def count_back(
    start: datetime,
    zone: str,
    *,
    amount: int,
    unit: str,
    anchor: str = MEETING_START,
    calendar: Calendar | None = None,
) -> Deadline:
    """Return by when something must be done so long before a meeting's start."""
    day = start.astimezone(ZoneInfo(zone)).date()
    if unit == "hours":
        return Deadline(hours_before(start, zone, amount))
    if unit == "weeks" and anchor == MEETING_START:
        return Deadline(hours_before(start, zone, amount * HOURS_OF_A_WEEK))
    if unit == "business_days":
        last, skipped = business_days_before(day, amount, calendar or Calendar())
        return Deadline(end_of(last, zone), is_whole_day=True, skipped=skipped)
    days = amount * WEEK if unit == "weeks" else amount
    return Deadline(end_of(day - timedelta(days=days), zone), is_whole_day=True)


def hours_before(start: datetime, zone: str, hours: int) -> datetime:
    """Return the instant so many hours before, elapsed or by the clock on the wall.

    The earlier of both counts. A wall time that the clocks skip or that comes twice is
    an instant all the same once it went through UTC.
    """
    place, span = ZoneInfo(zone), timedelta(hours=hours)
    elapsed = start.astimezone(UTC) - span
    local = start.astimezone(place).replace(tzinfo=None, fold=0) - span
    return min(elapsed, local.replace(tzinfo=place).astimezone(UTC))


def end_of(day: date, zone: str) -> datetime:
    """Return the last instant of a day, also where its midnight is skipped."""
    midnight = datetime.combine(day + A_DAY, time(), ZoneInfo(zone))
    return midnight.astimezone(UTC) - TICK


def business_days_before(
    day: date, count: int, calendar: Calendar
) -> tuple[date, tuple[date, ...]]:
    """Return the day so many business days before, and the days left out."""
    skipped = []
    while count:
        day -= A_DAY
        if calendar.is_open(day):
            count -= 1
        else:
            skipped.append(day)
    return day, tuple(reversed(skipped))


def house_day(deadline: datetime, zone: str, calendar: Calendar) -> date:
    """Return the day by which an office does it: never later, always a business day."""
    return calendar.last_open(deadline.astimezone(ZoneInfo(zone)).date())
