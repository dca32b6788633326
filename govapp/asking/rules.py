"""Who is reminded when, and who takes part: plain functions of plain values."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from govapp.portal.rules import Standing

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


def may_take_part(standing: Standing, *, is_inside: bool, is_read: bool) -> bool:
    """Say whether somebody asks about an item and reads the answers.

    About what is closed, only members of the host who read it; whoever is recused on an
    item, and guests, take no part.
    """
    if is_inside:
        return standing is Standing.MEMBER and is_read
    return standing in {Standing.MEMBER, Standing.JOINT}
