"""What was done at the builder is undone whole, and never over somebody else's work."""

import io
from collections.abc import Callable, Sequence
from contextlib import suppress

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.errors import RuleError
from govapp.meetings.models import AgendaChange, AgendaItem, Attachment, Meeting
from govapp.meetings.queries import agendas, changes
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.rules import undoing
from govapp.meetings.rules.undoing import Row
from govapp.meetings.services import agenda, files, undo
from govapp.meetings.services.copying import copy_agenda
from tests.documents.kept import in_memory
from tests.documents.samples import PDF
from tests.meetings.building import (
    add_items,
    attach,
    list_files,
    outline,
    post,
)
from tests.meetings.conftest import Make
from tests.pages import PageClient

STORE = in_memory()
SEEN = ("public", "members", "closed", "staff")
Act = Callable[[Meeting, Sequence[AgendaItem], Sequence[Attachment], int], object]


def _edit(
    _meeting: Meeting, items: Sequence[AgendaItem], _files: object, n: int
) -> None:
    item = items[n % len(items)]
    details = {"title": f"Reworded {n}", "kind": "closed" if n % 3 else "decision"}
    agenda.edit_item(SYSTEM, item, row_version=item.row_version, **details)


def _move(
    _meeting: Meeting, items: Sequence[AgendaItem], _files: object, n: int
) -> None:
    parent = [None, *items][n % (len(items) + 1)]
    with suppress(RuleError):
        agenda.move_item(
            SYSTEM, items[n // 7 % len(items)], parent=parent, position=n % 4
        )


def _attach(
    meeting: Meeting, items: Sequence[AgendaItem], _files: object, n: int
) -> None:
    files.attach_file(
        SYSTEM,
        meeting,
        store=STORE,
        file=io.BytesIO(PDF + str(n).encode()),
        filename=f"{n}.pdf",
        visibility=SEEN[n % 4],
        item=[None, *items][n % (len(items) + 1)],
    )


def _edit_file(
    _meeting: Meeting,
    items: Sequence[AgendaItem],
    attached: Sequence[Attachment],
    n: int,
) -> None:
    file = attached[n % len(attached)]
    files.edit_file(
        SYSTEM,
        file,
        row_version=file.row_version,
        label=f"Label {n}",
        visibility=SEEN[n % 4],
        item=[None, *items][n % (len(items) + 1)],
    )


ACTS: dict[str, Act] = {
    "add": lambda meeting, items, _f, n: agenda.add_item(
        SYSTEM, meeting, title=f"Item {n}", parent=items[n % len(items)]
    ),
    "add at the end": lambda meeting, _i, _f, n: agenda.add_item(
        SYSTEM, meeting, title=f"Item {n}"
    ),
    "edit": _edit,
    "note": lambda meeting, _i, _f, n: agenda.edit_note(
        SYSTEM, meeting, row_version=meeting.row_version, agenda_note=f"Note {n}"
    ),
    "step": lambda _m, items, _f, n: agenda.move_item_by(
        SYSTEM, items[n % len(items)], steps=n % 5 - 2
    ),
    "move": _move,
    "remove": lambda _m, items, _f, n: agenda.remove_item(
        SYSTEM, items[n % len(items)]
    ),
    "copy": lambda meeting, _i, _f, _n: copy_agenda(SYSTEM, meeting, source=meeting),
    "attach": _attach,
    "edit file": _edit_file,
    "move file": lambda _m, _i, attached, n: files.move_file_by(
        SYSTEM, attached[n % len(attached)], steps=n % 5 - 2
    ),
    "remove file": lambda _m, _i, attached, n: files.remove_file(
        SYSTEM, attached[n % len(attached)]
    ),
}
NEEDS_FILES = {"edit file", "move file", "remove file"}
NEEDS_NOTHING = {"add at the end", "note", "attach"}
acts = st.lists(
    st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 99)), max_size=10
)


