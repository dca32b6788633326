"""A room as it stands: what has been recorded of a sitting so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from zoneinfo import ZoneInfo

from govapp import clock
from govapp.errors import RuleError
from govapp.record.shapes.base import BodyRef, Frozen
from govapp.record.shapes.bodies import PersonRef
from govapp.record.shapes.sittings import (
    ADJOURNED,
    NOT_BEGUN,
    Conflict,
    Covered,
    DecisionRule,
    Motion,
    Pause,
    Presence,
    Pulled,
    QuorumRule,
    Round,
    Taken,
)

IN_SESSION, RECESSED = "in_session", "recessed"
CLOSED_SESSION = "closed_session"


class Seated(Frozen):
    """A member who is entitled to vote that day, and the office held."""

    person: PersonRef
    role: str = ""


class Bench(Frozen):
    """A body as it sits in one meeting: who is entitled, and how it decides.

    `seats` are those authorized, `filled` those that somebody holds. With
    `names_votes` the law wants each vote by name while a member is remote.
    """

    body: BodyRef
    members: tuple[Seated, ...] = ()
    seats: int = 0
    filled: int = 0
    quorum: QuorumRule = QuorumRule()
    rule: DecisionRule
    needs_second: bool = True
    chair_votes: bool = True
    names_votes: bool = False


class Act(Frozen):
    """Something that happened: its place in the journal, when it was, and what."""

    seq: int
    kind: str
    at: str
    data: dict[str, Any]


@dataclass(frozen=True)
class Held:
    """A motion and what only the room knows of it.

    `wording` is how the main motion would read with it, `rule` the code of a rule that
    it needs where that is not the usual one; `covers` are the items that it adopts with
    its own, a consent block; `changed` are the motions that its
    adoption changed, as they were and as they became.
    """

    motion: Motion
    is_closed: bool = False
    wording: str = ""
    rule: str = ""
    covers: tuple[Covered, ...] = ()
    changed: tuple[tuple["Held", "Held"], ...] = ()

    @property
    def open_round(self) -> Round | None:
        """The vote that is being taken, if any."""
        rounds = self.motion.rounds
        is_open = rounds and not rounds[-1].closed_at and not rounds[-1].void
        return rounds[-1] if is_open else None


@dataclass(frozen=True)
class Caution:
    """Something out of order that was recorded all the same, by the act's number."""

    seq: int
    message: str
    values: Mapping[str, str] = field(default_factory=dict)


Key = tuple[str, str]


@dataclass(frozen=True)
class Room:
    """Everything that the acts so far have made of a sitting.

    `presences` are by body and person, `motions` by their id, `times` the last instant
    that was recorded of each thing; `closed_taken` and `closed_conflicts` are the
    places of what was recorded in closed session.
    """

    state: str = NOT_BEGUN
    zone: str = "UTC"
    is_live: bool = False
    benches: tuple[Bench, ...] = ()
    called_to_order: str = ""
    adjourned: str = ""
    presiding: PersonRef | None = None
    presences: Mapping[Key, Presence] = field(default_factory=dict)
    taken: tuple[Taken, ...] = ()
    pauses: tuple[Pause, ...] = ()
    motions: Mapping[str, Held] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    closed_taken: frozenset[int] = frozenset()
    closed_conflicts: frozenset[int] = frozenset()
    pulled: tuple[Pulled, ...] = ()
    times: Mapping[str, str] = field(default_factory=dict)
    cautions: tuple[Caution, ...] = ()

    @property
    def item(self) -> str:
        """The key of the item that is taken up, if any."""
        return self.taken[-1].item if self.taken else ""

    @property
    def is_closed(self) -> bool:
        """Whether the session is closed."""
        return self.state == CLOSED_SESSION

    def bench(self, slug: str) -> Bench:
        """Return a body as it sits; raises RuleError."""
        for bench in self.benches:
            if bench.body.slug == slug:
                return bench
        raise RuleError("This body does not sit in this meeting.")

    def member(self, body: str, person: str) -> Seated:
        """Return a member of a body who serves that day; raises RuleError."""
        bench = self.bench(body)
        for member in bench.members:
            if member.person.slug == person:
                return member
        raise RuleError(
            "%(who)s is not a voting member of %(body)s who serves on this day.",
            who=person or "–",
            body=bench.body.name,
        )

    def held(self, motion: str) -> Held:
        """Return a motion; raises RuleError."""
        if motion not in self.motions:
            raise RuleError("There is no such motion in this meeting.")
        return self.motions[motion]

    def is_present(self, body: str, person: str) -> bool:
        """Say whether a member is in the room or connected to it."""
        presence = self.presences.get((body, person))
        stays = presence.stays if presence else ()
        return bool(stays) and not stays[-1].left

    def is_recused(self, person: str, item: str) -> bool:
        """Say whether somebody is recused on an item."""
        return bool(item) and any(
            (each.person.slug, each.item, each.kind) == (person, item, "recusal")
            for each in self.conflicts
        )

    def check_time(self, at: str, *things: str) -> None:
        """Refuse what is earlier than what is known of a thing; raises RuleError."""
        for each in things:
            if at < self.times.get(each, ""):
                raise RuleError(
                    "%(at)s is earlier than what was recorded of this last, at "
                    "%(last)s. Time does not run backwards.",
                    at=self.local(at),
                    last=self.local(self.times[each]),
                )

    def clocked(self, at: str, *things: str) -> "Room":
        """Note that something was recorded of these things; time goes on for each."""
        self.check_time(at, *things)
        return replace(self, times={**self.times, **dict.fromkeys(things, at)})

    def local(self, at: str) -> str:
        """Write an instant as the clock on the wall shows it."""
        moment = clock.instant(at).astimezone(ZoneInfo(self.zone))
        half = "a.m." if moment.hour < 12 else "p.m."
        return f"{moment.hour % 12 or 12}:{moment:%M:%S} {half}"

    def cautioned(self, act: Act, message: str, **values: str) -> "Room":
        """Keep that an act was out of order."""
        caution = Caution(act.seq, message, values)
        return replace(self, cautions=(*self.cautions, caution))

    def holding(self, *changed: Held) -> "Room":
        """Return the room with motions as they now are."""
        return replace(
            self, motions={**self.motions, **{each.motion.id: each for each in changed}}
        )


def thing(body: str, person: str) -> str:
    """Return under which name the times of a member are kept."""
    return f"member {body} {person}"


def check_business(room: Room) -> None:
    """Refuse business where the body is not sitting; raises RuleError."""
    if room.state not in {IN_SESSION, CLOSED_SESSION}:
        raise RuleError(
            {
                NOT_BEGUN: "The meeting has not been called to order.",
                RECESSED: "The meeting is in recess: resume it first.",
                ADJOURNED: "The meeting is adjourned.",
            }[room.state]
        )


def check_begun(room: Room, at: str) -> None:
    """Refuse what was before the meeting or after it; raises RuleError."""
    if not room.called_to_order or at < room.called_to_order:
        raise RuleError("The meeting has not been called to order.")
    if room.adjourned and at > room.adjourned:
        raise RuleError("The meeting is adjourned.")
