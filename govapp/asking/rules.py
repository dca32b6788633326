"""When whoever has not read yet is reminded: plain functions of plain values."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

# In the morning of the day before.
HOUR = 8
# Nobody is reminded twice within so long.
PAUSE = timedelta(hours=20)


def name_reminder(due_on: date, zone: str) -> datetime:
    """Return the instant at which the last reminder goes out."""
    morning = datetime.combine(due_on - timedelta(days=1), time(HOUR))
    return morning.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def may_remind(reminded_at: datetime | None, *, now: datetime) -> bool:
    """Say whether it is long enough since they were asked last."""
    return reminded_at is None or now - reminded_at >= PAUSE
