"""Votes: who may cast one, what they come to, and what the chair declares."""

from typing import Any

import pytest

from govapp.record.shapes.sittings import Tally
from govapp.sittings.rules.decisions import RULES
from tests.sittings.acting import Journal, bench


def _open(journal: Journal, method: str = "roll_call", **data: Any) -> str:
    motion = journal.move(**data)
    journal("open_vote", motion=motion, method=method)
    return motion


def test_each_member_entitled_has_one_line() -> None:
    journal = Journal(present=("ann", "bob", "cat", "dan"))
    journal("miss", body="board", person="eve", status="excused")
    journal("conflict", person="dan", item="k1", statement="Owns land there.")
    now = journal.vote(journal.move(item="k1"), "pass", ann="yes", bob="yes", cat="no")
    assert {line.person.slug: line.option.value for line in now.ballots} == {
        "ann": "yes", "bob": "yes", "cat": "no", "dan": "recused", "eve": "excused"
    }  # fmt: skip
    assert now.tally == Tally(yes=2, no=1, recused=1, excused=1)
    assert (now.present, now.quorum, now.seats, now.filled) == (3, 3, 5, 5)
    assert (now.computed, now.declared, now.note) == ("pass", "pass", "")


def test_a_voice_vote_has_lines_too() -> None:
    journal = Journal(present=("ann", "bob", "cat"))
    motion = _open(journal, "voice")
    journal("cast", motion=motion, round=1, person="cat", option="abstain")
    journal("agree", motion=motion, round=1)
    journal("declare", motion=motion, round=1, result="pass")
    assert journal.held(motion).motion.rounds[0].tally == Tally(
        yes=2, abstain=1, absent=2
    )
    journal.refused("not being taken", "agree", motion=motion, round=1)


@pytest.mark.parametrize(
    ("why", "act", "data"),
    [
        ("not a voting member", "cast", {"person": "zoe"}),
        ("Eve is not present", "cast", {"person": "eve"}),
        ("Dan is recused", "cast", {"person": "dan"}),
        ("of Ann is counted already", "cast", {"person": "ann", "option": "no"}),
        ("not being taken", "cast", {"person": "bob", "round": 2}),
        ("fill in “option”", "cast", {"person": "bob", "option": "recused"}),
        ("no such motion", "cast", {"person": "bob", "motion": "77"}),
        ("Another vote of this body", "open_vote", {"method": "voice"}),
        ("Say why the chair", "declare", {"result": "fail"}),
        ("Say why the chair", "declare", {"result": "no_quorum"}),
        ("has voted on this item", "conflict",
         {"person": "ann", "item": "k1", "statement": "x"}),
        ("is being voted on", "dispose", {"how": "withdrawn"}),
        ("A vote is being taken", "adjourn", {}),
        ("A vote is being taken", "recess", {}),
        ("A vote is being taken", "close", {"items": ["k9"]}),
        ("earlier than", "cast", {"person": "bob", "at": 8}),
        ("earlier than", "declare", {"result": "pass", "at": 9}),
    ],
)  # fmt: skip
def test_what_may_not_be_is_refused_with_the_reason(
    why: str, act: str, data: dict[str, Any]
) -> None:
    journal = Journal(present=("ann", "bob", "cat", "dan"))
    journal("conflict", person="dan", item="k1", statement="Owns land there.")
    motion = _open(journal, item="k1")
    journal("cast", motion=motion, round=1, person="ann", option="yes")
    given: dict[str, dict[str, Any]] = {
        "cast": {"motion": motion, "round": 1, "option": "yes"},
        "declare": {"motion": motion, "round": 1},
        "open_vote": {"motion": motion},
        "dispose": {"motion": motion},
    }
    journal.refused(why, act, **{**given.get(act, {}), **data})


def test_a_result_that_differs_needs_a_note_and_both_are_kept() -> None:
    journal = Journal()
    now = journal.vote(
        journal.move(), "fail", note="The chair ruled two votes out.", ann="yes"
    )
    assert (now.computed, now.declared) == ("pass", "fail")
    assert now.note == "The chair ruled two votes out."


def test_without_a_quorum_nothing_else_is_recorded() -> None:
    journal = Journal(present=("ann", "bob", "cat"))
    motion = _open(journal)
    journal("cast", motion=motion, round=1, person="ann", option="yes")
    journal.leave("cat")
    for result in ("pass", "fail"):
        journal.refused(
            "2 of the 3 members needed", "declare", motion=motion, round=1,
            result=result, note="Declared all the same",
        )  # fmt: skip
    journal("declare", motion=motion, round=1, result="no_quorum")
    assert journal.state(motion) == "pending"
    journal.arrive("cat")
    journal("open_vote", motion=motion, method="voice")
    journal("agree", motion=motion, round=2)
    journal("declare", motion=motion, round=2, result="pass")
    assert journal.state(motion) == "adopted"


def test_who_voted_and_left_was_there_for_the_vote() -> None:
    journal = Journal(present=("ann", "bob", "cat"))
    motion = _open(journal)
    journal("cast", motion=motion, round=1, person="cat", option="yes")
    journal.leave("cat")
    journal("agree", motion=motion, round=1)
    journal("declare", motion=motion, round=1, result="pass")
    now = journal.held(motion).motion.rounds[0]
    assert (now.tally, now.present) == (Tally(yes=3, absent=2), 3)


