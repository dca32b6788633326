"""What the record makes of sittings: state, lines, votes and attendance."""

import pytest
from flask import Flask
from sqlalchemy import select

from govapp.database import db
from govapp.record.cards import MeetingCard
from govapp.record.models import PublishedMotion, PublishedPresence, PublishedVote
from govapp.record.published import find_page, find_summary
from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Minutes
from govapp.record.shapes.results import ReportedItem, Result
from govapp.record.shapes.sittings import Sitting
from govapp.record.vote_rows import MotionLine
from tests.exchange.posted import post, post_agenda, post_notice
from tests.record.sitting import (
    ADJOURNED,
    ANA,
    BEN,
    BOARD,
    CALLED,
    CAM,
    make_motion,
    make_presence,
    make_round,
    make_sitting,
)

NUMBER = "2026-014"
SUBJECT = f"meeting:{NUMBER}"


def sit(app: Flask, sitting: Sitting, label: str = "") -> MeetingCard:
    """Post a sitting as it stands; return the meeting's card."""
    post(app, Kind.SITTING, SUBJECT, sitting, label=label)
    with app.app_context():
        return MeetingCard.read(find_page(SUBJECT) or "")


def read_votes(app: Flask) -> list[tuple[str, str, str]]:
    """Return motion, person and option of each vote that counts."""
    columns = PublishedVote.motion, PublishedVote.person, PublishedVote.option
    with app.app_context():
        rows = db.session.execute(select(*columns).order_by(*columns))
        return [(motion, person, option) for motion, person, option in rows]


def read_presence(app: Flask) -> list[tuple[str, str, int]]:
    """Return person, status and minutes of each presence."""
    columns = (
        PublishedPresence.person,
        PublishedPresence.status,
        PublishedPresence.minutes,
    )
    with app.app_context():
        rows = db.session.execute(select(*columns).order_by(*columns))
        return [(person, status, minutes) for person, status, minutes in rows]


def test_a_sitting_makes_the_state_and_only_its_end_is_a_line(app: Flask) -> None:
    post_notice(app)
    post_agenda(app)
    for state in ("in_session", "recessed", "closed_session", "in_session"):
        card = sit(app, make_sitting(state=state))
        assert card.state == state
        assert [line.kind for line in card.lines] == ["notice", "agenda"]
    card = sit(app, make_sitting())
    assert card.state == "adjourned"
    assert card.adjourned_at == ADJOURNED
    assert [line.kind for line in card.lines] == ["notice", "agenda", "sitting"]
    card = sit(app, make_sitting(presiding=ANA), label="corrected")
    assert [line.label for line in card.lines[2:]] == ["", "corrected"]
    assert card.sitting is not None
    assert card.sitting.presiding == ANA
    post(app, Kind.MINUTES, SUBJECT, Minutes(state="proposed"))
    with app.app_context():
        assert find_summary(NUMBER).state == "adjourned"  # type: ignore[union-attr]
    post(app, Kind.MINUTES, SUBJECT, Minutes(state="approved"), version=2)
    with app.app_context():
        assert find_summary(NUMBER).state == "completed"  # type: ignore[union-attr]


def test_the_last_vote_that_is_not_void_counts(app: Flask) -> None:
    post_notice(app)
    post_agenda(app)
    voted = make_round(1, yes=(ANA,), no=(BEN, CAM), declared="fail", computed="fail")
    void = make_round(2, yes=(ANA, BEN, CAM), void="The wrong text was before us.")
    again = make_round(3, yes=(ANA, BEN), recused=(CAM,))
    under_way = make_round(
        4, no=(ANA, BEN, CAM), closed_at="", declared="", computed=""
    )
    sit(
        app,
        make_sitting(
            make_motion("m1", voted, void, again, under_way, item="k1"),
            make_motion("m2", voted, state="void"),
            make_motion("m3", state="pending"),
            make_motion("m4", void),
            make_motion("m5", make_round(abstain=(ANA,), absent=(BEN,))),
        ),
    )
    assert read_votes(app) == [
        ("m1", "ana", "yes"),
        ("m1", "ben", "yes"),
        ("m1", "cam", "recused"),
        ("m5", "ana", "abstain"),
        ("m5", "ben", "absent"),
    ]
    with app.app_context():
        motions = db.session.scalars(select(PublishedMotion)).all()
        first = MotionLine.read(motions[0].line)
    assert [(row.motion, row.item, row.outcome) for row in motions] == [
        ("m1", "k1", "pass"),
        ("m5", "", "pass"),
    ]
    assert (first.number, first.title) == ("1", "Call to order")
    assert (first.mover, first.seconder) == ("Ana Example", "Ben Example")
    assert (first.tally.yes, first.tally.recused) == (2, 1)


def test_attendance_counts_the_minutes_that_are_known(app: Flask) -> None:
    post_notice(app)
    sitting = make_sitting(
        presences=(
            make_presence(
                ANA, (CALLED, "2026-12-16T19:00:00Z"), ("2026-12-16T19:30:00Z", "")
            ),
            make_presence(BEN, ("", "")),
            make_presence(CAM, status="excused"),
        )
    )
    sit(app, sitting)
    assert read_presence(app) == [
        ("ana", "present", 58 + 32),
        ("ben", "present", 0),
        ("cam", "excused", 0),
    ]


def test_votes_tell_attendance_where_nothing_else_does(app: Flask) -> None:
    post_notice(app)
    one = make_round(
        yes=(ANA,), absent=(BEN,), excused=(CAM,), opened_at="", closed_at=""
    )
    two = make_round(yes=(ANA, BEN), opened_at="", closed_at="")
    items = (
        ReportedItem(title="Plan", number="4", motions=(make_motion("m1", one),)),
        ReportedItem(title="Budget", motions=(make_motion("m2", two),)),
    )
    post(app, Kind.RESULT, SUBJECT, Result(items=items))
    assert read_presence(app) == [
        ("ana", "present", 0),
        ("ben", "present", 0),
        ("cam", "excused", 0),
    ]
    with app.app_context():
        lines = db.session.scalars(
            select(PublishedMotion.line).order_by(PublishedMotion.position)
        )
        told = [MotionLine.read(line) for line in lines]
    assert [(line.number, line.title) for line in told] == [
        ("4", "Plan"),
        ("", "Budget"),
    ]


def test_what_was_recorded_in_the_room_stands_before_what_sources_report(
    app: Flask,
) -> None:
    post_notice(app)
    reported = make_motion("m1", make_round(no=(ANA,)))
    item = ReportedItem(title="Plan", motions=(reported,))
    post(app, Kind.RESULT, SUBJECT, Result(items=(item,)))
    sit(app, make_sitting(make_motion("m1", make_round(yes=(ANA,)))))
    assert read_votes(app) == [("m1", "ana", "yes")]


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_what_names_one_twice_is_no_obstacle(app: Flask) -> None:
    post_notice(app)
    nobody = ANA.model_copy(update={"slug": ""})
    doubled = make_round(yes=(ANA, nobody), no=(ANA, nobody))
    here = make_presence(ANA, body=BOARD)
    sit(
        app,
        make_sitting(
            make_motion("m1", doubled), make_motion("m1"), presences=(here, here)
        ),
    )
    assert read_votes(app) == [("m1", "ana", "yes")]
    assert read_presence(app) == [("ana", "present", 0)]
