"""A proposal's whole way in a real browser: submitted, returned, mended, accepted."""

import re
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from govapp.accounts import services as accounts
from govapp.accounts.services import SYSTEM
from govapp.committees.queries import get_body
from govapp.database import db
from govapp.demonstration.papers import make_pdf
from govapp.permissions import Role
from tests.browser.conftest import serving
from tests.browser.secretary import PASSWORD, Secretary, prepare

pytestmark = pytest.mark.browser

CONTRIBUTOR = "contributor@govapp.example"
TITLE = "Decision on the charter"


def _open_account(app: Flask) -> None:
    with app.app_context():
        user = accounts.invite_user(
            SYSTEM,
            email=CONTRIBUTOR,
            name="Demo contributor",
            roles=[(Role.CONTRIBUTOR, get_body("board").id)],
        )
        accounts.set_password(SYSTEM, user=user, password=PASSWORD)
        db.session.commit()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_a_proposal_from_its_author_to_the_public(
    app: Flask, browser: Browser, tmp_path: Path, *, scripts: bool
) -> None:
    prepare(app)
    _open_account(app)
    with serving(app) as base:
        desk, outside = (
            browser.new_context(java_script_enabled=scripts) for _ in range(2)
        )
        secretary = Secretary(desk.new_page(), base)
        secretary.sign_in()
        secretary.schedule("2027-03-17")
        secretary.add_item("Budget", "decision")
        secretary.add_item("Adjournment", "procedural")
        secretary.post()
        author = _sign_in(outside, base)
        _propose(author, tmp_path)
        _return(secretary)
        _mend(author)
        _accept(secretary)
        secretary.post()
        _expect_posted(secretary, author)
        for context in (desk, outside):
            context.close()


def _sign_in(context: BrowserContext, base: str) -> Page:
    page = context.new_page()
    page.goto(f"{base}/sign-in")
    page.get_by_label("E-mail address").fill(CONTRIBUTOR)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("h1")).to_have_text("Proposals")
    expect(page.locator("main")).to_contain_text(
        "Proposals until Wednesday, March 3, 2027, 5:00 p.m. PST"
    )
    return page


def _propose(page: Page, folder: Path) -> None:
    page.get_by_role("link", name="Propose an item").first.click()
    page.get_by_label(re.compile(r"^\s*Title\b")).fill(TITLE)
    page.get_by_label(re.compile(r"^\s*Description\b")).fill("Twice a year.")
    papers = [folder / "Charter.pdf", folder / "Letter.pdf"]
    for paper in papers:
        paper.write_bytes(make_pdf(paper.stem, ["A paper"]))
    page.get_by_label("Files").set_input_files(papers)
    page.get_by_role("button", name="Save the draft").click()
    for paper in papers:
        expect(page.get_by_role("link", name=paper.stem, exact=True)).to_be_visible()
    page.get_by_role("button", name="Submit to the secretary").click()
    expect(page.get_by_role("status").first).to_contain_text("submitted")


def _return(secretary: Secretary) -> None:
    page = secretary.page
    page.goto(f"{secretary.base}/desk/")
    expect(page.locator("main")).to_contain_text("1 proposal waits.")
    page.goto(f"{secretary.desk}/agenda")
    page.get_by_role("link", name=f"Return… {TITLE}").click()
    page.get_by_label("Reason").fill("Name a presenter.")
    page.get_by_role("button", name="Return").click()
    expect(page.get_by_role("status").first).to_contain_text("returned")


def _mend(page: Page) -> None:
    page.reload()
    expect(page.locator("main")).to_contain_text("returned it: Name a presenter.")
    page.get_by_role("link", name="Edit", exact=True).click()
    page.get_by_label(re.compile(r"^\s*Presenter\b")).fill("Demo contributor")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Submit to the secretary").click()
    expect(page.get_by_role("status").first).to_contain_text("submitted")


def _accept(secretary: Secretary) -> None:
    page = secretary.page
    page.goto(f"{secretary.desk}/agenda")
    page.get_by_role("link", name=TITLE, exact=True).click()
    expect(page.locator("main")).to_contain_text("Twice a year.")
    page.get_by_role("link", name="Accept…").click()
    page.get_by_role("button", name="Accept").click()
    secretary.expect_order(["1 Budget", f"2 {TITLE}", "3 Adjournment"])


def _expect_posted(secretary: Secretary, author: Page) -> None:
    author.reload()
    expect(author.locator("main")).to_contain_text(f"It is on the agenda: 2 {TITLE}.")
    expect(author.locator("main")).to_contain_text("The agenda is posted.")
    page = secretary.page
    page.goto(f"{secretary.base}/meetings/2027-001")
    for name in (TITLE, "Twice a year.", "Charter", "Letter"):
        expect(page.locator("main")).to_contain_text(name)
    expect(page.locator("main")).not_to_contain_text("proposed")
