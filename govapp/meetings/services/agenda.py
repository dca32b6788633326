"""Building an agenda: adding, editing, moving and removing its items."""

import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, update

from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.database import atomic, db
from govapp.documents.models import Visibility
from govapp.errors import NotFoundError, RuleError, StaleError
from govapp.meetings.models import AgendaItem, Meeting
from govapp.meetings.models.agenda import ItemKind
from govapp.meetings.queries import agendas
from govapp.meetings.rules import tree
from govapp.meetings.rules.numbering import Node
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
    "is_withdrawn",
)
COPIED = tuple(name for name in DETAILS if name != "is_withdrawn")


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
    siblings = _siblings(_lock(meeting, parent), parent)
    item = AgendaItem(
        meeting=meeting,
        key=new_key(),
        parent_id=parent.id if parent else None,
        position=max((each.position for each in siblings), default=-1) + 1,
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
    for name in DETAILS:
        if name in details:
            setattr(item, name, details[name])
    db.session.flush()
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
    items = _lock(item.meeting, item, parent)
    parents = {each.id: each.parent_id for each in items}
    if parent and tree.is_beneath(parent.id, item.id, parents):
        raise RuleError("An item cannot stand beneath itself.", "parent")
    siblings = [each for each in _siblings(items, parent) if each is not item]
    _set_places(parent, tree.insert_at(siblings, item, position))
    _audit(actor, "item.moved", item, item.title)


@atomic
@undoable
def move_item_by(actor: Actor, item: AgendaItem, *, steps: int) -> None:
    """Move an item up (negative) or down among its siblings."""
    items = _lock(item.meeting, item)
    parent = next((each for each in items if each.id == item.parent_id), None)
    siblings = _siblings(items, parent)
    place = siblings.index(item) + steps
    _set_places(parent, tree.insert_at(siblings, item, place))
    _audit(actor, "item.moved", item, item.title)


@atomic
@undoable
def remove_item(actor: Actor, item: AgendaItem) -> None:
    """Take an item, and what stands beneath it, off the agenda being built.

    Posted versions keep it. Its files go back to the meeting, for the desk's eyes
    alone: what stood on a closed item may not come out by this door.
    """
    items = _lock(item.meeting, item)
    parents = {each.id: each.parent_id for each in items}
    gone = [each.id for each in items if tree.is_beneath(each.id, item.id, parents)]
    for attachment in agendas.list_attachments(item.meeting):
        if attachment.item_id in gone:
            attachment.item_id = None
            attachment.document.visibility = Visibility.STAFF
    db.session.flush()
    _audit(actor, "item.removed", item, item.title)
    for item_id in sorted(gone, key=lambda each: _depth(each, parents), reverse=True):
        db.session.execute(delete(AgendaItem).where(AgendaItem.id == item_id))


@atomic
@undoable
def copy_agenda(actor: Actor, meeting: Meeting, *, source: Meeting) -> int:
    """Copy another meeting's items, without their files, to the end of this agenda.

    What is closed, and all beneath it, stays with the body it belongs to.
    """
    start = len(_siblings(_lock(meeting), None))
    count = 0

    def copy(node: Node[AgendaItem], parent_id: int | None, position: int) -> None:
        nonlocal count
        if node.item.kind == ItemKind.CLOSED and source.body_id != meeting.body_id:
            return
        item = AgendaItem(
            meeting=meeting,
            key=new_key(),
            parent_id=parent_id,
            position=position,
            **{name: getattr(node.item, name) for name in COPIED},
        )
        db.session.add(item)
        db.session.flush()
        count += 1
        for place, child in enumerate(node.children):
            copy(child, item.id, place)

    for place, node in enumerate(agendas.get_tree(source)):
        copy(node, None, start + place)
    audit.record(
        actor,
        "agenda.copied",
        f"meeting:{meeting.id}",
        body_id=meeting.body_id,
        detail=f"{count} items of meeting {source.number or source.id}",
    )
    return count


def _lock(meeting: Meeting, *needed: AgendaItem | None) -> Sequence[AgendaItem]:
    """Return the items as they are now, until the transaction's end.

    Raises NotFoundError when one that is needed was removed meanwhile.
    """
    items = agendas.lock_items(meeting)
    if any(item is not None and item not in items for item in needed):
        raise NotFoundError
    return items


def _siblings(
    items: Sequence[AgendaItem], parent: AgendaItem | None
) -> list[AgendaItem]:
    parent_id = parent.id if parent else None
    return [item for item in items if item.parent_id == parent_id]


def _set_places(parent: AgendaItem | None, order: Sequence[AgendaItem]) -> None:
    """Place siblings anew; a move is no edit, so no item's row version changes."""
    parent_id = parent.id if parent else None
    for position, item in enumerate(order):
        if (item.parent_id, item.position) != (parent_id, position):
            db.session.execute(
                update(AgendaItem)
                .where(AgendaItem.id == item.id)
                .values(parent_id=parent_id, position=position)
            )


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
