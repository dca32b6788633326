"""What a posting is about, who is told of it, and when: pure functions."""

from collections.abc import Collection
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from govapp.record.cards import Line
from govapp.record.shapes.base import Kind

# For how long a link to confirm holds, how seldom an address is asked, and for how long
# what was posted waits for what may follow.
LASTS = timedelta(days=3)
SELDOM = timedelta(days=1)
HOLD = timedelta(minutes=5)
# Digests are sent at this hour, those of a week on Monday; what would come later than
# this before its meeting does not wait for one.
HOUR, MONDAY = time(8), 0
LEAD = timedelta(days=1)


class Topic(StrEnum):
    """What can be followed by itself."""

    SCHEDULED = "scheduled"
    AGENDA = "agenda"
    REVISED = "revised"
    SUPPLEMENTAL = "supplemental"
    CANCELLED = "cancelled"
    MINUTES = "minutes"


class Pace(StrEnum):
    """How soon somebody is told."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"


CALLED_OFF = {"rescheduled", "postponed"}


def find_topic(line: Line) -> Topic | None:
    """Return what a posting is about; None where only "everything" holds it."""
    match line.kind:
        case Kind.NOTICE:
            return Topic.CANCELLED if line.label in CALLED_OFF else Topic.SCHEDULED
        case Kind.CANCELLATION:
            return Topic.CANCELLED
        case Kind.AGENDA:
            known = {"revised": Topic.REVISED, "supplemental": Topic.SUPPLEMENTAL}
            return known.get(line.label, Topic.AGENDA)
        case Kind.MINUTES:
            return Topic.MINUTES
        case Kind.WITHDRAWAL:
            known = {"agenda": Topic.REVISED, "minutes": Topic.MINUTES}
            return known.get(line.what, Topic.SUPPLEMENTAL)
    return None


def takes_back(line: Line) -> bool:
    """Say whether whoever was told of the meeting must hear of it, whatever else."""
    return line.kind in {Kind.CANCELLATION, Kind.WITHDRAWAL} or line.label in CALLED_OFF


def follows(bodies: Collection[str], topics: Collection[str], line: Line) -> bool:
    """Say whether a choice holds a posting; no bodies or topics are all of them."""
    if bodies and not any(body.slug in bodies for body in line.bodies):
        return False
    return not topics or find_topic(line) in topics


def is_told(
    bodies: Collection[str], topics: Collection[str], line: Line, *, was_told: bool
) -> bool:
    """Say whether somebody is told a posting; `was_told` says so of its meeting."""
    return (was_told and takes_back(line)) or follows(bodies, topics, line)


def find_due(line: Line, pace: Pace, now: datetime, zone: str) -> datetime:
    """Return when a posting made now is told, the digests being sent in a time zone.

    What takes a meeting back waits for no digest, nor what one would tell too late.
    """
    soon = now + HOLD
    if pace == Pace.AT_ONCE or takes_back(line):
        return soon
    digest = find_digest(pace, now, zone)
    return soon if now <= _starts(line) < digest + LEAD else digest


def find_digest(pace: Pace, now: datetime, zone: str) -> datetime:
    """Return when the next digest after an instant is sent."""
    place = ZoneInfo(zone)
    day = now.astimezone(place).date()
    while True:
        sent_at = datetime.combine(day, HOUR, place).astimezone(UTC)
        if sent_at > now and (pace != Pace.WEEKLY or day.weekday() == MONDAY):
            return sent_at
        day += timedelta(days=1)


def _starts(line: Line) -> datetime:
    place = ZoneInfo(line.time_zone or "UTC")
    return datetime.fromisoformat(line.start_local).replace(tzinfo=place)
