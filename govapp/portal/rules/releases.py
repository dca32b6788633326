"""Two persons release what is closed: one asks, another confirms."""

from datetime import datetime, timedelta

from govapp.errors import RuleError

LASTS = timedelta(days=14)
WAITING = "waiting"


def check_waiting(*, state: str, expires_at: datetime, now: datetime) -> None:
    """Refuse what was decided already, or that nobody confirmed in time."""
    if state != WAITING:
        raise RuleError("This was decided already.")
    if now >= expires_at:
        raise RuleError("Nobody confirmed this in time: ask again.")


def check_second(*, asked_by: int | None, confirmed_by: int | None) -> None:
    """Refuse a confirmation by whoever asked; raises RuleError."""
    if asked_by is None or confirmed_by is None or asked_by == confirmed_by:
        raise RuleError("Another person than who asked has to confirm it.")
