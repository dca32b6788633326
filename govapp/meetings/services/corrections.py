"""Corrections of minutes: asked for, decided, adopted with the minutes.

What is asked while they are in review is a comment on a draft: nothing of it is posted.
"""

from govapp import clock
from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.committees.models import Person
from govapp.database import atomic, db
from govapp.errors import RuleError, StaleError
from govapp.meetings.models import Correction, Minutes
from govapp.meetings.models.minutes import CorrectionOutcome, MinutesState
from govapp.meetings.queries.minutes import hold_minutes
from govapp.meetings.services import reviews
from govapp.meetings.services.minutes import check_open, has_accepted, restore_posted


@atomic
def ask_correction(
    actor: Actor,
    minutes: Minutes,
    *,
    item_key: str,
    text: str,
    asked_by: str = "",
    member: Person | None = None,
) -> Correction:
    """Enter a correction that somebody asks for; approved minutes are reopened by it.

    A `member` asks it at their own desk. Raises RuleError for minutes that nobody has
    read yet, for an unknown item, and for what comes after the last day of a review.
    """
    hold_minutes(minutes)
    if minutes.state == MinutesState.DRAFT:
        raise RuleError("These minutes are a draft: change the text itself.")
    if item_key not in {"", *(section.item_key for section in minutes.sections)}:
        raise RuleError("The minutes have no such item.", "item_key")
    if member and reviews.is_over(minutes):
        raise RuleError("The last day for comments is past: tell the secretary.")
    if minutes.state == MinutesState.APPROVED:
        minutes.state = MinutesState.CORRECTING
    correction = Correction(
        minutes=minutes,
        item_key=item_key,
        is_comment=minutes.state == MinutesState.IN_REVIEW,
        person_id=member.id if member else None,
        asked_by=member.name if member else asked_by,
        asked_at=clock.now(),
        text=text,
    )
    db.session.add(correction)
    db.session.flush()
    _audit(actor, "minutes.correction_asked", correction)
    return correction


@atomic
def decide_correction(
    actor: Actor, correction: Correction, *, row_version: int, outcome: str, answer: str
) -> None:
    """Accept or reject a correction; raises StaleError.

    When nothing of approved minutes is to be corrected after all, they say again what
    was approved, and are closed.
    """
    minutes = correction.minutes
    hold_minutes(minutes)
    db.session.refresh(correction)
    check_open(minutes)
    if correction.row_version != row_version:
        raise StaleError
    correction.outcome, correction.answer = outcome, answer
    db.session.flush()
    is_decided = all(
        each.outcome != CorrectionOutcome.OPEN for each in minutes.corrections
    )
    is_reopened = minutes.state == MinutesState.CORRECTING
    if is_reopened and is_decided and not has_accepted(minutes):
        restore_posted(minutes)
    _audit(actor, f"minutes.correction_{outcome}", correction)


def _audit(actor: Actor, action: str, correction: Correction) -> None:
    """Write it down; of a comment, which may be of something closed, whose it is."""
    is_private = correction.is_comment or correction.minutes.is_closed
    said = "" if is_private else f": {correction.text}"
    audit.record(
        actor,
        action,
        f"meeting:{correction.minutes.meeting_id}",
        body_id=correction.body_id,
        detail=f"{correction.asked_by}{said}",
    )
