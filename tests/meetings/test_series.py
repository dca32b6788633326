"""Posting a year's plan at once, and changing or ending what was posted of it."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import event, select

from govapp.accounts.services import SYSTEM
from govapp.audit.models import AuditLine
from govapp.database import db
from govapp.errors import RuleError, StaleError
from govapp.mail.models import OutboxMessage
from govapp.meetings.models import Meeting, Series
from govapp.meetings.rules.recurrence import Rule
from govapp.meetings.services import planning, posting, schedule, series
from govapp.meetings.services.drafts import posted_card
from govapp.permissions import Role
from govapp.record.models import RecordEntry
from tests.accounts.people import open_account
from tests.meetings import plans

ZONE = "America/Los_Angeles"


@pytest.fixture(autouse=True)
def _work(app: Flask, bodies: dict[str, int]) -> Iterator[None]:
    """Work within the application, on a write session, as the board's secretary."""
    open_account(
        app, roles=[(Role.SECRETARY, each) for each in bodies.values()], password=None
    )
    with app.app_context():
        for slug in bodies:
            plans.keep_holidays(slug, "none")
        yield
        db.session.rollback()


def _entries() -> list[str]:
    rows = db.session.scalars(select(RecordEntry).order_by(RecordEntry.seq))
    return [f"{row.kind} {row.subject} {row.label}".strip() for row in rows]


def _mails() -> list[str]:
    query = select(OutboxMessage.subject).where(OutboxMessage.subject.like("Posted%"))
    return list(db.session.scalars(query.order_by(OutboxMessage.id)))


def _starts(meetings: list[Meeting]) -> list[str]:
    return [f"{each.number} {each.start_local[5:]}" for each in meetings]


def _change(made: Series, **values: object) -> list[Meeting]:
    given = {
        "row_version": made.row_version,
        "start": time.fromisoformat(made.start),
        "minutes": made.minutes,
        **values,
    }
    return planning.change_series(SYSTEM, made, **given)  # type: ignore[arg-type]


def _move(meeting: Meeting, local: str) -> None:
    start = datetime.fromisoformat(local)
    posting.reschedule_meeting(
        SYSTEM,
        meeting,
        reason="Room",
        start=start,
        end=start + timedelta(hours=3),
        time_zone=ZONE,
    )


def test_all_that_is_ready_is_posted_at_once_in_the_order_of_days() -> None:
    plans.plan(place="Folsom", title="Regular session")
    plans.plan("audit", Rule("before", days_before=1), before="board", start=None)
    dropped = plans.pick(plans.look(), "audit 04-08")
    series.drop_date(SYSTEM, dropped, seen=dropped.seen)

    posted = plans.post()

    assert _starts(posted) == [
        "2031-001 03-11T00:00",
        "2031-002 03-12T10:00",
        "2031-003 04-09T10:00",
    ]
    assert _entries() == [f"notice meeting:2031-00{number}" for number in (1, 2, 3)]
    second = posted[1]
    assert (second.end_local, second.place) == ("2031-03-12T13:00", "Folsom")
    assert second.title == "Regular session"
    assert posted[0].is_all_day
    assert plans.states(plans.look()) == {
        "audit 03-11": "posted",
        "audit 04-08": "dropped",
        "board 03-12": "posted",
        "board 04-09": "posted",
    }
    assert _mails() == ["Posted: 3 postings"]
    lines = db.session.scalars(
        select(AuditLine.action).where(AuditLine.action == "series.posted")
    ).all()
    assert len(lines) == 2


def test_posting_twice_posts_once() -> None:
    plans.plan()
    before = plans.look()
    plans.post()
    with pytest.raises(RuleError, match="No date is ready"):
        plans.post()
    with pytest.raises(RuleError, match="No date is ready"):
        planning.post_plan(
            SYSTEM,
            year=plans.YEAR,
            bodies=before.bodies,
            desk=[body.id for body in before.bodies],
            seen=before.seen,
        )
    assert len(_entries()) == 2


