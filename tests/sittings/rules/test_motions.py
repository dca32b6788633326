"""Motions, their precedence, and what the adopted ones do to others."""

from typing import Any

import pytest

from govapp.record.shapes.bodies import PersonRef
from govapp.sittings.content import build_sitting
from tests.sittings.acting import Journal, bench

ALL = dict.fromkeys(("ann", "bob", "cat"), "yes")


@pytest.mark.parametrize(
    ("why", "act", "data"),
    [
        ("no such kind", "move", {"kind": "dance", "text": "x", "mover": "bob"}),
        ("Write what is moved", "move", {"mover": "bob"}),
        ("not a voting member", "move", {"text": "x"}),
        ("not a voting member", "move", {"text": "x", "mover": "zoe"}),
        ("Eve is not present", "move", {"text": "x", "mover": "eve"}),
        ("Dan is recused", "move", {"text": "x", "mover": "dan", "item": "k1"}),
        ("Choose the motion", "move", {"text": "x", "kind": "refer", "mover": "bob"}),
        ("Bob moved this", "second", {"member": "bob"}),
        ("Eve is not present", "second", {"member": "eve"}),
        ("Dan is recused", "second", {"member": "dan"}),
        ("no such motion", "second", {"motion": "77", "member": "cat"}),
        ("needs a second", "open_vote", {"method": "voice"}),
        ("no such rule", "move", {"text": "x", "mover": "bob", "rule": "unheard"}),
        ("belongs into closed", "move",
         {"text": "x", "mover": "bob", "is_inside": True}),
    ],
)  # fmt: skip
def test_what_may_not_be_is_refused_with_the_reason(
    why: str, act: str, data: dict[str, Any]
) -> None:
    journal = Journal(present=("ann", "bob", "cat", "dan"))
    journal("conflict", person="dan", item="k1", statement="Owns land there.")
    given: dict[str, Any] = {"body": "board"}
    if act != "move":
        given = {"motion": journal.move(second="", item="k1")}
    journal.refused(why, act, **{**given, **data})


def test_a_second_that_is_heard_at_once_is_one_entry_with_the_motion() -> None:
    journal = Journal(present=("ann", "bob", "cat"))
    told: dict[str, Any] = {"body": "board", "mover": "bob", "text": "Adopt it"}
    journal.refused("moved this", "move", seconder="bob", **told)
    journal.refused("Dan is not present", "move", seconder="dan", **told)
    motion = str(journal("move", seconder="cat", **told))
    assert journal.held(motion).motion.seconder == PersonRef(slug="cat", name="Cat")
    journal("open_vote", motion=motion, method="voice")


def test_a_motion_is_seconded_once() -> None:
    journal = Journal()
    motion = journal.move(second="cat")
    journal.refused("has seconded it already", "second", motion=motion, member="dan")
    journal("dispose", motion=motion, how="withdrawn")
    journal.refused("no longer pending", "open_vote", motion=motion, method="voice")
    assert journal.state(motion) == "withdrawn"


def test_a_motion_dies_without_a_second() -> None:
    journal = Journal()
    motion = journal.move(second="")
    journal("dispose", motion=motion, how="died_no_second")
    assert journal.state(motion) == "died_no_second"
    other = journal.move()
    journal.refused("It was seconded", "dispose", motion=other, how="died_no_second")


def test_a_body_may_do_without_seconds() -> None:
    journal = Journal(bench(needs_second=False))
    motion = journal.move(second="")
    journal.vote(motion, "pass", **ALL)
    assert journal.state(motion) == "adopted"


def test_an_adopted_amendment_rewords_the_motion() -> None:
    journal = Journal()
    motion = journal.move("Adopt the plan by June 30")
    amendment = journal.move(
        "Strike “June 30”, insert “May 31”",
        kind="amend",
        applies_to=motion,
        wording="Adopt the plan by May 31",
        mover="dan",
    )
    journal.vote(amendment, "pass", **ALL)
    journal.vote(motion, "pass", **ALL)
    held = journal.held(motion).motion
    assert (held.text, held.state) == ("Adopt the plan by May 31", "adopted")
    assert journal.room.cautions == ()


def test_an_amendment_that_is_amended_leads_to_other_words() -> None:
    journal = Journal()
    motion = journal.move("Adopt it by June")
    first = journal.move("May", kind="amend", applies_to=motion, wording="By May")
    again = journal.move("April", kind="amend", applies_to=first, wording="By April")
    journal.vote(again, "pass", **ALL)
    journal.vote(first, "pass", **ALL)
    assert journal.held(motion).motion.text == "By April"
    assert journal.held(first).motion.note == "April"
    third = journal.move("x", kind="amend", applies_to=motion, wording="x")
    fourth = journal.move("y", kind="amend", applies_to=third, wording="y")
    journal.move("z", kind="amend", applies_to=fourth, wording="z")
    assert [c.message for c in journal.room.cautions] == [
        "An amendment of an amendment cannot be amended itself."
    ]


