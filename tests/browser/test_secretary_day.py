"""A secretary's day, from the plan of the year to the certificate of posting."""

import re
import urllib.request
from datetime import datetime, time, timedelta
from pathlib import Path

import pypdfium2
import pytest
from flask import Flask
from playwright.sync_api import Browser, Locator, Page, expect

from govapp import clock
from govapp.accounts import services as accounts
from govapp.accounts.services import SYSTEM
from govapp.committees import services as committees
from govapp.database import db
from govapp.demonstration.papers import make_pdf
from govapp.jobs.running import run_due
from govapp.meetings.services import agenda, posting, schedule
from govapp.permissions import Role
from govapp.worker import HANDLERS
from tests.browser.conftest import serving
from tests.browser.secretary import EMAIL, PASSWORD, Secretary, drop
from tests.documents.words import make_agenda

pytestmark = pytest.mark.browser

NUMBER, ZONE = "2031-003", "America/Los_Angeles"
LEFT = "Budget of the coming year"
NAMES = [f"Paper {number}.pdf" for number in range(1, 9)]


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_a_secretarys_day(app: Flask, browser: Browser, tmp_path: Path) -> None:
    former = _prepare(app)
    with serving(app) as base:
        context = browser.new_context()
        page = context.new_page()
        problems: list[str] = []
        page.on("console", lambda said: problems.append(said.text))
        secretary = Secretary(page, base)
        secretary.sign_in()
        _plan(page, base)
        planner = page.url
        _leave_over(secretary, f"{base}/desk/meetings/{former}")
        _begin(secretary, planner)
        _import(app, secretary, tmp_path)
        _drop_papers(secretary)
        _close_two(secretary)
        _look(page, secretary.desk)
        _work(app)
        secretary.post()
        _expect_leftovers(page, base)
        _replace(app, secretary)
        _expect_supplement(page, base)
        _expect_packet(app, base)
        _certify(app, page, secretary.desk, base)
        assert problems == []
        context.close()


def _prepare(app: Flask) -> int:
    """Post two bodies, with one secretary for both, and a meeting of the past.

    Returns the meeting's id.
    """
    with app.app_context():
        made = [
            committees.create_body(
                SYSTEM,
                slug=slug,
                name=name,
                kind="board",
                time_zone=ZONE,
            )
            for slug, name in (
                ("board", "Board of Governors"),
                ("audit", "Audit Committee"),
            )
        ]
        for body in made:
            committees.post_changes(SYSTEM, body)
        user = accounts.invite_user(
            SYSTEM,
            email=EMAIL,
            name="Demo secretary",
            roles=[(Role.SECRETARY, body.id) for body in made],
        )
        accounts.set_password(SYSTEM, user=user, password=PASSWORD)
        former = schedule.schedule_meeting(
            SYSTEM,
            bodies=made[:1],
            kind="regular",
            start=datetime.combine(clock.today(ZONE) - timedelta(days=14), time(10)),
        )
        for title in ("Call to order", LEFT):
            agenda.add_item(SYSTEM, former, title=title)
        posting.post_agenda(SYSTEM, former, store=app.extensions["govapp.files"])
        db.session.commit()
        return former.id


def _work(app: Flask) -> None:
    """Do all that waits for a worker."""
    with app.app_context():
        while run_due(HANDLERS):
            pass


def _plan(page: Page, base: str) -> None:
    """Plan a year for both bodies, and post its dates."""
    for body, months in (
        ("Board of Governors", ("March", "June")),
        ("Audit Committee", ("May",)),
    ):
        page.goto(f"{base}/desk/planner/series/create?year=2031")
        page.get_by_label("Body that meets", exact=True).select_option(body)
        page.get_by_label("In which months").select_option("The months ticked below")
        for month in months:
            page.get_by_text(month, exact=True).click()
        page.get_by_label("Start").fill("10:00")
        page.get_by_label("Place").fill("Folsom")
        page.get_by_role("button", name="Plan the dates").click()
    page.get_by_role("link", name="Post all 3 dates").click()
    page.get_by_role("button", name="Post all 3 dates").click()
    expect(page.get_by_role("status").first).to_have_text("Posted: 3 dates.")


