"""Beginning an agenda with the items of another."""

from typing import Any

from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.database import atomic, db
from govapp.meetings.models import AgendaItem, Meeting
from govapp.meetings.models.agenda import ItemKind
from govapp.meetings.queries import agendas
from govapp.meetings.rules import approvals
from govapp.meetings.rules.numbering import Node
from govapp.meetings.services.agenda import DETAILS, new_key
from govapp.meetings.services.approvals import name_minutes
from govapp.meetings.services.placing import (
    list_siblings,
    lock_items,
    next_position,
)
from govapp.meetings.services.undo import undoable

# Whose minutes are approved, and what is withdrawn, is a matter of each meeting.
COPIED = tuple(
    name for name in DETAILS if name not in {"is_withdrawn", "minutes_of_id"}
)


@atomic
@undoable
def copy_agenda(actor: Actor, meeting: Meeting, *, source: Meeting) -> int:
    """Copy another meeting's items, without their files, to the end of this agenda.

    What is closed, and all beneath it, stays with the body it belongs to. The minutes
    to approve are those that wait for this meeting.
    """
    start = next_position(list_siblings(lock_items(meeting), None))
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
            **_copied(node.item),
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
    return count + name_minutes(actor, meeting)


def _copied(item: AgendaItem) -> dict[str, Any]:
    values = {name: getattr(item, name) for name in COPIED}
    return values | ({"title": approvals.BLANK} if item.minutes_of_id else {})
