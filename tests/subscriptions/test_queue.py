"""What the desk sees of mails to followers, and what a withdrawal takes back."""

import re
from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from govapp.accounts.services import SYSTEM
from govapp.config import Settings
from govapp.database import db
from govapp.jobs.running import run_due
from govapp.mail.models import OutboxMessage
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import posting
from govapp.subscriptions import services
from govapp.subscriptions.handlers import tell_followers
from tests.mail.sinks import read_plain
from tests.meetings.building import add_items, post, read_main
from tests.meetings.conftest import Make
from tests.pages import PageClient
from tests.subscriptions.following import follow, list_told, run

PAGE = "/desk/followers/mails"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    # A Saturday in Los Angeles.
    with time_machine.travel("2031-02-01T18:00:00Z", tick=False) as found:
        yield found


def _write(app: Flask) -> None:
    """Write the mails that are due, without sending them."""
    with app.app_context():
        while run_due({services.TELL: tell_followers}):
            pass


def _withdraw(app: Flask, meeting_id: int) -> None:
    with app.app_context():
        posting.withdraw_agenda(SYSTEM, get_meeting(meeting_id), reason="A mistake")
        db.session.commit()


def _what(app: Flask, settings: Settings, email: str) -> list[list[str]]:
    """Return what each mail to somebody tells."""
    told = list_told(app, settings, email)
    return [
        re.findall("^(.+), posted", read_plain(mail), re.MULTILINE) for mail in told
    ]


def test_the_desk_sees_what_is_about_to_be_told_and_how_far_it_is(
    app: Flask,
    settings: Settings,
    secretary: PageClient,
    make_meeting: Make,
    clock: time_machine.Traveller,
) -> None:
    def look() -> str:
        page = secretary.get(PAGE)
        assert "@example.org" not in read_main(page.text)
        return read_main(page.text)

    assert "No mail was written yet." in look()
    assert "mails are written into a folder" in look()
    follow(app)
    follow(app, "bo@example.org")
    follow(app, "cy@example.org", pace="weekly")
    make_meeting(is_posted=True)
    page = look()
    assert "3 addresses follow by e-mail." in page
    assert "2 followers, Saturday, February 1, 2031, 10:05 a.m. PST" in page
    assert "1 follower, Monday, February 3, 2031, 8:00 a.m. PST" in page
    clock.shift(300)
    _write(app)
    assert "Meeting announced: Board, Mar 5, 2031 2 0 0" in look()
    run(app, settings)
    assert "Meeting announced: Board, Mar 5, 2031 0 2 0" in look()
    assert "2 followers, " not in look()


def test_what_was_withdrawn_in_time_is_told_nobody(
    app: Flask,
    settings: Settings,
    make_meeting: Make,
    clock: time_machine.Traveller,
) -> None:
    follow(app)
    follow(app, "bo@example.org", topics=["agenda"], pace="daily")
    meeting_id = make_meeting(is_posted=True)
    add_items(app, meeting_id, "Call to order")
    post(app, meeting_id)
    _withdraw(app, meeting_id)
    clock.shift(301)
    run(app, settings)
    assert _what(app, settings, "ada@example.org") == [
        ["Meeting announced", "Agenda withdrawn"]
    ]
    assert _what(app, settings, "bo@example.org") == []
    clock.shift(24 * 3600)
    run(app, settings)
    assert _what(app, settings, "bo@example.org") == []


def test_a_mail_that_was_written_and_not_tried_is_taken_back(
    app: Flask,
    settings: Settings,
    make_meeting: Make,
    clock: time_machine.Traveller,
) -> None:
    follow(app)
    follow(app, "bo@example.org", topics=["agenda"])
    meeting_id = make_meeting(is_posted=True)
    add_items(app, meeting_id, "Call to order")
    post(app, meeting_id)
    clock.shift(301)
    _write(app)
    with app.app_context():
        # One of the two has been tried: it may be there already.
        bo = OutboxMessage.recipient == "bo@example.org"
        tried = OutboxMessage.leave_at != ""
        db.session.scalars(select(OutboxMessage).where(bo, tried)).one().attempts = 1
        db.session.commit()
    _withdraw(app, meeting_id)
    clock.shift(301)
    run(app, settings)
    assert _what(app, settings, "ada@example.org") == [
        ["Meeting announced", "Agenda withdrawn"]
    ]
    assert _what(app, settings, "bo@example.org") == [["Agenda"], ["Agenda withdrawn"]]
