"""What is recorded counts once, in order, and is kept."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from govapp import clock
from govapp.accounts.services import SYSTEM
from govapp.audit.models import AuditLine
from govapp.committees.queries import get_body
from govapp.database import db
from govapp.errors import RuleError
from govapp.meetings.queries.agendas import get_item
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import agenda
from govapp.sittings import services
from govapp.sittings.models import SittingAct
from govapp.sittings.queries import get_room
from govapp.sittings.rules.room import Room
from tests.meetings.building import add_items, outline, read_item
from tests.meetings.conftest import Make


def record(app: Flask, meeting: int, kind: str, /, **data: Any) -> Room:
    """Record an act and keep it."""
    key, at = data.pop("key", None) or str(uuid4()), data.pop("at", None)
    with app.app_context():
        room = services.record_act(
            SYSTEM, get_meeting(meeting), key=key, kind=kind, data=data, at=at
        )
        db.session.commit()
        return room


def list_rows(app: Flask) -> list[SittingAct]:
    """Return all that was recorded."""
    with app.app_context():
        return list(db.session.scalars(select(SittingAct).order_by(SittingAct.seq)))


def test_the_roster_of_the_day_sits(app: Flask, meeting: int) -> None:
    room = record(app, meeting, "order")
    (bench,) = room.benches
    assert [(m.person.name, m.role) for m in bench.members] == [
        ("Ann", "chair"), ("Bob", ""), ("Cat", ""), ("Dan", ""), ("Eve", "")
    ]  # fmt: skip
    assert (bench.seats, bench.filled, bench.rule.code) == (5, 5, "majority_cast")
    assert room.presiding
    assert (room.presiding.name, room.called_to_order, room.is_live) == (
        "Ann", "2031-03-05T18:00:00Z", False
    )  # fmt: skip


def test_a_body_decides_by_its_own_rules(app: Flask, meeting: int) -> None:
    with app.app_context():
        board = get_body("board")
        board.seats_authorized, board.quorum_rule, board.quorum_fixed = 9, "fixed", 4
        board.decision_rule, board.needs_second = "majority_seats", False
        board.chair_votes, board.counts_recused = False, True
        db.session.commit()
    (bench,) = record(app, meeting, "order").benches
    assert (bench.seats, bench.filled) == (9, 5)
    assert (bench.quorum.fixed, bench.quorum.counts_recused) == (4, True)
    assert (bench.rule.code, bench.needs_second, bench.chair_votes) == (
        "majority_seats", False, False
    )  # fmt: skip


def test_an_act_sent_twice_counts_once(app: Flask, meeting: int) -> None:
    record(app, meeting, "order")
    for _ in range(2):
        record(app, meeting, "arrive", key="k", body="board", person="bob")
    rows = list_rows(app)
    assert [(row.seq, row.kind) for row in rows] == [(1, "order"), (2, "arrive")]
    with pytest.raises(RuleError, match="used before"):
        record(app, meeting, "adjourn", key="k")
    with app.app_context():
        lines = db.session.scalars(
            select(AuditLine).where(AuditLine.action.startswith("sitting."))
        )
        assert [(each.action, each.detail) for each in lines] == [
            ("sitting.order", "entry 1"),
            ("sitting.arrive", "entry 2"),
        ]


def test_an_act_is_of_when_it_happened(
    app: Flask, meeting: int, clock: time_machine.Traveller
) -> None:
    record(app, meeting, "order")
    clock.shift(600)
    at = _now() - timedelta(minutes=4)
    record(app, meeting, "arrive", body="board", person="bob", at=at)
    ahead = _now() + timedelta(minutes=4)
    record(app, meeting, "arrive", body="board", person="cat", at=ahead)
    assert [(row.at, row.recorded_at.minute) for row in list_rows(app)] == [
        ("2031-03-05T18:00:00Z", 0),
        ("2031-03-05T18:06:00Z", 10),
        ("2031-03-05T18:10:00Z", 10),
    ]


def _now() -> Any:
    return clock.now()


def test_what_is_refused_leaves_nothing(app: Flask, meeting: int) -> None:
    record(app, meeting, "order")
    with pytest.raises(RuleError, match="not a voting member"):
        record(app, meeting, "arrive", body="board", person="zoe")
    with pytest.raises(RuleError, match="no such item"):
        record(app, meeting, "take_up", item="none")
    assert len(list_rows(app)) == 1


@pytest.mark.parametrize(
    "change", ["UPDATE sitting_act SET kind = 'adjourn'", "DELETE FROM sitting_act"]
)
def test_the_database_itself_keeps_the_journal(
    app: Flask, meeting: int, change: str
) -> None:
    record(app, meeting, "order")
    with app.app_context():
        with pytest.raises(DatabaseError, match="sitting_act is append-only"):
            db.session.execute(text(change))
        db.session.rollback()


def test_only_a_posted_meeting_of_the_day_is_called_to_order(
    app: Flask, seated: None, make_meeting: Make
) -> None:
    assert seated is None
    with pytest.raises(RuleError, match="Only a meeting that was posted"):
        record(app, make_meeting("2031-03-05T10:00"), "order")
    with pytest.raises(RuleError, match="day has not come"):
        record(app, make_meeting("2031-03-06T10:00", is_posted=True), "order")


def test_what_is_closed_stays_inside(app: Flask, meeting: int) -> None:
    closed, inside = add_items(
        app, meeting, "Counsel", "> Offer", kind="closed", legal_basis="11126(e)"
    )
    (other,) = add_items(app, meeting, "Adjournment")
    record(app, meeting, "order")
    with pytest.raises(RuleError, match="belongs into closed"):
        record(app, meeting, "take_up", item=inside)
    with pytest.raises(RuleError, match="belongs into closed"):
        record(app, meeting, "move", item=inside, body="board", text="x")
    with pytest.raises(RuleError, match="closed items of the agenda alone"):
        record(app, meeting, "close", items=[other])
    record(app, meeting, "close", items=[closed])
    room = record(app, meeting, "take_up", item=inside)
    assert room.closed_taken == {0}


def test_two_screens_at_once_record_one_after_the_other(
    app: Flask, meeting: int
) -> None:
    record(app, meeting, "order")
    screens, acts = 3, 6
    together = Barrier(screens)

    def screen(number: int) -> int:
        together.wait()
        done = 0
        for place in range(acts):
            kind = "leave" if place % 2 else "arrive"
            try:
                record(
                    app, meeting, kind, body="board", person=("bob", "cat")[number % 2]
                )
            except RuleError:
                continue
            done += 1
        return done

    with ThreadPoolExecutor(screens) as pool:
        done = sum(pool.map(screen, range(screens)))
    rows = list_rows(app)
    assert [row.seq for row in rows] == list(range(1, done + 2))
    with app.app_context():
        room = get_room(get_meeting(meeting))
    for person in ("bob", "cat"):
        kinds = [r.kind for r in rows if json.loads(r.data).get("person") == person]
        pairs = ["arrive", "leave"] * len(kinds)
        assert kinds == pairs[: len(kinds)]
        assert room.is_present("board", person) is (len(kinds) % 2 == 1)


def test_what_is_pulled_stands_by_itself_at_the_desk(app: Flask, meeting: int) -> None:
    (block,) = add_items(app, meeting, "Consent", kind="consent")
    with app.app_context():
        item = agenda.add_item(
            SYSTEM,
            get_meeting(meeting),
            title="Clean-up",
            parent=get_item(meeting, block),
        )
        key = item.key
        db.session.commit()
    record(app, meeting, "order")
    with pytest.raises(RuleError, match="Only what stands in a consent block"):
        record(app, meeting, "pull", item=block, by="Bob")
    record(app, meeting, "pull", item=key, by="Bob", reason="A question")
    assert outline(app, meeting)[2:] == ["3 Consent", "3.1 Clean-up"]
    pulled = read_item(app, key)
    assert (pulled.pulled_by, pulled.pull_reason, pulled.parent_id) == (
        "Bob", "A question", None
    )  # fmt: skip
    record(app, meeting, "strike", seq=2, reason="It was another item")
    back = read_item(app, key)
    assert back.pulled_by == ""
    assert back.parent_id is not None
