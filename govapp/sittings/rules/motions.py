"""Motions: made, seconded, put aside, and what the adopted ones do to others."""

from dataclasses import replace
from typing import Literal

from govapp.errors import RuleError
from govapp.record.shapes.base import Frozen
from govapp.record.shapes.bodies import PersonRef
from govapp.record.shapes.sittings import Covered, DecisionRule, Motion
from govapp.sittings.rules import decisions
from govapp.sittings.rules.precedence import (
    AMENDING,
    KINDS,
    MOST_DEGREES,
    MOVERLESS,
    is_in_order,
)
from govapp.sittings.rules.room import Act, Held, Room, check_begun, check_business

LONGEST_NUMBER = 40


class Moving(Frozen):
    """A motion is made; `wording` is how the main motion reads once this one amends it.

    Who seconds it at once is its `seconder`: it is then one entry, also where no
    connection tells yet by which number others would know the motion.
    `rule` is the code of a rule that it needs, where that is not the usual one;
    `is_inside` says that the item is beneath a closed one; `covers` is what stands in
    it, where it is a consent block.
    """

    body: str
    kind: str = "main"
    text: str = ""
    mover: str = ""
    seconder: str = ""
    item: str = ""
    applies_to: str = ""
    wording: str = ""
    rule: str = ""
    covers: tuple[Covered, ...] = ()
    is_inside: bool = False


class Seconding(Frozen):
    """A member seconds a motion."""

    motion: str
    member: str


class Disposing(Frozen):
    """A motion is done with, without a vote on it."""

    motion: str
    how: Literal["withdrawn", "died_no_second", "ruled_out"]


class Numbering(Frozen):
    """An adopted motion is a resolution of this number."""

    motion: str
    number: str = ""


def move(room: Room, told: Moving, act: Act) -> Room:
    """Make a motion."""
    check_business(room)
    if told.kind not in KINDS:
        raise RuleError("There is no such kind of motion.", "kind")
    if told.is_inside and not room.is_closed:
        raise RuleError("This item belongs into closed session.")
    target = _find_target(room, told)
    item = told.item or (target.motion.item if target else "")
    mover = _find_mover(room, told, item)
    if not told.text:
        raise RuleError("Write what is moved.", "text")
    if told.kind == "amend" and not told.wording:
        raise RuleError("Write how the motion would read as amended.", "wording")
    wording = told.wording or (told.text if told.kind in AMENDING else "")
    motion = Motion(
        id=str(act.seq),
        item=item,
        body=room.bench(told.body).body,
        kind=told.kind,
        text=told.text,
        mover=mover,
        applies_to=target.motion.id if target else "",
    )
    _find_rule(room, motion, told.rule)
    room = _caution(room, motion, target, act)
    room = room.clocked(act.at, name(motion))
    is_closed = room.is_closed or (target is not None and target.is_closed)
    held = Held(
        motion,
        is_closed=is_closed,
        wording=wording,
        rule=told.rule,
        covers=told.covers,
    )
    room = room.holding(held)
    if not told.seconder:
        return room
    return second(room, Seconding(motion=motion.id, member=told.seconder), act)


def name(motion: Motion) -> str:
    """Return under which name the times of a motion are kept."""
    return f"motion {motion.id}"


def list_pending(room: Room, body: str) -> list[Held]:
    """Return what a body has before it, the immediate question last."""
    return [
        held
        for held in room.motions.values()
        if held.motion.body.slug == body and held.motion.state == "pending"
    ]


def find_rule(room: Room, held: Held) -> DecisionRule:
    """Return what a motion needs: its own rule, its kind's, or the body's."""
    return _find_rule(room, held.motion, held.rule)


def needs_second(room: Room, motion: Motion) -> bool:
    """Say whether a motion can come to a vote only when it is seconded."""
    bench = room.bench(motion.body.slug)
    return bench.needs_second and KINDS[motion.kind].needs_second


def _find_rule(room: Room, motion: Motion, code: str) -> DecisionRule:
    code = code or KINDS[motion.kind].rule
    if not code:
        return room.bench(motion.body.slug).rule
    if code not in decisions.RULES:
        raise RuleError("There is no such rule of decision.", "rule")
    return decisions.RULES[code]


