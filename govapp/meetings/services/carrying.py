"""Carrying business to other meetings, and letting it wait for one."""

from collections.abc import Iterable

from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.database import atomic, db
from govapp.documents.models import Visibility
from govapp.errors import RuleError
from govapp.meetings.models import AgendaItem, Attachment, Meeting
from govapp.meetings.models.agenda import ItemKind, PutOff
from govapp.meetings.queries import agendas
from govapp.meetings.rules import approvals, states, tree
from govapp.meetings.rules.numbering import Node
from govapp.meetings.services.agenda import DETAILS, new_key
from govapp.meetings.services.placing import find_place, set_places
from govapp.meetings.services.standing import is_over
from govapp.meetings.services.undo import undoable

# A number that was typed belongs to its agenda.
CARRIED = tuple(
    name for name in DETAILS if name not in {"typed_number", "is_withdrawn"}
)


@atomic
@undoable
def carry_item(actor: Actor, item: AgendaItem, *, to: Meeting) -> AgendaItem:
    """Let an item go on at another meeting, with all beneath it and its files.

    It comes last on that agenda, before what closes it such as the adjournment, and
    knows where it came from. What is closed stays with the bodies it belongs to; so do
    files that are not for everyone.
    """
    source = item.meeting
    crosses = not set(to.bodies) <= set(source.bodies)
    there = agendas.lock_items(to)
    _check(item, to, there, crosses=crosses)
    nodes = (node for top in agendas.get_tree(source) for node in top.walk())
    node = next(node for node in nodes if node.item is item)
    named = [each.minutes_of_id for each in there]
    for each in node.walk():
        approvals.check_once(each.item.minutes_of_id, named)
    carried = _Carrier(source, to, crosses=crosses).take(node, None, len(there))
    carried.is_withdrawn = False
    tops = [each for each in there if each.parent_id is None]
    set_places(None, tree.insert_at(tops, carried, find_place(tops)))
    if not (is_over(source) or item.is_withdrawn):
        item.put_off = PutOff.CONTINUED
    db.session.flush()
    _audit(actor, "item.carried", item, f"to meeting {to.number or to.id}")
    return carried


@atomic
@undoable
def put_off_item(actor: Actor, item: AgendaItem, *, why: PutOff | None) -> None:
    """Let an item wait for a later meeting of its body, or (None) wait no longer."""
    item.put_off, item.dismissed = why or "", ""
    db.session.flush()
    _audit(actor, "item.put_off", item, why or "not any more")


@atomic
@undoable
def dismiss_item(actor: Actor, item: AgendaItem, *, reason: str) -> None:
    """Offer an item that waits no longer, and keep why."""
    item.dismissed = reason
    db.session.flush()
    _audit(actor, "item.dismissed", item, reason)


class _Carrier:
    """Takes items and their files from one meeting to another."""

    def __init__(self, source: Meeting, to: Meeting, *, crosses: bool) -> None:
        there = agendas.list_attachments(to)
        self._to, self._crosses = to, crosses
        self._files = agendas.list_attachments(source)
        self._known = {file.document_id for file in there}
        self._place = max((file.position for file in there), default=-1)

    def take(
        self, node: Node[AgendaItem], parent_id: int | None, place: int
    ) -> AgendaItem:
        """Let an item go on, and what stands beneath it."""
        item = AgendaItem(
            meeting=self._to,
            key=new_key(),
            parent_id=parent_id,
            position=place,
            continued_from=node.item.key,
            is_withdrawn=node.item.is_withdrawn,
            **{name: getattr(node.item, name) for name in CARRIED},
        )
        db.session.add(item)
        db.session.flush()
        for file in self._files:
            if file.item_id == node.item.id and self._may_take(file):
                self._attach(file, item)
        for index, child in enumerate(node.children):
            if not (self._crosses and child.item.kind == ItemKind.CLOSED):
                self.take(child, item.id, index)
        return item

    def _may_take(self, file: Attachment) -> bool:
        document = file.document
        is_public = document.visibility == Visibility.PUBLIC and document.is_released
        return file.document_id not in self._known and (is_public or not self._crosses)

    def _attach(self, file: Attachment, item: AgendaItem) -> None:
        self._place += 1
        db.session.add(
            Attachment(
                meeting=self._to,
                item=item,
                document=file.document,
                label=file.label,
                position=self._place,
            )
        )


def _check(
    item: AgendaItem, to: Meeting, there: Iterable[AgendaItem], *, crosses: bool
) -> None:
    """Refuse to carry what may not go there; raises RuleError."""
    states.check("edit", to.state)
    if to is item.meeting:
        raise RuleError("It stands on this agenda already.", "to")
    if any(each.continued_from == item.key for each in there):
        raise RuleError("It has been carried to that meeting already.", "to")
    if crosses and agendas.is_closed(item):
        raise RuleError("What is closed stays with the body it belongs to.", "to")


def _audit(actor: Actor, action: str, item: AgendaItem, detail: str) -> None:
    # The trail is read by people who may not know what stands beneath a closed item.
    audit.record(
        actor,
        action,
        f"meeting:{item.meeting_id}",
        body_id=item.body_id,
        detail=f"{item.key} {detail}",
    )
