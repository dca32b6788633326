"""What is closed and may be released, and who has asked for what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from govapp.database import db
from govapp.documents.models import Document
from govapp.errors import NotFoundError
from govapp.meetings.models import Meeting, Minutes
from govapp.meetings.queries.minutes import find_minutes
from govapp.meetings.services.drafts import posted_card
from govapp.portal import rules
from govapp.portal.models import ReleaseRequest
from govapp.record import closed_log
from govapp.record.cards import MeetingCard
from govapp.record.shapes.base import File
from govapp.record.shapes.closed import ClosedMinutes, ClosedSection, MembersItem


@dataclass(frozen=True)
class Releasable:
    """A closed item, and what of it members read and everyone does not.

    `files` are on it and beneath it, `sections` what approved minutes of the closed
    session say, where minutes that everyone reads are there to take them.
    """

    meeting: Meeting
    key: str
    label: str
    files: tuple[File, ...]
    sections: tuple[ClosedSection, ...]

    @property
    def body_id(self) -> int:
        """The body whose secretaries release it."""
        return self.meeting.body_id


def list_releasable(meeting: Meeting) -> list[Releasable]:
    """Return the closed items of a meeting of which something can be released."""
    return [each for each in _list_closed(meeting) if each.files or each.sections]


def get_releasable(meeting_id: int, key: str) -> Releasable:
    """Return one of them, even if all of it is released; raises NotFoundError."""
    meeting = db.session.get(Meeting, meeting_id)
    found = _list_closed(meeting) if meeting else ()
    item = next((each for each in found if each.key == key), None)
    if item is None:
        raise NotFoundError
    return item


def list_requests(meeting: Meeting) -> Sequence[ReleaseRequest]:
    """Return what was asked for, the newest first."""
    return db.session.scalars(
        select(ReleaseRequest)
        .options(
            joinedload(ReleaseRequest.asked_by), joinedload(ReleaseRequest.decided_by)
        )
        .where(ReleaseRequest.meeting_id == meeting.id)
        .order_by(ReleaseRequest.id.desc())
    ).all()


def get_request(meeting_id: int, request_id: int) -> ReleaseRequest:
    """Return one request; raises NotFoundError."""
    found = db.session.get(ReleaseRequest, request_id)
    if found is None or found.meeting_id != meeting_id:
        raise NotFoundError
    return found


def map_documents(keys: Sequence[str]) -> dict[str, Document]:
    """Return documents by their keys."""
    rows = db.session.scalars(select(Document).where(Document.key.in_(keys)))
    return {document.key: document for document in rows}


def get_open_minutes(meeting: Meeting) -> Minutes:
    """Return the minutes that everyone reads; raises NotFoundError."""
    minutes = find_minutes(meeting, is_closed=False)
    if minutes is None:
        raise NotFoundError
    return minutes


def _list_closed(meeting: Meeting) -> Iterator[Releasable]:
    card = posted_card(meeting)
    if card is None or card.agenda is None:
        return
    host, subject = meeting.host.slug, f"meeting:{meeting.number}"
    entries = closed_log.list_agendas(host, [subject])
    posted = closed_log.find_minutes(host, subject)
    known = {item.key: item for item in card.agenda.walk()}
    items = entries[-1].agenda.walk() if entries else ()
    for item in items:
        stub = known.get(item.key)
        is_closed = stub is not None and stub.kind == rules.CLOSED
        if stub and is_closed and isinstance(item, MembersItem):
            yield Releasable(
                meeting,
                item.key,
                f"{stub.number} {stub.title}".strip(),
                tuple(_list_files(item, card)),
                tuple(
                    _list_sections(item.key, card, posted.minutes if posted else None)
                ),
            )


def _list_files(item: MembersItem, card: MeetingCard) -> Iterator[File]:
    public = card.agenda.all_files() if card.agenda else ()
    known = {file.id for _, file in public} | {f.id for f in card.withdrawn_files}
    for each in item.walk():
        yield from (file for file in each.files if file.id not in known)


def _list_sections(
    key: str, card: MeetingCard, minutes: ClosedMinutes | None
) -> Iterator[ClosedSection]:
    if minutes is None or minutes.state != "approved" or card.minutes is None:
        return
    known = {section.key for section in card.minutes.released}
    for section in minutes.sections:
        is_of_item = key in {section.key, *section.above}
        if is_of_item and section.text and section.key not in known:
            yield section
