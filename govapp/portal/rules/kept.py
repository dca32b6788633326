"""How long a book may stay on a device."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def stays_until(day: date, *, days: int, zone: str) -> datetime:
    """Return when a kept book goes: when the last of some days after its meeting ends.

    On the meeting's own day it stays in any case.
    """
    morning = day + timedelta(days=days + 1)
    return datetime.combine(morning, time(), ZoneInfo(zone)).astimezone(UTC)
