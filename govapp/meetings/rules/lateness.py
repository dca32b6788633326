"""When an item comes too late to be added without a stated basis: pure functions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

# Where no rule of notice binds a meeting.
NOTICE_DAYS = 10


def window_begins(start_at: datetime, zone: str, days: int = NOTICE_DAYS) -> datetime:
    """Return the first instant at which notice of so many days can no longer be given.

    Days are counted back from the meeting's, which is left out; on the last one notice
    can still be given until midnight.
    """
    day = start_at.astimezone(ZoneInfo(zone)).date() - timedelta(days=days - 1)
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Standing:
    """What of an item matters to whether it is late.

    `is_noticed` says that it stood, to be taken up, in what was posted last; one that
    is inside is beneath a closed item, and is no business of its own.
    """

    key: str
    is_noticed: bool
    is_withdrawn: bool
    is_heading: bool
    is_inside: bool


def list_late(items: Iterable[Standing], *, is_open: bool) -> list[str]:
    """Return the keys of the items that need a basis, once the window is open."""
    if not is_open:
        return []
    return [
        item.key
        for item in items
        if not (
            item.is_noticed or item.is_withdrawn or item.is_heading or item.is_inside
        )
    ]
