"""Motions and their precedence (Robert's Rules of Order, 12th ed.), as data."""

from typing import NamedTuple


class Standing(NamedTuple):
    """How a kind of motion stands among the others.

    The lower its `rank`, the more it takes precedence; one without a rank is in order
    when nothing else is. `rule` is what it needs where that is not what the body asks
    of any motion; `targets` are the states of a motion that it may act on.
    """

    rank: int | None = None
    may_interrupt: bool = False
    needs_second: bool = True
    is_debatable: bool = True
    is_amendable: bool = True
    rule: str = ""
    targets: frozenset[str] = frozenset()


PENDING = frozenset({"pending"})
TWO_THIRDS = "two_thirds_cast"

KINDS: dict[str, Standing] = {
    "adjourn": Standing(1, is_debatable=False, is_amendable=False),
    "recess": Standing(2, is_debatable=False),
    "lay_on_table": Standing(
        5, is_debatable=False, is_amendable=False, targets=PENDING
    ),
    "previous_question": Standing(
        6, is_debatable=False, is_amendable=False, rule=TWO_THIRDS, targets=PENDING
    ),
    "limit_debate": Standing(7, is_debatable=False, rule=TWO_THIRDS, targets=PENDING),
    "postpone_definite": Standing(8, targets=PENDING),
    "refer": Standing(9, targets=PENDING),
    "amend": Standing(10, targets=PENDING),
    "substitute": Standing(10, targets=PENDING),
    "postpone_indefinite": Standing(11, is_amendable=False, targets=PENDING),
    "main": Standing(12),
    "adopt_consent": Standing(12, needs_second=False, is_amendable=False),
    "approve_minutes": Standing(12, needs_second=False),
    "closed_session": Standing(12),
    "receive_file": Standing(12),
    "add_item": Standing(12, rule="two_thirds_or_unanimous_if_fewer"),
    "take_from_table": Standing(
        is_debatable=False, is_amendable=False, targets=frozenset({"tabled"})
    ),
    "reconsider": Standing(
        may_interrupt=True, is_amendable=False, targets=frozenset({"adopted", "lost"})
    ),
    "rescind": Standing(rule=TWO_THIRDS, targets=frozenset({"adopted"})),
    "suspend_rules": Standing(is_debatable=False, is_amendable=False, rule=TWO_THIRDS),
    "appeal": Standing(may_interrupt=True, is_amendable=False),
}
# These may be put by the chair, without a mover.
MOVERLESS = {"adopt_consent", "approve_minutes", "adjourn", "recess"}
AMENDING = {"amend", "substitute"}
# What becomes of the motion that one of these acts on, once it is adopted.
DISPOSALS = {
    "lay_on_table": "tabled",
    "postpone_definite": "postponed",
    "postpone_indefinite": "postponed",
    "refer": "referred",
    "take_from_table": "pending",
    "reconsider": "pending",
}
# An amendment of an amendment cannot itself be amended.
MOST_DEGREES = 2


def is_in_order(kind: str, pending: str) -> bool:
    """Say whether a motion is in order while another is the immediate question."""
    new, old = KINDS[kind], KINDS[pending]
    if new.may_interrupt:
        return True
    if kind in AMENDING:
        return old.is_amendable
    if new.rank is None or old.rank is None:
        return False
    return new.rank < old.rank
