"""The approval of former meetings' minutes on an agenda."""

from collections.abc import Sequence
from itertools import takewhile

from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.database import atomic, db
from govapp.meetings import content
from govapp.meetings.models import AgendaItem, Meeting
from govapp.meetings.models.agenda import ItemKind
from govapp.meetings.queries import agendas, approvals
from govapp.meetings.rules import approvals as rules
from govapp.meetings.rules import tree
from govapp.meetings.services.agenda import new_key
from govapp.meetings.services.placing import (
    list_siblings,
    lock_items,
    next_position,
    set_places,
)
from govapp.meetings.services.undo import undoable


@atomic
@undoable
def add_approval(actor: Actor, meeting: Meeting, *, former: Meeting) -> AgendaItem:
    """Let an agenda have the approval of a former meeting's minutes.

    An item that approves minutes and names none yet names these from now on; where
    there is none, one comes after the opening. Raises RuleError when it has them.
    """
    items = lock_items(meeting)
    rules.check_once(former.id, (item.minutes_of_id for item in items))
    item = _find_blank(meeting) or _insert(meeting, items)
    item.title = rules.title_of(content.meeting_title(former), former.start_local)
    item.minutes_of = former
    db.session.flush()
    audit.record(
        actor,
        "item.added",
        f"meeting:{meeting.id}",
        body_id=meeting.body_id,
        detail=item.title,
    )
    return item


@atomic
def name_minutes(actor: Actor, meeting: Meeting) -> int:
    """Let an agenda that is begun have all minutes that wait; return how many came.

    Those of a meeting further ahead may be approved before it, and are left out.
    """
    if not approvals.is_next(meeting):
        return 0
    before = {item.key for item in agendas.list_items(meeting)}
    made = [
        add_approval(actor, meeting, former=awaiting.former)
        for awaiting in approvals.list_awaiting(meeting)
    ]
    return sum(item.key not in before for item in made)


def _find_blank(meeting: Meeting) -> AgendaItem | None:
    """Return the first item that approves minutes and does not say which."""
    for top in agendas.get_tree(meeting):
        for node in top.walk():
            item = node.item
            is_blank = item.kind == ItemKind.MINUTES and not item.minutes_of_id
            if is_blank and not (item.is_withdrawn or agendas.is_closed(item)):
                return item
    return None


def _insert(meeting: Meeting, items: Sequence[AgendaItem]) -> AgendaItem:
    """Add an item after the others that approve minutes, else after the opening."""
    parent_id, place = _find_place(items)
    siblings = list_siblings(items, parent_id)
    item = AgendaItem(
        meeting=meeting,
        key=new_key(),
        parent_id=parent_id,
        position=next_position(siblings),
        title="",
        kind=ItemKind.MINUTES,
        is_action=True,
    )
    db.session.add(item)
    db.session.flush()
    set_places(parent_id, tree.insert_at(siblings, item, place))
    return item


def _find_place(items: Sequence[AgendaItem]) -> tuple[int | None, int]:
    """Return beneath what, and where there."""
    named = [item for item in items if item.minutes_of_id]
    if named:
        siblings = list_siblings(items, named[-1].parent_id)
        return named[-1].parent_id, siblings.index(named[-1]) + 1
    first = next(iter(list_siblings(items, None)), None)
    parent_id = first.id if first and first.kind == ItemKind.HEADING else None
    siblings = list_siblings(items, parent_id)
    opening = takewhile(lambda item: item.kind == ItemKind.PROCEDURAL, siblings)
    # Where all is procedure, the last is the adjournment.
    return parent_id, min(len(list(opening)), max(len(siblings) - 1, 1))
