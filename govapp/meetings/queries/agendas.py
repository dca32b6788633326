"""Agendas as the desk builds them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from govapp.database import db
from govapp.documents.models import Document, DocumentVersion
from govapp.errors import NotFoundError
from govapp.meetings.models import AgendaItem, Attachment, Meeting, MeetingBody
from govapp.meetings.models.agenda import ItemKind
from govapp.meetings.rules.numbering import Node, Place, number_tree
from govapp.record.models import PublishedFile

T = TypeVar("T")
# How much of a title a list of choices shows.
TITLE = 90
ID = attrgetter("id")
PLACED = attrgetter(
    "id", "key", "parent_id", "position", "kind", "typed_number", "pulled_from",
    "pulled_place",
)  # fmt: skip


def list_items(meeting: Meeting) -> Sequence[AgendaItem]:
    """Return a meeting's items, siblings in their order."""
    return db.session.scalars(_items(meeting)).all()


def lock_items(meeting: Meeting) -> Sequence[AgendaItem]:
    """Return a meeting's items as they are now; nobody else moves them until the end.

    On SQLite every write transaction holds the whole database anyway.
    """
    lock = select(Meeting.id).where(Meeting.id == meeting.id).with_for_update()
    db.session.execute(lock)
    return db.session.scalars(
        _items(meeting).execution_options(populate_existing=True)
    ).all()


def get_tree(meeting: Meeting) -> tuple[Node[AgendaItem], ...]:
    """Return a meeting's items as a numbered tree."""
    return arrange(list_items(meeting), meeting.numbering)


def list_places(meeting: Meeting) -> list[tuple[str, str]]:
    """Return every item's key and name, in reading order."""
    nodes = [node for top in get_tree(meeting) for node in top.walk()]
    return [
        (node.item.key, f"{node.number} {node.item.title}".strip()[:TITLE])
        for node in nodes
    ]


def arrange(items: Sequence[T], numbering: str) -> tuple[Node[T], ...]:
    """Arrange items or their rows, siblings in their order, as a numbered tree."""
    placed = [PLACED(item) for item in items]
    ids = {key: known for known, key, *_rest in placed}
    places = {
        known: Place(
            id=known,
            parent=parent,
            position=position,
            is_heading=kind == ItemKind.HEADING,
            typed=typed,
            home=(ids[block], place) if block in ids else None,
        )
        for known, _key, parent, position, kind, typed, block, place in placed
    }
    return number_tree(items, lambda item: places[ID(item)], numbering)


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
        _attachments()
        .where(Attachment.meeting_id == meeting.id)
        .order_by(Attachment.position, Attachment.id)
    ).all()


def map_items(meetings: Collection[Meeting]) -> dict[int, list[AgendaItem]]:
    """Return the items of some meetings, siblings in their order, by meeting."""
    found: dict[int, list[AgendaItem]] = {meeting.id: [] for meeting in meetings}
    for item in db.session.scalars(
        select(AgendaItem)
        .options(_minutes_of())
        .where(AgendaItem.meeting_id.in_(found))
        .order_by(AgendaItem.position, AgendaItem.id)
    ):
        found[item.meeting_id].append(item)
    return found


def map_attachments(meetings: Collection[Meeting]) -> dict[int, list[Attachment]]:
    """Return the attachments of some meetings in their order, by meeting."""
    found: dict[int, list[Attachment]] = {meeting.id: [] for meeting in meetings}
    for file in db.session.scalars(
        _attachments()
        .where(Attachment.meeting_id.in_(found))
        .order_by(Attachment.position, Attachment.id)
    ):
        found[file.meeting_id].append(file)
    return found


def get_attachment(meeting_id: int, attachment_id: int) -> Attachment:
    """Return an attachment of this meeting; raises NotFoundError."""
    attachment = db.session.scalar(
        select(Attachment)
        .options(
            joinedload(Attachment.meeting).selectinload(Meeting.places),
            joinedload(Attachment.document)
            .selectinload(Document.versions)
            .joinedload(DocumentVersion.reading),
        )
        .where(Attachment.meeting_id == meeting_id, Attachment.id == attachment_id)
    )
    if attachment is None:
        raise NotFoundError
    return attachment


