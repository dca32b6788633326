"""A room for tests, acted on in short sentences."""

from typing import Any

import pytest

from govapp.errors import RuleError
from govapp.record.shapes.base import BodyRef
from govapp.record.shapes.bodies import PersonRef
from govapp.record.shapes.sittings import QuorumRule, Round
from govapp.sittings.rules import journal
from govapp.sittings.rules.decisions import RULES
from govapp.sittings.rules.room import Act, Bench, Held, Room, Seated

PEOPLE = ("ann", "bob", "cat", "dan", "eve")


def bench(slug: str = "board", people: tuple[str, ...] = PEOPLE, **more: Any) -> Bench:
    """Return a body of these people, the first of whom is its chair."""
    values = {
        "seats": len(people),
        "filled": len(people),
        "rule": RULES["majority_cast"],
    }
    return Bench(
        body=BodyRef(slug=slug, name=slug.title()),
        members=tuple(
            Seated(
                person=PersonRef(slug=person, name=person.title()),
                role="" if place else "chair",
            )
            for place, person in enumerate(people)
        ),
        **{**values, **more},
    )


class Journal:
    """The acts of a sitting, a minute apart unless it is said when."""

    def __init__(self, *benches: Bench, present: tuple[str, ...] = PEOPLE) -> None:
        self.acts: list[Act] = []
        self.room = Room()
        self.minute = 0
        found = benches or (bench(),)
        self("order", benches=[each.model_dump() for each in found], presiding="ann")
        for each in found:
            for member in each.members:
                if member.person.slug in present:
                    self.arrive(member.person.slug, body=each.body.slug)

    def __call__(self, kind: str, /, *, at: int | None = None, **data: Any) -> int:
        """Record an act; return its number."""
        self.minute += 1
        minute = self.minute if at is None else at
        stamp = f"2026-12-16T{18 + minute // 60:02}:{minute % 60:02}:00Z"
        act = journal.make_act(len(self.acts) + 1, kind, stamp, data)
        self.room = journal.add(self.acts, act)
        self.acts.append(act)
        return act.seq

    def refused(self, why: str, kind: str, /, **data: Any) -> None:
        """Expect an act to be refused for a reason, and nothing to change."""
        before = self.room
        with pytest.raises(RuleError, match=why):
            self(kind, **data)
        assert self.room == before

    def arrive(self, person: str, body: str = "board", **data: Any) -> int:
        return self("arrive", body=body, person=person, **data)

    def leave(self, person: str, body: str = "board", **data: Any) -> int:
        return self("leave", body=body, person=person, **data)

    def move(self, text: str = "Adopt it", second: str = "cat", **data: Any) -> str:
        """Make a motion, by Bob where nothing else is said, and second it."""
        given = {"body": "board", "mover": "bob", **data}
        motion = str(self("move", text=text, **given))
        if second:
            self("second", motion=motion, member=second)
        return motion

    def vote(
        self, motion: str, result: str, *, note: str = "", **options: str
    ) -> Round:
        """Take a vote; whoever is not named says nothing."""
        self("open_vote", motion=motion, method="roll_call")
        number = len(self.held(motion).motion.rounds)
        for person, option in options.items():
            self("cast", motion=motion, round=number, person=person, option=option)
        self("declare", motion=motion, round=number, result=result, note=note)
        return self.held(motion).motion.rounds[-1]

    def held(self, motion: str) -> Held:
        return self.room.held(motion)

    def state(self, motion: str) -> str:
        return self.held(motion).motion.state


def quorum(**rule: Any) -> QuorumRule:
    """Return a rule of quorum."""
    return QuorumRule(**rule)
