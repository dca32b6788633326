"""Votes on a consent block: a member recused on one of its items votes on the others.

Their vote does not count for that item, which is therefore judged by itself; what would
not be adopted so is pulled, and voted on alone.
"""

from collections.abc import Iterator, Sequence

from govapp.errors import RuleError
from govapp.record.shapes.sittings import (
    Ballot,
    Covered,
    Option,
    Outcome,
    Part,
    Round,
    Tally,
)
from govapp.sittings.rules import decisions
from govapp.sittings.rules.room import Bench, Held, Room

# Those who were there when the vote was taken, whatever they did.
THERE = (Option.YES, Option.NO, Option.ABSTAIN, Option.NOT_VOTING)


def list_covered(room: Room, held: Held) -> list[Covered]:
    """Return what a vote on a block adopts: the items that are not pulled."""
    pulled = {each.item for each in room.pulled}
    return [each for each in held.covers if each.key not in pulled]


def list_recused(room: Room, held: Held, person: str) -> tuple[Covered, ...]:
    """Return those of them on which somebody is recused."""
    covered = list_covered(room, held)
    return tuple(each for each in covered if room.is_recused(person, each.key))


def is_recused(room: Room, held: Held, person: str) -> bool:
    """Say whether somebody is recused on a motion: on its item, or on all it adopts."""
    covered = list_covered(room, held)
    is_all = bool(covered) and len(list_recused(room, held, person)) == len(covered)
    return is_all or room.is_recused(person, held.motion.item)


def count_there(bench: Bench, tally: Tally) -> int:
    """Count who is present in a vote; by its rule a body counts the recused too."""
    counts = tally.model_dump()
    there = sum(counts[option.value] for option in THERE)
    return there + (tally.recused if bench.quorum.counts_recused else 0)


def judge_parts(
    bench: Bench, now: Round, ballots: Sequence[Ballot]
) -> tuple[Part, ...]:
    """Judge each item by itself on which somebody is recused who voted on the block."""
    items = {item.key: item for line in ballots for item in line.recused_on}
    return tuple(_judge(bench, now, ballots, item) for item in items.values())


def _judge(bench: Bench, now: Round, ballots: Sequence[Ballot], item: Covered) -> Part:
    tally = decisions.count(_say(ballots, item))
    present = count_there(bench, tally)
    computed = decisions.decide(
        now.rule or bench.rule,
        tally,
        seats=now.seats,
        filled=now.filled,
        present=present,
        quorum=now.quorum,
    )
    return Part(item=item, present=present, tally=tally, computed=computed)


def _say(ballots: Sequence[Ballot], item: Covered) -> Iterator[Option]:
    for line in ballots:
        yield Option.RECUSED if item in line.recused_on else line.option


def check_adopted(judged: Round) -> None:
    """Refuse to adopt a block with an item that its vote does not carry."""
    for part in judged.parts:
        if part.computed != Outcome.PASS:
            raise RuleError(
                "Without those who are recused on it, item %(item)s is not adopted: "
                "pull it from the block, and vote on it by itself.",
                "result",
                item=part.item.number or part.item.key,
            )
