"""What a source tells of a motion, held against the rules and against itself."""

from datetime import date
from typing import Any

import pytest

from govapp.committees.rules import Dates
from govapp.importing.rules.findings import Findings
from govapp.importing.rules.form import MotionFact
from govapp.importing.rules.names import UNKNOWN, Known
from govapp.importing.rules.results import read_result
from govapp.importing.rules.rolls import Hall, Roll
from govapp.importing.rules.votes import read_motions
from govapp.record.shapes.base import BodyRef
from govapp.record.shapes.bodies import PersonRef
from govapp.record.shapes.sittings import Motion, QuorumRule, Tally
from govapp.sittings.rules.decisions import RULES

DAY = date(2024, 3, 1)
ANN, BEN, CAM, DEE, EVE = (
    PersonRef(slug=name.lower(), name=f"{name} Example")
    for name in ("Ann", "Ben", "Cam", "Dee", "Eve")
)
GONE = PersonRef(slug="gone", name="Gone Before")


def roll(*people: PersonRef, name: str = "board", **values: Any) -> Roll:
    known = [Known(person, (Dates("", ""),)) for person in people]
    if GONE in people:
        known[people.index(GONE)] = Known(GONE, (Dates("", "2023"),))
    given = {
        "rule": RULES["majority_cast"],
        "quorum": QuorumRule(),
        "seats": 5,
        **values,
    }
    return Roll(BodyRef(slug=name, name=name.title()), known=tuple(known), **given)


BOARD = roll(ANN, BEN, CAM, DEE, EVE, GONE)


def read(
    fact: dict[str, Any], *rolls: Roll, **hall: Any
) -> tuple[tuple[Motion, ...], list[str]]:
    found: Findings = []
    here = Hall(DAY, rolls or (BOARD,), **hall)
    motions = read_motions(MotionFact(**fact), "motion", here, 1, found)
    return motions, [str(finding) for finding in found]


def lines(motion: Motion) -> list[tuple[str, str]]:
    (taken,) = motion.rounds
    return [(ballot.person.name.split()[0], ballot.option) for ballot in taken.ballots]


def test_a_vote_is_judged_as_it_was_and_the_judgement_is_kept() -> None:
    (motion,), found = read(
        {
            "text": "to approve",
            "mover": "Ann Example",
            "seconder": "Director Example",
            "ayes": ["Ann Example", "Ben Example", "Cam Example"],
            "noes": ["Dee Example"],
            "absent": ["Eve Example"],
            "result": "PASSED [3 TO 1]",
        }
    )
    (taken,) = motion.rounds
    assert (motion.state, motion.mover) == ("adopted", ANN)
    assert (taken.seats, taken.filled, taken.present, taken.quorum) == (5, 5, 4, 3)
    assert (taken.computed, taken.declared, taken.note) == ("pass", "pass", "")
    assert taken.rule == RULES["majority_cast"]
    assert taken.tally == Tally(yes=3, no=1, absent=1)
    reason = "More than one member of this body may be meant"
    assert found == [
        f"motion.seconder: kept by name alone, “Director Example”: {reason}"
    ]


