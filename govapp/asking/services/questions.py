"""Asking the staff about an item, and answering all members alike."""

from sqlalchemy import select

from govapp import clock
from govapp.asking.models import Question
from govapp.asking.receipts import tell_members, tell_staff
from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.committees.models import Person
from govapp.database import atomic, db
from govapp.documents.models import Document
from govapp.errors import RuleError, StaleError
from govapp.meetings.models import Meeting
from govapp.portal.queries.posted import list_posted
from govapp.portal.services.declaring import is_open


@atomic
def ask_question(
    actor: Actor,
    meeting: Meeting,
    *,
    person: Person,
    item_key: str,
    label: str,
    is_closed: bool,
    text: str,
) -> Question:
    """Ask the staff about an item, which `label` names as everyone knows it.

    Raises RuleError once the meeting has begun.
    """
    if not is_open(meeting):
        raise RuleError("The meeting has begun or is off: ask in the room.")
    question = Question(
        meeting=meeting,
        item_key=item_key,
        label=label,
        is_closed=is_closed,
        person=person,
        text=text,
        asked_at=clock.now(),
    )
    db.session.add(question)
    db.session.flush()
    tell_staff(question)
    _audit(actor, "question.asked", question)
    return question


@atomic
def answer_question(
    actor: Actor,
    question: Question,
    *,
    row_version: int,
    wording: str,
    answer: str,
    document: str = "",
) -> None:
    """Answer it for all members, the question in the staff's words; raises StaleError.

    Raises RuleError for a file that they cannot read.
    """
    db.session.refresh(question)
    if question.row_version != row_version:
        raise StaleError
    question.wording, question.answer = wording, answer
    question.answered_at = clock.now()
    _attach(question, document)
    db.session.flush()
    tell_members(question)
    _audit(actor, "question.answered", question)


def _attach(question: Question, document: str) -> None:
    """Name the newest version of a file in the answer, or none."""
    if not document:
        question.document, question.version = None, 0
        return
    posted = {each.file.id: each.file for each in list_posted(question.meeting.host)}
    if document not in posted:
        raise RuleError("The members of this body cannot read it any more.", "document")
    question.document = db.session.scalars(
        select(Document).where(Document.key == document)
    ).one()
    question.version = posted[document].version


def _audit(actor: Actor, action: str, question: Question) -> None:
    audit.record(
        actor,
        action,
        f"meeting:{question.meeting_id}",
        body_id=question.meeting.body_id,
        detail=question.label,
    )
