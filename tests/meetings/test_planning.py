"""A year's plan: its dates, what speaks against them, and what is decided of each."""

from collections.abc import Iterator
from datetime import date, time

import pytest
from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.committees.queries import get_body
from govapp.database import db
from govapp.errors import RuleError, StaleError
from govapp.meetings.models import SeriesDate
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.queries.plans import Proposal
from govapp.meetings.rules.clashes import Concern
from govapp.meetings.rules.recurrence import Rule
from govapp.meetings.services import closed_days, posting, series
from tests.meetings import plans

BEFORE = Rule("before", days_before=1)


@pytest.fixture(autouse=True)
def _work(app: Flask, bodies: dict[str, int]) -> Iterator[None]:
    """Work within the application, on a write session."""
    assert bodies
    with app.app_context():
        for slug in bodies:
            plans.keep_holidays(slug, "none")
        yield
        db.session.rollback()


def test_a_rule_plans_dates_and_posts_nothing() -> None:
    plans.plan(place="Folsom")
    found = plans.look()
    assert plans.states(found) == {"board 03-12": "ready", "board 04-09": "ready"}
    assert [each.span and each.span.end for each in found.proposals] == [
        each.span and each.span.start.replace(hour=13) for each in found.proposals
    ]
    assert found.meetings == []
    assert [first for first, _ in found.months] == [plans.day(3, 1), plans.day(4, 1)]


def test_days_off_and_weekends_speak_against_a_date() -> None:
    plans.keep_holidays("board", "both")
    days = (plans.day(2, 17), plans.day(3, 15), plans.day(3, 31), plans.day(5, 6))
    plans.plan(rule=Rule("dates", dates=days))
    closed_days.close_office(
        SYSTEM, name="Move", first_on=plans.day(5, 5), last_on=plans.day(5, 9)
    )
    found = plans.look()
    assert plans.states(found) == {
        "board 02-17": "open holiday",
        "board 03-15": "open weekend",
        "board 03-31": "open holiday",
        "board 05-06": "open closed",
    }
    assert plans.pick(found, "board 03-31").concerns == (
        Concern("holiday", ("Cesar Chavez Day",)),
    )
    assert plans.pick(found, "board 05-06").concerns == (Concern("closed", ("Move",)),)


def test_who_sits_on_both_bodies_that_day_cannot_be_in_both() -> None:
    plans.seat("Ada", "board", "audit")
    plans.seat("Bo", "board", "audit", ended_on="2031-03-31")
    plans.seat("Cy", "board", "audit", start_on="2031-04-01")
    plans.seat("Di", "audit")
    plans.plan()
    plans.plan("audit", start=time(12))
    found = plans.look()
    assert plans.states(found) == {
        "audit 03-12": "open people",
        "audit 04-09": "open people",
        "board 03-12": "open people",
        "board 04-09": "open people",
    }
    board = plans.pick(found, "board 03-12")
    assert board.concerns[0].names == ("Ada", "Bo")
    assert found.titles[board.concerns[0].other].series.body.slug == "audit"  # type: ignore[union-attr]
    assert plans.pick(found, "audit 04-09").concerns[0].names == ("Ada", "Cy")
    assert plans.states(plans.look("board")) == {
        "board 03-12": "open people",
        "board 04-09": "open people",
    }


def test_one_room_holds_one_meeting_also_one_that_is_posted_already() -> None:
    plans.meet("04-09T11:00", "audit", place="Room 1")
    plans.meet("04-09T12:00", "audit", place="Room 2")
    plans.plan(place="room 1")
    plans.plan("audit", Rule("dates", dates=(plans.day(3, 12),)), place="Room 1")
    assert plans.states(plans.look()) == {
        "audit 03-12": "open room",
        "board 03-12": "open room",
        "board 04-09": "open room",
    }


def test_a_body_meets_once_a_day() -> None:
    number = plans.meet("03-12T18:00", is_posted=False)
    plans.plan()
    found = plans.look("board")
    assert plans.states(found) == {
        "board 03-12": "open double",
        "board 04-09": "ready",
    }
    assert [meeting.id for meeting in found.meetings] == [number]


