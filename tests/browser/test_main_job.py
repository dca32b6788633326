"""The whole job in a real browser, with scripts and without."""

import urllib.request
from pathlib import Path
from typing import Any

import feedparser
import icalendar
import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from tests.browser.conftest import serving
from tests.browser.secretary import Secretary, prepare

pytestmark = pytest.mark.browser

DAY = "2027-03-17"
NUMBER = "2027-001"
MEETING = f"/meetings/{NUMBER}"
BUILT = [
    "1 Call to order",
    "2 Decision on the plan",
    "2.1 Staff briefing",
    "2.2 Public comment",
    "3 Adjournment",
]
REORDERED = [
    "1 Call to order",
    "2 Adjournment",
    "3 Decision on the plan",
    "3.1 Public comment",
    "3.2 Staff briefing",
]


def _read(address: str) -> str:
    with urllib.request.urlopen(address) as answer:
        text: str = answer.read().decode()
        return text


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_from_sign_in_to_cancellation(
    app: Flask, browser: Browser, tmp_path: Path, *, scripts: bool
) -> None:
    prepare(app)
    with serving(app) as base:
        context = browser.new_context(
            java_script_enabled=scripts, viewport={"width": 1280, "height": 1400}
        )
        problems: list[str] = []
        page = context.new_page()
        page.on("console", lambda said: problems.append(said.text))
        secretary = Secretary(page, base)
        secretary.sign_in()
        secretary.schedule(DAY)
        _build(secretary)
        _reorder(secretary, scripts=scripts)
        secretary.upload(
            "Decision on the plan", tmp_path, ["Memorandum.pdf", "Slides.pdf"]
        )
        _preview(secretary)
        assert MEETING not in _read(f"{base}/calendar?year=2027")
        secretary.post()
        _expect_posted(secretary)
        secretary.reword("Staff briefing", "Staff briefing on reliability")
        secretary.post()
        _expect_revised(secretary)
        secretary.cancel("No quorum")
        _expect_cancelled(secretary)
        assert problems == []
        context.close()


def _build(secretary: Secretary) -> None:
    for title in ("Call to order", "Decision on the plan", "Adjournment"):
        secretary.add_item(title)
    secretary.add_beneath("Decision on the plan", "Staff briefing")
    secretary.add_beneath("Decision on the plan", "Public comment")
    secretary.expect_order(BUILT)


def _reorder(secretary: Secretary, *, scripts: bool) -> None:
    page = secretary.page
    if scripts:
        handle = secretary.row("Adjournment").locator("[data-handle]")
        handle.drag_to(
            secretary.row("Decision on the plan"), target_position={"x": 30, "y": 4}
        )
        expect(page.locator("[data-live]")).to_contain_text("Adjournment")
    else:
        secretary.row("Adjournment").get_by_role("button", name="Move up").press(
            "Enter"
        )
    secretary.row("Public comment").get_by_role("button", name="Move up").press("Enter")
    expect(page.locator(".g-row__number").nth(3)).to_have_text("3.1")
    expect(page.locator(".g-row__title").nth(3)).to_have_text("Public comment")
    page.goto(f"{secretary.desk}/agenda")
    secretary.expect_order(REORDERED)


def _preview(secretary: Secretary) -> None:
    secretary.page.goto(f"{secretary.desk}/preview")
    expect(secretary.page.locator("body")).to_contain_text("not posted")
    expect(secretary.page.locator("body")).to_contain_text("Memorandum")


def _expect_posted(secretary: Secretary) -> None:
    page, base = secretary.page, secretary.base
    page.goto(f"{base}{MEETING}")
    for line in REORDERED:
        number, _, title = line.partition(" ")
        expect(page.locator("main")).to_contain_text(title)
        expect(page.locator("main")).to_contain_text(number)
    for label in ("Memorandum", "Slides"):
        expect(page.get_by_role("link", name=label, exact=True)).to_be_visible()
    page.goto(f"{base}/calendar?year=2027")
    expect(page.locator(f"a[href='{MEETING}']").first).to_be_visible()
    event = _event(base)
    assert event["SUMMARY"].startswith("Board of Governors")
    assert event["DTSTART"].dt.isoformat() == "2027-03-17T10:00:00-07:00"
    assert _titles(base)[0].startswith("Agenda")


def _expect_revised(secretary: Secretary) -> None:
    page = secretary.page
    page.goto(f"{secretary.base}{MEETING}")
    expect(page.locator(".g-banner").first).to_contain_text("Item 3.2 reworded")
    page.goto(f"{secretary.base}{MEETING}/agenda/changes")
    changes = page.locator("main").inner_text()
    assert "Staff briefing" in changes
    assert "on reliability" in changes
    assert "Memorandum" not in changes
    page.goto(f"{secretary.base}{MEETING}/agenda/v/1")
    expect(page.locator("main")).not_to_contain_text("on reliability")
    assert _titles(secretary.base)[0].startswith("Revised agenda")


def _expect_cancelled(secretary: Secretary) -> None:
    page, base = secretary.page, secretary.base
    for path in (
        "/",
        "/calendar?year=2027",
        "/calendar?view=month&year=2027&month=3",
        "/meetings",
        "/committees/board",
        MEETING,
        f"{MEETING}/agenda/v/1",
        f"{MEETING}/agenda/v/2",
        f"{MEETING}/agenda/changes",
        f"{MEETING}/minutes",
    ):
        page.goto(f"{base}{path}")
        expect(page.locator("main"), path).to_contain_text("Cancelled")
    event = _event(base)
    assert event["STATUS"] == "CANCELLED"
    assert event["SUMMARY"].startswith("CANCELLED: ")
    assert "cancelled" in _titles(base)[0].lower()


def _event(base: str) -> Any:
    calendar = icalendar.Calendar.from_ical(_read(f"{base}/calendar.ics"))
    own = icalendar.Calendar.from_ical(_read(f"{base}{MEETING}/meeting.ics"))
    (event,) = calendar.walk("VEVENT")
    assert own.walk("VEVENT")[0]["UID"] == event["UID"]
    return event


def _titles(base: str) -> list[str]:
    feed = feedparser.parse(_read(f"{base}/postings.atom"))
    return [entry.title for entry in feed.entries]
