"""The public pages of meetings in a real browser: axe, width, and without scripts."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from govapp.app import create_app
from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import (
    Attendee,
    Item,
    Minutes,
    MinutesSection,
    Withdrawal,
)
from govapp.record.shapes.results import ReportedItem, Result
from tests.browser.conftest import serving
from tests.conftest import make_settings
from tests.engines import Fresh
from tests.exchange.posted import make_file, post, post_agenda, post_notice
from tests.meetings.states import post_states

NOW = datetime(2026, 11, 23, 18, tzinfo=UTC)
LONG = "Approval of the transmission plan and of the tariff revisions it needs " * 4
PATHS = (
    "/",
    "/calendar",
    "/calendar?view=month&year=2026&month=12",
    "/calendar?view=year&year=2026",
    "/meetings",
    "/meetings?q=nothing",
    "/meetings/2026-001",
    "/meetings/2026-002",
    "/meetings/2026-002/agenda/v/1",
    "/meetings/2026-002/agenda/v/3",
    "/meetings/2026-002/agenda/changes",
    "/meetings/2026-002/agenda/changes?view=side",
    "/meetings/2026-002/items/plan",
    "/meetings/2026-002/items/k1",
    "/meetings/2026-003",
    "/meetings/2026-004",
    "/meetings/2026-005",
    "/meetings/2026-005/minutes",
    "/meetings/2026-006",
    "/meetings/2026-006/minutes",
)

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(
    fresh_sqlite: Fresh, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Serve a site that has every kind of page, and give its address."""
    folder: Path = tmp_path_factory.mktemp("site")
    app = create_app(make_settings(folder, fresh_sqlite(folder)))
    with time_machine.travel(NOW, tick=True):
        _fill(app)
        with serving(app) as base:
            yield base


def _fill(app: Flask) -> None:
    post_states(app)
    late = make_file("late.pdf", id="key2", label="Comments", supplemental=True)
    plan = Item(
        key="plan",
        number="1",
        title=LONG,
        kind="decision",
        is_action=True,
        recommended_motion="Moved, that it is approved.",
        files=(make_file(), late),
        items=(Item(key="sub", number="1.1", title="Costs"),),
    )
    closed = Item(key="c", number="2", title="C", kind="closed", legal_basis="11126")
    heading = Item(key="h", title="Executive session", kind="heading", items=(closed,))
    for version in (2, 3):
        post_agenda(
            app, plan, heading, number="2026-002", version=version, label="revised"
        )
    for gone in (
        Withdrawal(what="agenda", version=3, reason="By mistake."),
        Withdrawal(what="document", document="key1", version=1, reason="Wrong."),
    ):
        post(app, Kind.WITHDRAWAL, "meeting:2026-002", gone)
    post_notice(app, "2026-005", start_local="2026-10-30T10:00", end_local="")
    post_agenda(app, plan.model_copy(update={"files": ()}), number="2026-005")
    section = MinutesSection(key="plan", number="1", title=LONG, text="<p>Yes.</p>")
    minutes = Minutes(
        state="proposed", attendance=(Attendee(name="Seat 1"),), sections=(section,)
    )
    post(app, Kind.MINUTES, "meeting:2026-005", minutes, label="proposed")
    post_notice(app, "2026-006", start_local="2002-08-07", end_local="")
    reported = ReportedItem(title="Order", result="approved", tally="4-0")
    post(app, Kind.RESULT, "meeting:2026-006", Result(items=(reported,)))


def _open(page: Page, address: str) -> list[str]:
    """Open a page and return what the browser complained of."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    return complaints


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    browser: Browser, address: str, path: str, scheme: Literal["light", "dark"]
) -> None:
    page = browser.new_page()
    page.emulate_media(color_scheme=scheme)

    assert _open(page, address + path) == []
    assert Axe().run(page).response["violations"] == []
    page.close()


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_wider_than_a_phone(
    browser: Browser, address: str, path: str
) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})

    assert _open(page, address + path) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.close()


def test_a_resident_finds_what_changed_without_scripts(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()

    page.goto(address)
    page.get_by_label("Search everything posted").fill("joint governors")
    page.get_by_role("button", name="Search").click()
    page.get_by_role(
        "link", name="Board of Governors, joint", exact=False
    ).first.click()
    page.get_by_role("link", name="See what changed").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(
        "What changed in the agenda"
    )
    assert context.cookies() == []
    context.close()


def test_who_comes_back_is_told_what_changed_meanwhile(
    browser: Browser, address: str
) -> None:
    page = browser.new_page()
    meeting = f"{address}/meetings/2026-002"
    told = page.get_by_text("Changed since your last visit")

    page.goto(meeting)
    assert told.count() == 0
    page.evaluate("localStorage.setItem('agenda:2026-002', '1')")
    page.reload()
    marked = page.locator("li.g-item", has=told).evaluate_all(
        "items => items.map(item => item.dataset.changed)"
    )
    assert marked
    assert {int(version) > 1 for version in marked} == {True}
    page.get_by_role("link", name="See what changed since you read it").click()
    expect(page).to_have_url(f"{meeting}/agenda/changes/from=1/to=2")

    page.goto(meeting)
    assert told.count() == 0
    page.close()