@pytest.mark.parametrize(
    ("fact", "finding", "kept"),
    [
        (
            {"ayes": ["Ann Example"], "noes": ["Ann Example"]},
            "noes[0]: refused: Ann Example is counted already, at motion.ayes[0]",
            [("Ann", "yes")],
        ),
        (
            {"ayes": ["Ben Example", "Ann Example"], "absent": ["Ann Example"]},
            "ayes[1]: refused: Ann Example is listed as absent, at motion.absent[0]",
            [("Ben", "yes"), ("Ann", "absent")],
        ),
        (
            {"noes": ["Ann Example"], "recused": ["Ann Example"]},
            "noes[0]: refused: Ann Example is listed as recused, at motion.recused[0]",
            [("Ann", "recused")],
        ),
        (
            {"ayes": ["Ann Example", "Gone Before"]},
            "ayes[1]: refused: Gone Before did not serve on this body that day",
            [("Ann", "yes")],
        ),
        (
            {"ayes": ["Ann Example", "Nobody"]},
            f"ayes[1]: kept by name alone, “Nobody”: {UNKNOWN}",
            [("Ann", "yes"), ("Nobody", "yes")],
        ),
        (
            {
                "ayes": ["Ann Example"],
                "mover": "Ben Example",
                "seconder": "Ben Example",
            },
            "seconder: refused: Ben Example cannot second an own motion",
            [("Ann", "yes")],
        ),
        (
            {"ayes": ["Ann Example"], "tally": "6-0"},
            "refused: it counts 6 to 0 of at most 5 members",
            [("Ann", "yes")],
        ),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(
    fact: dict[str, Any], finding: str, kept: list[tuple[str, str]]
) -> None:
    (motion,), found = read(fact)
    (told,) = found
    assert told in {f"motion.{finding}", f"motion: {finding}"}
    assert lines(motion) == kept


def test_who_is_not_listed_as_present_casts_no_vote() -> None:
    (motion,), found = read(
        {"ayes": ["Ann Example", "Ben Example", "Nobody"], "absent": ["Cam Example"]},
        present=frozenset({"ann"}),
        is_listed=True,
    )
    assert "motion.ayes[1]: refused: Ben Example is not listed as present" in found
    assert "motion: refused: 2 votes of at most 1 members" in found
    assert motion.rounds == ()


def test_more_votes_than_seats_are_no_votes() -> None:
    names = [one.name for one in (ANN, BEN, CAM)]
    small = roll(ANN, BEN, CAM, seats=2)
    (motion,), found = read({"ayes": names, "result": "Approved"}, small)
    assert found == ["motion: refused: 3 votes of at most 2 members"]
    (taken,) = motion.rounds
    assert (taken.declared, taken.computed, taken.ballots) == ("pass", "", ())


@pytest.mark.parametrize(
    ("votes", "values", "computed", "note"),
    [
        (
            {"ayes": 1, "noes": 2, "absent": 2},
            {},
            "fail",
            "The source says “passed”; the rule is applied to the votes it names.",
        ),
        (
            {"ayes": 2, "absent": 3},
            {},
            "no_quorum",
            "The source says “passed”; the rule is applied to the votes it names.",
        ),
        ({"ayes": 3, "noes": 2}, {"rule": RULES["two_thirds_cast"]}, "fail", None),
        ({"ayes": 3, "noes": 2}, {"rule": RULES["majority_seats"]}, "pass", ""),
        ({"ayes": 2, "abstain": 3}, {"rule": RULES["majority_present"]}, "fail", None),
        ({"ayes": 2, "absent": 1}, {"seats": 3}, "pass", ""),
    ],
)
def test_where_the_rule_says_otherwise_the_note_says_so(
    votes: dict[str, int], values: dict[str, Any], computed: str, note: str | None
) -> None:
    people = [one.name for one in (ANN, BEN, CAM, DEE, EVE)]
    fact: dict[str, Any] = {"result": "passed"}
    for name, count in votes.items():
        fact[name], people = people[:count], people[count:]
    own = roll(ANN, BEN, CAM, DEE, EVE, **values)
    (motion,), found = read(fact, own)
    (taken,) = motion.rounds
    assert found == []
    assert (taken.computed, taken.declared) == (computed, "pass")
    if note is not None:
        assert taken.note == note


def test_a_count_that_the_names_do_not_bear_out_is_noted() -> None:
    (motion,), _ = read({"ayes": ["Ann Example"], "result": "PASSED [4 TO 1]"})
    assert motion.rounds[0].note.startswith(
        "The source counts 4 to 1 and names 1 for and 0 against."
    )


def test_a_count_without_names_is_kept() -> None:
    (motion,), found = read({"tally": "4-0", "result": "approved", "unanimous": True})
    (taken,) = motion.rounds
    assert (taken.tally, taken.declared, taken.computed) == (Tally(yes=4), "pass", "")
    assert found == []
    (bare,), _ = read({"text": "To wait.", "result": "tabled"})
    assert (bare.state, bare.rounds) == ("tabled", ())


def test_in_a_joint_meeting_each_body_votes_for_itself() -> None:
    one, other = roll(ANN, BEN), roll(CAM, DEE, name="panel", seats=2)
    motions, found = read(
        {
            "ayes": ["Ann Example", "Cam Example", "Ben Example"],
            "noes": ["Dee Example"],
            "result": "approved",
            "tally": "3-1",
        },
        one,
        other,
    )
    assert found == []
    assert [(motion.id, motion.body.slug) for motion in motions] == [
        ("m1", "board"),
        ("m1-2", "panel"),
    ]
    assert [lines(motion) for motion in motions] == [
        [("Ann", "yes"), ("Ben", "yes")],
        [("Cam", "yes"), ("Dee", "no")],
    ]
    assert motions[0].rounds[0].note.startswith("The source says")


@pytest.mark.parametrize(
    ("given", "result", "counted", "outcome", "state"),
    [
        ({"result": "PASSED [UNANIMOUS]"}, "passed", "unanimous", "pass", "adopted"),
        ({"result": "PASSED IN [11 TO 3]"}, "passed in", "11 to 3", "pass", "adopted"),
        ({"result": "Not approved"}, "not approved", "", "fail", "lost"),
        ({"result": "FAILED [4 TO 9]"}, "failed", "4 to 9", "fail", "lost"),
        ({"result": "tabled", "unanimous": True}, "tabled", "unanimous", "", "tabled"),
        ({"result": "discussed"}, "discussed", "", "", ""),
        ({}, "", "", "", ""),
    ],
)  # fmt: skip
def test_results_are_read(
    given: dict[str, Any], result: str, counted: str, outcome: str, state: str
) -> None:
    said = read_result(MotionFact(**given))
    assert (said.result, said.counted, said.outcome, said.state) == (
        result,
        counted,
        outcome,
        state,
    )
