"""The network is cut in the middle of a roll call, and nothing is lost."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, expect

from govapp import clock
from govapp.accounts.services import SYSTEM
from govapp.app import create_app
from govapp.committees.queries import get_body
from govapp.database import db
from govapp.meetings.queries.agendas import list_items
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services.agenda import edit_item
from govapp.record.shapes.bodies import PersonRef
from govapp.sittings.models import SittingAct
from govapp.sittings.services import record_act
from tests.browser.conftest import serving
from tests.browser.secretary import Secretary, prepare
from tests.browser.sitting import Screen, open_meeting, read_room, read_rows, seat
from tests.conftest import make_settings
from tests.engines import Fresh

pytestmark = pytest.mark.browser

NAMES = ("Ann", "Bob", "Cat", "Dan", "Eve", "Fay", "Gus")
CUT = 60


@dataclass
class Site:
    """A meeting in its room."""

    app: Flask
    base: str
    meeting: int
    context: BrowserContext
    screen: Screen


@pytest.fixture
def site(fresh_sqlite: Fresh, tmp_path: Path, browser: Browser) -> Iterator[Site]:
    """Open the room, and call the meeting to order."""
    app = create_app(make_settings(tmp_path, fresh_sqlite(tmp_path)))
    prepare(app)
    with app.app_context():
        board = get_body("board")
        seat(board, *NAMES)
        meeting = open_meeting(app, board)
    with serving(app) as base:
        context = browser.new_context(reduced_motion="reduce")
        page = context.new_page()
        Secretary(page, base).sign_in()
        screen = Screen(page, base, meeting)
        screen.act("Call to order")
        yield Site(app, base, meeting, context, screen)
        context.close()


def test_every_entry_of_a_minute_without_network_is_there_once(site: Site) -> None:
    screen, page = site.screen, site.screen.page
    for name in NAMES[:2]:
        screen.act("In person", name)
    site.context.set_offline(True)
    began = time.monotonic()
    screen.press("Video", "Cat")
    status = page.locator("[data-status]")
    expect(status).to_contain_text("No connection. What you enter is kept here")
    screen.press("Phone", "Dan")
    screen.press("Absent", "Eve")
    # Pressed again, it is the same entry.
    screen.press("Absent", "Eve")
    screen.press("Leaves", "Bob")
    page.wait_for_timeout(CUT * 1000 / 2)
    screen.press("In person", "Fay")
    screen.press("Excused", "Gus")
    waiting = page.locator("[data-queue] li")
    expect(waiting).to_have_count(6)
    assert "Waiting to be sent: Video: Cat." in waiting.first.inner_text()
    page.wait_for_timeout((CUT - (time.monotonic() - began)) * 1000)
    assert [row.kind for row in read_rows(site.app, site.meeting)] == [
        "order", "arrive", "arrive"
    ]  # fmt: skip
    site.context.set_offline(False)
    screen.done()
    rows = read_rows(site.app, site.meeting)
    assert [row.kind for row in rows[3:]] == [
        "arrive", "arrive", "miss", "leave", "arrive", "miss"
    ]  # fmt: skip
    _check_times(rows)
    _check_roll(site)


def _check_times(rows: list[SittingAct]) -> None:
    """What was entered is of when it was made, not of when it came."""
    assert rows[3].at < rows[7].at
    assert (rows[3].recorded_at - rows[2].recorded_at).total_seconds() > CUT - 5


def _check_roll(site: Site) -> None:
    room = read_room(site.app, site.meeting)
    assert {
        person: (presence.status, len(presence.stays))
        for (_, person), presence in room.presences.items()
    } == {
        "ann": ("present", 1), "bob": ("present", 1), "cat": ("present", 1),
        "dan": ("present", 1), "eve": ("absent", 0), "fay": ("present", 1),
        "gus": ("excused", 0),
    }  # fmt: skip
    assert not room.is_present("board", "bob")


def test_what_waits_outlives_the_page(site: Site) -> None:
    screen, page = site.screen, site.screen.page
    page.route("**/room", lambda route: route.abort(), times=1)
    page.route("**/room/entries", lambda route: route.abort())
    site.context.set_offline(True)
    screen.press("In person", "Ann")
    expect(page.locator("[data-queue] li")).to_have_count(1)
    page.close()
    site.context.set_offline(False)
    other = Screen(site.context.new_page(), site.base, site.meeting)
    other.done()
    assert [row.kind for row in read_rows(site.app, site.meeting)] == [
        "order", "arrive"
    ]  # fmt: skip


def test_what_is_refused_says_why_and_what_was_typed_stays(site: Site) -> None:
    screen, page = site.screen, site.screen.page
    screen.act("In person", "Ann")
    page.locator("#text-board").fill("Adopt the plan")
    screen.press("Record the motion")
    queue = page.locator("[data-queue] li")
    expect(queue).to_contain_text("Not recorded: Record the motion: Adopt the plan.")
    expect(queue).to_contain_text("is not a voting member of Board of Governors")
    expect(page.locator("[data-status]")).to_have_text(
        "Something was not recorded. Why is said beneath."
    )
    expect(page.locator("#text-board")).to_have_value("Adopt the plan")
    screen.press("Dismiss")
    page.locator("#mover-board").select_option("ann")
    screen.act("Record the motion")
    expect(page.locator("#text-board")).to_have_value("")


def test_another_screens_entries_come_by_themselves(site: Site) -> None:
    page = site.screen.page
    other = Screen(site.context.new_page(), site.base, site.meeting)
    page.locator("#text-board").fill("Typed meanwhile")
    page.locator("#text-board").focus()
    other.act("In person", "Cat")
    line = site.screen.line("board", "cat")
    expect(line).to_contain_text("Present")
    expect(page.locator("#text-board")).to_have_value("Typed meanwhile")
    expect(page.locator("#text-board")).to_be_focused()


def test_a_roll_and_a_vote_can_be_called_by_keys_alone(site: Site) -> None:
    screen, page = site.screen, site.screen.page
    screen.line("board", "ann").get_by_role("button").first.focus()
    for key in "iivaepl"[:6]:
        page.keyboard.press(key)
    screen.done()
    kinds = [
        (presence.status, presence.stays[-1].mode if presence.stays else "")
        for presence in read_room(site.app, site.meeting).presences.values()
    ]
    assert kinds == [
        ("present", "in_person"), ("present", "in_person"), ("present", "video"),
        ("absent", ""), ("excused", ""), ("present", "phone"),
    ]  # fmt: skip
    page.locator("#mover-board").select_option("ann")
    page.locator("#text-board").fill("Adopt the plan")
    screen.act("Record the motion")
    page.get_by_label("Seconded by").select_option("bob")
    screen.act("Second")
    page.get_by_label("Vote by").select_option("roll_call")
    screen.act("Open the vote")
    page.locator("[data-keys=vote] button").first.focus()
    for key in "ynay":
        page.keyboard.press(key)
    screen.done()
    expect(page.locator(".g-room__computed")).to_contain_text(
        "Yes 2 · No 1 · Abstain 1"
    )


def test_a_motion_is_made_and_seconded_without_network(site: Site) -> None:
    screen, page = site.screen, site.screen.page
    for name in NAMES[:2]:
        screen.act("In person", name)
    place = screen.body("board")
    site.context.set_offline(True)
    place.locator("#text-board").fill("Adopt the plan")
    place.locator("#mover-board").select_option("ann")
    place.locator("#heard-board").select_option("bob")
    screen.press("Record the motion", within=place)
    expect(page.locator("[data-queue] li")).to_have_count(1)
    site.context.set_offline(False)
    screen.done()
    (held,) = read_room(site.app, site.meeting).motions.values()
    assert (held.motion.mover, held.motion.seconder) == (
        PersonRef(slug="ann", name="Ann"), PersonRef(slug="bob", name="Bob")
    )  # fmt: skip


def test_the_room_shows_how_long_an_item_takes(site: Site) -> None:
    with site.app.app_context():
        meeting = get_meeting(site.meeting)
        plan = list_items(meeting)[-2]
        details = {name: getattr(plan, name) for name in ("title", "kind")}
        version = plan.row_version
        edit_item(SYSTEM, plan, row_version=version, minutes_planned=15, **details)
        record_act(
            SYSTEM,
            meeting,
            key="taken",
            kind="take_up",
            data={"item": plan.key},
            at=clock.now(),
        )
        db.session.commit()
    page = site.screen.page
    page.clock.install()
    page.goto(site.screen.address)
    timer = page.locator(".g-room__timer")
    expect(timer).to_contain_text("min so far")
    expect(timer).not_to_contain_text("over time")
    page.clock.fast_forward("16:00")
    expect(timer).to_contain_text("min so far, over time")
    expect(timer).to_have_class(re.compile(r"g-room__timer--over"))
