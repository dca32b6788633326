"""What passes by which rule, and how many make a quorum."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapp.record.shapes.sittings import Option, Outcome, QuorumRule, Tally
from govapp.sittings.rules import decisions

PASS, FAIL = Outcome.PASS, Outcome.FAIL
# A body of five seats: present, yes, no, abstain, and what each rule makes of it.
FIVE_SEATS = [
    (3, 2, 0, 1, PASS, PASS, FAIL, PASS, PASS),
    (3, 2, 1, 0, PASS, PASS, FAIL, PASS, PASS),
    (4, 2, 1, 1, PASS, FAIL, FAIL, PASS, FAIL),
    (4, 3, 1, 0, PASS, PASS, PASS, PASS, PASS),
    (5, 2, 1, 2, PASS, FAIL, FAIL, PASS, FAIL),
    (5, 3, 2, 0, PASS, PASS, PASS, FAIL, FAIL),
    (5, 3, 1, 1, PASS, PASS, PASS, PASS, FAIL),
    (4, 2, 2, 0, FAIL, FAIL, FAIL, FAIL, FAIL),
    (4, 0, 0, 4, FAIL, FAIL, FAIL, FAIL, FAIL),
]


def decide(code: str, tally: Tally, present: int, quorum: int = 3) -> Outcome:
    return decisions.decide(
        decisions.RULES[code],
        tally,
        seats=5,
        filled=5,
        present=present,
        quorum=quorum,
    )


@pytest.mark.parametrize(
    "case", FIVE_SEATS, ids=lambda case: "-".join(map(str, case[:4]))
)
def test_five_seats(case: tuple[int, int, int, int, Outcome]) -> None:
    present, yes, no, abstain, *expected = case
    tally = Tally(yes=yes, no=no, abstain=abstain, absent=5 - present)
    codes = (
        "majority_cast",
        "majority_present",
        "majority_seats",
        "two_thirds_cast",
    )
    assert [decide(code, tally, present) for code in codes] == expected[:4]
    two_thirds = decisions.RULES["two_thirds_or_unanimous_if_fewer"]
    of_present = two_thirds.model_copy(update={"all_below_num": 0})
    assert (
        decisions.decide(
            of_present, tally, seats=5, filled=5, present=present, quorum=3
        )
        == expected[4]
    )


@pytest.mark.parametrize(
    ("present", "yes", "expected"), [(3, 2, FAIL), (3, 3, PASS), (4, 3, PASS)]
)
def test_fewer_than_two_thirds_must_all_agree(
    present: int, yes: int, expected: Outcome
) -> None:
    tally = Tally(yes=yes, no=present - yes, absent=5 - present)
    code = "two_thirds_or_unanimous_if_fewer"
    assert decide(code, tally, present) == expected


def test_without_a_quorum_nothing_is_decided() -> None:
    assert decide("majority_cast", Tally(yes=2, absent=3), 2) == Outcome.NO_QUORUM


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (QuorumRule(), 3),
        (QuorumRule(base="seats_filled"), 3),
        (QuorumRule(num=2, den=3, is_strict=False), 4),
        (QuorumRule(fixed=2), 2),
    ],
)
def test_quorum(rule: QuorumRule, expected: int) -> None:
    assert decisions.quorum(rule, seats=5, filled=4) == expected


def test_a_vacancy_may_lower_a_quorum() -> None:
    rule = QuorumRule(base="seats_filled")
    assert decisions.quorum(rule, seats=5, filled=3) == 2


@given(st.lists(st.sampled_from(Option), max_size=40))
def test_every_line_is_counted_once(options: list[Option]) -> None:
    assert decisions.entitled(decisions.count(options)) == len(options)


@given(
    st.sampled_from(sorted(decisions.RULES)),
    st.integers(0, 9),
    st.integers(0, 9),
    st.integers(0, 9),
)
def test_another_yes_never_loses_what_had_passed(
    code: str, yes: int, no: int, abstain: int
) -> None:
    """Somebody present who says yes instead of no or nothing takes nothing away."""
    rule, present = decisions.RULES[code], yes + no + abstain
    numbers = {"seats": 27, "filled": 27, "present": present, "quorum": 0}
    before = decisions.decide(rule, Tally(yes=yes, no=no, abstain=abstain), **numbers)
    if before == PASS and no:
        after = Tally(yes=yes + 1, no=no - 1, abstain=abstain)
        assert decisions.decide(rule, after, **numbers) == PASS
    if before == PASS and abstain:
        after = Tally(yes=yes + 1, no=no, abstain=abstain - 1)
        assert decisions.decide(rule, after, **numbers) == PASS
