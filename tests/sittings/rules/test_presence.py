"""The roll, arrivals and departures, and the quorum they make."""

from typing import Any

import pytest

from govapp.sittings.rules.presence import find_quorum, list_undisclosed
from tests.sittings.acting import Journal, bench, quorum


def _stays(journal: Journal, person: str) -> list[tuple[str, str, str]]:
    presence = journal.room.presences["board", person]
    return [(s.arrived[11:16], s.left[11:16], s.mode) for s in presence.stays]


def test_who_answers_the_roll_was_there_from_the_call_to_order() -> None:
    journal = Journal(present=("ann", "bob"))
    journal("miss", body="board", person="cat", status="excused")
    journal("take_up", item="k1")
    journal.arrive("cat", at=30)
    journal.leave("bob", at=40)
    journal.arrive("bob", mode="phone", at=50)
    journal.arrive("bob", mode="video", at=55)
    assert _stays(journal, "ann") == [("18:01", "", "in_person")]
    assert _stays(journal, "cat") == [("18:30", "", "in_person")]
    assert _stays(journal, "bob") == [
        ("18:01", "18:40", "in_person"),
        ("18:50", "18:55", "phone"),
        ("18:55", "", "video"),
    ]


@pytest.mark.parametrize(
    ("why", "act"),
    [
        ("present already", {"kind": "arrive", "person": "ann"}),
        ("not a voting member", {"kind": "arrive", "person": "zoe"}),
        ("does not sit", {"kind": "arrive", "person": "ann", "body": "audit"}),
        ("not recorded as present", {"kind": "leave", "person": "eve"}),
        ("record that they left", {"kind": "miss", "person": "ann"}),
        ("earlier than", {"kind": "leave", "person": "ann", "at": 2}),
        ("not been called to order", {"kind": "leave", "person": "ann", "at": 0}),
        ("choose or fill in “mode”", {"kind": "arrive", "person": "eve", "mode": "tv"}),
    ],
)
def test_what_may_not_be_is_refused_with_the_reason(
    why: str, act: dict[str, Any]
) -> None:
    journal = Journal(present=("ann", "bob"))
    journal.leave("ann", at=20)
    journal.arrive("ann", at=25)
    journal.refused(why, act.pop("kind"), **{"body": "board", **act})


def test_what_came_late_of_somebody_else_is_taken() -> None:
    journal = Journal(present=("ann", "bob"))
    journal.leave("ann", at=20)
    journal.leave("bob", at=10)
    assert _stays(journal, "bob") == [("18:01", "18:10", "in_person")]


def test_what_came_late_is_taken_even_after_adjournment() -> None:
    journal = Journal()
    journal("adjourn", at=60)
    journal.leave("bob", at=50)
    journal.refused("adjourned", "leave", body="board", person="ann", at=61)
    assert _stays(journal, "bob") == [("18:01", "18:50", "in_person")]


@pytest.mark.parametrize(
    ("rule", "seats", "present", "recused", "expected"),
    [
        (quorum(), 5, 3, 0, (3, 3, True)),
        (quorum(), 5, 2, 0, (3, 2, False)),
        (quorum(), 5, 3, 1, (3, 2, False)),
        (quorum(counts_recused=True), 5, 3, 1, (3, 3, True)),
        (quorum(), 9, 4, 0, (5, 4, False)),
        (quorum(base="seats_filled"), 9, 3, 0, (3, 3, True)),
        (quorum(num=2, den=3, is_strict=False), 6, 4, 0, (4, 4, True)),
        (quorum(num=2, den=3, is_strict=False), 7, 4, 0, (5, 4, False)),
        (quorum(fixed=4), 9, 4, 0, (4, 4, True)),
    ],
)
def test_a_quorum_is_of_seats_vacancies_presence_and_recusals(
    rule: object, seats: int, present: int, recused: int, expected: tuple[object, ...]
) -> None:
    who = ("ann", "bob", "cat", "dan", "eve")
    journal = Journal(bench(quorum=rule, seats=seats), present=who[:present])
    for person in who[:recused]:
        journal("conflict", person=person, item="k1", statement="Owns land there.")
    found = find_quorum(journal.room, journal.room.benches[0], "k1")
    assert (found.needed, found.present, found.is_met) == expected


def test_each_body_of_a_joint_meeting_has_its_own_roll_and_quorum() -> None:
    journal = Journal(bench(), bench("panel", ("ann", "fay", "gus")), present=("ann",))
    journal.arrive("fay", body="panel")
    board, panel = (find_quorum(journal.room, each) for each in journal.room.benches)
    assert (board.present, board.needed, board.is_met) == (1, 3, False)
    assert (panel.present, panel.needed, panel.is_met) == (2, 2, True)
    journal.leave("ann", body="panel")
    assert journal.room.is_present("board", "ann")
    assert not journal.room.is_present("panel", "ann")


def test_a_remote_member_is_asked_who_is_there() -> None:
    journal = Journal(bench(names_votes=True), present=("ann",))
    journal.arrive("bob", mode="video")
    assert list_undisclosed(journal.room, journal.room.benches[0]) == ["Bob"]
    journal.arrive("bob", mode="video", disclosure="Nobody")
    assert list_undisclosed(journal.room, journal.room.benches[0]) == []
