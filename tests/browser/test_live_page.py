"""The live page looks again by itself, and stops when it is told to."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from govapp.accounts.services import SYSTEM
from govapp.app import create_app
from govapp.committees.queries import get_body
from govapp.database import db
from govapp.meetings.queries.meetings import get_meeting
from govapp.sittings import services
from tests.browser.conftest import serving
from tests.browser.secretary import prepare
from tests.browser.sitting import open_meeting, seat
from tests.conftest import make_settings
from tests.engines import Fresh

pytestmark = pytest.mark.browser

# The page looks every ten seconds.
A_WHILE = 12_000


@dataclass
class Site:
    """A meeting that is under way."""

    app: Flask
    meeting: int
    address: str

    def record(self, kind: str) -> None:
        with self.app.app_context():
            services.record_act(
                SYSTEM,
                get_meeting(self.meeting),
                key=str(uuid4()),
                kind=kind,
                data={"is_live": True} if kind == "order" else {},
            )
            db.session.commit()


@pytest.fixture
def site(fresh_sqlite: Fresh, tmp_path: Path) -> Iterator[Site]:
    """Call a meeting to order."""
    app = create_app(make_settings(tmp_path, fresh_sqlite(tmp_path)))
    prepare(app)
    with app.app_context():
        board = get_body("board")
        seat(board, "Ann", "Bob", "Cat")
        meeting = open_meeting(app, board)
        number = get_meeting(meeting).number
    with serving(app) as base:
        found = Site(app, meeting, f"{base}/meetings/{number}/live")
        found.record("order")
        yield found


def test_it_can_be_stopped_and_goes_on(site: Site, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(site.address)
    status = page.locator("[data-live-status]")
    expect(status).to_contain_text("In session.")
    page.get_by_role("button", name="Stop looking by itself").click()
    site.record("recess")
    page.wait_for_timeout(A_WHILE)
    expect(status).to_contain_text("In session.")
    page.get_by_role("button", name="Look by itself again").click()
    expect(status).to_contain_text("In recess.")
    site.record("adjourn")
    expect(status).to_contain_text("Adjourned.")
    expect(page.get_by_role("button", name="Stop looking")).to_have_count(0)
    context.close()


def test_without_scripts_a_link_looks_again(site: Site, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.address)
    expect(page.get_by_role("button", name="Stop looking")).to_have_count(0)
    site.record("recess")
    page.get_by_role("link", name="Look again").click()
    expect(page.locator("[data-live-status]")).to_contain_text("In recess.")
    context.close()
