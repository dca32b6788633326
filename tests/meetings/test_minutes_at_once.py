"""Minutes that two secretaries have in hand in the very same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import update

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.errors import RuleError, StaleError
from govapp.meetings.content import digest_attendance
from govapp.meetings.models import Minutes, MinutesSection
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.queries.minutes import get_minutes
from govapp.meetings.services import minutes as services
from govapp.record.shapes.meetings import Attendee
from tests.meetings.conftest import Make
from tests.meetings.test_minutes import LATER, begun, held, read
from tests.meetings.test_schedule_changes import count_entries

__all__ = ["begun", "held"]

Act = Callable[[Minutes], object]
ANN, BEA = Attendee(name="Ann"), Attendee(name="Bea")


def attend(who: Attendee) -> Act:
    """Return what sets who was there, made from the list that the desk shows."""

    def act(minutes: Minutes) -> None:
        seen = digest_attendance(minutes)
        services.set_attendance(SYSTEM, minutes, attendance=[who], seen=seen)

    return act


def write(minutes: Minutes) -> None:
    """Change what the minutes say of their first item."""
    section = minutes.sections[0]
    version = section.row_version
    services.edit_section(SYSTEM, section, row_version=version, text="<p>Late.</p>")


def edit(minutes: Minutes) -> None:
    """Change what stands before the items."""
    services.edit_minutes(
        SYSTEM, minutes, row_version=minutes.row_version, preface="Late.", closing=""
    )


def propose(minutes: Minutes) -> None:
    """Post the minutes as they are shown."""
    seen = services.digest_minutes(minutes)
    services.propose_minutes(SYSTEM, minutes, seen=seen)


def withdraw(minutes: Minutes) -> None:
    """Take back the minutes that are shown."""
    seen = services.digest_minutes(minutes)
    services.withdraw_minutes(SYSTEM, minutes, reason="Wrong", seen=seen)


def approve_at(meeting_id: int) -> Act:
    """Return what posts the minutes that are shown as approved at a meeting."""

    def act(minutes: Minutes) -> None:
        seen, at = services.digest_minutes(minutes), get_meeting(meeting_id)
        services.approve_minutes(SYSTEM, minutes, at=at, seen=seen)

    return act


def at_once(app: Flask, meeting_id: int, *acts: Act) -> list[str]:
    """Read the minutes, let all of them act on what they read, and tell the ends."""
    start = Barrier(len(acts))

    def do(act: Act) -> str:
        with app.app_context():
            minutes = get_minutes(meeting_id)
            assert isinstance(minutes.sections, list)
            assert isinstance(minutes.attendance, list)
            start.wait()
            try:
                act(minutes)
            except (RuleError, StaleError):
                return "refused"
            db.session.commit()
            return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(do, acts))


def propose_now(app: Flask, meeting_id: int) -> None:
    with app.app_context():
        services.propose_minutes(SYSTEM, get_minutes(meeting_id))
        db.session.commit()


@pytest.mark.parametrize("engine_url", ["postgresql"], indirect=True)
def test_two_attendance_lists_at_once_are_not_mixed(app: Flask, begun: int) -> None:
    assert at_once(app, begun, attend(ANN), attend(BEA)) == ["done", "refused"]
    assert len(read(app, begun).attendance) == 1


@pytest.mark.parametrize("engine_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("change", [write, edit, attend(BEA), withdraw])
def test_a_change_beside_the_approval_comes_before_it_or_not_at_all(
    app: Flask, make_meeting: Make, begun: int, change: Act
) -> None:
    later = make_meeting(LATER, is_posted=True)
    propose_now(app, begun)
    before = count_entries(app)

    assert at_once(app, begun, change, approve_at(later)) == ["done", "refused"]

    with app.app_context():
        minutes = get_minutes(begun)
        is_approved = minutes.state == "approved"
        assert services.minutes_changed(minutes) != is_approved
    posted = 1 if is_approved or change is withdraw else 0
    assert count_entries(app) == before + posted


@pytest.mark.parametrize("engine_url", ["postgresql"], indirect=True)
def test_two_who_begin_at_once_begin_once(app: Flask, held: int) -> None:
    start = Barrier(2)

    def begin(_who: int) -> str:
        with app.app_context():
            meeting = get_meeting(held)
            start.wait()
            try:
                services.begin_minutes(SYSTEM, meeting)
            except RuleError as error:
                return str(error)
            db.session.commit()
            return ""

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(begin, range(2))) == [
            "",
            "The minutes of this meeting have been begun already.",
        ]


@pytest.mark.parametrize("engine_url", ["postgresql"], indirect=True)
def test_two_who_propose_at_once_post_once(app: Flask, begun: int) -> None:
    before = count_entries(app)

    assert at_once(app, begun, propose, propose) == ["done", "refused"]

    assert count_entries(app) == before + 1


@pytest.mark.parametrize("act", [write, edit, attend(BEA), propose])
def test_what_was_approved_a_moment_ago_is_not_written(
    app: Flask, begun: int, act: Act
) -> None:
    with app.app_context():
        minutes = get_minutes(begun)
        meanwhile = update(Minutes).values(state="approved")
        db.session.execute(meanwhile, execution_options={"synchronize_session": False})

        with pytest.raises((RuleError, StaleError)):
            act(minutes)


def test_what_was_written_a_moment_ago_is_not_posted_unseen(
    app: Flask, begun: int
) -> None:
    with app.app_context():
        minutes = get_minutes(begun)
        seen = services.digest_minutes(minutes)
        meanwhile = update(MinutesSection).values(text="<p>Late.</p>")
        db.session.execute(meanwhile, execution_options={"synchronize_session": False})

        with pytest.raises(StaleError):
            services.propose_minutes(SYSTEM, minutes, seen=seen)
        assert minutes.state == "draft"
