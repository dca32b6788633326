"""Asking members to read something, reminding them, and their saying that they have."""

from datetime import date

from sqlalchemy import select

from govapp import clock
from govapp.accounts.models import User
from govapp.asking import rules
from govapp.asking.models import Acknowledgment, ReadingRequest
from govapp.asking.queries.readings import Asked
from govapp.asking.receipts import tell_readers
from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.committees.models import Body
from govapp.database import atomic, db
from govapp.documents.models import Document
from govapp.errors import RuleError, StaleError
from govapp.jobs import services as jobs
from govapp.portal.queries.posted import PostedFile, list_posted

REMIND = "remind_readers"


@atomic
def ask_reading(
    actor: Actor, body: Body, *, document: str, title: str, note: str, due_on: date
) -> ReadingRequest:
    """Ask the members of a body to read the newest version; raises RuleError."""
    posted = _find_posted(body, document)
    _check_day(body, due_on)
    kept = db.session.scalars(select(Document).where(Document.key == document)).one()
    request = ReadingRequest(
        body=body,
        document=kept,
        version=posted.file.version,
        title=title or posted.file.label,
        note=note,
        due_on=due_on,
        asked_at=clock.now(),
    )
    db.session.add(request)
    _ask(actor, request, "reading.asked")
    return request


@atomic
def ask_again(
    actor: Actor, request: ReadingRequest, *, row_version: int, due_on: date
) -> None:
    """Ask for the newest version, which everybody is to read; raises RuleError."""
    _check_row(request, row_version)
    posted = _find_posted(request.body, request.document.key)
    if posted.file.version <= request.version:
        raise RuleError("There is no newer version.")
    _check_day(request.body, due_on)
    request.version, request.due_on = posted.file.version, due_on
    request.asked_at, request.closed_at = clock.now(), None
    request.reminded_at = None
    _ask(actor, request, "reading.asked_again")


@atomic
def remind_readers(actor: Actor, request: ReadingRequest) -> int:
    """Remind those who have not read it; return how many; raises RuleError."""
    if request.closed_at:
        raise RuleError("It is not asked any more.")
    if not rules.may_remind(request.reminded_at, now=clock.now()):
        raise RuleError("They were reminded today.")
    request.reminded_at = clock.now()
    told = tell_readers(request, is_reminder=True)
    _audit(actor, "reading.reminded", request, str(told))
    return told


@atomic
def close_request(actor: Actor, request: ReadingRequest) -> None:
    """Ask no longer; what was acknowledged stays."""
    request.closed_at = clock.now()
    db.session.flush()
    _audit(actor, "reading.closed", request)


@atomic
def acknowledge(actor: User, asked: Asked) -> None:
    """Say that one has read the version asked about; raises RuleError unless opened."""
    request = asked.request
    if asked.read_at:
        return
    if not asked.is_opened:
        raise RuleError("Open the document first.")
    db.session.add(
        Acknowledgment(
            request_id=request.id,
            person_id=actor.person_id,
            version=request.version,
            acknowledged_at=clock.now(),
        )
    )
    db.session.flush()
    _audit(actor, "reading.acknowledged", request, f"version {request.version}")


def _ask(actor: Actor, request: ReadingRequest, action: str) -> None:
    """Tell everybody, now and once more on the day before."""
    db.session.flush()
    tell_readers(request)
    jobs.enqueue(
        kind=REMIND,
        key=str(request.id),
        payload={"request": request.id, "version": request.version},
        title=request.title,
        body_id=request.body_id,
        due_at=rules.name_reminder(request.due_on, request.body.time_zone),
    )
    _audit(actor, action, request, f"{request.title}, version {request.version}")


def _find_posted(body: Body, document: str) -> PostedFile:
    for posted in list_posted(body):
        if posted.file.id == document:
            return posted
    raise RuleError("The members of this body cannot read it any more.", "document")


def _check_day(body: Body, due_on: date) -> None:
    if due_on <= clock.today(body.time_zone):
        raise RuleError("Choose a day to come.", "due_on")


def _check_row(request: ReadingRequest, row_version: int) -> None:
    db.session.refresh(request)
    if request.row_version != row_version:
        raise StaleError


def _audit(
    actor: Actor, action: str, request: ReadingRequest, detail: str = ""
) -> None:
    audit.record(
        actor,
        action,
        f"reading-request:{request.id}",
        body_id=request.body_id,
        detail=detail,
    )
