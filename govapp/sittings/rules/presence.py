"""Who is there: the roll, arrivals and departures, and whether they make a quorum."""

from dataclasses import dataclass, replace
from typing import Literal

from govapp.errors import RuleError
from govapp.record.shapes.base import Frozen
from govapp.record.shapes.sittings import Presence, Stay
from govapp.sittings.rules import decisions
from govapp.sittings.rules.room import Act, Bench, Room, check_begun, thing

REMOTE = ("video", "phone")


class Arrival(Frozen):
    """A member answers the roll, arrives, or is there in another way than before.

    `disclosure` is what a remote member says of who else of age is in the room there.
    """

    body: str
    person: str
    mode: Literal["in_person", "video", "phone"] = "in_person"
    disclosure: str = ""


class Departure(Frozen):
    """A member leaves."""

    body: str
    person: str


class Absence(Frozen):
    """A member is not there, perhaps excused by the body."""

    body: str
    person: str
    status: Literal["absent", "excused"] = "absent"


def arrive(room: Room, told: Arrival, act: Act) -> Room:
    """Let a member be there; whoever answers the roll was so from the call to order."""
    check_begun(room, act.at)
    member = room.member(told.body, told.person)
    old = room.presences.get((told.body, told.person))
    stays = old.stays if old else ()
    arrived = act.at
    if room.is_present(told.body, told.person):
        if stays[-1].mode == told.mode and stays[-1].disclosure == told.disclosure:
            raise RuleError(
                "%(who)s is recorded as present already.", who=member.person.name
            )
        stays = (*stays[:-1], stays[-1].model_copy(update={"left": act.at}))
    elif old is None and not room.taken and not room.motions:
        arrived = room.called_to_order
    stay = Stay(arrived=arrived, mode=told.mode, disclosure=told.disclosure)
    return _record(room, told, act, "present", (*stays, stay))


def leave(room: Room, told: Departure, act: Act) -> Room:
    """Let a member be gone."""
    check_begun(room, act.at)
    member = room.member(told.body, told.person)
    if not room.is_present(told.body, told.person):
        raise RuleError(
            "%(who)s is not recorded as present, so cannot leave.",
            who=member.person.name,
        )
    stays = room.presences[told.body, told.person].stays
    gone = stays[-1].model_copy(update={"left": act.at})
    return _record(room, told, act, "present", (*stays[:-1], gone))


def miss(room: Room, told: Absence, act: Act) -> Room:
    """Let a member be absent."""
    check_begun(room, act.at)
    member = room.member(told.body, told.person)
    old = room.presences.get((told.body, told.person))
    if old and old.stays:
        raise RuleError(
            "%(who)s was there: record that they left.", who=member.person.name
        )
    return _record(room, told, act, told.status, ())


def _record(
    room: Room,
    told: Arrival | Departure | Absence,
    act: Act,
    status: str,
    stays: tuple[Stay, ...],
) -> Room:
    member = room.member(told.body, told.person)
    presence = Presence(
        person=member.person,
        body=room.bench(told.body).body,
        role=member.role,
        status=status,
        stays=stays,
    )
    room = room.clocked(act.at, thing(told.body, told.person))
    known = {**room.presences, (told.body, told.person): presence}
    return replace(room, presences=known)


@dataclass(frozen=True)
class Quorum:
    """How many of a body's members must be there, and how many are."""

    bench: Bench
    needed: int
    present: int
    recused: int

    @property
    def is_met(self) -> bool:
        """Whether the body can act."""
        return self.present >= self.needed


def find_quorum(room: Room, bench: Bench, item: str = "") -> Quorum:
    """Return how a body stands, on an item where some may be recused."""
    there = [
        member.person.slug
        for member in bench.members
        if room.is_present(bench.body.slug, member.person.slug)
    ]
    recused = sum(room.is_recused(person, item) for person in there)
    counted = len(there) - (0 if bench.quorum.counts_recused else recused)
    needed = decisions.quorum(bench.quorum, seats=bench.seats, filled=bench.filled)
    return Quorum(bench, needed, counted, recused)


def is_remote(room: Room, body: str, person: str) -> bool:
    """Say whether a member takes part from elsewhere."""
    if not room.is_present(body, person):
        return False
    return room.presences[body, person].stays[-1].mode in REMOTE


def has_remote(room: Room, bench: Bench) -> bool:
    """Say whether any of a body's members takes part from elsewhere."""
    body = bench.body.slug
    return any(is_remote(room, body, each.person.slug) for each in bench.members)


def list_undisclosed(room: Room, bench: Bench) -> list[str]:
    """Return the names of remote members who have yet to say who is with them."""
    body = bench.body.slug
    return [
        each.person.name
        for each in bench.members
        if bench.names_votes
        and is_remote(room, body, each.person.slug)
        and not room.presences[body, each.person.slug].stays[-1].disclosure
    ]
