"""Refusals that several services share."""

import re
from typing import Any

from slugify import slugify

from govapp.committees import rules
from govapp.committees.models import Body, Membership, Person, Seat
from govapp.database import db
from govapp.errors import RuleError, StaleError

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SLUG_LIMIT = 80
RESERVED = frozenset({"create"})


def claim(row: Body | Membership | Person | Seat, row_version: int) -> None:
    """Hold a row for this transaction; raises StaleError if it was saved since."""
    db.session.refresh(row, with_for_update=True)
    if row.row_version != row_version:
        raise StaleError


def assign(row: object, values: dict[str, Any]) -> list[str]:
    """Set the attributes that differ and return their names."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    return changed


def choose_slug(slug: str, name: str) -> str:
    """Return the address part to use, made of the name unless given."""
    chosen = slug or slugify(name, max_length=SLUG_LIMIT, word_boundary=True)
    if not SLUG.fullmatch(chosen) or len(chosen) > SLUG_LIMIT or chosen in RESERVED:
        raise RuleError(
            "Use lower-case letters, digits and single hyphens, such as "
            "“audit-committee”.",
            "slug",
        )
    return chosen


def require_name(name: str) -> str:
    """Return a name without spaces around it; refuses an empty one."""
    if not name.strip():
        raise RuleError("Give a name.", "name")
    return name.strip()


def require_dates(**dates: str) -> None:
    """Refuse a text that is no date, naming its field."""
    for field, text in dates.items():
        if not rules.is_partial_date(text):
            raise RuleError(
                "This is no date. Write 2026-12-16, 2026-12 or 2026.", field
            )


def require_date(field: str, text: str) -> None:
    """Refuse a missing date, and a text that is none."""
    require_dates(**{field: text})
    if not text:
        raise RuleError("Give a date, at least the year.", field)


def require_order(start_on: str, end_on: str, field: str) -> None:
    """Refuse an end that comes before its start."""
    if rules.is_surely_before(end_on, start_on):
        raise RuleError(
            "This would end before its start, %(day)s.", field, day=start_on
        )
