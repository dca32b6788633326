"""A sitting as it is posted: who was there, what was moved, and who voted how."""

from typing import Any

from govapp.record.shapes.base import BodyRef
from govapp.record.shapes.bodies import PersonRef
from govapp.record.shapes.sittings import (
    Ballot,
    Motion,
    Option,
    Presence,
    Round,
    Sitting,
    Stay,
)
from govapp.sittings.rules.decisions import RULES, count

BOARD = BodyRef(slug="board", name="Board of Governors")
ANA, BEN, CAM = (
    PersonRef(slug=name.lower(), name=f"{name} Example")
    for name in ("Ana", "Ben", "Cam")
)
CALLED, ADJOURNED = "2026-12-16T18:02:00Z", "2026-12-16T20:02:30Z"


def make_round(number: int = 1, /, **votes: Any) -> Round:
    """Return a roll call that was taken, such as `yes=(ANA, BEN)`, or else as given."""
    ballots = tuple(
        Ballot(person=person, option=option)
        for option in Option
        for person in votes.pop(option.value, ())
    )
    given = {
        "method": "roll_call",
        "opened_at": "2026-12-16T19:00:00Z",
        "closed_at": "2026-12-16T19:01:00Z",
        "rule": RULES["majority_cast"],
        "seats": 3,
        "filled": 3,
        "present": 3,
        "quorum": 2,
        "computed": "pass",
        "declared": "pass",
        **votes,
    }
    given.setdefault("tally", count(ballot.option for ballot in ballots))
    return Round(number=number, ballots=ballots, **given)


def make_motion(key: str = "m1", *rounds: Round, **values: Any) -> Motion:
    """Return a motion of the board, moved by Ana and seconded by Ben."""
    given: dict[str, Any] = {
        "text": "That the plan is approved.",
        "mover": ANA,
        "seconder": BEN,
        "state": "adopted",
        "body": BOARD,
        **values,
    }
    return Motion(id=key, rounds=rounds, **given)


def make_presence(
    person: PersonRef, *spans: tuple[str, str], **values: Any
) -> Presence:
    """Return somebody's presence, each span with its last times of December 16."""
    stays = tuple(Stay(arrived=start, left=end) for start, end in spans)
    return Presence(
        **{"person": person, "body": BOARD, "status": "present", **values}, stays=stays
    )


def make_sitting(*motions: Motion, **values: Any) -> Sitting:
    """Return a sitting that was called to order, by default also adjourned."""
    given = {"state": "adjourned", "called_to_order": CALLED, **values}
    if given["state"] == "adjourned":
        given.setdefault("adjourned", ADJOURNED)
    return Sitting(motions=motions, **given)
