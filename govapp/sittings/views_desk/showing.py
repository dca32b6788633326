"""What the meeting screen shows: the room with names, numbers and what may be done."""

import uuid
from dataclasses import dataclass
from functools import cached_property

from govapp import clock
from govapp.meetings.models import AgendaItem, Meeting
from govapp.meetings.models.agenda import ItemKind
from govapp.meetings.queries.agendas import get_tree
from govapp.meetings.rules.numbering import Node
from govapp.record.shapes.bodies import PersonRef
from govapp.record.shapes.sittings import Round
from govapp.sittings.models import SittingAct
from govapp.sittings.queries import list_acts, read_acts
from govapp.sittings.rules import journal, motions, votes
from govapp.sittings.rules.presence import Quorum, find_quorum, list_undisclosed
from govapp.sittings.rules.room import Act, Bench, Held, Room, Seated

METHODS = ("voice", "roll_call", "show_of_hands", "unanimous_consent")


@dataclass(frozen=True)
class Line:
    """A member on the roll; `mode` is empty for one who is not there."""

    member: Seated
    status: str
    mode: str
    since: str
    is_recused: bool


@dataclass(frozen=True)
class Question:
    """A motion as it stands: its place among all, and the vote that is being taken.

    `judged` is what that vote would come to if it closed now.
    """

    held: Held
    number: int
    needs_second: bool
    methods: tuple[str, ...]
    judged: Round | None
    waiting: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """An entry of the log; `strike` is the number of the one that struck it."""

    act: Act
    actor: str
    is_struck: bool


@dataclass(frozen=True)
class Showing:
    """Everything the screen asks for."""

    meeting: Meeting
    room: Room
    rows: tuple[SittingAct, ...]
    nodes: tuple[Node[AgendaItem], ...]
    now: str

    @property
    def seq(self) -> int:
        """How many entries there are."""
        return len(self.rows)

    def new_key(self) -> str:
        """Return a key for a form."""
        return str(uuid.uuid4())

    @cached_property
    def items(self) -> dict[str, str]:
        """The number and title of each item, by its key."""
        return {
            node.item.key: f"{node.number} {node.item.title}".strip()
            for node in self.nodes
        }

    @cached_property
    def closed_items(self) -> list[AgendaItem]:
        """The closed items, for which a session may be closed."""
        return [
            node.item
            for node in self.nodes
            if node.item.kind == ItemKind.CLOSED and not node.item.is_withdrawn
        ]

    @cached_property
    def consent_items(self) -> list[AgendaItem]:
        """The items that stand in a consent block, and could be pulled from it."""
        blocks = {n.item.id for n in self.nodes if n.item.kind == ItemKind.CONSENT}
        return [n.item for n in self.nodes if n.item.parent_id in blocks]

    @property
    def item(self) -> AgendaItem | None:
        """The item that is taken up."""
        keys = {node.item.key: node.item for node in self.nodes}
        return keys.get(self.room.item)

    @cached_property
    def taken(self) -> dict[str, str]:
        """When each item was taken up last, by its key."""
        return {taken.item: taken.at for taken in self.room.taken}

    @cached_property
    def names(self) -> dict[str, str]:
        """What each member is called, by the person's slug."""
        return {
            member.person.slug: member.person.name
            for bench in self.room.benches
            for member in bench.members
        }

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The place of each motion among all, by its id."""
        return {motion: place for place, motion in enumerate(self.room.motions, 1)}

    def quorum(self, bench: Bench) -> Quorum:
        """Return how a body stands on the item that is taken up."""
        return find_quorum(self.room, bench, self.room.item)

    def undisclosed(self, bench: Bench) -> list[str]:
        """Return who takes part from elsewhere and has yet to say who is there."""
        return list_undisclosed(self.room, bench)

    def roll(self, bench: Bench) -> list[Line]:
        """Return the members of a body as they are there or not."""
        return [_line(self.room, bench, member) for member in bench.members]

    def present(self, bench: Bench) -> list[Seated]:
        """Return those who are there."""
        return [
            each
            for each in bench.members
            if self.room.is_present(bench.body.slug, each.person.slug)
        ]

    def named(
        self, bench: Bench, but: PersonRef | None = None
    ) -> list[tuple[str, str]]:
        """Return those who are there, with a first choice of nobody."""
        there = [each.person for each in self.present(bench) if each.person != but]
        return [("", "–"), *((person.slug, person.name) for person in there)]

    def pending(self, bench: Bench) -> list[Question]:
        """Return what a body has before it, the immediate question first."""
        found = motions.list_pending(self.room, bench.body.slug)
        return [self._question(bench, held) for held in reversed(found)]

    def settled(self, bench: Bench) -> list[Question]:
        """Return what a body is done with, the latest first."""
        return [
            self._question(bench, held)
            for held in reversed(list(self.room.motions.values()))
            if held.motion.body == bench.body and held.motion.state != "pending"
        ]

    def _question(self, bench: Bench, held: Held) -> Question:
        now = held.open_round
        is_forced = votes.is_roll_call_forced(self.room, bench)
        return Question(
            held=held,
            number=self.numbers[held.motion.id],
            needs_second=motions.needs_second(self.room, held.motion)
            and held.motion.seconder is None,
            methods=("roll_call",) if is_forced else METHODS,
            judged=votes.judge(self.room, held, now) if now else None,
            waiting=tuple(votes.list_waiting(self.room, held)),
        )

    @cached_property
    def entries(self) -> list[Entry]:
        """The log, the latest first."""
        acts = read_acts(self.rows)
        counting = {act.seq for act in journal.list_counting(acts)}
        lines = [
            Entry(act, row.actor_name, act.seq not in counting)
            for act, row in zip(acts, self.rows, strict=True)
        ]
        return lines[::-1]


def show(meeting: Meeting) -> Showing:
    """Gather what the screen of a meeting shows."""
    rows = list_acts(meeting)
    return Showing(
        meeting=meeting,
        room=journal.fold(read_acts(rows)),
        rows=tuple(rows),
        nodes=tuple(node for top in get_tree(meeting) for node in top.walk()),
        now=clock.stamp(clock.now()),
    )


def _line(room: Room, bench: Bench, member: Seated) -> Line:
    presence = room.presences.get((bench.body.slug, member.person.slug))
    stay = presence.stays[-1] if presence and presence.stays else None
    is_there = stay is not None and not stay.left
    return Line(
        member=member,
        status="present"
        if is_there
        else "left"
        if stay
        else presence.status
        if presence
        else "",
        mode=stay.mode if stay and is_there else "",
        since=(stay.arrived if is_there else stay.left) if stay else "",
        is_recused=room.is_recused(member.person.slug, room.item),
    )
