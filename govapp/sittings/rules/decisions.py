"""What a motion needs to pass, and whether it has it."""

from collections import Counter
from collections.abc import Iterable

from govapp.record.shapes.sittings import (
    DecisionRule,
    Option,
    Outcome,
    QuorumRule,
    Tally,
)

# Robert's Rules of Order, 12th ed., 44:1 and 44:3; Cal. Corp. Code 307(a)(8);
# Cal. Gov. Code 54954.2(b)(2).
RULES = {
    rule.code: rule
    for rule in (
        DecisionRule(code="majority_cast", base="votes_cast"),
        DecisionRule(code="majority_present", base="present"),
        DecisionRule(code="majority_seats", base="seats_authorized"),
        DecisionRule(
            code="two_thirds_cast", base="votes_cast", num=2, den=3, is_strict=False
        ),
        DecisionRule(
            code="two_thirds_or_unanimous_if_fewer",
            base="present",
            num=2,
            den=3,
            is_strict=False,
            all_below_num=2,
            all_below_den=3,
        ),
    )
}
# What a body may ask for as its quorum; `fixed` is told with it.
QUORUMS = {
    "majority_seats": QuorumRule(),
    "majority_filled": QuorumRule(base="seats_filled"),
    "two_thirds_seats": QuorumRule(num=2, den=3, is_strict=False),
    "fixed": QuorumRule(fixed=1),
}


def count(options: Iterable[Option]) -> Tally:
    """Count how many lines say what."""
    return Tally(**Counter(option.value for option in options))


def entitled(tally: Tally) -> int:
    """Return how many members the lines of a vote are of."""
    return sum(tally.model_dump().values())


def quorum(rule: QuorumRule, *, seats: int, filled: int) -> int:
    """Return how many members must be present."""
    if rule.fixed:
        return rule.fixed
    base = {"seats_authorized": seats, "seats_filled": filled}[rule.base]
    return _needed(rule.num, rule.den, base, is_strict=rule.is_strict)


def decide(
    rule: DecisionRule,
    tally: Tally,
    *,
    seats: int,
    filled: int,
    present: int,
    quorum: int,
) -> Outcome:
    """Say how a vote ends by its rule; a tie is lost, and nothing passes unsupported.

    Without a quorum at the moment of the vote it can end in nothing else.
    """
    if present < quorum:
        return Outcome.NO_QUORUM
    base = {
        "votes_cast": tally.yes + tally.no,
        "present": present,
        "seats_filled": filled,
        "seats_authorized": seats,
    }[rule.base]
    needed = _needed(rule.num, rule.den, base, is_strict=rule.is_strict)
    if present * rule.all_below_den < seats * rule.all_below_num:
        needed = present
    is_passed = tally.yes >= max(needed, rule.minimum_yes)
    return Outcome.PASS if is_passed else Outcome.FAIL


def _needed(num: int, den: int, base: int, *, is_strict: bool) -> int:
    """Return the least whole number of at least, or more than, a part of `base`."""
    return base * num // den + 1 if is_strict else -(-base * num // den)
