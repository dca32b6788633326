"""When a proposal is in time, and what may happen to it where: pure functions."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from govapp.errors import RuleError

DAYS = 14
AT = time(17)
# What a clock shows as the deadline is still in time.
A_MINUTE = timedelta(minutes=1)
ALLOWED = {
    "change": {"draft", "returned"},
    "submit": {"draft", "returned"},
    "take_back": {"submitted"},
    "decide": {"submitted"},
}
REFUSALS = {
    "change": "It is with the secretary. Take it back to change it.",
    "submit": "It has been submitted already.",
    "take_back": "The secretary has decided on it already. Write to the secretary.",
    "decide": "It no longer waits for a decision.",
}
# The states of a meeting that everyone knows of and that still takes business.
OPEN = frozenset({"scheduled", "noticed"})


def check(action: str, standing: str) -> None:
    """Refuse what may not happen to a proposal; raises RuleError saying why."""
    if standing not in ALLOWED[action]:
        raise RuleError(REFUSALS[action])


def is_open(state: str, start_at: datetime, now: datetime) -> bool:
    """Say whether a meeting takes proposals."""
    return state in OPEN and start_at > now


def check_open(state: str, start_at: datetime, now: datetime) -> None:
    """Refuse a proposal to a meeting that takes none; raises RuleError."""
    if not is_open(state, start_at, now):
        raise RuleError("This meeting takes no proposals. Choose another.", "meeting")


def usual_deadline(start_at: datetime, zone: str, days: int) -> datetime:
    """Return 5 p.m. so many days before a meeting's day, as its zone has it."""
    day = start_at.astimezone(ZoneInfo(zone)).date() - timedelta(days=days)
    return datetime.combine(day, AT, ZoneInfo(zone)).astimezone(UTC)


def is_late(submitted_at: datetime, due_at: datetime) -> bool:
    """Say whether something came after its deadline; the minute named still counts."""
    return submitted_at >= due_at + A_MINUTE
