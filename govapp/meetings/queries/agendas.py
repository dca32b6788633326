"""Agendas as the desk builds them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from govapp.database import db
from govapp.documents.models import Document
from govapp.errors import NotFoundError
from govapp.meetings.models import AgendaItem, Attachment, Meeting
from govapp.meetings.models.agenda import ItemKind
from govapp.meetings.rules.numbering import Node, number_tree


def list_items(meeting: Meeting) -> Sequence[AgendaItem]:
    """Return a meeting's items, siblings in their order."""
    return db.session.scalars(
        select(AgendaItem)
        .where(AgendaItem.meeting_id == meeting.id)
        .order_by(AgendaItem.position, AgendaItem.id)
    ).all()


def get_tree(meeting: Meeting) -> tuple[Node[AgendaItem], ...]:
    """Return a meeting's items as a numbered tree."""
    return number_tree(
        list_items(meeting),
        key=lambda item: item.id,
        parent=lambda item: item.parent_id,
        is_heading=lambda item: item.kind == ItemKind.HEADING,
    )


def get_item(meeting_id: int, key: str) -> AgendaItem:
    """Return an item of this meeting by its key; raises NotFoundError."""
    item = db.session.scalar(
        select(AgendaItem)
        .options(joinedload(AgendaItem.meeting).selectinload(Meeting.places))
        .where(AgendaItem.meeting_id == meeting_id, AgendaItem.key == key)
    )
    if item is None:
        raise NotFoundError
    return item


def list_attachments(meeting: Meeting) -> Sequence[Attachment]:
    """Return a meeting's attachments in their order, each with its versions."""
    return db.session.scalars(
        select(Attachment)
        .options(joinedload(Attachment.document).selectinload(Document.versions))
        .where(Attachment.meeting_id == meeting.id)
        .order_by(Attachment.position, Attachment.id)
    ).all()


def get_attachment(meeting_id: int, attachment_id: int) -> Attachment:
    """Return an attachment of this meeting; raises NotFoundError."""
    attachment = db.session.scalar(
        select(Attachment)
        .options(
            joinedload(Attachment.meeting).selectinload(Meeting.places),
            joinedload(Attachment.document).selectinload(Document.versions),
        )
        .where(Attachment.meeting_id == meeting_id, Attachment.id == attachment_id)
    )
    if attachment is None:
        raise NotFoundError
    return attachment
