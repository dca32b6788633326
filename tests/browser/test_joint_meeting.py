"""Two bodies meet together: from the call to order to the approved minutes."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from govapp.accounts.services import SYSTEM
from govapp.app import create_app
from govapp.committees import services as committees
from govapp.committees.queries import get_body
from govapp.meetings.published import get_card, vote_words
from govapp.meetings.queries.meetings import get_meeting
from govapp.record.shapes.sittings import Sitting
from tests.browser.conftest import serving
from tests.browser.secretary import Secretary, prepare
from tests.browser.sitting import ZONE, Screen, Story, open_later, open_meeting, seat
from tests.conftest import make_settings
from tests.engines import Fresh

pytestmark = pytest.mark.browser

BOARD = ("Ann", "Bob", "Cat", "Dan", "Eve")
PANEL = ("Ann", "Fay", "Gus")


@pytest.fixture
def story(fresh_sqlite: Fresh, tmp_path: Path, browser: Browser) -> Iterator[Story]:
    """Post a joint meeting of today, and open its room and its live page."""
    app = create_app(make_settings(tmp_path, fresh_sqlite(tmp_path)))
    prepare(app)
    with app.app_context():
        panel = committees.create_body(
            SYSTEM, slug="panel", name="Advisory Panel", kind="advisory", time_zone=ZONE
        )
        board = get_body("board")
        seat(board, *BOARD)
        seat(panel, *PANEL)
        meeting = open_meeting(app, board, panel)
    with serving(app) as base:
        context = browser.new_context(reduced_motion="reduce")
        page = context.new_page()
        Secretary(page, base).sign_in()
        screen = Screen(page, base, meeting)
        visitor = browser.new_context().new_page()
        number = _number(app, meeting)
        visitor.goto(f"{base}/meetings/{number}/live")
        yield Story(app, number, screen, visitor)
        visitor.context.close()
        context.close()


def _number(app: Flask, meeting: int) -> str:
    with app.app_context():
        return str(get_meeting(meeting).number)


def _sitting(app: Flask, number: str) -> Sitting:
    with app.app_context():
        sitting = get_card(number).sitting
    assert sitting
    return sitting


@pytest.mark.timeout(600)  # a whole meeting, step by step
def test_from_the_call_to_order_to_the_approved_minutes(story: Story) -> None:
    story.screen.act("Call to order")
    story.visitor.reload()
    story.roll("board", "Ann", "Bob", "Cat", "Dan")
    story.roll("panel", "Ann", "Fay")
    expect(story.screen.body("board")).to_contain_text("4 of 5 members are present")
    expect(story.screen.body("panel")).to_contain_text("2 of 3 members are present")
    _adopt_consent(story)
    _decide(story)
    _lose_the_quorum(story)
    _close(story)
    story.screen.act("Adjourn")
    story.sees("Adjourned")
    _check(story)
    _propose(story)
    _approve(story)
    _compare(story)


def _adopt_consent(story: Story) -> None:
    """One item is pulled by a member; what is left is adopted."""
    screen, page = story.screen, story.page
    screen.act("Take up", "Consent agenda")
    row = page.locator("#agenda li", has_text="Queue report")
    row.locator("summary").click()
    row.get_by_label("Who asks for it").fill("Cat")
    screen.act("Pull", within=row)
    expect(page.locator("#agenda")).to_contain_text("Pulled from consent")
    story.move("board", "Adopt the consent agenda", "bob")
    story.vote("board")
    screen.act("All present vote yes", within=screen.body("board"))
    story.declare("board")
    story.sees("Passed, 4 to 0, 1 absent")


def _decide(story: Story) -> None:
    """Dan is recused, Eve comes late, and the motion is amended before its vote."""
    screen, page = story.screen, story.page
    screen.act("Take up", "Transmission plan")
    page.locator("#conflicts summary").click()
    page.locator("#conflict-who").select_option("dan")
    page.locator("#conflict-statement").fill("Owns land along the line.")
    page.get_by_text("Leaves the room for it").click()
    screen.act("Record", within=page.locator("#conflicts"))
    expect(screen.line("board", "dan")).to_contain_text("Recused on this item")
    story.roll("board", "Eve", mode="Video")
    _amend(story)
    _take_the_roll_call(story)


def _amend(story: Story) -> None:
    place = story.screen.body("board")
    story.move("board", "Adopt the plan by June 30", "bob", "ann")
    place.locator("summary", has_text="Amend").first.click()
    place.get_by_label("Moved by").first.select_option("cat")
    place.get_by_label("What is to change").fill("May 31 in place of June 30")
    place.get_by_label("How the motion would read").fill("Adopt the plan by May 31")
    story.screen.act("Move the amendment", within=place)
    place.get_by_label("Seconded by").select_option("eve")
    story.screen.act("Second", within=place)
    story.vote("board")
    story.screen.act("All present vote yes", within=place)
    story.declare("board")
    story.sees("Adopt the plan by May 31")


def _take_the_roll_call(story: Story) -> None:
    place = story.screen.body("board")
    story.vote("board", "roll_call")
    for name, option in (("Ann", "Yes"), ("Bob", "No"), ("Cat", "Yes"), ("Eve", "Yes")):
        story.screen.act(option, name, within=place)
    expect(place.locator(".g-room__computed")).to_contain_text(
        "Yes 3 · No 1 · Recused 1 As it stands: passes"
    )
    story.declare("board")
    story.sees("Passed, 3 to 1, 1 recused")


def _lose_the_quorum(story: Story) -> None:
    """The panel loses its quorum, and can record nothing else."""
    screen = story.screen
    place = screen.body("panel")
    story.move("panel", "Advise to adopt it", "fay", "ann")
    screen.act("Leaves", "Fay", within=screen.line("panel", "fay"))
    expect(place).to_contain_text("No quorum 1 of 3 members are present; 2 are needed.")
    story.vote("panel")
    screen.act("All present vote yes", within=place)
    place.get_by_label("The chair declares").select_option("pass")
    screen.press("Declare", within=place)
    queue = story.page.locator("[data-queue] li")
    expect(queue).to_contain_text("without a quorum nothing else can be recorded")
    screen.press("Dismiss")
    place.get_by_label("The chair declares").select_option("no_quorum")
    screen.act("Declare", within=place)
    story.roll("panel", "Gus", mode="Phone")
    story.vote("panel", "roll_call")
    screen.act("All present vote yes", within=place)
    story.declare("panel")


def _close(story: Story) -> None:
    """The session is closed, and what came of it is reported."""
    screen, page = story.screen, story.page
    page.locator("#course summary", has_text="Go into closed session").click()
    screen.act("Close the session")
    story.sees("In closed session")
    story.sees("Conference with counsel, Gov. Code 11126(e)")
    screen.act("Return to open session")
    page.get_by_role("link", name="Report out of closed session").click()
    page.get_by_role("link", name=re.compile("^Report.*Conference")).first.click()
    page.locator("textarea").fill("No action was taken.")
    page.locator("main form button.usa-button").click()
    expect(page.locator("main")).to_contain_text("No action was taken.")
    page.goto(screen.address)


def _check(story: Story) -> None:
    sitting = _sitting(story.app, story.number)
    assert sitting.state == "adjourned"
    assert [(m.body.slug, m.text, m.state) for m in sitting.motions] == [
        ("board", "Adopt the consent agenda", "adopted"),
        ("board", "Adopt the plan by May 31", "adopted"),
        ("board", "May 31 in place of June 30", "adopted"),
        ("panel", "Advise to adopt it", "adopted"),
    ]
    rounds = [[r.declared for r in m.rounds] for m in sitting.motions]
    assert rounds == [["pass"], ["pass"], ["pass"], ["no_quorum", "pass"]]
    assert [each.statement for each in sitting.conflicts] == [
        "Owns land along the line."
    ]
    assert [each.by for each in sitting.pulled] == ["Cat"]
    late = next(each for each in sitting.presences if each.person.name == "Eve")
    assert late.stays[0].arrived > sitting.called_to_order
    assert [each.kind for each in sitting.pauses] == ["closed_session"]


def _propose(story: Story) -> None:
    """The minutes are there to be read: what was recorded is in them already."""
    page = story.page
    page.goto(story.screen.address.replace("/room", "/minutes"))
    page.get_by_role("button", name="Begin the minutes").click()
    page.get_by_role("link", name="Propose the minutes").click()
    page.get_by_role("button", name="Propose the minutes").click()
    expect(page.locator("main")).to_contain_text("Posted: Proposed minutes")
    story.go(f"/meetings/{story.number}/minutes")
    for text in (
        "Called to order at",
        "Eve, Board of Governors Present, by video",
        "Dan, recused: Owns land along the line.",
        "Adopt the plan by May 31",
        "Passed, 3 to 1, 1 recused",
        "In closed session",
        "No action was taken.",
        "Adjourned at",
    ):
        story.sees(text)


def _approve(story: Story) -> None:
    """A meeting later they are approved."""
    page = story.page
    with story.app.app_context():
        later = open_later(get_body("board"), get_body("panel"))
    page.goto(story.screen.address.replace("/room", "/minutes"))
    page.get_by_role("link", name="Approve at a later meeting").click()
    chosen = page.locator("select[name=at] option", has_text=later)
    page.locator("select[name=at]").select_option(chosen.get_attribute("value"))
    page.get_by_role("button", name="Approve the minutes").click()
    expect(page.locator("main")).to_contain_text("Posted: Approved minutes")
    story.go(f"/meetings/{story.number}/minutes")
    story.sees("Approved")
    expect(story.visitor.locator(f"main a[href='/meetings/{later}']")).to_be_visible()


def _compare(story: Story) -> None:
    """Everybody's votes are the same in the minutes, on their page, in the export."""
    with story.app.app_context():
        minutes = get_card(story.number).minutes
    assert minutes
    assert minutes.sitting
    for name in {*BOARD, *PANEL}:
        recorded = sorted(
            (motion.text, vote_words.option(ballot.option))
            for motion in minutes.sitting.motions
            if motion.deciding
            for ballot in motion.deciding.ballots
            if ballot.person.name == name
        )
        address = f"{story.base}/people/{name.lower()}"
        sheet = story.visitor.request.get(f"{address}/votes.csv")
        rows = csv.DictReader(io.StringIO(sheet.text().lstrip("\ufeff")))
        exported = sorted((row["Motion"], row["Vote"]) for row in rows if row["Vote"])
        story.visitor.goto(address)
        shown = sorted(story.visitor.locator(".g-voted__option").all_inner_texts())
        assert exported == recorded, name
        assert shown == sorted(vote for _text, vote in recorded), name
