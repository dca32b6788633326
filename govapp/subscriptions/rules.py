"""What a posting is about, and who follows it: pure functions."""

from collections.abc import Collection
from datetime import timedelta
from enum import StrEnum

from govapp.record.cards import Line
from govapp.record.shapes.base import Kind

# For how long a link to confirm holds, how seldom an address is asked, and for how long
# what was posted waits for what may follow.
LASTS = timedelta(days=3)
SELDOM = timedelta(days=1)
HOLD = timedelta(minutes=5)


class Topic(StrEnum):
    """What can be followed by itself."""

    SCHEDULED = "scheduled"
    AGENDA = "agenda"
    REVISED = "revised"
    SUPPLEMENTAL = "supplemental"
    CANCELLED = "cancelled"
    MINUTES = "minutes"


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
