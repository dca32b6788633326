"""Business is followed across meetings: numbered, posted, linked, never deleted."""

import pytest
import time_machine
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from govapp.accounts.services import SYSTEM
from govapp.audit.models import AuditLine
from govapp.committees.queries import get_body
from govapp.database import db
from govapp.errors import RuleError, StaleError
from govapp.meetings.queries import agendas, changes
from govapp.meetings.queries.matters import get_matter
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.rules.matters import is_file_number, next_file_number
from govapp.meetings.services import carrying, drafts, matters, posting, undo
from govapp.record import projection
from govapp.record.changes import agenda_changes
from govapp.record.shapes.matters import MatterRef
from govapp.record.shapes.meetings import Agenda, Item
from tests.meetings.building import add_items, list_entries, post
from tests.meetings.conftest import Make
from tests.meetings.matters import file_number, link, open_matter, post_again

YEAR = "2031-02-03T12:00:00-08:00"


@pytest.fixture(autouse=True)
def _in_2031() -> object:
    with time_machine.travel(YEAR, tick=False):
        yield


@given(st.integers(2000, 2100), st.lists(st.integers(1, 99_999), max_size=20))
def test_the_next_number_is_new_and_right_after_the_last(
    year: int, counts: list[int]
) -> None:
    given_numbers = [f"{year}-{count:04d}" for count in counts]
    found = next_file_number(year, [*given_numbers, f"{year}-12", "Ord. 7", "x-0099"])
    assert is_file_number(found)
    assert found == f"{year}-{max(counts, default=0) + 1:04d}"


@pytest.mark.parametrize("typed", ["2026-0007", "A", "Ord.7", "a_b-c.9", "0" * 40])
def test_numbers_of_other_systems_are_taken(typed: str) -> None:
    assert is_file_number(typed)


@pytest.mark.parametrize(
    "typed",
    ["", ".", "..", "a/b", "7 8", "-7", "7-", "é", "a?b", "0" * 41, "7\n", "\u0667"],
)
def test_what_is_no_part_of_an_address_is_no_number(typed: str) -> None:
    assert not is_file_number(typed)


def test_a_matter_gets_its_number_when_it_is_posted(
    app: Flask, bodies: dict[str, int]
) -> None:
    assert bodies
    first, second = open_matter(app, "Never posted"), open_matter(app, "Posted")
    typed = open_matter(app, "From elsewhere", file_number="2031-0001")
    assert [file_number(app, each) for each in (first, second, typed)] == [
        None, None, "2031-0001",
    ]  # fmt: skip
    post_again(app, second)
    assert file_number(app, second) == "2031-0002"
    assert list_entries(app) == ["matter matter:2031-0002 1"]


def test_a_number_is_taken_once(app: Flask, bodies: dict[str, int]) -> None:
    assert bodies
    open_matter(app, "First", file_number="Ord.7")
    with pytest.raises(RuleError, match="Another matter has this file number"):
        open_matter(app, "Second", file_number="Ord.7")
    with pytest.raises(RuleError, match="A file number is made of letters"):
        open_matter(app, "Third", file_number="a/b")


def test_what_is_posted_is_posted_again_only_when_it_changed(
    app: Flask, bodies: dict[str, int]
) -> None:
    matter_id = open_matter(app, "Budget", is_posted=True, summary="<p>Plain</p>")
    with pytest.raises(RuleError, match="Nothing changed"):
        post_again(app, matter_id)
    with app.app_context():
        matter = get_matter(matter_id)
        before = matter.row_version
        matters.edit_matter(
            SYSTEM,
            matter,
            row_version=before,
            body=get_body("audit"),
            title="Budget of 2032",
            kind="budget",
            file_number="ignored",
            summary='<p onclick="x()">New<script>1</script></p>',
        )
        assert matter.summary == "<p>New</p>"
        assert matter.file_number == "2031-0001"
        with pytest.raises(StaleError):
            matters.edit_matter(
                SYSTEM,
                matter,
                row_version=before,
                body=matter.body,
                title="Lost",
                kind="other",
            )
        version = matter.row_version
        db.session.commit()
    post_again(app, matter_id)
    with app.app_context():
        # Posting is no edit: whoever has the form open may still save it.
        assert get_matter(matter_id).row_version == version
    assert list_entries(app) == [
        "matter matter:2031-0001 1",
        "matter matter:2031-0001 2 revised",
    ]
    assert bodies


def test_a_closed_matter_stays_and_can_be_opened_again(
    app: Flask, bodies: dict[str, int]
) -> None:
    assert bodies
    matter_id = open_matter(app, "Budget", is_posted=True)
    with app.app_context():
        matter = get_matter(matter_id)
        matters.close_matter(SYSTEM, matter, closing="Approved.")
        assert (matter.closed_on, matter.closing) == ("2031-02-03", "Approved.")
        with pytest.raises(RuleError, match="closed already"):
            matters.close_matter(SYSTEM, matter, closing="Again.")
        matters.reopen_matter(SYSTEM, matter)
        assert (matter.closed_on, matter.closing) == ("", "")


