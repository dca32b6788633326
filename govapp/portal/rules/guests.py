"""For how long somebody may be let into a closed session."""

from datetime import datetime, timedelta

from govapp.errors import RuleError

LONGEST = timedelta(days=90)
# For so long an administrator reads what is closed in an emergency.
EMERGENCY = timedelta(hours=1)


def check_window(from_at: datetime, until_at: datetime, *, now: datetime) -> None:
    """Refuse a window that is none, is over or is too long; raises RuleError."""
    if until_at <= from_at:
        raise RuleError("The end comes after the beginning.", "until_day")
    if until_at <= now:
        raise RuleError("This is over already.", "until_day")
    if until_at - from_at > LONGEST:
        raise RuleError(
            "A guest is let in for at most %(days)s days.",
            "until_day",
            days=LONGEST.days,
        )