def find_attachment(meeting: Meeting, document: Document) -> Attachment | None:
    """Return a document's place on a meeting, or None."""
    return db.session.scalar(
        select(Attachment).where(
            Attachment.meeting_id == meeting.id, Attachment.document_id == document.id
        )
    )


def hold_attachment(attachment: Attachment) -> None:
    """Read an attachment and its document afresh; nobody else edits it until the end.

    Raises NotFoundError when it was removed meanwhile.
    """
    lock = select(Attachment.id).where(Attachment.id == attachment.id).with_for_update()
    if db.session.scalar(lock) is None:
        raise NotFoundError
    db.session.refresh(attachment)
    db.session.refresh(attachment.document)


@dataclass(frozen=True)
class FileVersion:
    """One version of a file in its place on a meeting."""

    attachment: Attachment
    version: DocumentVersion

    @property
    def body_id(self) -> int:
        """The body it belongs to: the meeting's host."""
        return self.attachment.body_id


def get_file_version(meeting_id: int, attachment_id: int, version: int) -> FileVersion:
    """Return one version of a meeting's file; raises NotFoundError."""
    attachment = get_attachment(meeting_id, attachment_id)
    for known in attachment.document.versions:
        if known.version == version:
            return FileVersion(attachment, known)
    raise NotFoundError


def list_sources(
    meeting: Meeting, hosts: Collection[int], limit: int
) -> Sequence[Meeting]:
    """Return other meetings of these hosts that have an agenda, the latest first."""
    hosted = select(MeetingBody.meeting_id).where(
        MeetingBody.position == 0, MeetingBody.body_id.in_(hosts)
    )
    return db.session.scalars(
        select(Meeting)
        .options(selectinload(Meeting.places).joinedload(MeetingBody.body))
        .where(
            Meeting.id != meeting.id,
            Meeting.id.in_(hosted),
            Meeting.id.in_(select(AgendaItem.meeting_id)),
        )
        .order_by(Meeting.start_at.desc(), Meeting.id.desc())
        .limit(limit)
    ).all()


def list_publications(document: str) -> Sequence[tuple[str, int]]:
    """Return by which meetings a document, by its key, is published, and its versions.

    Each is the meeting's number and a version.
    """
    rows = db.session.execute(
        select(PublishedFile.meeting, PublishedFile.version)
        .where(PublishedFile.document == document, PublishedFile.withdrawn == "")
        .order_by(PublishedFile.meeting, PublishedFile.version)
    )
    return [(meeting, version) for meeting, version in rows]


def list_shared(meeting: Meeting) -> set[int]:
    """Return the ids of a meeting's documents that stand on others too."""
    other = aliased(Attachment)
    return set(
        db.session.scalars(
            select(Attachment.document_id)
            .join(other, other.document_id == Attachment.document_id)
            .where(Attachment.meeting_id == meeting.id, other.meeting_id != meeting.id)
        )
    )


def _items(meeting: Meeting) -> Select[AgendaItem]:
    return (
        select(AgendaItem)
        .options(_minutes_of())
        .where(AgendaItem.meeting_id == meeting.id)
        .order_by(AgendaItem.position, AgendaItem.id)
    )


def _minutes_of() -> Any:  # SQLAlchemy's own options
    places = selectinload(Meeting.places).joinedload(MeetingBody.body)
    return selectinload(AgendaItem.minutes_of).options(places)


def _attachments() -> Select[Attachment]:
    return select(Attachment).options(
        joinedload(Attachment.document)
        .selectinload(Document.versions)
        .joinedload(DocumentVersion.reading)
    )


def is_closed(item: AgendaItem) -> bool:
    """Say whether an item, or one above it, is closed."""
    step: AgendaItem | None = item
    while step is not None and step.kind != ItemKind.CLOSED:
        step = step.parent
    return step is not None