def _find_target(room: Room, told: Moving) -> Held | None:
    """Return the motion that this one acts on; raises RuleError."""
    states = KINDS[told.kind].targets
    if not states:
        return None
    if told.applies_to:
        target = room.held(told.applies_to)
    else:
        pending = list_pending(room, told.body)
        if not pending:
            raise RuleError("Choose the motion that this one acts on.", "applies_to")
        target = pending[-1]
    if target.motion.body.slug != told.body:
        raise RuleError("That motion is before another body.", "applies_to")
    if target.motion.state not in states:
        raise RuleError(
            "That motion is no longer one that this kind of motion can act on.",
            "applies_to",
        )
    return target


def _find_mover(room: Room, told: Moving, item: str) -> PersonRef | None:
    room.bench(told.body)
    if not told.mover and told.kind in MOVERLESS:
        return None
    return check_acting(room, told.body, told.mover, item)


def check_acting(room: Room, body: str, person: str, item: str) -> PersonRef:
    """Return a member who may act on an item now; raises RuleError."""
    member = room.member(body, person).person
    if not room.is_present(body, person):
        raise RuleError("%(who)s is not present.", who=member.name)
    if room.is_recused(person, item):
        raise RuleError("%(who)s is recused on this item.", who=member.name)
    return member


def _caution(room: Room, motion: Motion, target: Held | None, act: Act) -> Room:
    """Say what is out of order about a motion: that is recorded, not refused."""
    pending = list_pending(room, motion.body.slug)
    if pending and not is_in_order(motion.kind, pending[-1].motion.kind):
        room = room.cautioned(
            act, "This motion is out of order while motion %(id)s is pending.",
            id=pending[-1].motion.id,
        )  # fmt: skip
    if motion.kind in AMENDING and target and _degree(room, target) >= MOST_DEGREES:
        room = room.cautioned(
            act, "An amendment of an amendment cannot be amended itself."
        )
    if motion.kind == "reconsider" and target and not _prevailed(motion, target):
        room = room.cautioned(
            act, "To reconsider is for a member who voted with the prevailing side."
        )
    return room


def _degree(room: Room, held: Held) -> int:
    """Count by how many amendments a motion is away from what it amends."""
    if held.motion.kind not in AMENDING:
        return 0
    return 1 + _degree(room, room.held(held.motion.applies_to))


def _prevailed(motion: Motion, target: Held) -> bool:
    side = "yes" if target.motion.state == "adopted" else "no"
    counted = [each for each in target.motion.rounds if not each.void]
    lines = counted[-1].ballots if counted else ()
    return any(
        line.person == motion.mover and line.option.value == side for line in lines
    )


def second(room: Room, told: Seconding, act: Act) -> Room:
    """Second a motion: it may then be debated and voted on."""
    check_business(room)
    held = room.held(told.motion)
    motion = held.motion
    check_pending(motion)
    if motion.seconder:
        raise RuleError("%(who)s has seconded it already.", who=motion.seconder.name)
    if motion.mover and motion.mover.slug == told.member:
        raise RuleError(
            "%(who)s moved this: somebody else must second it.", who=motion.mover.name
        )
    member = check_acting(room, motion.body.slug, told.member, motion.item)
    room = room.clocked(act.at, name(motion))
    return room.holding(changed(held, seconder=member))


def dispose(room: Room, told: Disposing, act: Act) -> Room:
    """Be done with a motion that is not voted on."""
    check_business(room)
    held = room.held(told.motion)
    check_pending(held.motion)
    if held.open_round:
        raise RuleError("It is being voted on: void that vote first.")
    if told.how == "died_no_second" and held.motion.seconder:
        raise RuleError("It was seconded, so it did not die for lack of a second.")
    room = room.clocked(act.at, name(held.motion))
    return room.holding(changed(held, state=told.how))


def give_number(room: Room, told: Numbering, act: Act) -> Room:
    """Give an adopted motion the number of a resolution, or another one."""
    check_begun(room, act.at)
    held = room.held(told.motion)
    if held.motion.state != "adopted":
        raise RuleError("Only an adopted motion is a resolution.")
    if not 0 < len(told.number) <= LONGEST_NUMBER:
        raise RuleError("Write the number, of at most 40 characters.", "number")
    if any(
        each.motion.resolution == told.number and each.motion.id != told.motion
        for each in room.motions.values()
    ):
        raise RuleError("Another motion of this meeting has this number.", "number")
    room = room.clocked(act.at, name(held.motion))
    return room.holding(changed(held, resolution=told.number))


def check_pending(motion: Motion) -> None:
    """Refuse what is for a pending motion alone; raises RuleError."""
    if motion.state != "pending":
        raise RuleError("This motion is no longer pending.")


def changed(held: Held, **values: object) -> Held:
    """Return a motion with something changed."""
    return replace(held, motion=held.motion.model_copy(update=values))
