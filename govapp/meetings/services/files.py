"""Files on a meeting and its items."""

from collections.abc import Iterable
from typing import BinaryIO

from sqlalchemy import func, select, update
from sqlalchemy.orm.attributes import flag_modified

from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.database import atomic, db
from govapp.documents import services as documents
from govapp.documents.models import Document, Visibility
from govapp.documents.rules import LIMIT
from govapp.documents.stores import Stores
from govapp.errors import RuleError, StaleError
from govapp.meetings.models import AgendaItem, Attachment, Meeting
from govapp.meetings.queries import agendas
from govapp.meetings.rules import tree
from govapp.meetings.services.undo import undoable


@atomic
@undoable
def attach_file(
    actor: Actor,
    meeting: Meeting,
    *,
    store: Stores,
    file: BinaryIO,
    filename: str,
    visibility: str,
    item: AgendaItem | None = None,
    label: str = "",
    limit: int = LIMIT,
) -> Attachment:
    """Keep a file and put it on a meeting or an item, after those already there."""
    document = documents.add_document(
        actor,
        store=store,
        body_id=meeting.body_id,
        file=file,
        filename=filename,
        visibility=visibility,
        limit=limit,
    )
    label = label or document.current.name.rpartition(".")[0]
    return attach_document(actor, meeting, document=document, label=label, item=item)


@atomic
@undoable
def attach_document(
    actor: Actor,
    meeting: Meeting,
    *,
    document: Document,
    label: str,
    item: AgendaItem | None,
) -> Attachment:
    """Put a document on a meeting or an item; one that is there already moves."""
    attachment = agendas.find_attachment(meeting, document)
    if attachment is None:
        last = db.session.scalar(
            select(func.max(Attachment.position)).where(
                Attachment.meeting_id == meeting.id
            )
        )
        place = 0 if last is None else last + 1
        attachment = Attachment(meeting=meeting, document=document, position=place)
        db.session.add(attachment)
    attachment.item, attachment.label = item, label
    db.session.flush()
    guard_inside([attachment])
    _audit(actor, "file.attached", attachment)
    return attachment


@atomic
def replace_file(
    actor: Actor,
    attachment: Attachment,
    *,
    store: Stores,
    file: BinaryIO,
    filename: str,
    limit: int = LIMIT,
) -> None:
    """Keep new bytes as the document's next version; the former stay readable."""
    check_own(attachment)
    documents.add_version(
        actor,
        attachment.document,
        store=store,
        file=file,
        filename=filename,
        limit=limit,
    )
    _audit(actor, "file.replaced", attachment)


@atomic
@undoable
def edit_file(
    actor: Actor,
    attachment: Attachment,
    *,
    row_version: int,
    label: str,
    visibility: str,
    item: AgendaItem | None,
) -> None:
    """Change a file's label, who may read it, and the item it belongs to.

    Raises StaleError when somebody else just did.
    """
    agendas.hold_attachment(attachment)
    if attachment.row_version != row_version:
        raise StaleError
    attachment.label, attachment.item = label, item
    if attachment.document.visibility != visibility:
        show_file(actor, attachment, visibility=visibility)
    guard_inside([attachment])
    db.session.flush()
    _audit(actor, "file.edited", attachment)


@atomic
def show_file(actor: Actor, attachment: Attachment, *, visibility: str) -> None:
    """Say who may read a file from its next posting on, wherever it stands."""
    check_own(attachment)
    documents.set_visibility(actor, attachment.document, visibility)
    # Its document keeps that, yet a form that shows it has an attachment's version.
    flag_modified(attachment, "label")
    db.session.flush()
    db.session.execute(
        update(Attachment)
        .where(
            Attachment.document_id == attachment.document_id,
            Attachment.id != attachment.id,
        )
        .values(row_version=Attachment.row_version + 1)
    )


@atomic
@undoable
def move_file_by(actor: Actor, attachment: Attachment, *, steps: int) -> None:
    """Move a file up (negative) or down among those of its item."""
    ids = list(
        db.session.scalars(
            select(Attachment.id)
            .where(
                Attachment.meeting_id == attachment.meeting_id,
                Attachment.item_id.is_(None)
                if attachment.item_id is None
                else Attachment.item_id == attachment.item_id,
            )
            .order_by(Attachment.position, Attachment.id)
        )
    )
    order = tree.insert_at(ids, attachment.id, ids.index(attachment.id) + steps)
    for position, attachment_id in enumerate(order):
        db.session.execute(
            update(Attachment)
            .where(Attachment.id == attachment_id)
            .values(position=position)
        )
    _audit(actor, "file.moved", attachment)


@atomic
@undoable
def remove_file(actor: Actor, attachment: Attachment) -> None:
    """Take a file off the agenda being built; posted versions keep it."""
    _audit(actor, "file.removed", attachment)
    db.session.delete(attachment)
    db.session.flush()


def guard_inside(files: Iterable[Attachment]) -> None:
    """Guard the files among these that stand on what is closed."""
    for file in files:
        if file.item is not None and agendas.is_closed(file.item):
            file.document.is_guarded = True


def check_own(attachment: Attachment) -> None:
    """Leave a file that came with carried business to its body; raises RuleError."""
    if attachment.document.body_id != attachment.body_id:
        raise RuleError(
            "This file came from another body, whose secretary replaces it, withdraws "
            "it and says who may read it. You can remove it from this agenda."
        )


def _audit(actor: Actor, action: str, attachment: Attachment) -> None:
    audit.record(
        actor,
        action,
        f"meeting:{attachment.meeting_id}",
        body_id=attachment.body_id,
        detail=_name(attachment),
    )


def _name(attachment: Attachment) -> str:
    """Name a file in the trail, which people read who may not read every file."""
    item = attachment.item
    is_inside = item is not None and agendas.is_closed(item)
    if attachment.document.visibility == Visibility.PUBLIC and not is_inside:
        return attachment.label
    return attachment.document.key
