"""An agenda as plain rows, and what was done to it since it was posted."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import defer, joinedload

from govapp.database import Base, db
from govapp.documents.models import Document, DocumentVersion
from govapp.errors import NotFoundError
from govapp.meetings.models import AgendaItem, Attachment, Meeting
from govapp.meetings.models.changes import AgendaChange
from govapp.meetings.rules.undoing import FILE, ITEM, Row

NOTE = "note:"


def list_fields(table: type[Base], *numbers: str) -> list[ColumnElement[Any]]:
    """Return what a row says of itself: all columns but the numbers it is known by."""
    return [column for column in table.__table__.columns if column.name not in numbers]


ITEM_FIELDS = list_fields(AgendaItem, "id", "key", "parent_id")
FILE_FIELDS = list_fields(Attachment, "id", "item_id", "document_id")
# What decides who may read a file, which its document keeps.
SEEN_BY = [Document.visibility, Document.is_guarded, Document.released_sha256]


def read_state(meeting_ids: Collection[int]) -> dict[str, Row]:
    """Return every row of some agendas by its name; each names others by their keys."""
    items = db.session.execute(
        select(AgendaItem.id, AgendaItem.key, AgendaItem.parent_id, *ITEM_FIELDS).where(
            AgendaItem.meeting_id.in_(meeting_ids)
        )
    ).all()
    keys: dict[int | None, str] = {item[0]: item[1] for item in items}
    state = {
        f"{ITEM}{key}": _row(ITEM_FIELDS, values, parent=keys.get(parent, ""))
        for _id, key, parent, *values in items
    }
    newest = select(func.max(DocumentVersion.version)).where(
        DocumentVersion.document_id == Document.id
    )
    fields = [*FILE_FIELDS, *SEEN_BY, newest.scalar_subquery().label("version")]
    files = db.session.execute(
        select(Attachment.item_id, Document.key, *fields)
        .join(Attachment.document)
        .where(Attachment.meeting_id.in_(meeting_ids))
    )
    for item_id, document, *values in files:
        row = _row(fields, values, item=keys.get(item_id, ""), document=document)
        state[f"{FILE}{row['meeting_id']}:{document}"] = row
    notes = select(Meeting.id, Meeting.agenda_note).where(Meeting.id.in_(meeting_ids))
    for meeting_id, note in db.session.execute(notes):
        state[f"{NOTE}{meeting_id}"] = {"agenda_note": note}
    return state


def get_change(meeting_id: int, change_id: int) -> AgendaChange:
    """Return something done to this agenda; raises NotFoundError."""
    change = db.session.scalar(_of(meeting_id).where(AgendaChange.id == change_id))
    if change is None:
        raise NotFoundError
    return change


def list_changes(meeting: Meeting, limit: int) -> Sequence[AgendaChange]:
    """Return what was done to an agenda since it was posted, the last first."""
    return db.session.scalars(
        _of(meeting.id)
        .options(defer(AgendaChange.rows))
        .order_by(AgendaChange.id.desc())
        .limit(limit)
    ).all()


def list_later(change: AgendaChange) -> Sequence[AgendaChange]:
    """Return what was done to the same agendas after something, the last first."""
    meeting_ids = [meeting.id for meeting in change.meetings]
    return db.session.scalars(
        select(AgendaChange)
        .where(AgendaChange.id > change.id, concerns(meeting_ids))
        .order_by(AgendaChange.id.desc())
    ).all()


def concerns(meeting_ids: Collection[int]) -> ColumnElement[bool]:
    """Choose what touched some agendas."""
    return or_(
        AgendaChange.meeting_id.in_(meeting_ids),
        AgendaChange.other_meeting_id.in_(meeting_ids),
    )


def _of(meeting_id: int) -> Any:  # SQLAlchemy's own answer
    other = joinedload(AgendaChange.other_meeting).selectinload(Meeting.places)
    return select(AgendaChange).options(other).where(concerns([meeting_id]))


def _row(fields: Sequence[Any], values: list[Any], **named: str) -> Row:
    return {field.key: value for field, value in zip(fields, values, strict=True)} | (
        named
    )