def test_of_other_desks_only_what_is_posted_counts() -> None:
    plans.meet("03-12T10:00", "audit", is_posted=False, place="Room 1")
    plans.plan("audit", Rule("dates", dates=(plans.day(4, 9),)), place="Room 1")
    plans.plan(place="Room 1")
    assert plans.states(plans.look("board", desk=["board"])) == {
        "board 03-12": "ready",
        "board 04-09": "ready",
    }
    plans.meet("03-12T11:00", "audit", place="Room 1")
    assert plans.states(plans.look("board", desk=["board"])) == {
        "board 03-12": "open room",
        "board 04-09": "ready",
    }


def test_a_time_that_does_not_exist_is_said() -> None:
    # Clocks go forward on March 9, 2031, and back on November 2.
    days = (plans.day(3, 9), plans.day(11, 2))
    plans.plan(rule=Rule("dates", dates=days), start=time(2, 30))
    assert plans.states(plans.look()) == {
        "board 03-09": "impossible gap weekend",
        "board 11-02": "open weekend",
    }
    plans.plan("audit", Rule("dates", dates=days), start=time(1, 30))
    assert plans.states(plans.look("audit")) == {
        "audit 03-09": "open weekend",
        "audit 11-02": "open twice weekend",
    }
    gap = plans.pick(plans.look(), "board 03-09")
    with pytest.raises(RuleError, match="Its time does not exist on this day"):
        series.keep_date(SYSTEM, gap, seen=gap.seen)
    with pytest.raises(RuleError, match="This time does not exist on this day"):
        series.move_date(SYSTEM, gap, seen=gap.seen, day=gap.day, start=time(2, 15))
    series.move_date(SYSTEM, gap, seen=gap.seen, day=gap.day, start=time(3, 30))
    assert plans.states(plans.look("board"))["board 03-09"] == "open weekend"


def _pick(name: str) -> Proposal:
    return plans.pick(plans.look("board"), name)


def test_a_date_is_kept_despite_what_speaks_against_it_then() -> None:
    plans.keep_holidays("board", "both")
    plans.plan(rule=Rule("dates", dates=(plans.day(2, 17),)))
    holiday = _pick("board 02-17")
    series.keep_date(SYSTEM, holiday, seen=holiday.seen)
    assert _pick("board 02-17").state == "kept"
    # What comes up later asks again.
    closed_days.close_office(SYSTEM, name="Move", first_on=plans.day(2, 17))
    assert _pick("board 02-17").state == "open"
    again = _pick("board 02-17")
    series.reset_date(SYSTEM, again, seen=again.seen)
    assert (_pick("board 02-17").state, _pick("board 02-17").version) == ("open", 2)


def test_a_date_is_moved_dropped_and_put_back() -> None:
    made = plans.plan()
    one = _pick("board 03-12")
    series.move_date(SYSTEM, one, seen=one.seen, day=plans.day(3, 13), start=time(13))
    moved = _pick("board 03-13")
    assert (moved.state, moved.is_moved, moved.start) == ("ready", True, time(13))
    assert (moved.key, moved.rule_day) == ("m03-2", plans.day(3, 12))
    series.drop_date(SYSTEM, moved, seen=moved.seen)
    dropped = _pick("board 03-13")
    assert dropped.state == "dropped"
    series.reset_date(SYSTEM, dropped, seen=dropped.seen)
    again = _pick("board 03-12")
    assert (again.state, again.is_moved, again.start) == ("ready", False, time(10))
    series.move_date(SYSTEM, again, seen=again.seen, day=again.day, start=time(10))
    assert (made.decisions[0].day, made.decisions[0].start) == ("", "")
    with pytest.raises(RuleError, match="Choose a day of the year"):
        series.move_date(
            SYSTEM, again, seen=again.seen, day=date(2033, 1, 1), start=None
        )


