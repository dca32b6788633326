"""Who sits in a meeting, and what everyone may read of its sitting."""

from collections.abc import Collection, Iterable
from datetime import date

from govapp.committees.models import Body, Membership
from govapp.committees.published import words
from govapp.committees.rules import Dates, Serves, goes_on, serves_on
from govapp.meetings.models import Meeting
from govapp.record.shapes.base import BodyRef
from govapp.record.shapes.bodies import PersonRef
from govapp.record.shapes.sittings import (
    Ballot,
    Motion,
    Pause,
    Presence,
    QuorumRule,
    Round,
    Sitting,
    Tally,
)
from govapp.sittings.rules.decisions import QUORUMS, RULES
from govapp.sittings.rules.room import CLOSED_SESSION, Bench, Held, Room, Seated

# Under this law each vote is by name while a member takes part from elsewhere.
NAMING = "us-ca-bagley-keene"
RANKS = ("chair", "vice_chair", "secretary")


def build_benches(meeting: Meeting) -> tuple[Bench, ...]:
    """Build each body of a meeting as it sits on its day."""
    day = date.fromisoformat(meeting.start_local[:10])
    return tuple(_bench(body, day) for body in meeting.bodies)


def _bench(body: Body, day: date) -> Bench:
    members = [
        _seated(membership, day)
        for membership in body.memberships
        if membership.is_voting and serves_on(membership, day) is Serves.YES
    ]
    seats = [seat for seat in body.seats if seat.is_voting and not seat.ended_on]
    return Bench(
        body=BodyRef(slug=body.slug, name=body.name),
        members=tuple(sorted(members, key=_rank)),
        seats=max(body.seats_authorized or len(seats), len(members)),
        filled=len(members),
        quorum=get_quorum(body),
        rule=RULES[body.decision_rule],
        needs_second=body.needs_second,
        chair_votes=body.chair_votes,
        names_votes=_names_votes(body, day),
    )


def get_quorum(body: Body) -> QuorumRule:
    """Return how many members a body needs to act."""
    known = QUORUMS[body.quorum_rule]
    fixed = max(1, body.quorum_fixed) if body.quorum_rule == "fixed" else 0
    return known.model_copy(
        update={"counts_recused": body.counts_recused, "fixed": fixed}
    )


def _seated(membership: Membership, day: date) -> Seated:
    held = {
        office.office
        for office in membership.offices
        if goes_on(Dates(office.start_on, office.end_on), day)
    }
    person = membership.person
    return Seated(
        person=PersonRef(slug=person.slug, name=person.name),
        role=next((rank for rank in RANKS if rank in held), ""),
    )


def _rank(member: Seated) -> int:
    return RANKS.index(member.role) if member.role else len(RANKS)


def _names_votes(body: Body, day: date) -> bool:
    return any(
        attached.code == NAMING
        and attached.start_on <= day.isoformat()
        and (not attached.end_on or day.isoformat() <= attached.end_on)
        for attached in body.rule_sets
    )


def find_chair(benches: Iterable[Bench]) -> str:
    """Return who presides at first: the first chair or vice chair, if there is one."""
    for bench in benches:
        for member in bench.members:
            if member.role in {"chair", "vice_chair"}:
                return member.person.slug
    return ""


def build_sitting(room: Room, keys: Collection[str]) -> Sitting:
    """Build what everyone may read: nothing of a closed session, no undeclared vote.

    `keys` are those of the items that everyone reads.
    """
    return Sitting(
        state=room.state,
        called_to_order=room.called_to_order,
        adjourned=room.adjourned,
        presiding=room.presiding,
        presences=tuple(
            _presence(room.presences[bench.body.slug, member.person.slug])
            for bench in room.benches
            for member in bench.members
            if (bench.body.slug, member.person.slug) in room.presences
        ),
        taken=tuple(
            taken
            for place, taken in enumerate(room.taken)
            if place not in room.closed_taken and taken.item in keys
        ),
        pauses=tuple(_pause(pause, keys) for pause in room.pauses),
        pulled=tuple(pulled for pulled in room.pulled if pulled.item in keys),
        motions=tuple(
            _motion(held, keys) for held in room.motions.values() if not held.is_closed
        ),
        conflicts=tuple(
            conflict
            for place, conflict in enumerate(room.conflicts)
            if place not in room.closed_conflicts and conflict.item in keys
        ),
    )


def build_closed_sitting(room: Room, keys: Collection[str]) -> Sitting:
    """Build what members may read of what was behind closed doors.

    `keys` are those of the closed items, and of what stands beneath them.
    """
    return Sitting(
        state=room.state,
        presences=build_sitting(room, ()).presences,
        taken=tuple(
            taken
            for place, taken in enumerate(room.taken)
            if place in room.closed_taken or taken.item in keys
        ),
        pauses=tuple(pause for pause in room.pauses if pause.kind == CLOSED_SESSION),
        motions=tuple(
            _motion(held, {held.motion.item})
            for held in room.motions.values()
            if held.is_closed
        ),
        conflicts=tuple(
            conflict
            for place, conflict in enumerate(room.conflicts)
            if place in room.closed_conflicts or conflict.item in keys
        ),
    )


def _ballot(line: Ballot, keys: Collection[str]) -> Ballot:
    shown = tuple(each for each in line.recused_on if each.key in keys)
    return line.model_copy(update={"recused_on": shown})


def _presence(found: Presence) -> Presence:
    """Name the office that somebody holds as everyone reads it."""
    role = words.office(found.role) if found.role else ""
    return found.model_copy(update={"role": role})


def _pause(pause: Pause, keys: Collection[str]) -> Pause:
    shown = tuple(item for item in pause.items if item in keys)
    return pause.model_copy(update={"items": shown})


def _motion(held: Held, keys: Collection[str]) -> Motion:
    motion = held.motion
    return motion.model_copy(
        update={
            "item": motion.item if motion.item in keys else "",
            # A motion that is taken up again is no resolution, or not yet.
            "resolution": motion.resolution if motion.state == "adopted" else "",
            "rounds": tuple(_round(each, keys) for each in motion.rounds),
        }
    )


def _round(taken: Round, keys: Collection[str]) -> Round:
    """Show a vote once it is declared; before, only that it is being taken.

    Of a consent block only the items are named that everyone reads.
    """
    if taken.closed_at:
        shown = {
            "ballots": tuple(_ballot(line, keys) for line in taken.ballots),
            "parts": tuple(each for each in taken.parts if each.item.key in keys),
        }
        return taken.model_copy(update=shown)
    return taken.model_copy(update={"ballots": (), "tally": Tally(), "present": 0})