def test_what_was_not_seen_is_not_posted() -> None:
    plans.plan()
    before = plans.look()
    plans.plan("audit")
    with pytest.raises(RuleError, match="The plan was changed in the meantime"):
        planning.post_plan(
            SYSTEM,
            year=plans.YEAR,
            bodies=before.bodies,
            desk=[body.id for body in before.bodies],
            seen=before.seen,
        )
    assert _entries() == []


def test_all_is_posted_or_nothing() -> None:
    plans.plan()
    entries: list[str] = []

    def break_off(_c: object, _k: object, statement: str, *_rest: object) -> None:
        if statement.startswith("INSERT INTO record_entry"):
            entries.append(statement)
            if len(entries) == 2:
                raise ConnectionError("The disk is full.")

    event.listen(db.engine, "before_cursor_execute", break_off)
    with pytest.raises(ConnectionError):
        plans.post()
    event.remove(db.engine, "before_cursor_execute", break_off)
    assert (len(entries), _entries(), _mails()) == (2, [], [])
    assert db.session.query(Meeting).count() == 0
    assert plans.states(plans.look("board")) == {
        "board 03-12": "ready",
        "board 04-09": "ready",
    }


def test_open_dates_wait_and_are_posted_later() -> None:
    plans.keep_holidays("board", "both")
    plans.plan(rule=Rule("dates", dates=(plans.day(2, 17), plans.day(5, 6))))
    assert _starts(plans.post()) == ["2031-001 05-06T10:00"]
    holiday = plans.pick(plans.look(), "board 02-17")
    series.keep_date(SYSTEM, holiday, seen=holiday.seen)
    assert _starts(plans.post()) == ["2031-002 02-17T10:00"]
    one = plans.pick(plans.look(), "board 05-06")
    with pytest.raises(RuleError, match="This date is posted"):
        series.drop_date(SYSTEM, one, seen=one.seen)


def test_dates_are_posted_as_tentative() -> None:
    plans.plan()
    posted = plans.post(is_tentative=True)
    assert _entries() == [
        "notice meeting:2031-001 tentative",
        "notice meeting:2031-002 tentative",
    ]
    assert all(each.is_tentative for each in posted)


def test_the_first_of_two_like_hours_is_posted() -> None:
    plans.plan(rule=Rule("dates", dates=(plans.day(11, 2),)), start=time(1, 30))
    one = plans.pick(plans.look(), "board 11-02")
    series.keep_date(SYSTEM, one, seen=one.seen)
    (meeting,) = plans.post()
    assert f"{meeting.start_at:%H:%M}" == "08:30"
    assert meeting.end_local == "2031-11-02T03:30"


def test_the_remaining_meetings_change_together() -> None:
    made = plans.plan(rule=plans.SECOND_WEDNESDAY, place="Folsom")
    posted = plans.post()
    now = plans.look().proposals[1].meeting
    assert now
    _move(posted[2], "2031-03-13T10:00")
    posted[3].place = "Sacramento"
    posting.post_notice(SYSTEM, posted[3])
    posting.cancel_meeting(SYSTEM, posted[4], reason="Recess")
    count = len(_entries())

    with time_machine.travel("2031-01-20T18:00:00Z", tick=False):
        told = _change(
            made, place="Online", join_url="https://x.example", directions=""
        )

    # The first was held, the third moved by itself, the fifth is cancelled.
    assert told == [*posted[1:2], posted[3], *posted[5:]]
    assert _entries()[count:] == [
        f"notice meeting:{each.number} revised" for each in told
    ]
    assert [each.place for each in posted[:5]] == [
        "Folsom", "Online", "Folsom", "Sacramento", "Folsom",
    ]  # fmt: skip
    assert posted[3].join_url == "https://x.example"
    assert made.place == "Online"
    assert _mails()[-1] == "Posted: 9 postings"


