"""A consent block, and members recused on one of its items."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapp.record.shapes.sittings import Ballot, Covered, Option, Round, Tally
from govapp.sittings.rules import blocks, decisions
from govapp.sittings.rules.decisions import RULES
from tests.sittings.acting import Journal, bench, quorum

BLOCK = [{"key": "k1", "number": "4.1"}, {"key": "k2", "number": "4.2"}]
COVERED = tuple(Covered(**each) for each in BLOCK)
CONSENT: dict[str, Any] = {"item": "k4", "kind": "adopt_consent", "covers": BLOCK}


def move(journal: Journal) -> str:
    return journal.move("Adopt the consent agenda", **CONSENT)


def recuse(journal: Journal, person: str, item: str = "k1") -> None:
    journal("conflict", person=person, item=item, statement="Owns land there.")


def test_a_member_votes_on_the_others_and_is_recused_on_one() -> None:
    journal = Journal()
    recuse(journal, "dan")
    now = journal.vote(
        move(journal), "pass",
        ann="yes", bob="yes", cat="yes", dan="yes", eve="no",
    )  # fmt: skip
    assert now.tally == Tally(yes=4, no=1)
    told = {line.person.slug: line.recused_on for line in now.ballots}
    assert told == {"ann": (), "bob": (), "cat": (), "dan": COVERED[:1], "eve": ()}
    (part,) = now.parts
    assert (part.item, part.tally) == (COVERED[0], Tally(yes=3, no=1, recused=1))
    assert (part.present, part.computed) == (4, "pass")


# By the rule of the body, its quorum and who is recused on item 4.1, who all say yes:
# what the block comes to and what the item does.
@pytest.mark.parametrize(
    ("rule", "counts_recused", "present", "recused", "block", "item"),
    [
        ("majority_cast", False, "abcde", "d", "pass", "pass"),
        ("majority_cast", False, "abc", "c", "pass", "no_quorum"),
        ("majority_cast", True, "abc", "c", "pass", "pass"),
        ("majority_seats", False, "abcd", "d", "pass", "pass"),
        ("majority_seats", False, "abcd", "cd", "pass", "no_quorum"),
        ("majority_seats", True, "abcd", "cd", "pass", "fail"),
        ("majority_present", True, "abcd", "cd", "pass", "fail"),
        ("majority_present", False, "abcd", "d", "pass", "pass"),
        ("two_thirds_cast", True, "abcde", "de", "pass", "pass"),
    ],
)
def test_the_item_is_judged_without_them(
    *,
    rule: str,
    counts_recused: bool,
    present: str,
    recused: str,
    block: str,
    item: str,
) -> None:
    people = {name[0]: name for name in ("ann", "bob", "cat", "dan", "eve")}
    here = tuple(people[letter] for letter in present)
    body = bench(rule=RULES[rule], quorum=quorum(counts_recused=counts_recused))
    journal = Journal(body, present=here)
    for letter in recused:
        recuse(journal, people[letter])
    motion = move(journal)
    journal("open_vote", motion=motion, method="roll_call")
    journal("agree", motion=motion, round=1)
    told: dict[str, Any] = {"motion": motion, "round": 1, "result": "pass"}
    if item != "pass":
        why = "item 4.1 is not adopted: pull it from the block"
        journal.refused(why, "declare", **told)
        journal("pull", item="k1", by="Ann")
        journal("declare", **told)
        now = journal.held(motion).motion.rounds[0]
        assert (now.computed, now.parts) == (block, ())
        assert not any(line.recused_on for line in now.ballots)
        return
    journal("declare", **told)
    now = journal.held(motion).motion.rounds[0]
    assert (now.computed, now.parts[0].computed) == (block, item)


def test_who_is_recused_on_all_of_it_does_not_vote() -> None:
    journal = Journal()
    recuse(journal, "dan", "k1")
    recuse(journal, "dan", "k2")
    motion = move(journal)
    journal("open_vote", motion=motion, method="roll_call")
    journal.refused(
        "Dan is recused on every item", "cast",
        motion=motion, round=1, person="dan", option="yes",
    )  # fmt: skip
    journal("agree", motion=motion, round=1)
    journal("declare", motion=motion, round=1, result="pass")
    now = journal.held(motion).motion.rounds[0]
    assert now.tally == Tally(yes=4, recused=1)
    assert now.parts == ()


def test_nobody_is_recused_on_an_item_once_they_voted_on_its_block() -> None:
    journal = Journal()
    motion = move(journal)
    journal("open_vote", motion=motion, method="roll_call")
    journal("cast", motion=motion, round=1, person="dan", option="yes")
    journal.refused(
        "has voted on this item", "conflict",
        person="dan", item="k2", statement="Owns land there.",
    )  # fmt: skip


def test_who_is_absent_is_recused_on_nothing() -> None:
    journal = Journal(present=("ann", "bob", "cat", "eve"))
    recuse(journal, "dan")
    motion = move(journal)
    journal("open_vote", motion=motion, method="voice")
    journal("agree", motion=motion, round=1)
    journal("declare", motion=motion, round=1, result="pass")
    now = journal.held(motion).motion.rounds[0]
    assert now.tally == Tally(yes=4, absent=1)
    assert now.parts == ()


@given(
    st.lists(st.tuples(st.sampled_from(Option), st.booleans()), min_size=1, max_size=9)
)
def test_each_parts_lines_add_up_to_the_members(
    lines: list[tuple[Option, bool]],
) -> None:
    body = bench(people=tuple(f"p{place}" for place in range(len(lines))))
    ballots = [
        Ballot(
            person=member.person,
            option=option,
            recused_on=COVERED[:1] if is_recused and option in blocks.THERE else (),
        )
        for member, (option, is_recused) in zip(body.members, lines, strict=True)
    ]
    now = Round(seats=len(lines), filled=len(lines), quorum=1)
    for part in blocks.judge_parts(body, now, ballots):
        assert decisions.entitled(part.tally) == len(lines)
        moved = sum(bool(line.recused_on) for line in ballots)
        recused = sum(line.option is Option.RECUSED for line in ballots)
        assert part.tally.recused == recused + moved
        assert part.present == sum(
            line.option in blocks.THERE and not line.recused_on for line in ballots
        )
