"""A meeting of today with members, and a secretary in its room."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

from flask import Flask
from playwright.sync_api import Locator, Page, expect

from govapp import clock
from govapp.accounts.services import SYSTEM
from govapp.committees import queries
from govapp.committees import services as committees
from govapp.committees.models import Body
from govapp.committees.services.offices import Held
from govapp.database import db
from govapp.meetings.models import Meeting
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import agenda, posting, schedule
from govapp.sittings.models import SittingAct
from govapp.sittings.queries import get_room, list_acts
from govapp.sittings.rules.room import Room

ZONE = "America/Los_Angeles"


def seat(body: Body, *names: str) -> None:
    """Seat people on a body, the first as its chair."""
    body.seats_authorized = len(names)
    for place, name in enumerate(names):
        person = queries.find_person(name.lower()) or committees.add_person(
            SYSTEM, name=name
        )
        chair: Held = {"office": "chair", "start_on": "2020-01-01"}
        committees.appoint_member(
            SYSTEM,
            body,
            person=person,
            start_on="2020-01-01",
            offices=[] if place else [chair],
        )
    committees.post_changes(SYSTEM, body)


def open_meeting(app: Flask, *bodies: Body) -> int:
    """Post a meeting that was to begin lately, with an agenda; return its id."""
    meeting = _schedule(*bodies, minutes_ago=5)
    block = agenda.add_item(SYSTEM, meeting, title="Consent agenda", kind="consent")
    for title in ("Tariff clean-up", "Queue report"):
        agenda.add_item(SYSTEM, meeting, title=title, parent=block)
    agenda.add_item(
        SYSTEM,
        meeting,
        title="Transmission plan",
        kind="decision",
        recommended_motion="Adopt the plan by June 30",
    )
    agenda.add_item(
        SYSTEM, meeting, title="Conference with counsel", kind="closed",
        legal_basis="Gov. Code 11126(e)",
    )  # fmt: skip
    posting.post_agenda(SYSTEM, meeting, store=app.extensions["govapp.files"])
    db.session.commit()
    return meeting.id


def open_later(*bodies: Body) -> str:
    """Post a meeting that begins after that one; return its public number."""
    meeting = _schedule(*bodies, minutes_ago=1)
    posting.post_notice(SYSTEM, meeting)
    db.session.commit()
    return str(meeting.number)


def _schedule(*bodies: Body, minutes_ago: int) -> Meeting:
    moment = clock.now() - timedelta(minutes=minutes_ago)
    local = moment.astimezone(ZoneInfo(ZONE)).replace(tzinfo=None)
    return schedule.schedule_meeting(
        SYSTEM,
        bodies=bodies,
        kind="regular",
        start=local.replace(second=0, microsecond=0),
        has_standing_items=False,
    )


class Screen:
    """A room, open in a browser."""

    def __init__(self, page: Page, base: str, meeting: int) -> None:
        self.page = page
        self.address = f"{base}/desk/meetings/{meeting}/room"
        page.goto(self.address)

    def press(self, name: str, about: str = "", within: Locator | None = None) -> None:
        """Press a button, of a member or an item where that is said."""
        pattern = re.compile(rf"^{name}\s*:\s*{about}$" if about else f"^{name}$")
        place = within or self.page.locator("[data-room]")
        place.get_by_role("button", name=pattern).first.click()

    def done(self) -> None:
        """Wait until everything is recorded."""
        status = self.page.locator("[data-status]")
        expect(status).to_have_text("Everything is recorded.")
        expect(self.page.locator("[data-queue] li")).to_have_count(0)

    def act(self, name: str, about: str = "", within: Locator | None = None) -> None:
        """Press a button, and wait until that is recorded."""
        before = self.seq()
        self.press(name, about, within)
        expect(self.page.locator("[data-parts]")).not_to_have_attribute(
            "data-seq", before
        )
        self.done()

    def seq(self) -> str:
        return str(self.page.locator("[data-parts]").get_attribute("data-seq"))

    def body(self, slug: str) -> Locator:
        return self.page.locator(f"#body-{slug}")

    def line(self, slug: str, person: str) -> Locator:
        return self.page.locator(f"#roll-{slug}-{person}")


class Story:
    """The secretary's screen, and a visitor who follows the meeting."""

    def __init__(self, app: Flask, number: str, screen: Screen, visitor: Page) -> None:
        self.app = app
        self.base = screen.address.partition("/desk/")[0]
        self.number = number
        self.screen = screen
        self.page = screen.page
        self.visitor = visitor

    def roll(self, body: str, *names: str, mode: str = "In person") -> None:
        for name in names:
            line = self.screen.line(body, name.lower())
            self.screen.act(mode, name, within=line)

    def move(self, body: str, text: str, mover: str, second: str = "") -> None:
        place = self.screen.body(body)
        if not place.locator(f"#text-{body}").is_visible():
            place.locator("summary", has_text="New motion").click()
        place.locator(f"#text-{body}").fill(text)
        place.locator(f"#mover-{body}").select_option(mover)
        self.screen.act("Record the motion", within=place)
        if second:
            place.get_by_label("Seconded by").select_option(second)
            self.screen.act("Second", within=place)

    def vote(self, body: str, method: str = "voice") -> None:
        place = self.screen.body(body)
        place.get_by_label("Vote by").first.select_option(method)
        self.screen.act("Open the vote", within=place)

    def declare(self, body: str) -> None:
        self.screen.act("Declare", within=self.screen.body(body))

    def go(self, path: str) -> None:
        """Show the visitor another page."""
        self.visitor.goto(f"{self.base}{path}")

    def sees(self, text: str) -> None:
        """Expect the visitor's page to come to say something by itself."""
        expect(self.visitor.locator("main")).to_contain_text(text)


def read_rows(app: Flask, meeting: int) -> list[SittingAct]:
    """Return what was recorded."""
    with app.app_context():
        return list(list_acts(get_meeting(meeting)))


def read_room(app: Flask, meeting: int) -> Room:
    """Return the room as the desk has it."""
    with app.app_context():
        return get_room(get_meeting(meeting))
