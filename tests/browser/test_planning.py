"""A year planned for two bodies in a real browser, with scripts and without."""

import re
import urllib.request
from typing import Any, Literal

import icalendar
import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from govapp.accounts import services as accounts
from govapp.accounts.services import SYSTEM
from govapp.committees import services as committees
from govapp.database import db
from govapp.permissions import Role
from tests.browser.conftest import serving
from tests.browser.secretary import EMAIL, PASSWORD, Secretary

pytestmark = pytest.mark.browser

BODIES = {"board": "Board of Governors", "audit": "Audit Committee"}
PLANNER = "/desk/planner?year=2031"


def _prepare(app: Flask) -> None:
    """Post two bodies on which one person sits, and open their secretary's account."""
    with app.app_context():
        made = [
            committees.create_body(
                SYSTEM,
                slug=slug,
                name=name,
                kind="board",
                time_zone="America/Los_Angeles",
                holidays="both",
            )
            for slug, name in BODIES.items()
        ]
        person = committees.add_person(SYSTEM, name="Demo member")
        for body in made:
            committees.appoint_member(
                SYSTEM, body, person=person, start_on="2030-01-01"
            )
            committees.post_changes(SYSTEM, body)
        user = accounts.invite_user(
            SYSTEM,
            email=EMAIL,
            name="Demo secretary",
            roles=[(Role.SECRETARY, body.id) for body in made],
        )
        accounts.set_password(SYSTEM, user=user, password=PASSWORD)
        db.session.commit()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_from_rules_to_dates_on_the_public_calendar(
    app: Flask, browser: Browser, *, scripts: bool
) -> None:
    _prepare(app)
    with serving(app) as base:
        context = browser.new_context(java_script_enabled=scripts)
        problems: list[str] = []
        page = context.new_page()
        page.on("console", lambda said: problems.append(said.text))
        Secretary(page, base).sign_in()
        page.goto(base + PLANNER)
        _plan_board(page)
        _plan_committee(page)
        _decide(page)
        assert _events(base) == []
        _post(page)
        _expect_tentative(page, base)
        _confirm(page, base)
        for path in (
            "/desk/planner/sheet?year=2031",
            "/calendar?view=year&year=2031",
            "/calendar?view=month&year=2031&month=3",
        ):
            page.goto(base + path)
            assert _count_sheets(page) == 1, path
        if scripts:
            page.goto(base + PLANNER)
            assert Axe().run(page).response["violations"] == []
        assert problems == []
        context.close()


def _plan_board(page: Page) -> None:
    """Plan the second Tuesday of every other month."""
    page.get_by_role("link", name="Add a series").click()
    page.get_by_label("Body that meets", exact=True).select_option("Board of Governors")
    page.get_by_label("Weekday", exact=True).select_option("Tuesday")
    page.get_by_label("In which months").select_option(
        "Every other month, from January"
    )
    page.get_by_label("Start").fill("10:00")
    page.get_by_label("Place").fill("Room 1, Folsom")
    page.get_by_role("button", name="Plan the dates").click()
    expect(page.locator(".g-plan__date")).to_have_count(6)
    expect(page.locator("main")).to_contain_text(
        "Second Tuesday of every other month, from January"
    )


def _plan_committee(page: Page) -> None:
    """Plan a day before each meeting of the board, and two single dates."""
    page.get_by_role("link", name="Add a series").click()
    page.get_by_label("Body that meets", exact=True).select_option("Audit Committee")
    page.get_by_text("Before the meetings of another body").click()
    page.get_by_label("Body that meets after").select_option("Board of Governors")
    page.get_by_label("Start").fill("13:00")
    page.get_by_role("button", name="Plan the dates").click()
    expect(page.locator(".g-plan__date")).to_have_count(12)

    page.get_by_role("link", name="Add a series").click()
    page.get_by_label("Body that meets", exact=True).select_option("Audit Committee")
    page.get_by_text("On single dates").click()
    page.locator("#dates").fill("March 11\nMarch 31")
    page.get_by_label("Start").fill("12:00")
    page.get_by_label("Place").fill("room 1 Folsom")
    page.get_by_role("button", name="Plan the dates").click()
    expect(page.locator(".g-plan__date")).to_have_count(14)


