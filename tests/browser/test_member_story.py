"""A member with a tablet: the book, a closed paper, a note, a new version, the end."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, ViewportSize, expect

from govapp import clock
from govapp.accounts import services as accounts
from govapp.accounts.services import SYSTEM
from govapp.app import create_app
from govapp.committees import services as committees
from govapp.committees.queries import find_person
from govapp.database import db
from govapp.meetings.queries import agendas
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import agenda, posting, schedule
from tests.browser.conftest import serving
from tests.conftest import make_settings
from tests.engines import Fresh
from tests.portal.papers import Papers, post_papers

pytestmark = pytest.mark.browser

EMAIL, PASSWORD = "mia@govapp.example", "quiet harbor lanterns 4711"
TABLET: ViewportSize = {"width": 820, "height": 1180}


@pytest.fixture
def app(fresh_sqlite: Fresh, tmp_path: Path) -> Flask:
    return create_app(make_settings(tmp_path, fresh_sqlite(tmp_path)))


def _prepare(app: Flask) -> Papers:
    """Seat a member on a board that has posted a meeting with closed papers."""
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
        meeting_id = meeting.id
    return post_papers(app, meeting_id)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=TABLET, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def _post_anew(app: Flask, papers: Papers) -> None:
    with app.app_context():
        item = agendas.get_item(papers.meeting_id, papers.closed)
        agenda.edit_item(
            SYSTEM, item, row_version=item.row_version, closed_title="Doe, settled"
        )
        meeting = get_meeting(papers.meeting_id)
        posting.post_agenda(SYSTEM, meeting, store=app.extensions["govapp.files"])
        db.session.commit()


def _end(app: Flask) -> None:
    with app.app_context():
        person = find_person("mia")
        assert person
        committees.end_membership(
            SYSTEM, person.memberships[0], ended_on="2026-01-01", end_reason="resigned"
        )
        db.session.commit()


class Member:
    """Somebody with a tablet."""

    def __init__(self, page: Page, base: str, papers: Papers) -> None:
        self.page, self.base, self.papers = page, base, papers
        self.main = page.get_by_role("main")
        self.paper = f"{base}{papers.files['advice']}"

    def sign_in(self) -> None:
        self.page.goto(f"{self.base}/sign-in")
        self.page.get_by_label("E-mail address").fill(EMAIL)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        heading = self.page.get_by_role("heading", level=1)
        expect(heading).to_have_text("My meetings")

    def read_to_the_closed_item(self) -> None:
        expect(self.main).to_contain_text("You have not looked at it yet")
        self.page.get_by_role("link", name="Board of Governors").last.click()
        expect(self.main).to_contain_text("Members read: Doe v. Operator")
        self.page.get_by_role("link", name="Read item by item").click()
        expect(self.main).to_contain_text("The open text")
        self.page.get_by_role("link", name=re.compile("After")).click()
        expect(self.main).to_contain_text("2 of 3")

    def open_the_closed_paper(self) -> None:
        expect(self.main).to_contain_text("Not opened yet")
        answer = self.page.request.get(self.paper)
        assert answer.status == 200
        assert answer.headers["cache-control"] == "private, no-store"
        self.page.reload()
        expect(self.main).not_to_contain_text("Not opened yet")

    def write_a_note(self) -> None:
        self.page.get_by_role("link", name="Write a note").click()
        self.page.get_by_label("Note", exact=True).fill("Ask about the costs")
        self.page.get_by_role("button", name="Keep the note").click()
        expect(self.main).to_contain_text("Ask about the costs")

    def find_the_note_flagged(self) -> None:
        self.page.goto(f"{self.base}/my/")
        expect(self.main).to_contain_text("New since you last looked")
        self.page.goto(f"{self.base}{self.papers.book}/notes")
        expect(self.main).to_contain_text("The item changed since you wrote this")
        expect(self.main).to_contain_text("Ask about the costs")
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= TABLET["width"]

    def find_nothing(self) -> None:
        book = self.papers.book
        for address in (book, f"{book}/notes", "/my/notes/1"):
            answer = self.page.goto(f"{self.base}{address}")
            assert answer is not None
            assert answer.status == 404
            expect(self.main).not_to_contain_text("Ask about the costs")
        assert self.page.request.get(self.paper).status == 404
        self.page.goto(f"{self.base}/my/")
        expect(self.main).to_contain_text("You serve on no body today.")


def test_a_member_reads_the_book_until_the_seat_ends(app: Flask, page: Page) -> None:
    papers = _prepare(app)
    with serving(app) as base:
        member = Member(page, base, papers)
        member.sign_in()
        member.read_to_the_closed_item()
        member.open_the_closed_paper()
        member.write_a_note()
        _post_anew(app, papers)
        member.find_the_note_flagged()
        _end(app)
        member.find_nothing()
