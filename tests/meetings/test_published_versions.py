"""Versions and their differences, exactly."""

import pytest
from flask import Flask

from govapp import clock
from govapp.errors import NotFoundError
from govapp.meetings import published
from govapp.meetings.published import words
from govapp.meetings.published.cards import find_section, list_decided
from govapp.meetings.published.differences import Piece, compare, reword
from govapp.record.changes import Change
from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import (
    Agenda,
    Item,
    Minutes,
    MinutesSection,
    Withdrawal,
)
from tests.exchange.posted import (
    make_file,
    post,
    post_agenda,
    post_notice,
)
from tests.meetings.states import NOW

pytestmark = pytest.mark.usefixtures("now")


def test_an_agenda_is_parted_by_its_headings() -> None:
    plain = [Item(key=key, title=key) for key in "abc"]
    heading = Item(key="h", title="H", kind="heading", items=(plain[2],))
    agenda = Agenda(items=(plain[0], plain[1], heading, plain[0]))

    assert published.list_segments(agenda) == [
        (None, (plain[0], plain[1])),
        (heading, (plain[2],)),
        (None, (plain[0],)),
    ]
    assert published.list_neighbors(agenda, "b") == (plain[0], plain[2])


def test_only_decisions_that_minutes_speak_of_lead(public: Flask) -> None:
    post_notice(public)
    post_agenda(
        public,
        Item(key="a", title="A", is_action=True),
        Item(key="b", title="B", kind="decision"),
        Item(key="c", title="C", kind="briefing"),
    )
    told = [MinutesSection(key=key, title=key, text="<p>x</p>") for key in "ac"]
    silent = MinutesSection(key="b", title="b")
    minutes = Minutes(state="approved", sections=(*told, silent))
    post(public, Kind.MINUTES, "meeting:2026-014", minutes)
    card = published.get_card("2026-014")

    assert [section.key for section in list_decided(card)] == ["a"]
    assert find_section(card, "c") == told[1]
    assert published.make_reading(card).minuted == {"a", "c"}


def test_a_late_file_knows_when_it_came(public: Flask) -> None:
    post_notice(public)
    post_agenda(public)
    item = Item(key="k1", number="1", title="Call to order", files=(make_file(),))
    post_agenda(public, item, version=2)

    reading = published.make_reading(published.get_card("2026-014"))

    assert reading.supplements == {("k1", "Memorandum"): clock.stamp(NOW)}


@pytest.mark.usefixtures("public")
def test_differences_show_old_and_new_wording() -> None:
    old = Agenda(items=(Item(key="a", number="1", title="Approve the old plan"),))
    new = Agenda(
        note="Late.",
        items=(Item(key="a", number="1", title="Approve the plan", is_action=True),),
    )

    note, reworded = compare(old, new, words.item_field)

    assert note[0].wordings == (reword("note", "", "Late."),)
    assert reworded[0].change.what == "reworded"
    title, action = reworded[0].wordings
    assert title.old == (
        Piece("Approve the ", is_changed=False),
        Piece("old ", is_changed=True),
        Piece("plan", is_changed=False),
    )
    assert title.new == (
        Piece("Approve the ", is_changed=False),
        Piece("plan", is_changed=False),
    )
    assert "".join(piece.text for piece in action.old) == "No action"
    assert "".join(piece.text for piece in action.new) == "Possible action"


@pytest.mark.usefixtures("public")
@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        ([("reworded", "5")], "item 5 reworded"),
        (
            [("file_replaced", "5"), ("reworded", "5")],
            "item 5 reworded, 1 document replaced",
        ),
        ([("added", "6"), ("added", "7")], "items 6 and 7 added"),
        ([("removed", str(number)) for number in range(4)], "4 items removed"),
        ([("withdrawn", "")], "1 item withdrawn"),
        ([("file_added", "1"), ("file_added", "")], "2 documents added"),
        (
            [("note", ""), ("moved", "2"), ("restored", "3")],
            "item 3 restored, item 2 moved, note changed",
        ),
        ([("file_removed", "1")], "1 document removed"),
        ([], ""),
    ],
)
def test_changes_are_said_in_words(found: list[tuple[str, str]], sentence: str) -> None:
    changes = [Change(what=what, number=number) for what, number in found]

    assert words.changes(changes) == sentence


@pytest.mark.usefixtures("public")
def test_rich_text_is_cleaned_again() -> None:
    shown = words.safe_html('<p onclick="x">a<script>b</script></p>')

    assert str(shown) == "<p>a</p>"


def test_former_versions_come_from_the_record(public: Flask) -> None:
    post_notice(public)
    first = Item(key="a", number="1", title="First")
    second = Item(key="b", number="2", title="Second")
    post_agenda(public, first, second)
    post_agenda(public, first, version=2)
    post_agenda(public, Item(key="c", number="1", title="Mistake"), version=3)
    withdrawal = Withdrawal(what="agenda", version=3, reason="By mistake.")
    post(public, Kind.WITHDRAWAL, "meeting:2026-014", withdrawal)
    card = published.get_card("2026-014")

    assert published.get_agenda(card, 1)[1] == Agenda(items=(first, second))
    assert published.get_agenda(card, 3)[1] is None
    assert sorted(published.list_agendas(card)) == [1, 2]
    with pytest.raises(NotFoundError):
        published.get_agenda(card, 4)
    found = published.find_item(card, "b")
    assert found is not None
    assert (found[0].version, found[2]) == (1, second)
    assert published.find_item(card, "c") is None