def _decide(page: Page) -> None:
    """Keep, drop and move what something speaks against."""
    main = page.locator("main")
    expect(main).to_contain_text("dates wait for your decision.")
    expect(main).to_contain_text("Demo member also sits on Audit Committee, 12:00 p.m.")
    expect(main).to_contain_text("The same room as Board of Governors, 10:00 a.m.")
    expect(main).to_contain_text("Holiday: Cesar Chavez Day")
    expect(main).to_contain_text("Holiday: Veterans Day")
    _press(page, "Keep", "Audit Committee, Monday, March 31")
    expect(main).to_contain_text("Kept")
    _press(page, "Drop", "Audit Committee, Tuesday, March 11")
    expect(main).to_contain_text("Dropped")
    expect(main).not_to_contain_text("Demo member also sits")
    _press(page, "Move", "Board of Governors, Tuesday, November 11", "link")
    page.get_by_label("Date").fill("2031-11-12")
    page.get_by_role("button", name="Move it").click()
    expect(main).to_contain_text("Moved from Tuesday, November 11, 2031.")
    # The committee's date followed, onto the holiday.
    _press(page, "Drop", "Audit Committee, Tuesday, November 11")
    expect(main).not_to_contain_text("wait for your decision.")


def _press(
    page: Page, verb: str, date: str, role: Literal["button", "link"] = "button"
) -> None:
    """Press what does something with one date; its name says with which."""
    page.get_by_role(role, name=re.compile(rf"^{verb}\s*: {date}")).click()


def _post(page: Page) -> None:
    page.get_by_role("link", name="Post all 12 dates").click()
    expect(page.locator("main")).to_contain_text("This makes 12 public entries")
    page.get_by_text("The dates are tentative").click()
    page.get_by_role("button", name="Post all 12 dates").click()
    expect(page.get_by_role("status").first).to_have_text("Posted: 12 dates.")
    expect(page.get_by_role("link", name="Post all")).to_have_count(0)
    expect(page.locator(".g-plan__date .g-badge", has_text="Tentative")).to_have_count(
        12
    )


def _expect_tentative(page: Page, base: str) -> None:
    page.goto(f"{base}/calendar?view=year&year=2031")
    lines = page.locator(".g-year__list li")
    expect(lines).to_have_count(12)
    expect(lines.first).to_have_text("13 Audit Committee tentative")
    expect(lines.last).to_have_text("12 Board of Governors tentative")
    events = _events(base)
    assert len(events) == 12
    assert {str(event["STATUS"]) for event in events} == {"TENTATIVE"}
    assert {str(event["SEQUENCE"]) for event in events} == {"0"}


def _confirm(page: Page, base: str) -> None:
    """Confirm the first of the dates from its own page."""
    page.goto(base + PLANNER)
    page.locator(".g-plan__date a").first.click()
    page.get_by_role("link", name="Confirm the date").click()
    page.get_by_role("button", name="Confirm the date").click()
    expect(page.get_by_role("status").first).to_contain_text("Meeting confirmed")
    page.goto(f"{base}/calendar?view=year&year=2031")
    expect(page.locator(".g-year__list li").first).to_have_text("13 Audit Committee")
    first, *others = sorted(_events(base), key=lambda event: event["DTSTART"].dt)
    assert (str(first["STATUS"]), str(first["SEQUENCE"])) == ("CONFIRMED", "1")
    assert {str(event["STATUS"]) for event in others} == {"TENTATIVE"}


def _count_sheets(page: Page) -> int:
    """Return how many sheets of Letter paper a page needs."""
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as printed:
        assert printed[0].get_size() == (612, 792)
        return len(printed)


def _events(base: str) -> list[Any]:
    with urllib.request.urlopen(f"{base}/calendar.ics") as answer:
        return list(icalendar.Calendar.from_ical(answer.read()).walk("VEVENT"))
