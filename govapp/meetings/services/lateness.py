"""Which items come after the notice, and on what basis."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import update

from govapp import clock
from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.database import atomic, db
from govapp.errors import RuleError, StaleError
from govapp.meetings.models import AgendaItem, Meeting
from govapp.meetings.models.agenda import ItemKind
from govapp.meetings.queries import agendas
from govapp.meetings.queries.deadlines import list_deadlines, list_passed_deadlines
from govapp.meetings.queries.style import find_style
from govapp.meetings.rules import bases, lateness
from govapp.meetings.rules.bases import GENERIC, Law
from govapp.meetings.rules.lateness import Standing
from govapp.meetings.rules.numbering import Node
from govapp.meetings.services.undo import undoable
from govapp.record.shapes.meetings import Agenda


def law_of(meeting: Meeting) -> Law:
    """Return what the law that the meeting's host follows allows."""
    style = find_style(meeting.body_id)
    return bases.get_law(style.law if style else GENERIC)


def is_window_open(meeting: Meeting) -> bool:
    """Say whether an agenda is posted and it is too late to give notice of more.

    The rules that bind the meeting say so; where there are none, the usual days.
    """
    if not meeting.agenda_version:
        return False
    if list_deadlines(meeting):
        return bool(list_passed_deadlines(meeting))
    begins = lateness.window_begins(meeting.start_at, meeting.time_zone)
    return clock.now() >= begins


def list_late(meeting: Meeting, tree: Sequence[Node[Any]]) -> list[Node[Any]]:
    """Return the items that come after the notice, whether they say why or not."""
    nodes = {node.item.key: node for top in tree for node in top.walk()}
    late = lateness.list_late(_walk(tree), is_open=is_window_open(meeting))
    return [nodes[key] for key in late]


def list_unfounded(meeting: Meeting, tree: Sequence[Node[Any]]) -> list[Node[Any]]:
    """Return those that lack their basis."""
    return [node for node in list_late(meeting, tree) if not node.item.late_basis]


def is_late(item: AgendaItem) -> bool:
    """Say whether an item comes after the notice."""
    tree = agendas.get_tree(item.meeting)
    return any(node.item is item for node in list_late(item.meeting, tree))


@atomic
@undoable
def state_basis(
    actor: Actor,
    item: AgendaItem,
    *,
    row_version: int,
    late_basis: str,
    late_reason: str,
) -> None:
    """Say on what basis an item is added after the notice; raises StaleError."""
    if item.row_version != row_version:
        raise StaleError
    basis = law_of(item.meeting).find_late(late_basis)
    if basis and basis.needs and not late_reason:
        raise RuleError(basis.needs, "late_reason")
    item.late_basis, item.late_reason = late_basis, late_reason
    db.session.flush()
    audit.record(
        actor,
        "item.founded",
        f"meeting:{item.meeting_id}",
        body_id=item.body_id,
        detail=f"{item.title}: {late_basis}",
    )


def mark_noticed(meeting: Meeting, agenda: Agenda) -> None:
    """Keep which items everybody has notice of, from the agenda now in force."""
    keys = [
        item.key
        for item in agenda.walk()
        if item.status == "active" and item.kind != ItemKind.HEADING
    ]
    for is_noticed in (False, True):
        chosen = AgendaItem.key.in_(keys)
        db.session.execute(
            update(AgendaItem)
            .where(
                AgendaItem.meeting_id == meeting.id,
                AgendaItem.is_noticed != is_noticed,
                chosen if is_noticed else ~chosen,
            )
            .values(is_noticed=is_noticed)
        )


def _walk(nodes: Iterable[Node[Any]], *, inside: bool = False) -> Iterator[Standing]:
    for node in nodes:
        item = node.item
        yield Standing(
            item.key,
            is_noticed=item.is_noticed,
            is_withdrawn=item.is_withdrawn,
            is_heading=item.kind == ItemKind.HEADING,
            is_inside=inside,
        )
        is_closed = item.kind == ItemKind.CLOSED
        yield from _walk(node.children, inside=inside or is_closed)