def act(meeting_id: int, name: str, number: int) -> None:
    """Do something to an agenda, if there is what it needs."""
    meeting = get_meeting(meeting_id)
    items, attached = agendas.list_items(meeting), agendas.list_attachments(meeting)
    if (attached if name in NEEDS_FILES else items or name in NEEDS_NOTHING) and len(
        items
    ) < 40:
        # A file that was kept from some is not shown to everyone without a look.
        with suppress(RuleError):
            ACTS[name](meeting, items, attached, number)


def read(*meeting_ids: int) -> dict[str, Row]:
    """Return what agendas say, whoever saved them how often."""
    state = changes.read_state(meeting_ids)
    return {
        name: {key: value for key, value in row.items() if key != "row_version"}
        for name, row in state.items()
    }


def list_ids(meeting_id: int) -> list[int]:
    """Return what can be undone, the last first."""
    found = changes.list_changes(get_meeting(meeting_id), 1000)
    return [change.id for change in found]


def _begin(meeting_id: int) -> None:
    for name, number in (
        ("add at the end", 1), ("add", 2), ("add", 5), ("add at the end", 4),
        ("attach", 1), ("attach", 2), ("attach", 3),
    ):  # fmt: skip
        act(meeting_id, name, number)
    undo.forget_changes(get_meeting(meeting_id))


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(done=acts)
def test_undoing_everything_gives_the_agenda_it_began_with(
    app: Flask, make_meeting: Make, done: list[tuple[str, int]]
) -> None:
    meeting_id = make_meeting()
    with app.app_context():
        _begin(meeting_id)
        states = [read(meeting_id)]
        for name, number in done:
            act(meeting_id, name, number)
            if read(meeting_id) != states[-1]:
                states.append(read(meeting_id))
        kept = list_ids(meeting_id)
        assert len(kept) == len(states) - 1
        for change_id, before in zip(kept, reversed(states[:-1]), strict=True):
            undo.undo_change(SYSTEM, changes.get_change(meeting_id, change_id))
            assert read(meeting_id) == before
        assert list_ids(meeting_id) == []
        db.session.rollback()


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(done=acts, order=st.lists(st.integers(0, 99), max_size=10))
def test_undoing_in_any_order_refuses_or_keeps_the_tree_whole(
    app: Flask, make_meeting: Make, done: list[tuple[str, int]], order: list[int]
) -> None:
    meeting_id = make_meeting()
    with app.app_context():
        _begin(meeting_id)
        for name, number in done:
            act(meeting_id, name, number)
        for number in order:
            kept = list_ids(meeting_id)
            if not kept:
                break
            before = read(meeting_id)
            change = changes.get_change(meeting_id, kept[number % len(kept)])
            try:
                undo.undo_change(SYSTEM, change)
            except RuleError:
                assert read(meeting_id) == before
            state = read(meeting_id)
            assert undoing.is_whole(state)
            items = agendas.list_items(get_meeting(meeting_id))
            tree = agendas.get_tree(get_meeting(meeting_id))
            assert sum(1 for top in tree for _ in top.walk()) == len(items)
        db.session.rollback()


def test_an_item_on_which_more_was_put_is_not_taken_away(
    app: Flask, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    (a,) = add_items(app, meeting_id, "A")
    attach(app, meeting_id, "Memo.pdf", key=a)
    with app.app_context():
        last, first = list_ids(meeting_id)
        with pytest.raises(RuleError, match="System changed the same after this: “Me"):
            undo.undo_change(SYSTEM, changes.get_change(meeting_id, first))
        undo.undo_change(SYSTEM, changes.get_change(meeting_id, last))
        undo.undo_change(SYSTEM, changes.get_change(meeting_id, first))
        db.session.commit()
    assert outline(app, meeting_id) == []
    assert list_files(app, meeting_id) == []


def test_posting_lets_what_was_done_stand(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    add_items(app, meeting_id, "A")
    post(app, meeting_id)
    page = secretary.get(f"/desk/meetings/{meeting_id}/agenda")
    assert "Recent changes" not in page.text
    with app.app_context():
        assert db.session.scalars(select(AgendaChange)).all() == []