def test_an_agenda_posts_the_matters_it_names_first(
    app: Flask, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    budget, plan, _ = add_items(app, meeting_id, "Budget", "Plan", "Roll call")
    known = open_matter(app, "Known", is_posted=True)
    new = open_matter(app, "New")
    link(app, meeting_id, budget, new)
    link(app, meeting_id, plan, known)
    post(app, meeting_id)
    assert list_entries(app) == [
        "matter matter:2031-0001 1",
        "matter matter:2031-0002 1",
        "notice meeting:2031-001 1",
        "agenda meeting:2031-001 1",
    ]
    with app.app_context():
        card = drafts.posted_card(get_meeting(meeting_id))
        assert card is not None
        assert card.agenda is not None
        assert [item.matter for item in card.agenda.items] == [
            MatterRef(file_number="2031-0002", title="New"),
            MatterRef(file_number="2031-0001", title="Known"),
            None,
        ]
        assert not drafts.get_draft(get_meeting(meeting_id)).is_changed


def test_an_item_names_a_matter_as_it_was_posted(
    app: Flask, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    (key,) = add_items(app, meeting_id, "Budget")
    matter_id = open_matter(app, "Posted title", is_posted=True)
    link(app, meeting_id, key, matter_id)
    post(app, meeting_id)
    with app.app_context():
        matter = get_matter(matter_id)
        matter.title = "Drafted title"
        db.session.commit()
        draft = drafts.get_draft(get_meeting(meeting_id))
        assert [item.matter for item in draft.agenda.walk()] == [
            MatterRef(file_number="2031-0001", title="Posted title")
        ]
    post_again(app, matter_id)
    with app.app_context():
        draft = drafts.get_draft(get_meeting(meeting_id))
        assert draft.agenda.items[0].matter == MatterRef(
            file_number="2031-0001", title="Drafted title"
        )
        # A matter that is renamed is no change to the agendas that name it.
        assert not draft.is_changed


def test_the_matter_of_a_closed_item_stays_inside(
    app: Flask, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    closed, beneath = add_items(
        app, meeting_id, "Counsel", "> Their advice", legal_basis="Law"
    )
    with app.app_context():
        item = agendas.get_item(meeting_id, closed)
        item.kind = "closed"
        db.session.commit()
    secret, known = (
        open_matter(app, "Secret"),
        open_matter(app, "Known", is_posted=True),
    )
    link(app, meeting_id, closed, known)
    link(app, meeting_id, beneath, secret)
    post(app, meeting_id)
    assert list_entries(app) == [
        "matter matter:2031-0001 1",
        "notice meeting:2031-001 1",
        "agenda meeting:2031-001 1",
    ]
    with app.app_context():
        draft = drafts.get_draft(get_meeting(meeting_id))
        assert [item.matter for item in draft.agenda.walk()] == [None]
        assert [item.matter for item in draft.members_agenda.walk()] == [
            MatterRef(file_number="2031-0001", title="Known"),
            None,
        ]
        assert projection.dump()["published_item"] == []
    assert file_number(app, secret) is None


def test_carried_business_keeps_its_matter_and_undo_takes_it_back(
    app: Flask, make_meeting: Make
) -> None:
    old, new = make_meeting(), make_meeting("2031-04-02T10:00")
    (key,) = add_items(app, old, "Budget")
    matter_id = open_matter(app, "Budget")
    link(app, old, key, matter_id)
    with app.app_context():
        item = agendas.get_item(old, key)
        carried = carrying.carry_item(SYSTEM, item, to=get_meeting(new))
        assert carried.matter_id == matter_id
        undo.undo_change(SYSTEM, changes.list_changes(get_meeting(new), 1)[0])
        undo.undo_change(SYSTEM, changes.list_changes(get_meeting(old), 1)[0])
        assert agendas.get_item(old, key).matter_id is None
        assert agendas.list_items(get_meeting(new)) == []
        assert get_matter(matter_id).title == "Budget"


def test_an_item_begins_a_matter(app: Flask, make_meeting: Make) -> None:
    meeting_id = make_meeting()
    (key,) = add_items(app, meeting_id, "Budget")
    with app.app_context():
        item = agendas.get_item(meeting_id, key)
        matter = matters.open_matter_for(
            SYSTEM, item, title="The budget", kind="budget"
        )
        assert agendas.get_item(meeting_id, key).matter_id == matter.id
        assert matter.body.slug == "board"
        undo.undo_change(SYSTEM, changes.list_changes(get_meeting(meeting_id), 1)[0])
        assert agendas.get_item(meeting_id, key).matter_id is None
        said = db.session.query(AuditLine.action, AuditLine.detail).order_by(
            AuditLine.id.desc()
        )
        # The trail never tells what a matter is called.
        assert ("matter.opened", "") in [tuple(row) for row in said]


def test_rows_follow_the_agenda_in_force_and_its_withdrawal(
    app: Flask, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    (key,) = add_items(app, meeting_id, "Budget")
    matter_id = open_matter(app, "Budget")
    post(app, meeting_id)
    link(app, meeting_id, key, matter_id)
    post(app, meeting_id)

    def rows() -> list[tuple[object, ...]]:
        grown = projection.dump()
        projection.rebuild()
        assert projection.dump() == grown
        return [(row[0], row[1], row[4]) for row in grown["published_item"]]

    with app.app_context():
        assert rows() == [("2031-001", key, "2031-0001")]
        posting.withdraw_agenda(SYSTEM, get_meeting(meeting_id), reason="Error")
        assert rows() == []
        posting.withdraw_agenda(SYSTEM, get_meeting(meeting_id), reason="Error")
        assert rows() == []
        assert [row[0] for row in projection.dump()["published_matter"]] == [
            "2031-0001"
        ]
        db.session.rollback()


def test_another_matter_is_a_change_that_is_listed() -> None:
    def agenda(number: str, title: str = "Budget") -> Agenda:
        matter = MatterRef(file_number=number, title=title) if number else None
        return Agenda(items=(Item(key="a", number="1", title="Item", matter=matter),))

    for old, new in (("", "2031-0001"), ("2031-0001", "2031-0002"), ("2031-0001", "")):
        (change,) = agenda_changes(agenda(old), agenda(new))
        assert (change.what, change.number) == ("reworded", "1")
    same = agenda_changes(agenda("2031-0001"), agenda("2031-0001", "Renamed"))
    assert same == ()
