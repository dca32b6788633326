"""The journal of a sitting: its acts in their order make the room what it is."""

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Any

from pydantic import ValidationError

from govapp.errors import RuleError
from govapp.record.shapes.base import Frozen
from govapp.sittings.rules import conflicts, course, motions, presence, votes
from govapp.sittings.rules.room import Act, Room

STRIKE = "strike"


class Striking(Frozen):
    """An act, known by its number, does not count; striking this one restores it."""

    seq: int
    reason: str


# What each kind of act tells, and what it does.
KINDS: dict[str, tuple[type[Frozen], Callable[[Room, Any, Act], Room]]] = {
    "order": (course.Order, course.call_to_order),
    "preside": (course.Chair, course.preside),
    "take_up": (course.TakingUp, course.take_up),
    "recess": (course.Nothing, course.recess),
    "close": (course.Closing, course.close_session),
    "resume": (course.Nothing, course.resume),
    "adjourn": (course.Nothing, course.adjourn),
    "arrive": (presence.Arrival, presence.arrive),
    "leave": (presence.Departure, presence.leave),
    "miss": (presence.Absence, presence.miss),
    "conflict": (conflicts.Declaring, conflicts.declare_conflict),
    "return": (conflicts.Returning, conflicts.come_back),
    "pull": (conflicts.Pulling, conflicts.pull),
    "move": (motions.Moving, motions.move),
    "second": (motions.Seconding, motions.second),
    "dispose": (motions.Disposing, motions.dispose),
    "number": (motions.Numbering, motions.give_number),
    "open_vote": (votes.Opening, votes.open_vote),
    "cast": (votes.Casting, votes.cast),
    "agree": (votes.Agreement, votes.agree),
    "declare": (votes.Declaration, votes.declare),
    "void": (votes.Voiding, votes.void),
}


def make_act(seq: int, kind: str, at: str, data: Mapping[str, Any]) -> Act:
    """Return an act out of what is told of it; raises RuleError."""
    if kind not in KINDS and kind != STRIKE:
        raise RuleError("There is no such entry.")
    told: Frozen = read(Striking if kind == STRIKE else KINDS[kind][0], data)
    return Act(seq=seq, kind=kind, at=at, data=told.model_dump(mode="json"))


def take(room: Room, act: Act) -> Room:
    """Return the room as it is after an act; raises RuleError where it may not be."""
    told, do = KINDS[act.kind]
    return do(room, read(told, act.data), act)


def read(told: type[Frozen], data: Mapping[str, Any]) -> Any:
    """Read what an act tells; raises RuleError saying what is missing."""
    try:
        return told.model_validate(data)
    except ValidationError as error:
        field = str((error.errors()[0]["loc"] or ("",))[0])
        raise RuleError(
            "This entry is not complete: choose or fill in “%(name)s”.",
            field,
            name=field.replace("_", " "),
        ) from error


def list_standing(acts: Sequence[Act]) -> list[Act]:
    """Return the acts that count: all but those struck, and the strikes themselves."""
    struck: set[int] = set()
    standing = []
    for act in reversed(acts):
        if act.seq in struck:
            continue
        if act.kind == STRIKE:
            struck.add(act.data["seq"])
        else:
            standing.append(act)
    return standing[::-1]


def fold(acts: Sequence[Act]) -> Room:
    """Make the room out of a journal that stands."""
    return reduce(take, list_standing(acts), Room())


def add(acts: Sequence[Act], new: Act) -> Room:
    """Return the room with one more act; raises RuleError where it may not be."""
    if new.kind != STRIKE:
        return take(fold(acts), new)
    told: Striking = read(Striking, new.data)
    if not told.reason:
        raise RuleError("Say why it is struck.", "reason")
    if told.seq not in {act.seq for act in acts}:
        raise RuleError("There is no entry of that number.")
    if told.seq not in {act.seq for act in list_counting(acts)}:
        raise RuleError("That entry is struck already.")
    return _refold([*acts, new])


def list_counting(acts: Sequence[Act]) -> list[Act]:
    """Return the acts that are not struck, with the strikes among them."""
    struck: set[int] = set()
    for act in reversed(acts):
        if act.kind == STRIKE and act.seq not in struck:
            struck.add(act.data["seq"])
    return [act for act in acts if act.seq not in struck]


def _refold(acts: Sequence[Act]) -> Room:
    """Make the room anew; raises RuleError naming the first act that cannot stand."""
    room = Room()
    for act in list_standing(acts):
        try:
            room = take(room, act)
        except RuleError as error:
            raise RuleError(
                "Entry %(seq)s, recorded at %(at)s, would no longer stand: %(why)s",
                seq=act.seq,
                at=room.local(act.at),
                why=str(error),
            ) from error
    return room
