"""Saying on which days the office is closed."""

from datetime import date

from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.database import atomic, db
from govapp.errors import RuleError
from govapp.meetings.models import ClosedDay

SUBJECT = "closed-days:"


@atomic
def close_office(
    actor: Actor, *, name: str, first_on: date, last_on: date | None = None
) -> ClosedDay:
    """Say that the office is closed on a day, or from one to another."""
    last_on = last_on or first_on
    if last_on < first_on:
        raise RuleError("The last day comes before the first.", "last_on")
    closed = ClosedDay(
        name=name, first_on=first_on.isoformat(), last_on=last_on.isoformat()
    )
    db.session.add(closed)
    db.session.flush()
    audit.record(actor, "office.closed", SUBJECT, detail=_describe(closed))
    return closed


@atomic
def open_office(actor: Actor, closed: ClosedDay) -> None:
    """Say that the office is open on these days after all."""
    db.session.delete(closed)
    audit.record(actor, "office.opened", SUBJECT, detail=_describe(closed))


def _describe(closed: ClosedDay) -> str:
    return f"{closed.first_on} to {closed.last_on}, {closed.name}"
