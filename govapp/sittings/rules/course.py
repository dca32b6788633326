"""The course of a sitting: from the call to order to adjournment."""

from dataclasses import replace

from govapp.errors import RuleError
from govapp.record.shapes.base import Frozen
from govapp.record.shapes.sittings import ADJOURNED, NOT_BEGUN, Pause, Taken
from govapp.sittings.rules.room import (
    CLOSED_SESSION,
    IN_SESSION,
    RECESSED,
    Act,
    Bench,
    Room,
    check_business,
)

SITTING = "sitting"


class Nothing(Frozen):
    """An act that says all by its kind."""


class Order(Frozen):
    """The call to order: who sits that day, by the rosters and the bodies' rules."""

    benches: tuple[Bench, ...]
    zone: str = "UTC"
    presiding: str = ""
    is_live: bool = True


class Chair(Frozen):
    """Who presides from now on; nobody where the chair is vacated."""

    person: str = ""


class TakingUp(Frozen):
    """An item is taken up; `path` are the keys of the items above it.

    `is_inside` says that one of these is closed.
    """

    item: str
    path: tuple[str, ...] = ()
    is_inside: bool = False


class Closing(Frozen):
    """The session is closed, for these items of the agenda."""

    items: tuple[str, ...]


def call_to_order(room: Room, told: Order, act: Act) -> Room:
    """Begin."""
    if room.state != NOT_BEGUN:
        raise RuleError("The meeting was called to order already.")
    if not any(bench.members for bench in told.benches):
        raise RuleError(
            "No voting member serves on this day, as far as the roster tells. Record "
            "who serves before the meeting is called to order."
        )
    room = replace(
        room,
        state=IN_SESSION,
        benches=told.benches,
        zone=told.zone,
        is_live=told.is_live,
        called_to_order=act.at,
    ).clocked(act.at, SITTING)
    return _seat(room, told.presiding) if told.presiding else room


def preside(room: Room, told: Chair, act: Act) -> Room:
    """Let somebody else preside, or leave the chair vacant."""
    check_business(room)
    if told.person and not any(
        room.is_present(bench.body.slug, told.person) for bench in room.benches
    ):
        raise RuleError("Only a member who is present can preside.")
    return _seat(room, told.person).clocked(act.at, "chair")


def _seat(room: Room, person: str) -> Room:
    found = [
        member.person
        for bench in room.benches
        for member in bench.members
        if member.person.slug == person
    ]
    return replace(room, presiding=found[0] if found else None)


def take_up(room: Room, told: TakingUp, act: Act) -> Room:
    """Take up an item: what stood before it is done with for now."""
    check_business(room)
    if room.is_closed:
        announced = room.pauses[-1].items
        if not {told.item, *told.path} & set(announced):
            raise RuleError("This item was not announced for the closed session.")
    elif told.is_inside:
        raise RuleError("This item belongs into closed session.")
    room = room.clocked(act.at, "item")
    closed = {len(room.taken)} if room.is_closed else set()
    return replace(
        room,
        taken=(*room.taken, Taken(item=told.item, at=act.at)),
        closed_taken=room.closed_taken | closed,
    )


def recess(room: Room, _told: Nothing, act: Act) -> Room:
    """Pause."""
    check_business(room)
    if room.is_closed:
        raise RuleError("Return to open session first.")
    _refuse_open_votes(room)
    pause = Pause(kind="recess", since=act.at)
    return _pause(room, RECESSED, pause).clocked(act.at, SITTING)


def close_session(room: Room, told: Closing, act: Act) -> Room:
    """Go into closed session, for items that were announced by their number."""
    check_business(room)
    if room.is_closed:
        raise RuleError("The session is closed already.")
    _refuse_open_votes(room)
    if not told.items:
        raise RuleError("Choose the items for which the session is closed.", "items")
    pause = Pause(kind="closed_session", since=act.at, items=told.items)
    return _pause(room, CLOSED_SESSION, pause).clocked(act.at, SITTING)


def resume(room: Room, _told: Nothing, act: Act) -> Room:
    """Go on after a recess or a closed session."""
    if room.state not in {RECESSED, CLOSED_SESSION}:
        raise RuleError("The meeting is neither in recess nor in closed session.")
    _refuse_open_votes(room)
    return replace(_end_pause(room, act), state=IN_SESSION).clocked(act.at, SITTING)


def adjourn(room: Room, _told: Nothing, act: Act) -> Room:
    """End."""
    if room.state in {NOT_BEGUN, ADJOURNED}:
        check_business(room)
    if room.is_closed:
        raise RuleError("Return to open session first.")
    _refuse_open_votes(room)
    room.check_time(act.at, *room.times)
    room = room.clocked(act.at, SITTING)
    if room.state == RECESSED:
        room = _end_pause(room, act)
    return replace(room, state=ADJOURNED, adjourned=act.at)


def _pause(room: Room, state: str, pause: Pause) -> Room:
    return replace(room, state=state, pauses=(*room.pauses, pause))


def _end_pause(room: Room, act: Act) -> Room:
    pause = room.pauses[-1].model_copy(update={"until": act.at})
    return replace(room, pauses=(*room.pauses[:-1], pause))


def _refuse_open_votes(room: Room) -> None:
    if any(held.open_round for held in room.motions.values()):
        raise RuleError("A vote is being taken: declare its result, or void it, first.")
