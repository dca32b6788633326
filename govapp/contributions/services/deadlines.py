"""Saying until when proposals are due."""

from datetime import date, datetime, time

from govapp import clock
from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.committees.models import Body
from govapp.contributions.models import ProposalDeadline, ProposalTerms
from govapp.contributions.queries.deadlines import find_terms
from govapp.database import atomic, db
from govapp.errors import RuleError, StaleError
from govapp.meetings.models import Meeting
from govapp.meetings.rules import times


@atomic
def set_terms(actor: Actor, body: Body, *, row_version: int, days: int) -> None:
    """Say how many days before its meetings a body takes proposals.

    Raises StaleError when somebody else just did.
    """
    terms = find_terms(body.id)
    if (terms.row_version if terms else 0) != row_version:
        raise StaleError
    if terms is None:
        terms = ProposalTerms(body_id=body.id)
        db.session.add(terms)
    terms.days = days
    db.session.flush()
    audit.record(
        actor,
        "proposals.termed",
        f"body:{body.slug}",
        body_id=body.id,
        detail=f"{days} days",
    )


@atomic
def set_deadline(
    actor: Actor,
    meeting: Meeting,
    *,
    row_version: int,
    on: date | None,
    at: time | None,
) -> None:
    """Say until when one meeting takes proposals, in its zone; None: as usual.

    Raises StaleError likewise, and RuleError on a time that does not exist, or after
    the meeting's start.
    """
    due_at = _instant(meeting, on, at) if on and at else None
    found = db.session.get(ProposalDeadline, meeting.id)
    if (found.row_version if found else 0) != row_version:
        raise StaleError
    if found is None:
        found = ProposalDeadline(meeting_id=meeting.id)
        db.session.add(found)
    found.due_at = due_at
    db.session.flush()
    audit.record(
        actor,
        "proposals.deadline_set",
        f"meeting:{meeting.id}",
        body_id=meeting.body_id,
        detail=clock.stamp(due_at) if due_at else "as usual",
    )


def _instant(meeting: Meeting, on: date, at: time) -> datetime:
    # Of a time that comes twice the later one: nobody is late who reads a clock.
    local = datetime.combine(on, at)
    due_at = times.instant(local, meeting.time_zone, later=True, field="at")
    if due_at > meeting.start_at:
        raise RuleError("Choose a time before the meeting begins.", "on")
    return due_at
