"""A member of a board that has posted a meeting with closed papers."""

from datetime import datetime, timedelta

from flask import Flask
from playwright.sync_api import Page, ViewportSize, expect

from govapp import clock
from govapp.accounts import services as accounts
from govapp.accounts.services import SYSTEM
from govapp.committees import services as committees
from govapp.committees.queries import find_person
from govapp.database import db
from govapp.meetings.queries import agendas
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import agenda, posting, schedule
from tests.portal.papers import Papers, post_papers

EMAIL, PASSWORD = "mia@govapp.example", "quiet harbor lanterns 4711"
TABLET: ViewportSize = {"width": 820, "height": 1180}


def announce(app: Flask) -> int:
    """Seat a member on a board that meets in a month; return the meeting's id."""
    with app.app_context():
        zone = "America/Los_Angeles"
        body = committees.create_body(
            SYSTEM,
            slug="board",
            name="Board of Governors",
            kind="board",
            time_zone=zone,
        )
        committees.post_changes(SYSTEM, body)
        person = committees.add_person(SYSTEM, name="Mia")
        committees.appoint_member(SYSTEM, body, person=person, start_on="2020-01-01")
        user = accounts.invite_user(SYSTEM, email=EMAIL, name="Mia")
        accounts.set_password(SYSTEM, user=user, password=PASSWORD)
        accounts.link_person(SYSTEM, user=user, person_id=person.id, name="Mia")
        day = clock.today(zone) + timedelta(days=30)
        meeting = schedule.schedule_meeting(
            SYSTEM,
            bodies=[body],
            kind="regular",
            start=datetime.fromisoformat(f"{day.isoformat()}T10:00"),
            place="Folsom",
        )
        db.session.commit()
        return meeting.id


def prepare(app: Flask) -> Papers:
    """Seat a member on a board that has posted a meeting with closed papers."""
    return post_papers(app, announce(app))


def post_anew(app: Flask, papers: Papers) -> None:
    with app.app_context():
        item = agendas.get_item(papers.meeting_id, papers.closed)
        agenda.edit_item(
            SYSTEM, item, row_version=item.row_version, closed_title="Doe, settled"
        )
        meeting = get_meeting(papers.meeting_id)
        posting.post_agenda(SYSTEM, meeting, store=app.extensions["govapp.files"])
        db.session.commit()


def end_seat(app: Flask) -> None:
    with app.app_context():
        person = find_person("mia")
        assert person
        committees.end_membership(
            SYSTEM, person.memberships[0], ended_on="2026-01-01", end_reason="resigned"
        )
        db.session.commit()


def sign_in(page: Page, base: str) -> None:
    """Sign in as a member would."""
    page.goto(f"{base}/sign-in")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My meetings")
