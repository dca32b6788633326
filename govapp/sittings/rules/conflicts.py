"""Conflicts of interest, and items that members want out of a consent block."""

from dataclasses import replace
from typing import Literal

from govapp.errors import RuleError
from govapp.record.shapes.base import Frozen
from govapp.record.shapes.bodies import PersonRef
from govapp.record.shapes.sittings import Conflict, Pulled
from govapp.sittings.rules.room import Act, Room, check_begun, check_business, thing


class Declaring(Frozen):
    """A member declares a conflict; everyone reads `statement`, the desk the `note`."""

    person: str
    item: str
    kind: Literal["recusal", "disclosure"] = "recusal"
    statement: str = ""
    has_left: bool = False
    note: str = ""


class Returning(Frozen):
    """A member who left for an item comes back."""

    person: str
    item: str


class Pulling(Frozen):
    """An item is taken out of its consent block."""

    item: str
    by: str
    reason: str = ""


def declare_conflict(room: Room, told: Declaring, act: Act) -> Room:
    """Record a conflict: who is recused takes no part in the item from then on."""
    check_begun(room, act.at)
    person = _find_person(room, told.person)
    if not told.item:
        raise RuleError("Choose the item that it is about.", "item")
    if not told.statement:
        raise RuleError("Write the reason as it was stated in public.", "statement")
    if any((each.person, each.item) == (person, told.item) for each in room.conflicts):
        raise RuleError(
            "%(who)s has declared this already for this item.", who=person.name
        )
    if told.kind == "recusal" and _is_voting(room, told.person, told.item):
        raise RuleError(
            "%(who)s has voted on this item: void that vote, or strike it, first.",
            who=person.name,
        )
    room = room.clocked(act.at, *_things(room, told.person))
    conflict = Conflict(
        person=person,
        item=told.item,
        kind=told.kind,
        statement=told.statement,
        declared_at=act.at,
        left=act.at if told.has_left else "",
    )
    closed = {len(room.conflicts)} if room.is_closed else set()
    return replace(
        room,
        conflicts=(*room.conflicts, conflict),
        closed_conflicts=room.closed_conflicts | closed,
    )


def come_back(room: Room, told: Returning, act: Act) -> Room:
    """Let a member who left for an item be back in the room."""
    check_begun(room, act.at)
    person = _find_person(room, told.person)
    for place, each in enumerate(room.conflicts):
        if (each.person, each.item) == (person, told.item) and each.left:
            if each.returned:
                break
            room = room.clocked(act.at, *_things(room, told.person))
            back = each.model_copy(update={"returned": act.at})
            before, after = room.conflicts[:place], room.conflicts[place + 1 :]
            return replace(room, conflicts=(*before, back, *after))
    raise RuleError("%(who)s has not left for this item.", who=person.name)


def pull(room: Room, told: Pulling, act: Act) -> Room:
    """Take an item out of its consent block, on a member's word."""
    check_business(room)
    if not told.by:
        raise RuleError("Say who wants it pulled.", "by")
    if any(each.item == told.item for each in room.pulled):
        raise RuleError("This item was pulled already.")
    room = room.clocked(act.at, f"item {told.item}")
    pulled = Pulled(item=told.item, by=told.by, at=act.at, reason=told.reason)
    return replace(room, pulled=(*room.pulled, pulled))


def _find_person(room: Room, person: str) -> PersonRef:
    for bench in room.benches:
        for member in bench.members:
            if member.person.slug == person:
                return member.person
    raise RuleError(
        "%(who)s is not a voting member who serves on this day.", who=person or "–"
    )


def _things(room: Room, person: str) -> list[str]:
    return [
        thing(bench.body.slug, person)
        for bench in room.benches
        if any(member.person.slug == person for member in bench.members)
    ]


def _is_voting(room: Room, person: str, item: str) -> bool:
    """Say whether somebody has voted in a vote on an item that is being taken."""
    return any(
        line.person.slug == person
        for held in room.motions.values()
        if item in {held.motion.item, *(each.key for each in held.covers)}
        if held.open_round
        for line in held.open_round.ballots
    )