def test_what_came_late_cannot_change_a_vote_that_was_declared() -> None:
    journal = Journal(present=("ann", "bob", "cat"))
    journal.vote(journal.move(), "pass", ann="yes", bob="yes")
    journal.refused("earlier than", "leave", body="board", person="cat", at=6)
    journal.refused("earlier than", "arrive", body="board", person="dan", at=6)
    journal.refused(
        "earlier than", "conflict", person="bob", item="k1", statement="x", at=6
    )


@pytest.mark.parametrize(
    ("rule", "votes", "expected"),
    [
        ("majority_cast", {"ann": "yes", "bob": "no"}, "fail"),
        ("majority_cast", {"ann": "yes", "bob": "yes", "cat": "no"}, "pass"),
        ("majority_cast", {}, "fail"),
        ("majority_present", {"ann": "yes", "bob": "yes", "cat": "no"}, "fail"),
        ("majority_seats", {"ann": "yes", "bob": "yes", "cat": "yes"}, "pass"),
        ("two_thirds_cast", {"ann": "yes", "bob": "yes", "cat": "no"}, "pass"),
    ],
)
def test_the_result_follows_from_the_rule(
    rule: str, votes: dict[str, str], expected: str
) -> None:
    journal = Journal(bench(rule=RULES[rule]), present=("ann", "bob", "cat", "dan"))
    now = journal.vote(journal.move(), expected, **votes)
    assert now.computed == expected
    assert now.rule == RULES[rule]


def test_a_kind_of_motion_may_need_more() -> None:
    journal = Journal()
    motion = journal.move()
    closing = journal.move("Vote now", kind="previous_question")
    now = journal.vote(closing, "fail", ann="yes", bob="yes", cat="no", dan="no")
    assert now.rule == RULES["two_thirds_cast"]
    assert journal.state(motion) == "pending"
    own = journal.move("By two thirds", rule="two_thirds_cast")
    assert journal.vote(own, "fail", ann="yes", bob="no").rule == now.rule


def test_a_roll_call_is_forced_where_the_law_says_so() -> None:
    journal = Journal(bench(names_votes=True), present=("ann", "bob", "cat"))
    motion = journal.move()
    journal.arrive("bob", mode="phone")
    journal.refused("take a roll call", "open_vote", motion=motion, method="voice")
    journal("open_vote", motion=motion, method="roll_call")


def test_the_chair_may_be_kept_for_a_tie() -> None:
    journal = Journal(bench(chair_votes=False), present=("ann", "bob", "cat", "dan"))
    motion = _open(journal)
    for person, option in (("bob", "yes"), ("cat", "no")):
        journal("cast", motion=motion, round=1, person=person, option=option)
    journal.refused(
        "only where that changes", "cast", motion=motion, round=1, person="ann",
        option="no",
    )  # fmt: skip
    journal("cast", motion=motion, round=1, person="ann", option="yes")
    journal("agree", motion=motion, round=1)
    journal("declare", motion=motion, round=1, result="pass")
    assert journal.state(motion) == "adopted"


def test_all_yes_leaves_out_a_chair_who_does_not_vote() -> None:
    journal = Journal(bench(chair_votes=False), present=("ann", "bob", "cat"))
    motion = _open(journal)
    journal("agree", motion=motion, round=1)
    journal("declare", motion=motion, round=1, result="pass")
    tally = journal.held(motion).motion.rounds[0].tally
    assert tally == Tally(yes=2, not_voting=1, absent=2)


def test_a_void_vote_undoes_what_it_led_to_and_can_be_taken_again() -> None:
    journal = Journal()
    motion = journal.move("By June")
    amendment = journal.move("x", kind="amend", wording="By May")
    journal.vote(amendment, "pass", ann="yes")
    assert journal.held(motion).motion.text == "By May"
    journal("void", motion=amendment, round=1, reason="Miscounted")
    assert journal.held(motion).motion.text == "By June"
    assert journal.state(amendment) == "pending"
    journal.vote(amendment, "fail", ann="no")
    assert [(r.number, r.void) for r in journal.held(amendment).motion.rounds] == [
        (1, "Miscounted"),
        (2, ""),
    ]
    journal.refused("Only the last vote", "void", motion=amendment, round=1, reason="x")
    journal.refused("Say why", "void", motion=amendment, round=2)


def test_what_has_gone_on_since_is_voided_first() -> None:
    journal = Journal()
    motion = journal.move("By June")
    amendment = journal.move("x", kind="amend", wording="By May")
    journal.vote(amendment, "pass", ann="yes")
    journal.vote(motion, "pass", ann="yes")
    journal.refused(
        "has gone on since", "void", motion=amendment, round=1, reason="Miscounted"
    )
    journal("void", motion=motion, round=1, reason="Miscounted")
    journal.refused("has gone on", "void", motion=amendment, round=1, reason="x")


def test_a_void_motion_stays_with_its_reason() -> None:
    journal = Journal()
    motion = journal.move()
    journal.vote(motion, "pass", ann="yes")
    journal("void", motion=motion, reason="Not on the agenda")
    held = journal.held(motion).motion
    assert (held.state, held.note) == ("void", "Not on the agenda")
    assert held.rounds[0].void == "Not on the agenda"
    journal.refused("void already", "void", motion=motion, reason="Again")


def test_a_later_question_is_put_first_or_warned_of() -> None:
    journal = Journal()
    motion = journal.move()
    journal.move("x", kind="amend", wording="y")
    journal("open_vote", motion=motion, method="voice")
    assert [c.message[-41:] for c in journal.room.cautions] == [
        " is the immediate question, and comes first."[-41:]
    ]
