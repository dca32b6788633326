"""A book kept on a tablet: read without a network, sealed, and gone at the end."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from flask import Flask, request
from playwright.sync_api import Browser, Page, expect

from govapp import clock
from govapp.accounts import services as accounts
from govapp.accounts.queries import find_user
from govapp.accounts.services import SYSTEM
from govapp.app import create_app
from govapp.database import db
from tests.browser import chromium
from tests.browser.conftest import serving
from tests.browser.member import EMAIL, TABLET, post_anew, prepare, sign_in
from tests.conftest import make_settings
from tests.engines import Fresh
from tests.meetings.building import attach, post
from tests.portal.papers import Papers

pytestmark = pytest.mark.browser

CANARY = "CANARYsettlementoffer"
WAITING = "On this device alone until there is a network"
HELD = """async () => [
  ...(await indexedDB.databases()).map(each => each.name),
  ...await caches.keys(),
  ...(await navigator.serviceWorker.getRegistrations()).map(each => each.scope),
]"""


@pytest.fixture
def app(fresh_sqlite: Fresh, tmp_path: Path) -> Flask:
    return create_app(make_settings(tmp_path, fresh_sqlite(tmp_path)))


@pytest.fixture
def papers(app: Flask) -> Papers:
    papers = prepare(app)
    text = f"{CANARY} of four millions".encode()
    attach(
        app,
        papers.meeting_id,
        "offer.txt",
        key=papers.closed,
        visibility="closed",
        content=text,
    )
    post(app, papers.meeting_id)
    return papers


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    context = browser.browser_type.launch_persistent_context(
        tmp_path / "profile",
        executable_path=chromium.find(),
        args=["--no-sandbox"],
        viewport=TABLET,
        reduced_motion="reduce",
    )
    yield context.new_page()
    context.close()


class Tablet:
    """What a member does with a tablet."""

    def __init__(self, page: Page, base: str, papers: Papers) -> None:
        self.page, self.base, self.papers = page, base, papers
        self.main = page.get_by_role("main")

    def keep(self) -> None:
        sign_in(self.page, self.base)
        self.page.goto(self.base + self.papers.book)
        self.page.get_by_role("button", name="Keep on this device").click()
        expect(self.main).to_contain_text("It stays until")

    def read_offline(self) -> None:
        self.page.context.set_offline(True)
        self.page.goto(self.base + self.papers.book)
        expect(self.main).to_contain_text("Kept on this device.")
        expect(self.main).to_contain_text("Members read: Doe v. Operator")
        self.page.get_by_role("link", name="Read item by item").click()
        expect(self.main).to_contain_text("The open text")
        self.page.get_by_role("link", name=re.compile("After")).click()
        expect(self.main).to_contain_text("2 of 3")
        self.page.get_by_role("link", name="offer").click()
        expect(self.page.locator("body")).to_contain_text(CANARY)

    def write_offline(self) -> None:
        self.page.goto(self.base + self.papers.item(self.papers.closed))
        expect(self.main).to_contain_text("You have no notes here.")
        self._write("Ask about the costs")
        self._write("To be taken back")
        notes = self.main.get_by_role("listitem").filter(has_text=WAITING)
        expect(notes).to_have_count(2)
        notes.first.get_by_role("button", name="Change").click()
        self._write("Ask about all the costs")
        notes.last.get_by_role("button", name="Remove").click()
        expect(self.main).to_contain_text("The note is gone.")
        self.page.goto(f"{self.base}{self.papers.book}/notes")
        expect(notes).to_have_count(1)
        expect(notes).to_contain_text("2 Counsel")
        expect(notes).to_contain_text("Ask about all the costs")

    def _write(self, text: str) -> None:
        self.page.get_by_label("Note", exact=True).fill(text)
        self.page.get_by_role("button", name="Keep the note").click()
        expect(self.main.get_by_role("listitem").filter(has_text=text)).to_be_visible()

    def find_the_note_flagged(self) -> None:
        self.page.context.set_offline(False)
        self.page.goto(f"{self.base}{self.papers.book}/notes")
        expect(self.main).to_contain_text("Ask about all the costs")
        expect(self.main).to_contain_text("The item changed since you wrote this")
        expect(self.main).not_to_contain_text("To be taken back")

    def keep_the_new_version(self) -> None:
        self.page.goto(self.base + self.papers.book)
        expect(self.main).to_contain_text("It stays until")
        self.page.context.set_offline(True)
        self.page.goto(self.base + self.papers.item(self.papers.closed))
        expect(self.main).to_contain_text("Members read: Doe, settled")
        expect(self.main).to_contain_text("Ask about all the costs")
        expect(self.main.get_by_text("The item changed")).to_be_visible()
        self.page.context.set_offline(False)

    def sign_out(self) -> None:
        self.page.context.set_offline(False)
        self.page.goto(self.base + self.papers.book)
        self.page.get_by_role("button", name="Sign out").click()
        expect(self.page).to_have_url(f"{self.base}/")


def test_a_kept_book_is_read_without_a_network_until_its_reader_signs_out(
    app: Flask, papers: Papers, page: Page, tmp_path: Path
) -> None:
    with serving(app) as base:
        tablet = Tablet(page, base, papers)
        said: list[str] = []
        page.on("console", lambda line: said.append(line.text))
        tablet.keep()
        assert said == []
        assert page.evaluate(HELD) == ["govapp-kept", "govapp-shell", f"{base}/my/"]
        tablet.read_offline()
        # What is nobody's is found there, so what is sealed would be too.
        assert list_clear(tmp_path / "profile", "Not kept on this device") != []
        assert list_clear(tmp_path / "profile", CANARY) == []
        tablet.sign_out()
        assert page.evaluate(HELD) == []


def test_notes_written_without_a_network_outlast_a_new_version_and_no_revoked_session(
    app: Flask, papers: Papers, page: Page
) -> None:
    with serving(app) as base:
        tablet = Tablet(page, base, papers)
        tablet.keep()
        tablet.read_offline()
        tablet.write_offline()
        post_anew(app, papers)
        tablet.find_the_note_flagged()
        tablet.keep_the_new_version()
        _end_sessions(app)
        page.goto(f"{base}/my/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
        assert page.evaluate(HELD) == []


def test_keeping_is_stopped_and_gone_on_with(
    app: Flask, papers: Papers, page: Page
) -> None:
    gate = Event()

    @app.before_request
    def hold() -> None:
        if request.path.endswith("offer.txt"):
            gate.wait(60)

    with serving(app) as base:
        tablet = Tablet(page, base, papers)
        told = page.get_by_role("status")
        sign_in(page, base)
        page.goto(base + papers.book)
        page.get_by_role("button", name="Keep on this device").click()
        expect(told).to_have_text("Keeping it: 4 of 5 documents")
        page.get_by_role("button", name="Stop").click()
        expect(told).to_have_text("Stopped: 4 of 5 documents are here.")
        gate.set()
        page.get_by_role("button", name="Go on keeping it").click()
        expect(told).to_contain_text("It stays until")
        page.get_by_role("button", name="Remove from this device").click()
        expect(told).to_have_text("Nothing of it is on this device any longer.")
        assert page.evaluate(HELD) == []
        page.reload()
        expect(tablet.main).not_to_contain_text("Kept on 1 device")


def test_what_may_be_read_no_longer_goes_at_the_next_contact(
    app: Flask, papers: Papers, page: Page
) -> None:
    with serving(app) as base:
        tablet = Tablet(page, base, papers)
        tablet.keep()
        page.goto(f"{base}{papers.item(papers.closed)}/conflict")
        page.get_by_text("I recuse myself").click()
        page.get_by_label("Public statement").fill("Shares")
        page.get_by_role("button", name="Tell the secretary").click()
        # The book is kept anew as it is read now.
        expect(tablet.main).to_contain_text("You are recused")
        expect(page.get_by_role("status").last).to_contain_text("It stays until")
        page.context.set_offline(True)
        page.goto(base + papers.item(papers.closed))
        expect(tablet.main).to_contain_text("You are recused")
        expect(tablet.main).not_to_contain_text("Doe v. Operator")
        page.goto(base + papers.files["advice"])
        missing = "Not kept on this device"
        expect(page.get_by_role("heading", level=1)).to_have_text(missing)


def test_a_device_without_a_network_lets_go_when_the_days_are_over(
    app: Flask, papers: Papers, page: Page
) -> None:
    with serving(app) as base:
        tablet = Tablet(page, base, papers)
        tablet.keep()
        page.context.set_offline(True)
        page.clock.set_fixed_time(clock.now() + timedelta(days=90))
        page.goto(base + papers.book)
        missing = "Not kept on this device"
        expect(page.get_by_role("heading", level=1)).to_have_text(missing)
        assert page.evaluate(HELD) == []


def _end_sessions(app: Flask) -> None:
    with app.app_context():
        user = find_user(EMAIL)
        assert user
        accounts.end_sessions(SYSTEM, user=user)
        db.session.commit()


def list_clear(folder: Path, word: str) -> list[str]:
    """List the files of a profile in which a word stands in the clear."""
    spellings = word.encode(), word.encode("utf-16-le")
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(each in path.read_bytes() for each in spellings)
    ]