def _leave_over(secretary: Secretary, desk: str) -> None:
    """Say after the last meeting what was not reached."""
    secretary.desk = desk
    secretary.open_menu(LEFT, "Carry to…")
    page = secretary.page
    page.get_by_label("Goes on").select_option("At a later meeting: it was not reached")
    page.get_by_role("button", name="Carry").click()
    expect(secretary.row(LEFT)).to_be_visible()


def _begin(secretary: Secretary, planner: str) -> None:
    """Open the board's June meeting and begin with a template and what waits."""
    page, dates = secretary.page, secretary.page.locator(".g-plan__date a")
    page.goto(planner)
    _open(secretary, dates.nth(0))
    for title in ("Call to order", "Roll call"):
        secretary.add_item(title, "procedural")
    page.get_by_role("link", name="Keep as template…").click()
    page.get_by_label("Name").fill("Regular meeting")
    page.get_by_role("button", name="Keep").click()
    page.goto(planner)
    _open(secretary, dates.nth(2))
    page.goto(f"{secretary.desk}/agenda/template")
    page.get_by_role("button", name="Add the items").click()
    expect(secretary.row("Roll call")).to_be_visible()
    panel = page.locator(".g-waiting")
    expect(panel).to_contain_text("Not reached.")
    panel.get_by_role("button", name="Take in").click()
    expect(secretary.row(LEFT)).to_be_visible()
    panel.get_by_role("button", name="Add the approval").click()
    expect(
        page.get_by_text(re.compile("^Approve the minutes of Board"))
    ).to_be_visible()
    expect(panel).to_have_count(0)


def _open(secretary: Secretary, date: Locator) -> None:
    date.click()
    expect(secretary.page).to_have_url(re.compile(r"/desk/meetings/\d+"))
    secretary.desk = secretary.page.url.split("#")[0].rstrip("/")


def _import(app: Flask, secretary: Secretary, folder: Path) -> None:
    page, file = secretary.page, folder / "Agenda.docx"
    file.write_bytes(make_agenda())
    page.goto(f"{secretary.desk}/agenda/import")
    page.get_by_label("Word file").set_input_files(file)
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_text("The file is being read.")).to_be_visible()
    _work(app)
    page.get_by_role("button", name="Add these 8 items").click()
    expect(secretary.row("Market update")).to_be_visible()


def _drop_papers(secretary: Secretary) -> None:
    """Let go of eight files over two items."""
    papers = {name: make_pdf(name, ["A paper"]) for name in NAMES}
    for title, names in (
        ("Decision on the plan", NAMES[:5]),
        ("Market update", NAMES[5:]),
    ):
        drop(
            secretary.page, secretary.row(title), {name: papers[name] for name in names}
        )
        expect(secretary.row(title).locator(".g-files li")).to_have_count(len(names))


