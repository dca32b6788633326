"""The items that approve the minutes of former meetings: pure functions."""

from collections.abc import Iterable
from datetime import date

from govapp.errors import RuleError

# What such an item is called while nobody knows whose minutes they will be.
BLANK = "Approval of the minutes of the previous meeting"


def title_of(meeting: str, day: str) -> str:
    """Name the approval of a meeting's minutes, by its title and its local start."""
    held = date.fromisoformat(day[:10])
    return f"Approve the minutes of {meeting}, {held:%B} {held.day}, {held.year}"


def check_once(former: int | None, others: Iterable[int | None]) -> None:
    """Refuse minutes that stand on the agenda already; raises RuleError."""
    if former is not None and former in others:
        raise RuleError(
            "The approval of these minutes stands on that agenda already.",
            "minutes_of_id",
        )
