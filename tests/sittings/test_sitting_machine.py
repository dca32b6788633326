"""Whatever happens in whatever order, no vote breaks the rules that always hold."""

import random
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy.exc import OperationalError

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.errors import RuleError
from govapp.meetings.models import Meeting
from govapp.meetings.queries.agendas import list_items
from govapp.meetings.queries.meetings import get_meeting
from govapp.sittings import services
from govapp.sittings.queries import get_room, list_acts, read_acts
from govapp.sittings.rules import journal as rules
from tests.meetings.building import add_items
from tests.meetings.conftest import Make
from tests.sittings.acting import Journal
from tests.sittings.moves import benches, choose
from tests.sittings.oracle import check
from tests.sittings.test_services import record

ACTS = 200
LATE = (0, 0, 0, 0, 3, 20)


class Sitting(RuleBasedStateMachine):
    """A joint meeting in which anything is tried."""

    def __init__(self) -> None:
        super().__init__()
        self.journal = Journal(*benches(), present=("ann", "bob", "cat", "fay"))
        self.is_new = True

    @rule(data=st.data())
    def act(self, data: st.DataObject) -> None:
        def pick(choices: Any) -> Any:
            return data.draw(st.sampled_from(list(choices)))

        kind, told = choose(pick, self.journal.room, len(self.journal.acts))
        late = pick(LATE)
        before = self.journal.room
        try:
            self.journal(kind, at=self.journal.minute + 1 - late, **told)
        except RuleError:
            assert self.journal.room == before
            self.is_new = False
        else:
            self.is_new = kind in {"declare", "strike", "void"}

    @invariant()
    def every_vote_is_as_it_must_be(self) -> None:
        if self.is_new:
            check(self.journal.acts, self.journal.room)

    def teardown(self) -> None:
        check(self.journal.acts, self.journal.room)
        assert rules.fold(self.journal.acts) == self.journal.room


TestSitting = Sitting.TestCase
TestSitting.settings = settings(
    max_examples=25,
    stateful_step_count=ACTS,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def test_the_oracle_has_something_to_judge() -> None:
    dice = random.Random(7)  # noqa: S311 no secret hangs on it
    votes = 0
    for _ in range(20):
        journal = Journal(*benches(), present=("ann", "bob", "cat", "fay", "gus"))
        for _ in range(ACTS):
            kind, told = choose(dice.choice, journal.room, len(journal.acts))
            try:
                journal(kind, **told)
            except RuleError:
                continue
        votes += check(journal.acts, journal.room)
    assert votes > 150


def test_the_oracle_would_notice() -> None:
    journal = Journal()
    motion = journal.move()
    journal.vote(motion, "pass", ann="yes", bob="yes", cat="yes")
    check(journal.acts, journal.room)
    cast = next(act for act in journal.acts if act.kind == "cast")
    forged = [
        act.model_copy(update={"data": {**act.data, "option": "no"}})
        if act is cast
        else act
        for act in journal.acts
    ]
    with pytest.raises(AssertionError):
        check(forged, journal.room)


def _wander(app: Flask, meeting: int, seed: int, acts: int) -> None:
    """Try acts at random through the services, each in a transaction of its own."""
    dice = random.Random(seed)  # noqa: S311 no secret hangs on it
    with app.app_context():
        for _ in range(acts):
            try:
                _try_one(dice, get_meeting(meeting))
                db.session.commit()
            except (RuleError, OperationalError):
                # Refused, or too busy: a screen would send it again.
                db.session.rollback()


def _try_one(dice: random.Random, meeting: Meeting) -> None:
    kind, told = choose(dice.choice, get_room(meeting), len(list_acts(meeting)))
    one, two = (item.key for item in list_items(meeting))
    names = {"panel": "audit", "k1": one, "k2": two}
    data = {
        name: names.get(value, value) if isinstance(value, str) else value
        for name, value in told.items()
    }
    services.record_act(SYSTEM, meeting, key=str(uuid4()), kind=kind, data=data)


def _judge(app: Flask, meeting: int) -> tuple[int, int]:
    """Return how many entries and how many votes there are, all as they must be."""
    with app.app_context():
        rows = list_acts(get_meeting(meeting))
        acts = read_acts(rows)
        assert [act.seq for act in acts] == list(range(1, len(acts) + 1))
        return len(acts), check(acts, rules.fold(acts))


@pytest.fixture
def joint(app: Flask, seated: None, make_meeting: Make) -> int:
    """Return a joint meeting that is called to order, with members there."""
    assert seated is None
    meeting = make_meeting("2031-03-05T10:00", is_posted=True, slugs=("board", "audit"))
    add_items(app, meeting, "One", "Two")
    record(app, meeting, "order")
    for body, person in (
        ("board", "ann"), ("board", "bob"), ("board", "cat"), ("audit", "fay"),
    ):  # fmt: skip
        record(app, meeting, "arrive", body=body, person=person)
    return meeting


def test_two_hundred_acts_on_each_engine(app: Flask, joint: int) -> None:
    _wander(app, joint, seed=3, acts=ACTS)
    entries, votes = _judge(app, joint)
    assert entries > 40
    assert votes > 2


def test_two_screens_that_act_at_once(app: Flask, joint: int) -> None:
    together = Barrier(2)

    def screen(seed: int) -> None:
        together.wait()
        _wander(app, joint, seed, ACTS // 2)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(screen, (11, 12)))
    entries, votes = _judge(app, joint)
    assert entries > 40
    assert votes > 0