def test_what_was_decided_over_something_older_is_refused() -> None:
    plans.plan()
    first = plans.pick(plans.look(), "board 03-12")
    series.drop_date(SYSTEM, first, seen=first.seen)
    with pytest.raises(StaleError):
        series.keep_date(SYSTEM, first, seen=first.seen)
    second = plans.pick(plans.look(), "board 04-09")
    closed_days.close_office(SYSTEM, name="Move", first_on=plans.day(4, 9))
    now = plans.pick(plans.look(), "board 04-09")
    with pytest.raises(StaleError):
        series.drop_date(SYSTEM, now, seen=second.seen)
    assert db.session.query(SeriesDate).count() == 1


def test_dates_before_another_body_follow_it() -> None:
    board = plans.plan()
    plans.meet("01-01T10:00")
    plans.plan("audit", BEFORE, before="board")
    assert list(plans.states(plans.look("audit"))) == [
        "audit 12-31",
        "audit 03-11",
        "audit 04-08",
    ]
    one = plans.pick(plans.look(), "board 03-12")
    series.move_date(SYSTEM, one, seen=one.seen, day=plans.day(3, 19), start=time(10))
    two = plans.pick(plans.look(), "board 04-09")
    series.drop_date(SYSTEM, two, seen=two.seen)
    found = plans.look("audit")
    assert list(plans.states(found)) == ["audit 12-31", "audit 03-18"]
    # Its own decisions stay with it when the other moves once more.
    follower = plans.pick(found, "audit 03-18")
    series.move_date(
        SYSTEM, follower, seen=follower.seen, day=plans.day(3, 17), start=time(10)
    )
    series.change_rule(
        SYSTEM, board, row_version=board.row_version, rule=plans.SECOND_WEDNESDAY
    )
    assert "audit 03-17" in plans.states(plans.look("audit"))
    assert len(plans.look("audit").proposals) == 12


def test_no_body_is_planned_before_itself() -> None:
    plans.plan()
    with pytest.raises(RuleError, match="planned by this one's"):
        plans.plan("board", BEFORE, before="board")
    audit = plans.plan("audit", BEFORE, before="board")
    with pytest.raises(RuleError, match="planned by this one's"):
        plans.plan("board", BEFORE, before="audit")
    series.change_rule(
        SYSTEM,
        audit,
        row_version=1,
        rule=Rule("before", days_before=2),
        before=get_body("board"),
    )
    assert audit.days_before == 2


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        (Rule("month", (), 0, (1,)), "ordinals"),
        (Rule("quarter"), "ordinals"),
        (Rule("month", (1,), 0, ()), "months"),
        (Rule("dates"), "dates"),
        (Rule("dates", dates=(date(2030, 12, 31),)), "dates"),
        (BEFORE, "before"),
    ],
)
def test_a_rule_that_says_too_little_is_refused(rule: Rule, field: str) -> None:
    with pytest.raises(RuleError) as caught:
        plans.plan(rule=rule)
    assert caught.value.field == field


def test_a_changed_rule_keeps_what_was_decided_of_its_dates() -> None:
    made = plans.plan()
    for name in ("board 03-12", "board 04-09"):
        one = plans.pick(plans.look(), name)
        series.drop_date(SYSTEM, one, seen=one.seen)
    thursday = Rule("month", (2,), 3, (4, 5))
    with pytest.raises(StaleError):
        series.change_rule(SYSTEM, made, row_version=7, rule=thursday)
    series.change_rule(SYSTEM, made, row_version=1, rule=thursday)
    assert plans.states(plans.look("board")) == {
        "board 04-10": "dropped",
        "board 05-08": "ready",
    }


def test_a_plan_is_removed_until_something_of_it_is_posted() -> None:
    made, other = plans.plan(), plans.plan("audit")
    one = plans.pick(plans.look(), "board 03-12")
    series.drop_date(SYSTEM, one, seen=one.seen)
    series.remove_series(SYSTEM, made)
    assert plans.states(plans.look("board")) == {}
    assert db.session.query(SeriesDate).count() == 0
    plans.post("audit")
    with pytest.raises(RuleError, match="end the series instead"):
        series.remove_series(SYSTEM, other)


def test_a_cancelled_meeting_no_longer_clashes() -> None:
    number = plans.meet("03-12T18:00")
    plans.plan()
    posting.cancel_meeting(SYSTEM, get_meeting(number), reason="No quorum")
    assert plans.states(plans.look("board"))["board 03-12"] == "ready"
