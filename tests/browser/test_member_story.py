"""A member with a tablet: the book, a closed paper, a note, a new version, the end."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from govapp.app import create_app
from tests.browser.conftest import serving
from tests.browser.member import TABLET, end_seat, post_anew, prepare, sign_in
from tests.conftest import make_settings
from tests.engines import Fresh
from tests.portal.papers import Papers

pytestmark = pytest.mark.browser


@pytest.fixture
def app(fresh_sqlite: Fresh, tmp_path: Path) -> Flask:
    return create_app(make_settings(tmp_path, fresh_sqlite(tmp_path)))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=TABLET, reduced_motion="reduce")
    yield context.new_page()
    context.close()


class Member:
    """Somebody with a tablet."""

    def __init__(self, page: Page, base: str, papers: Papers) -> None:
        self.page, self.base, self.papers = page, base, papers
        self.main = page.get_by_role("main")
        self.paper = f"{base}{papers.files['advice']}"

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
    papers = prepare(app)
    with serving(app) as base:
        member = Member(page, base, papers)
        sign_in(page, base)
        member.read_to_the_closed_item()
        member.open_the_closed_paper()
        member.write_a_note()
        post_anew(app, papers)
        member.find_the_note_flagged()
        end_seat(app)
        member.find_nothing()