def test_another_hour_moves_them_and_says_why() -> None:
    made = plans.plan()
    with pytest.raises(StaleError):
        _change(made, row_version=7)
    posted = plans.post(is_tentative=True)
    with pytest.raises(RuleError, match="Say why"):
        _change(made, start=time(9))
    assert made.start == "10:00"
    assert _change(made, start=time(9), reason="Earlier", place="Hall") == posted
    assert _entries()[2:] == [
        "notice meeting:2031-001 rescheduled",
        "notice meeting:2031-002 rescheduled",
    ]
    card = posted_card(posted[0])
    assert card
    assert (card.notice.place, card.state) == ("Hall", "tentative")
    assert [move.start_local for move in card.moves] == ["2031-03-12T10:00"]
    assert card.notice.end_local == "2031-03-12T12:00"
    # They still stand where their series puts them.
    assert _change(made, minutes=60) == posted
    assert _entries()[4:] == [
        "notice meeting:2031-001 revised",
        "notice meeting:2031-002 revised",
    ]
    assert posted[1].end_local == "2031-04-09T10:00"
    assert _change(made) == []


def test_an_hour_that_a_date_lacks_changes_nothing() -> None:
    made = plans.plan(rule=Rule("dates", dates=(plans.day(3, 9), plans.day(5, 7))))
    one = plans.pick(plans.look(), "board 03-09")
    series.keep_date(SYSTEM, one, seen=one.seen)
    plans.post()
    with pytest.raises(RuleError, match="does not exist on 2031-03-09"):
        _change(made, start=time(2, 30), reason="Earlier")
    assert len(_entries()) == 2


def test_dates_with_an_hour_of_their_own_keep_it() -> None:
    made = plans.plan()
    one = plans.pick(plans.look(), "board 03-12")
    series.move_date(SYSTEM, one, seen=one.seen, day=one.day, start=time(14))
    posted = plans.post()
    told = _change(made, start=time(9), reason="Earlier")
    assert told == posted[1:]
    assert [each.start_local[11:] for each in posted] == ["14:00", "09:00"]
    assert len(_change(made, place="Hall")) == 2


def test_changes_that_wait_to_be_posted_are_posted_first() -> None:
    made = plans.plan()
    posted = plans.post()
    schedule.edit_meeting(
        SYSTEM, posted[0], row_version=posted[0].row_version, note="Bring a badge."
    )
    with pytest.raises(RuleError, match="The meeting of 2031-03-12 has changes"):
        _change(made, place="Hall")


def test_a_series_ends_and_cancels_what_lies_ahead() -> None:
    made = plans.plan(rule=plans.SECOND_WEDNESDAY)
    posted = plans.post()[:4]
    _move(posted[2], "2031-03-13T10:00")
    found = plans.look("board")
    assert len(found.proposals) == 12
    with time_machine.travel("2031-01-20T18:00:00Z", tick=False):
        cancelled = planning.end_series(SYSTEM, made, reason="Dissolved")
        assert len(cancelled) == 10
        with pytest.raises(RuleError, match="ended already"):
            planning.end_series(SYSTEM, made, reason="Again")
    assert [each.state for each in posted] == [
        "scheduled", "cancelled", "scheduled", "cancelled",
    ]  # fmt: skip
    assert _entries().count("cancellation meeting:2031-002 cancelled") == 1
    assert _mails()[-1] == "Posted: 10 postings"
    assert len(plans.look("board").proposals) == 12
    assert plans.look("board").ready == []


def test_an_ended_series_plans_no_more() -> None:
    plans.keep_holidays("board", "both")
    made = plans.plan(rule=Rule("dates", dates=(plans.day(2, 17), plans.day(5, 6))))
    plans.post()
    planning.end_series(SYSTEM, made, reason="Dissolved")
    assert plans.states(plans.look("board")) == {"board 05-06": "posted"}
