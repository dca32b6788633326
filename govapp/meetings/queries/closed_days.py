"""The days on which the office is closed."""

from collections.abc import Sequence

from sqlalchemy import select

from govapp.database import db
from govapp.errors import NotFoundError
from govapp.meetings.models import ClosedDay


def list_closed_days(first_on: str = "", last_on: str = "9999") -> Sequence[ClosedDay]:
    """Return the closed days that touch a span of ISO dates, in their order."""
    return db.session.scalars(
        select(ClosedDay)
        .where(ClosedDay.last_on >= first_on, ClosedDay.first_on <= last_on)
        .order_by(ClosedDay.first_on, ClosedDay.id)
    ).all()


def get_closed_day(closed_day_id: int) -> ClosedDay:
    """Return a closed day; raises NotFoundError."""
    found = db.session.get(ClosedDay, closed_day_id)
    if found is None:
        raise NotFoundError
    return found
