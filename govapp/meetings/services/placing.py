"""Where items stand in their lists: what every verb that moves one does alike."""

from collections.abc import Sequence

from sqlalchemy import update

from govapp.database import db
from govapp.errors import NotFoundError
from govapp.meetings.models import AgendaItem, Meeting
from govapp.meetings.models.agenda import ItemKind
from govapp.meetings.queries import agendas


def lock_items(meeting: Meeting, *needed: AgendaItem | None) -> Sequence[AgendaItem]:
    """Return the items as they are now, until the transaction's end.

    Raises NotFoundError when one that is needed was removed meanwhile.
    """
    items = agendas.lock_items(meeting)
    if any(item is not None and item not in items for item in needed):
        raise NotFoundError
    return items


def list_siblings(
    items: Sequence[AgendaItem], parent_id: int | None
) -> list[AgendaItem]:
    """Return those that stand directly beneath an item (None: at the top level)."""
    return [item for item in items if item.parent_id == parent_id]


def next_position(siblings: Sequence[AgendaItem]) -> int:
    """Return the position after all of these, some of which may have left a gap."""
    return max((each.position for each in siblings), default=-1) + 1


def find_place(tops: Sequence[AgendaItem]) -> int:
    """Return the place after the last item that is no procedure."""
    places = [
        place for place, item in enumerate(tops) if item.kind != ItemKind.PROCEDURAL
    ]
    return places[-1] + 1 if places else len(tops)


def set_places(parent_id: int | None, order: Sequence[AgendaItem]) -> None:
    """Place siblings anew; a move is no edit, so no item's row version changes."""
    for position, item in enumerate(order):
        if (item.parent_id, item.position) != (parent_id, position):
            db.session.execute(
                update(AgendaItem)
                .where(AgendaItem.id == item.id)
                .values(parent_id=parent_id, position=position)
            )
