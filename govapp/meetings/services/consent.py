"""The consent block: what is pulled from it is taken up on its own, after it."""

from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.database import atomic, db
from govapp.errors import RuleError
from govapp.meetings.models import AgendaItem
from govapp.meetings.models.agenda import ItemKind
from govapp.meetings.queries import agendas
from govapp.meetings.services.placing import list_siblings, lock_items, set_places
from govapp.meetings.services.undo import undoable


@atomic
@undoable
def pull_item(
    actor: Actor, item: AgendaItem, *, pulled_by: str, pull_reason: str = ""
) -> None:
    """Take an item out of its consent block, to stand by itself after the block.

    It keeps its key and its number, and with them all that belongs to it.
    """
    items = lock_items(item.meeting, item)
    block = next((each for each in items if each.id == item.parent_id), None)
    if block is None or block.kind != ItemKind.CONSENT:
        raise RuleError(
            "Only what stands in a consent block can be pulled: this item does not."
        )
    item.pulled_from, item.pulled_place = block.key, item.position
    item.pulled_by, item.pull_reason = pulled_by, pull_reason
    db.session.flush()
    order = list_siblings(items, block.parent_id)
    place = order.index(block) + 1
    while place < len(order) and _comes_before(order[place], item):
        place += 1
    order.insert(place, item)
    set_places(block.parent_id, order)
    _audit(actor, "item.pulled", item, pulled_by)


@atomic
@undoable
def put_back(actor: Actor, item: AgendaItem) -> None:
    """Put a pulled item back into its consent block, where it stood."""
    items = lock_items(item.meeting, item)
    block = next((each for each in items if each.key == item.pulled_from), None)
    if not item.pulled_by:
        raise RuleError("This item was not pulled from a consent block.")
    if block is None or block.kind != ItemKind.CONSENT:
        raise RuleError(
            "The consent block it was pulled from is no longer on the agenda."
        )
    order = list_siblings(items, block.id)
    place = sum(each.position < item.pulled_place for each in order)
    forget_pull(item)
    db.session.flush()
    order.insert(place, item)
    set_places(block.id, order)
    _audit(actor, "item.put_back", item, block.title)


def forget_pull(item: AgendaItem) -> None:
    """Let an item be one like any other."""
    item.pulled_from = item.pulled_by = item.pull_reason = ""
    item.pulled_place = 0


def _comes_before(other: AgendaItem, item: AgendaItem) -> bool:
    """Say whether another item was pulled from the same block, from further up."""
    is_same = other.pulled_from == item.pulled_from
    return is_same and other.pulled_place < item.pulled_place


def _audit(actor: Actor, action: str, item: AgendaItem, detail: str) -> None:
    inside = item.parent and agendas.is_closed(item.parent)
    audit.record(
        actor,
        action,
        f"meeting:{item.meeting_id}",
        body_id=item.body_id,
        detail=item.key if inside else f"{item.title}: {detail}",
    )
