"""Votes: opened, cast, declared, and made void."""

from dataclasses import replace
from typing import Literal

from govapp.errors import RuleError
from govapp.record.shapes.base import Frozen
from govapp.record.shapes.sittings import Ballot, Option, Outcome, Round
from govapp.sittings.rules import blocks, decisions, effects, motions
from govapp.sittings.rules.presence import find_quorum, has_remote
from govapp.sittings.rules.room import Act, Bench, Held, Room, check_business, thing


class Opening(Frozen):
    """A motion is put to the vote."""

    motion: str
    method: Literal["unanimous_consent", "voice", "show_of_hands", "roll_call"]


class Casting(Frozen):
    """A member votes, in one of the motion's rounds."""

    motion: str
    round: int
    person: str
    option: Literal["yes", "no", "abstain"]


class Agreement(Frozen):
    """All who are present, and have not voted yet, vote yes."""

    motion: str
    round: int


class Declaration(Frozen):
    """The chair declares a result; where another was computed, `note` says why."""

    motion: str
    round: int
    result: Outcome
    note: str = ""


class Voiding(Frozen):
    """A round of a vote, or (0) the whole motion, does not count."""

    motion: str
    round: int = 0
    reason: str = ""


def open_vote(room: Room, told: Opening, act: Act) -> Room:
    """Put a motion to the vote, by the rule and the numbers that hold now."""
    check_business(room)
    held = room.held(told.motion)
    motion = held.motion
    motions.check_pending(motion)
    bench = room.bench(motion.body.slug)
    if any(each.open_round for each in _of_body(room, bench)):
        raise RuleError("Another vote of this body is being taken.")
    if motions.needs_second(room, motion) and not motion.seconder:
        raise RuleError("This motion needs a second before it is voted on.")
    if told.method != "roll_call" and is_roll_call_forced(room, bench):
        raise RuleError(
            "A member takes part from elsewhere, so the law wants each vote by name: "
            "take a roll call.",
            "method",
        )
    pending = motions.list_pending(room, bench.body.slug)
    if pending[-1].motion.id != motion.id:
        room = room.cautioned(
            act, "Motion %(id)s is the immediate question, and comes first.",
            id=pending[-1].motion.id,
        )  # fmt: skip
    opened = Round(
        number=len(motion.rounds) + 1,
        method=told.method,
        opened_at=act.at,
        rule=motions.find_rule(room, held),
        seats=bench.seats,
        filled=bench.filled,
        quorum=find_quorum(room, bench).needed,
    )
    room = room.clocked(act.at, motions.name(motion))
    return room.holding(motions.changed(held, rounds=(*motion.rounds, opened)))


def is_roll_call_forced(room: Room, bench: Bench) -> bool:
    """Say whether the law wants each vote by name (Cal. Gov. Code 11123)."""
    return bench.names_votes and has_remote(room, bench)


def cast(room: Room, told: Casting, act: Act) -> Room:
    """Take a member's vote."""
    held, now = _find_open(room, told.motion, told.round)
    motion = held.motion
    body = motion.body.slug
    member = motions.check_acting(room, body, told.person, motion.item)
    if blocks.is_recused(room, held, told.person):
        raise RuleError("%(who)s is recused on every item of it.", who=member.name)
    if any(line.person == member for line in now.ballots):
        raise RuleError("The vote of %(who)s is counted already.", who=member.name)
    option = Option(told.option)
    if not _chair_may(room, held, now, told.person, option):
        raise RuleError(
            "Who presides over this body votes only where that changes the result."
        )
    room.check_time(act.at, motions.name(motion))
    room = room.clocked(act.at, thing(body, told.person))
    ballots = (*now.ballots, Ballot(person=member, option=option))
    return _in_round(room, held, now.model_copy(update={"ballots": ballots}))


def agree(room: Room, told: Agreement, act: Act) -> Room:
    """Take a yes of everybody who is there and has not voted."""
    held, _now = _find_open(room, told.motion, told.round)
    waiting = list_waiting(room, held)
    if not waiting:
        raise RuleError("Nobody is left whose vote could be taken.")
    for person in waiting:
        told_one = Casting(
            motion=told.motion, round=told.round, person=person, option="yes"
        )
        room = cast(room, told_one, act)
    return room


def list_waiting(room: Room, held: Held) -> list[str]:
    """Return who is there, may vote and has not done so."""
    bench = room.bench(held.motion.body.slug)
    now = held.open_round
    voted = {line.person.slug for line in now.ballots} if now else set()
    return [
        person
        for member in bench.members
        for person in [member.person.slug]
        if person not in voted
        and room.is_present(bench.body.slug, person)
        and not blocks.is_recused(room, held, person)
        and (bench.chair_votes or not _presides(room, person))
    ]


def _presides(room: Room, person: str) -> bool:
    return room.presiding is not None and room.presiding.slug == person


def _chair_may(room: Room, held: Held, now: Round, person: str, option: Option) -> bool:
    """Say whether a vote may be cast, by the chair only where it makes a difference."""
    if room.bench(held.motion.body.slug).chair_votes or not _presides(room, person):
        return True
    chair = Ballot(
        person=room.member(held.motion.body.slug, person).person, option=option
    )
    after = now.model_copy(update={"ballots": (*now.ballots, chair)})
    return judge(room, held, now).computed != judge(room, held, after).computed


