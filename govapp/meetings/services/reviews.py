"""Minutes in review: members read the draft and comment on it before it is proposed."""

from datetime import date

from govapp import clock
from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.database import atomic, db
from govapp.errors import RuleError
from govapp.meetings.models import Minutes
from govapp.meetings.models.minutes import MinutesState
from govapp.meetings.queries.minutes import hold_minutes
from govapp.meetings.receipts import tell_reviewers


@atomic
def open_review(actor: Actor, minutes: Minutes, *, review_until: date | None) -> None:
    """Let members read a draft and comment on it, or change until when they may.

    They are told by mail when it begins.

    Raises RuleError for what is posted, and for a day that is past.
    """
    hold_minutes(minutes)
    if minutes.state not in {MinutesState.DRAFT, MinutesState.IN_REVIEW}:
        raise RuleError("These minutes are posted: corrections are asked for now.")
    if review_until and review_until < clock.today(minutes.meeting.time_zone):
        raise RuleError("This day is past.", "review_until")
    is_new = minutes.state == MinutesState.DRAFT
    minutes.state, minutes.review_until = MinutesState.IN_REVIEW, review_until
    db.session.flush()
    if is_new:
        tell_reviewers(minutes)
    until = f"until {review_until}" if review_until else ""
    _audit(actor, "minutes.review_opened", minutes, until)


@atomic
def end_review(actor: Actor, minutes: Minutes) -> None:
    """Take a draft back to the desk; the comments stay, and are answered there."""
    hold_minutes(minutes)
    if minutes.state != MinutesState.IN_REVIEW:
        raise RuleError("These minutes are not in review.")
    minutes.state, minutes.review_until = MinutesState.DRAFT, None
    db.session.flush()
    _audit(actor, "minutes.review_ended", minutes)


def is_over(minutes: Minutes) -> bool:
    """Say whether the last day for comments is past."""
    last = minutes.review_until
    return last is not None and last < clock.today(minutes.meeting.time_zone)


def _audit(actor: Actor, action: str, minutes: Minutes, detail: str = "") -> None:
    audit.record(
        actor,
        action,
        f"meeting:{minutes.meeting_id}",
        body_id=minutes.body_id,
        detail=detail,
    )