def test_a_lost_amendment_changes_nothing() -> None:
    journal = Journal()
    motion = journal.move("Adopt it")
    amendment = journal.move("x", kind="amend", applies_to=motion, wording="Drop it")
    journal.vote(amendment, "fail", ann="no", bob="no", cat="yes")
    assert journal.held(motion).motion.text == "Adopt it"
    assert journal.state(amendment) == "lost"


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        ("lay_on_table", "tabled"),
        ("postpone_definite", "postponed"),
        ("postpone_indefinite", "postponed"),
        ("refer", "referred"),
    ],
)
def test_a_subsidiary_motion_disposes_of_what_is_pending(kind: str, state: str) -> None:
    journal = Journal()
    motion = journal.move(item="k1")
    amendment = journal.move("x", kind="amend", wording="x")
    aside = journal.move("Do so", kind=kind, applies_to=motion)
    journal.vote(aside, "pass", **ALL)
    assert (journal.state(motion), journal.state(amendment)) == (state, state)
    assert journal.state(aside) == "adopted"


def test_what_was_tabled_can_be_taken_from_the_table() -> None:
    journal = Journal()
    motion = journal.move()
    journal.vote(journal.move("Table", kind="lay_on_table"), "pass", **ALL)
    taken = journal.move("Take it up", kind="take_from_table", applies_to=motion)
    journal.vote(taken, "pass", **ALL)
    journal.vote(motion, "pass", **ALL)
    assert journal.state(motion) == "adopted"


def test_a_decision_can_be_reconsidered_and_voted_on_again() -> None:
    journal = Journal()
    motion = journal.move()
    journal.vote(motion, "pass", **ALL)
    again = journal.move("Reconsider", kind="reconsider", applies_to=motion)
    journal.vote(again, "pass", **ALL)
    journal.vote(motion, "fail", ann="no", bob="no", cat="yes")
    rounds = journal.held(motion).motion.rounds
    assert [(each.number, each.declared) for each in rounds] == [
        (1, "pass"),
        (2, "fail"),
    ]
    assert journal.state(motion) == "lost"


@pytest.mark.parametrize(
    ("pending", "kind", "is_warned"),
    [
        ("main", "main", True),
        ("main", "refer", False),
        ("main", "adjourn", False),
        ("refer", "amend", False),
        ("lay_on_table", "amend", True),
        ("lay_on_table", "refer", True),
        ("postpone_definite", "refer", True),
        ("refer", "postpone_definite", False),
        ("main", "appeal", False),
        ("main", "suspend_rules", True),
    ],
)
def test_a_wrong_order_warns_and_does_not_forbid(
    pending: str, kind: str, *, is_warned: bool
) -> None:
    journal = Journal()
    motion = journal.move()
    if pending != "main":
        motion = journal.move("Before it", kind=pending, applies_to=motion)
    more = {"wording": "x"} if kind == "amend" else {}
    late = journal.move("Next", kind=kind, **more)
    cautions = [(c.message[:30], c.values) for c in journal.room.cautions]
    expected = [("This motion is out of order whi", {"id": motion})]
    assert cautions == ([(expected[0][0][:30], expected[0][1])] if is_warned else [])
    assert journal.state(late) == "pending"


def test_to_reconsider_is_for_the_prevailing_side() -> None:
    journal = Journal()
    motion = journal.move()
    journal.vote(motion, "pass", ann="yes", bob="yes", cat="no")
    journal.move("Again", kind="reconsider", applies_to=motion, mover="cat", second="")
    assert [c.message for c in journal.room.cautions] == [
        "To reconsider is for a member who voted with the prevailing side."
    ]


def test_a_motion_before_another_body_is_not_touched() -> None:
    journal = Journal(
        bench(), bench("panel", ("fay", "gus")), present=("bob", "cat", "fay")
    )
    motion = journal.move()
    journal.refused(
        "before another body", "move", body="panel", mover="fay", kind="amend",
        text="x", wording="x", applies_to=motion,
    )  # fmt: skip
    journal.refused(
        "not a voting member of Panel", "move", body="panel", mover="bob", text="x"
    )


def test_an_adopted_motion_has_the_number_of_a_resolution() -> None:
    journal = Journal()
    first, second = journal.move(), journal.move()
    journal.refused("Only an adopted motion", "number", motion=first, number="2026-07")
    for motion in (second, first):
        journal("open_vote", motion=motion, method="voice")
        journal("agree", motion=motion, round=1)
        journal("declare", motion=motion, round=1, result="pass")
    journal("number", motion=first, number="2026-07")
    journal.refused("has this number", "number", motion=second, number="2026-07")
    journal.refused("Write the number", "number", motion=second, number="")
    journal.refused("Write the number", "number", motion=second, number="7" * 41)
    assert journal.room.held(first).motion.resolution == "2026-07"
    shown = build_sitting(journal.room, ())
    assert [each.resolution for each in shown.motions] == ["2026-07", ""]
    journal("void", motion=first, round=1, reason="The count was wrong")
    shown = build_sitting(journal.room, ())
    assert [each.resolution for each in shown.motions] == ["", ""]