def judge(room: Room, held: Held, now: Round) -> Round:
    """Return a vote as it would be if it closed now: every member's line, the result.

    There is one line for each member entitled, so the counts add up to them.
    """
    bench = room.bench(held.motion.body.slug)
    cast_by = {line.person.slug: line.option for line in now.ballots}
    lines = tuple(
        Ballot(
            person=member.person,
            option=cast_by.get(member.person.slug)
            or _uncast(room, bench, held, member.person.slug),
        )
        for member in bench.members
    )
    lines = tuple(_with_recusals(room, held, line) for line in lines)
    tally = decisions.count(line.option for line in lines)
    present = blocks.count_there(bench, tally)
    computed = decisions.decide(
        now.rule or bench.rule,
        tally,
        seats=now.seats,
        filled=now.filled,
        present=present,
        quorum=now.quorum,
    )
    return now.model_copy(
        update={
            "ballots": lines, "tally": tally, "present": present, "computed": computed,
            "parts": blocks.judge_parts(bench, now, lines),
        }
    )  # fmt: skip


def _with_recusals(room: Room, held: Held, line: Ballot) -> Ballot:
    """Say in the line of somebody who is there on which items it does not count."""
    if not held.covers or line.option not in blocks.THERE:
        return line
    recused = blocks.list_recused(room, held, line.person.slug)
    return line.model_copy(update={"recused_on": recused})


def _uncast(room: Room, bench: Bench, held: Held, person: str) -> Option:
    """Say what stands for somebody who cast no vote: never an abstention."""
    body = bench.body.slug
    if not room.is_present(body, person):
        presence = room.presences.get((body, person))
        is_excused = presence is not None and presence.status == "excused"
        return Option.EXCUSED if is_excused else Option.ABSENT
    is_recused = blocks.is_recused(room, held, person)
    return Option.RECUSED if is_recused else Option.NOT_VOTING


def declare(room: Room, told: Declaration, act: Act) -> Room:
    """Close a vote with what the chair declares."""
    held, now = _find_open(room, told.motion, told.round)
    motion = held.motion
    bench = room.bench(motion.body.slug)
    judged = judge(room, held, now)
    if judged.computed == Outcome.NO_QUORUM and told.result != Outcome.NO_QUORUM:
        raise RuleError(
            "%(present)s of the %(needed)s members needed are present: without a "
            "quorum nothing else can be recorded.",
            "result",
            present=judged.present,
            needed=judged.quorum,
        )
    if judged.computed != told.result and not told.note:
        raise RuleError(
            "This is not what the votes come to. Say why the chair declares it.", "note"
        )
    if told.result == Outcome.PASS:
        blocks.check_adopted(judged)
    everybody = [thing(bench.body.slug, each.person.slug) for each in bench.members]
    room = room.clocked(act.at, motions.name(motion), *everybody)
    closed = judged.model_copy(
        update={"closed_at": act.at, "declared": told.result, "note": told.note}
    )
    room = _in_round(room, held, closed)
    held = room.held(motion.id)
    if told.result == Outcome.PASS:
        return effects.adopt(room, held)
    state = "lost" if told.result == Outcome.FAIL else "pending"
    return room.holding(motions.changed(held, state=state))


def void(room: Room, told: Voiding, act: Act) -> Room:
    """Let a vote, or a whole motion, not count: it stays, with the reason."""
    check_business(room)
    held = room.held(told.motion)
    if not told.reason:
        raise RuleError("Say why it does not count.", "reason")
    counted = [each for each in held.motion.rounds if not each.void]
    if told.round and (not counted or counted[-1].number != told.round):
        raise RuleError("Only the last vote on this motion can be made void.")
    if held.motion.state == "void":
        raise RuleError("This motion is void already.")
    room = room.clocked(act.at, motions.name(held.motion))
    room = effects.undo(room, held)
    voided = {told.round} if told.round else {each.number for each in counted}
    rounds = tuple(
        each.model_copy(update={"void": told.reason}) if each.number in voided else each
        for each in held.motion.rounds
    )
    values = {"rounds": rounds, "state": "pending"}
    if not told.round:
        values |= {"state": "void", "note": told.reason}
    return room.holding(replace(motions.changed(held, **values), changed=()))


def _of_body(room: Room, bench: Bench) -> list[Held]:
    return [each for each in room.motions.values() if each.motion.body == bench.body]


def _find_open(room: Room, motion: str, number: int) -> tuple[Held, Round]:
    """Return the vote that is being taken; raises RuleError where it is another."""
    check_business(room)
    held = room.held(motion)
    now = held.open_round
    if now is None or now.number != number:
        raise RuleError("This vote is not being taken, or no longer.")
    return held, now


def _in_round(room: Room, held: Held, now: Round) -> Room:
    rounds = (*held.motion.rounds[:-1], now)
    return room.holding(motions.changed(held, rounds=rounds))
