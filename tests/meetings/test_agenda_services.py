"""Building an agenda keeps it whole, whoever does what at the same time."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from govapp.accounts.services import SYSTEM
from govapp.audit.models import AuditLine
from govapp.database import db
from govapp.errors import NotFoundError, RuleError, StaleError
from govapp.meetings.models import AgendaItem
from govapp.meetings.queries import agendas
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import agenda, copying
from tests.meetings.building import add_items, attach, list_files, outline, read_item
from tests.meetings.conftest import Make

MOVES = st.lists(
    st.tuples(
        st.sampled_from(["add", "beneath", "up", "down", "move", "remove"]),
        st.integers(0, 99),
        st.integers(0, 99),
    ),
    max_size=25,
)


def _do(meeting_id: int, verb: str, first: int, second: int) -> None:
    meeting = get_meeting(meeting_id)
    items = agendas.list_items(meeting)
    item = items[first % len(items)] if items else None
    if item is None or verb == "add":
        kind = "heading" if second % 4 == 0 else "other"
        agenda.add_item(SYSTEM, meeting, title=f"Item {first}", kind=kind)
    elif verb == "beneath":
        agenda.add_item(SYSTEM, meeting, title=f"Part {first}", parent=item)
    elif verb in {"up", "down"}:
        agenda.move_item_by(SYSTEM, item, steps=-1 if verb == "up" else 1)
    elif verb == "move":
        parent = [None, *items][second % (len(items) + 1)]
        with suppress(RuleError):
            agenda.move_item(SYSTEM, item, parent=parent, position=second % 5)
    else:
        agenda.remove_item(SYSTEM, item)


def _check(meeting_id: int, known: set[str]) -> set[str]:
    """Fail unless each item is reached once, with its key and a dense number."""
    meeting = get_meeting(meeting_id)
    nodes = [node for top in agendas.get_tree(meeting) for node in top.walk()]
    keys = [node.item.key for node in nodes]
    stored = set(
        db.session.scalars(
            select(AgendaItem.key).where(AgendaItem.meeting_id == meeting_id)
        )
    )
    assert sorted(keys) == sorted(stored)
    assert len(stored - known) <= 1
    lists: dict[str, list[int]] = {}
    for node in nodes:
        if node.number:
            prefix, _, last = node.number.rpartition(".")
            lists.setdefault(prefix, []).append(int(last))
    assert all(found == list(range(1, len(found) + 1)) for found in lists.values())
    return stored


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(moves=MOVES)
def test_any_sequence_keeps_the_tree_whole(
    app: Flask, make_meeting: Make, moves: list[tuple[str, int, int]]
) -> None:
    meeting_id = make_meeting()
    with app.app_context():
        known: set[str] = set()
        for verb, first, second in moves:
            _do(meeting_id, verb, first, second)
            known = _check(meeting_id, known)
        db.session.rollback()


def test_items_are_added_at_the_end_and_beneath(app: Flask, make_meeting: Make) -> None:
    meeting_id = make_meeting()
    add_items(app, meeting_id, "Call to order", "Decisions", "> One", "> Two", "End")
    assert outline(app, meeting_id) == [
        "1 Call to order",
        "2 Decisions",
        "2.1 One",
        "2.2 Two",
        "3 End",
    ]


def test_a_move_takes_along_what_stands_beneath(app: Flask, make_meeting: Make) -> None:
    meeting_id = make_meeting()
    _, b, b1, c = add_items(app, meeting_id, "A", "B", "> B1", "C")
    with app.app_context():
        target = agendas.get_item(meeting_id, c)
        item = agendas.get_item(meeting_id, b)
        agenda.move_item(SYSTEM, item, parent=target, position=0)
        db.session.commit()
    assert outline(app, meeting_id) == ["1 A", "2 C", "2.1 B", "2.1.1 B1"]
    assert read_item(app, b1).row_version == read_item(app, b).row_version == 1
    with app.app_context(), pytest.raises(RuleError) as refused:
        agenda.move_item(
            SYSTEM,
            agendas.get_item(meeting_id, c),
            parent=agendas.get_item(meeting_id, b1),
            position=0,
        )
    assert refused.value.field == "parent"


def test_removing_keeps_the_files_for_the_desk_alone(
    app: Flask, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    a, a1, _ = add_items(app, meeting_id, "A", "> A1", "B")
    attach(app, meeting_id, "Memo.pdf", key=a1)
    with app.app_context():
        agenda.remove_item(SYSTEM, agendas.get_item(meeting_id, a))
        db.session.commit()
        (line,) = db.session.scalars(
            select(AuditLine).where(AuditLine.action == "item.removed")
        )
        assert (line.detail, line.subject) == ("A", f"meeting:{meeting_id}")
    assert outline(app, meeting_id) == ["1 B"]
    assert list_files(app, meeting_id) == [("Memo", "staff", None)]


def test_an_edit_of_an_old_version_is_refused(app: Flask, make_meeting: Make) -> None:
    meeting_id = make_meeting()
    (key,) = add_items(app, meeting_id, "A")
    with app.app_context():
        item = agendas.get_item(meeting_id, key)
        agenda.edit_item(SYSTEM, item, row_version=1, title="B")
        with pytest.raises(StaleError):
            agenda.edit_item(SYSTEM, item, row_version=1, title="C")
        assert (item.title, item.row_version) == ("B", 2)


@pytest.mark.parametrize("engine_url", ["postgresql"], indirect=True)
def test_two_who_move_at_once_make_no_ring(app: Flask, make_meeting: Make) -> None:
    meeting_id = make_meeting()
    a, b = add_items(app, meeting_id, "A", "B")
    start = Barrier(2)

    def move(key: str, parent: str) -> str:
        with app.app_context():
            item = agendas.get_item(meeting_id, key)
            above = agendas.get_item(meeting_id, parent)
            start.wait()
            try:
                agenda.move_item(SYSTEM, item, parent=above, position=0)
            except RuleError as error:
                return error.message
            db.session.commit()
            return "moved"

    with ThreadPoolExecutor(2) as pool:
        done = sorted(pool.map(move, (a, b), (b, a)))
    assert done == ["An item cannot stand beneath itself.", "moved"]
    assert len(outline(app, meeting_id)) == 2


@pytest.mark.parametrize("engine_url", ["postgresql"], indirect=True)
def test_an_edit_beside_another_is_stale_not_lost(
    app: Flask, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    (key,) = add_items(app, meeting_id, "A")
    start = Barrier(2)

    def edit(title: str) -> str:
        with app.app_context():
            item = agendas.get_item(meeting_id, key)
            start.wait()
            try:
                agenda.edit_item(SYSTEM, item, row_version=1, title=title)
            except StaleError:
                return "stale"
            db.session.commit()
            return title

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(edit, ("B", "C")))
    (kept,) = set(done) - {"stale"}
    assert read_item(app, key).title == kept


def test_what_was_removed_meanwhile_is_not_found(
    app: Flask, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    a, b = add_items(app, meeting_id, "A", "B")
    with app.app_context():
        meeting, gone = get_meeting(meeting_id), agendas.get_item(meeting_id, a)
        agenda.remove_item(SYSTEM, gone)
        for act in (
            lambda: agenda.add_item(SYSTEM, meeting, title="C", parent=gone),
            lambda: agenda.move_item_by(SYSTEM, gone, steps=1),
            lambda: agenda.move_item(
                SYSTEM, agendas.get_item(meeting_id, b), parent=gone, position=0
            ),
        ):
            with pytest.raises(NotFoundError):
                act()


def test_a_copy_comes_last_where_items_were_removed_before(
    app: Flask, make_meeting: Make
) -> None:
    source, target = make_meeting(), make_meeting()
    add_items(app, source, "Copied")
    first, _, _ = add_items(app, target, "First", "Second", "Third")
    with app.app_context():
        agenda.remove_item(SYSTEM, agendas.get_item(target, first))
        copying.copy_agenda(SYSTEM, get_meeting(target), source=get_meeting(source))
        db.session.commit()
    assert outline(app, target) == ["1 Second", "2 Third", "3 Copied"]


def test_a_copy_leaves_what_is_closed_with_its_own_body(
    app: Flask, make_meeting: Make
) -> None:
    source, own, other = make_meeting(), make_meeting(), make_meeting(slugs=("audit",))
    add_items(app, source, "Call to order", "Decisions", "> One", minutes_planned="5")
    add_items(app, source, "Counsel", "> Settlement", kind="closed", closed_title="X")
    add_items(app, own, "Already there")
    with app.app_context():
        copied = [
            copying.copy_agenda(SYSTEM, get_meeting(target), source=get_meeting(source))
            for target in (own, other)
        ]
        keys = set(db.session.scalars(select(AgendaItem.key)))
        assert len(keys) == 5 + 1 + 5 + 3
        db.session.commit()
    assert copied == [5, 3]
    assert outline(app, own) == [
        "1 Already there",
        "2 Call to order",
        "3 Decisions",
        "3.1 One",
        "4 Counsel",
        "4.1 Settlement",
    ]
    assert outline(app, other) == ["1 Call to order", "2 Decisions", "2.1 One"]
