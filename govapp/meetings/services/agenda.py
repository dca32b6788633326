"""Building an agenda: adding, editing, moving and removing its items."""

import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, update

from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.database import atomic, db
from govapp.documents.models import Visibility
from govapp.errors import RuleError, StaleError
from govapp.meetings.models import AgendaItem, Meeting
from govapp.meetings.queries import agendas
from govapp.meetings.rules import tree

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


def new_key() -> str:
    """Make an item's key: short, and telling nothing."""
    return "".join(secrets.choice(KEY_ALPHABET) for _ in range(KEY_LENGTH))


@atomic
def add_item(
    actor: Actor,
    meeting: Meeting,
    *,
    title: str,
    parent: AgendaItem | None = None,
    **details: Any,
) -> AgendaItem:
    """Add an item at the end of the agenda, or beneath another item."""
    parent_id = parent.id if parent else None
    siblings = _siblings(meeting, parent_id)
    item = AgendaItem(
        meeting=meeting,
        key=new_key(),
        parent_id=parent_id,
        position=len(siblings),
        title=title,
        **details,
    )
    db.session.add(item)
    db.session.flush()
    _audit(actor, "item.added", item, title)
    return item


@atomic
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
def move_item(
    actor: Actor, item: AgendaItem, *, parent: AgendaItem | None, position: int
) -> None:
    """Put an item at a position (0 first) beneath another item or at the top level."""
    items = agendas.list_items(item.meeting)
    parents = {each.id: each.parent_id for each in items}
    parent_id = parent.id if parent else None
    if parent_id is not None and tree.is_beneath(parent_id, item.id, parents):
        raise RuleError("An item cannot stand beneath itself.", "parent")
    siblings = [each.id for each in items if each.parent_id == parent_id]
    order = tree.insert_at(siblings, item.id, position)
    _set_places(parent_id, order)
    _audit(actor, "item.moved", item, item.title)


@atomic
def move_item_by(actor: Actor, item: AgendaItem, *, steps: int) -> None:
    """Move an item up (negative) or down among its siblings."""
    siblings = _siblings(item.meeting, item.parent_id)
    order = tree.insert_at(siblings, item.id, siblings.index(item.id) + steps)
    _set_places(item.parent_id, order)
    _audit(actor, "item.moved", item, item.title)


@atomic
def remove_item(actor: Actor, item: AgendaItem) -> None:
    """Take an item, and what stands beneath it, off the agenda being built.

    Posted versions keep it. Its files go back to the meeting, for the desk's eyes
    alone: what stood on a closed item may not come out by this door.
    """
    items = agendas.list_items(item.meeting)
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
def copy_agenda(actor: Actor, meeting: Meeting, *, source: Meeting) -> int:
    """Copy another meeting's items, without their files, to the end of this agenda."""
    start = len(_siblings(meeting, None))
    copies: dict[int | None, int | None] = {None: None}
    waiting = list(agendas.list_items(source))
    known = 0
    while waiting:
        item = waiting.pop(0)
        if item.parent_id not in copies:
            waiting.append(item)
            continue
        copy = AgendaItem(
            meeting=meeting,
            key=new_key(),
            parent_id=copies[item.parent_id],
            position=item.position + (start if item.parent_id is None else 0),
            **{name: getattr(item, name) for name in DETAILS},
        )
        db.session.add(copy)
        db.session.flush()
        copies[item.id] = copy.id
        known += 1
    audit.record(
        actor,
        "agenda.copied",
        f"meeting:{meeting.id}",
        body_id=meeting.body_id,
        detail=f"{known} items of meeting {source.number or source.id}",
    )
    return known


def _siblings(meeting: Meeting, parent_id: int | None) -> list[int]:
    items = agendas.list_items(meeting)
    return [item.id for item in items if item.parent_id == parent_id]


def _set_places(parent_id: int | None, order: Sequence[int]) -> None:
    """Place siblings anew; a move is no edit, so no item's row version changes."""
    for position, item_id in enumerate(order):
        db.session.execute(
            update(AgendaItem)
            .where(AgendaItem.id == item_id)
            .values(parent_id=parent_id, position=position)
        )


def _depth(item_id: int, parents: dict[int, int | None]) -> int:
    depth, step = 0, parents[item_id]
    while step is not None:
        depth, step = depth + 1, parents.get(step)
    return depth


def _audit(actor: Actor, action: str, item: AgendaItem, detail: str) -> None:
    audit.record(
        actor,
        action,
        f"meeting:{item.meeting_id}",
        body_id=item.body_id,
        detail=detail,
    )
