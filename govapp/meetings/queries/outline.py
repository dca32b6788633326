"""An agenda's rows as the builder lists them: plain rows, for there may be many."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Row, false, func, or_, select

from govapp.database import db
from govapp.documents.models import Document, DocumentVersion, Reading
from govapp.meetings.models import AgendaItem, Attachment, Meeting
from govapp.meetings.models.agenda import PutOff

# Rows read through the tables themselves are no objects to keep track of.
ITEM, FILE = AgendaItem.__table__, Attachment.__table__
DOCUMENT, VERSION = Document.__table__, DocumentVersion.__table__
READING = Reading.__table__
Line = Row[*tuple[Any, ...]]
CONTENT = (
    "key",
    "kind",
    "title",
    "closed_title",
    "is_action",
    "presenter",
    "minutes_planned",
    "description",
    "recommended_motion",
    "legal_basis",
    "authorities",
    "matter_id",
    "is_withdrawn",
    "pulled_from",
    "pulled_by",
    "pull_reason",
    "late_basis",
    "late_reason",
    "continued_from",
    "minutes_of_id",
)
# What decides where it stands, how it is numbered, whether it is late, and if it waits.
PLACE = (
    "id", "parent_id", "position", "typed_number", "pulled_place", "is_noticed",
    "put_off",
)  # fmt: skip


def list_item_rows(meeting: Meeting) -> Sequence[Line]:
    """Return all that a meeting's items say, siblings in their order."""
    return db.session.execute(
        select(
            *(ITEM.c[name] for name in (*PLACE, *CONTENT)),
            (ITEM.c.put_off == PutOff.CONTINUED).label("is_continued"),
        )
        .where(ITEM.c.meeting_id == meeting.id)
        .order_by(ITEM.c.position, ITEM.c.id)
    ).all()


def count_items(meeting: Meeting) -> int:
    """Return how many items a meeting has."""
    count = select(func.count()).where(ITEM.c.meeting_id == meeting.id)
    return db.session.scalar(count) or 0


def list_paper_rows(meeting: Meeting) -> Sequence[Line]:
    """Return which version of which document stands where, in their order.

    Each row is id, item, label, the document's key, who may read it, newest version.
    """
    rows = db.session.execute(
        select(
            FILE.c.id,
            FILE.c.item_id,
            FILE.c.label,
            DOCUMENT.c.key,
            DOCUMENT.c.visibility,
            VERSION.c.version,
        )
        .join(DOCUMENT, DOCUMENT.c.id == FILE.c.document_id)
        .join(VERSION, VERSION.c.document_id == FILE.c.document_id)
        .where(FILE.c.meeting_id == meeting.id)
        .order_by(FILE.c.position, FILE.c.id, VERSION.c.version)
    )
    # Of a file's versions the last one stays, in the place of the first.
    return list({row[0]: row for row in rows}.values())


def list_file_rows(
    meeting: Meeting, item_ids: Collection[int | None]
) -> Sequence[Line]:
    """Return the files of some items (None: the meeting's own), as they are shown."""
    rows = db.session.execute(
        select(
            FILE.c.id,
            FILE.c.item_id,
            FILE.c.label,
            DOCUMENT.c.visibility,
            VERSION.c.version,
            VERSION.c.name,
            VERSION.c.size,
            READING.c.state,
            READING.c.finding,
            READING.c.barriers,
            READING.c.pages,
        )
        .join(DOCUMENT, DOCUMENT.c.id == FILE.c.document_id)
        .join(VERSION, VERSION.c.document_id == FILE.c.document_id)
        .join(READING, READING.c.version_id == VERSION.c.id)
        .where(
            FILE.c.meeting_id == meeting.id,
            or_(
                FILE.c.item_id.in_([each for each in item_ids if each is not None]),
                FILE.c.item_id.is_(None) if None in item_ids else false(),
            ),
        )
        .order_by(FILE.c.position, FILE.c.id, VERSION.c.version)
    )
    return list({row[0]: row for row in rows}.values())
