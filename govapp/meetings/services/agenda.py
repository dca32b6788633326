"""Building an agenda: adding, editing, moving and removing its items."""

import secrets
from typing import Any

from sqlalchemy import delete

from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.database import atomic, db
from govapp.documents.models import Visibility
from govapp.errors import RuleError, StaleError
from govapp.meetings.models import AgendaItem, Meeting
from govapp.meetings.models.agenda import ItemKind
from govapp.meetings.queries import agendas
from govapp.meetings.rules import approvals, tree
from govapp.meetings.services.consent import forget_pull
from govapp.meetings.services.files import guard_inside
from govapp.meetings.services.placing import (
    list_siblings,
    lock_items,
    next_position,
    set_places,
)
from govapp.meetings.services.undo import undoable

KEY_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
KEY_LENGTH = 10
DETAILS = (
    "title",
    "closed_title",
    "kind",
    "is_action",
    "presenter",
    "minutes_planned",
    "description",
    "recommended_motion",
    "legal_basis",
    "authorities",
    "matter_id",
    "typed_number",
    "minutes_of_id",
    "is_withdrawn",
)


def new_key() -> str:
    """Make an item's key: short, and telling nothing."""
    return "".join(secrets.choice(KEY_ALPHABET) for _ in range(KEY_LENGTH))


@atomic
@undoable
def add_item(
    actor: Actor,
    meeting: Meeting,
    *,
    title: str,
    parent: AgendaItem | None = None,
    **details: Any,
) -> AgendaItem:
    """Add an item at the end of the agenda, or beneath another item."""
    siblings = list_siblings(lock_items(meeting, parent), _id(parent))
    item = AgendaItem(
        meeting=meeting,
        key=new_key(),
        parent_id=_id(parent),
        position=next_position(siblings),
        title=title,
        **details,
    )
    db.session.add(item)
    db.session.flush()
    _audit(actor, "item.added", item, title)
    return item


@atomic
@undoable
def edit_item(
    actor: Actor, item: AgendaItem, *, row_version: int, **details: Any
) -> None:
    """Change an item's wording; raises StaleError when somebody else just did."""
    if item.row_version != row_version:
        raise StaleError
    if details.get("typed_number", item.typed_number) != item.typed_number:
        _check_number(item, details["typed_number"])
    if details.get("kind", item.kind) != ItemKind.MINUTES:
        details["minutes_of_id"] = None
    if details.get("minutes_of_id"):
        _check_minutes(item, details["minutes_of_id"])
    for name in DETAILS:
        if name in details:
            setattr(item, name, details[name])
    db.session.flush()
    if item.kind == ItemKind.CLOSED:
        guard_inside(agendas.list_attachments(item.meeting))
    _audit(actor, "item.edited", item, item.title)


@atomic
@undoable
def edit_note(
    actor: Actor, meeting: Meeting, *, row_version: int, agenda_note: str
) -> None:
    """Change what stands above the items; raises StaleError."""
    if meeting.row_version != row_version:
        raise StaleError
    meeting.agenda_note = agenda_note
    db.session.flush()
    audit.record(
        actor, "agenda.edited", f"meeting:{meeting.id}", body_id=meeting.body_id
    )


@atomic
@undoable
def move_item(
    actor: Actor, item: AgendaItem, *, parent: AgendaItem | None, position: int
) -> None:
    """Put an item at a position (0 first) beneath another item or at the top level."""
    items = lock_items(item.meeting, item, parent)
    parents = {each.id: each.parent_id for each in items}
    if parent and tree.is_beneath(parent.id, item.id, parents):
        raise RuleError("An item cannot stand beneath itself.", "parent")
    if parent and parent.key == item.pulled_from:
        forget_pull(item)
        db.session.flush()
    siblings = [each for each in list_siblings(items, _id(parent)) if each is not item]
    set_places(_id(parent), tree.insert_at(siblings, item, position))
    if parent is not None and agendas.is_closed(parent):
        db.session.expire(item, ["parent", "parent_id"])
        guard_inside(agendas.list_attachments(item.meeting))
    _audit(actor, "item.moved", item, item.title)


@atomic
@undoable
def move_item_by(actor: Actor, item: AgendaItem, *, steps: int) -> None:
    """Move an item up (negative) or down among its siblings."""
    items = lock_items(item.meeting, item)
    siblings = list_siblings(items, item.parent_id)
    place = siblings.index(item) + steps
    set_places(item.parent_id, tree.insert_at(siblings, item, place))
    _audit(actor, "item.moved", item, item.title)


@atomic
@undoable
def remove_item(actor: Actor, item: AgendaItem) -> None:
    """Take an item, and what stands beneath it, off the agenda being built.

    Posted versions keep it. Its files go back to the meeting, for the desk's eyes
    alone: what stood on a closed item may not come out by this door. Those that stand
    on other meetings too just leave this one.
    """
    items = lock_items(item.meeting, item)
    parents = {each.id: each.parent_id for each in items}
    gone = [each.id for each in items if tree.is_beneath(each.id, item.id, parents)]
    shared = agendas.list_shared(item.meeting)
    for attachment in agendas.list_attachments(item.meeting):
        if attachment.item_id not in gone:
            continue
        if attachment.document_id in shared:
            db.session.delete(attachment)
        else:
            attachment.item_id = None
            attachment.document.visibility = Visibility.STAFF
    db.session.flush()
    _audit(actor, "item.removed", item, item.title)
    for item_id in sorted(gone, key=lambda each: _depth(each, parents), reverse=True):
        db.session.execute(delete(AgendaItem).where(AgendaItem.id == item_id))


def _id(item: AgendaItem | None) -> int | None:
    return item.id if item else None


def _check_number(item: AgendaItem, typed: str) -> None:
    """Refuse a number that another item has; raises RuleError."""
    for other in agendas.list_items(item.meeting):
        if typed and other is not item and other.typed_number == typed:
            raise RuleError(
                "%(number)s is the number of “%(title)s” already.",
                "typed_number",
                number=typed,
                title=other.title,
            )


def _check_minutes(item: AgendaItem, former_id: int) -> None:
    """Refuse minutes that another item names; raises RuleError."""
    others = [each for each in agendas.list_items(item.meeting) if each is not item]
    approvals.check_once(former_id, (each.minutes_of_id for each in others))


def _depth(item_id: int, parents: dict[int, int | None]) -> int:
    depth, step = 0, parents[item_id]
    while step is not None:
        depth, step = depth + 1, parents.get(step)
    return depth


def _audit(actor: Actor, action: str, item: AgendaItem, detail: str) -> None:
    # The trail is read by people who may not know what stands beneath a closed item.
    if item.parent and agendas.is_closed(item.parent):
        detail = item.key
    audit.record(
        actor,
        action,
        f"meeting:{item.meeting_id}",
        body_id=item.body_id,
        detail=detail,
    )