def _close_two(secretary: Secretary) -> None:
    """Mark two items closed; one without a basis keeps the agenda from being posted."""
    page = secretary.page
    for title, basis in (("Costs", "Gov. Code 11126(e)"), ("Public comment", "")):
        page.goto(f"{secretary.desk}/agenda")
        page.get_by_role("link", name=title, exact=True).click()
        page.get_by_label("Kind").select_option("Closed session")
        page.get_by_text("For a closed item", exact=True).click()
        page.get_by_label(re.compile(r"^\s*Legal basis")).fill(basis)
        page.get_by_label(re.compile(r"^\s*Closed title")).fill(f"Secret of {title}")
        page.get_by_role("button", name="Save").click()
    page.goto(f"{secretary.desk}/post")
    expect(page.get_by_role("button", name="Post the agenda")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("needs its legal basis")
    page.goto(f"{secretary.desk}/agenda")
    page.get_by_role("link", name="Public comment", exact=True).click()
    page.get_by_label(re.compile(r"^\s*Legal basis")).fill("Gov. Code 11126(a)")
    page.get_by_role("button", name="Save").click()


def _look(page: Page, desk: str) -> None:
    """Read the agenda as the public, a member and a recused member will."""
    main = page.locator("main")
    page.goto(f"{desk}/preview")
    expect(main).not_to_contain_text("Secret of")
    page.get_by_role("link", name="As a member", exact=True).click()
    expect(main).to_contain_text("Secret of Costs")
    expect(main).to_contain_text("Secret of Public comment")
    page.get_by_role("link", name=re.compile("recused on .*Costs")).click()
    expect(main).not_to_contain_text("Secret of Costs")
    expect(main).to_contain_text("Secret of Public comment")


def _expect_leftovers(page: Page, base: str) -> None:
    """Read what was left over, and be led to where it came from."""
    page.goto(f"{base}/meetings/{NUMBER}")
    item = page.locator("li.g-item", has_text=LEFT)
    expect(item).to_contain_text("Continued from")
    approval = page.locator("li.g-item", has_text="Approve the minutes of")
    approval.get_by_role("link", name=re.compile("^Board of Governors, ")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Minutes")


def _replace(app: Flask, secretary: Secretary) -> None:
    """Drop a better paper on one, add a late one, and post again."""
    page, row = secretary.page, secretary.row("Market update")
    page.goto(f"{secretary.desk}/agenda")
    paper = row.locator("[data-file]").filter(has_text="Paper 6")
    drop(page, paper, {"Better.pdf": make_pdf("Better", ["A better paper"])})
    expect(paper.get_by_role("link")).to_have_attribute("href", re.compile(r"/v/2$"))
    drop(page, row, {"Late.pdf": make_pdf("Late", ["A late paper"])})
    expect(row.locator("[data-file]")).to_have_count(4)
    _work(app)
    secretary.post()


def _expect_supplement(page: Page, base: str) -> None:
    page.goto(f"{base}/meetings/{NUMBER}")
    item = page.locator("li.g-item", has_text="Market update").last
    expect(item).to_contain_text("Supplemental, posted")
    page.get_by_role("link", name="See what changed", exact=True).click()
    expect(page.locator("main")).to_contain_text("Document replaced")
    expect(page.locator("main")).to_contain_text("Document added")


def _expect_packet(app: Flask, base: str) -> None:
    """Read in the packet what was posted last, bookmarked to each item and file."""
    _work(app)
    with urllib.request.urlopen(f"{base}/meetings/{NUMBER}/packet.pdf") as answer:
        packet = pypdfium2.PdfDocument(answer.read())
    with packet:
        marks = [bookmark.get_title() for bookmark in packet.get_toc()]
        text = "".join(page.get_textpage().get_text_bounded() for page in packet)
    assert "A better paper" in text
    assert "Secret of" not in text
    for name in (*NAMES[:5], *NAMES[6:], "Late.pdf"):
        assert any(name.removesuffix(".pdf") in mark for mark in marks)
    assert any("Market update" in mark for mark in marks)


def _certify(app: Flask, page: Page, desk: str, base: str) -> None:
    """Issue the certificate of what was posted, and read it as anyone can."""
    page.goto(f"{desk}/certificate")
    page.get_by_role("button", name="Issue the certificate").click()
    page.goto(f"{base}/meetings/{NUMBER}")
    page.get_by_role("link", name="Posting certificate").first.click()
    main = page.locator("main")
    expect(main).to_contain_text("Agenda, version 2, revised")
    expect(main).not_to_contain_text("Secret of")
    _work(app)
    with urllib.request.urlopen(f"{base}/meetings/{NUMBER}/certificate.pdf") as answer:
        assert answer.read().startswith(b"%PDF")
