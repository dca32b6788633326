"""Every page of the site, public and desk: axe, width, the console, the house rules."""

import io
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask, current_app
from playwright.sync_api import Browser, Page
from sqlalchemy import select
from werkzeug.exceptions import HTTPException

from govapp import clock
from govapp.accounts.services import SYSTEM
from govapp.actions import services as actions
from govapp.app import create_app
from govapp.commands.demo import load_demonstration
from govapp.committees import queries
from govapp.committees import services as committees
from govapp.committees.models import Body
from govapp.committees.services.offices import Held
from govapp.contributions.queries.proposals import list_received
from govapp.database import db
from govapp.demonstration import people
from govapp.importing import services as importing
from govapp.importing.rules.reading import read_archive
from govapp.mail.seals import seal
from govapp.meetings.models import Meeting
from govapp.meetings.queries import agendas, business, meetings
from govapp.meetings.services import (
    corrections,
    imports,
    matters,
    minutes,
    posting,
    schedule,
)
from govapp.record.legistar_rows import event_id
from govapp.sittings import services as sittings
from govapp.subscriptions import services as following
from govapp.subscriptions.models import Subscription, SubscriptionRequest
from tests.browser.conftest import serving
from tests.conftest import make_settings
from tests.documents.words import make_agenda
from tests.engines import Fresh
from tests.pages import check_page

pytestmark = pytest.mark.browser

# How many addresses of each endpoint are opened.
EACH = 2
MORE = {
    "meetings_desk.minutes": 4,
    "meetings_desk.detail": 60,
    "meetings_public.detail": 12,
}
# These answer with something else than a page, or lead elsewhere.
NO_PAGES = {
    "accounts_account.new_options",
    "accounts_account.session",
    "accounts_account.start",
    "accounts_sign_in.code",
    "accounts_sign_in.come_back",
    "accounts_sign_in.options",
    "accounts_sign_in.single",
    "committees_public.current_agenda",
    "contributions_desk.open_file",
    "documents_public.newest",
    "documents_public.version",
    "exchange_legistar.api",
    "exchange_public.body_calendar",
    "exchange_public.body_postings",
    "exchange_public.body_timeliness",
    "exchange_public.body_votes",
    "exchange_public.calendar",
    "exchange_public.meeting",
    "exchange_public.person_votes",
    "exchange_public.postings",
    "meetings_desk.open_file",
    "portal_member.document",
    "portal_member.export_notes",
    "proof_public.agenda_proof",
    "proof_public.checkpoint",
    "proof_public.checkpoint_at",
    "proof_public.consistency",
    "proof_public.content",
    "proof_public.document_proof",
    "proof_public.entries",
    "proof_public.entry_proof",
    "proof_public.key",
    "proof_public.timestamp",
    "proof_public.verifier",
    "proposals_desk.open_file",
    "renditions_desk.word",
    "renditions_public.agenda",
    "renditions_public.agenda_version",
    "renditions_public.certificate",
    "renditions_public.documents",
    "renditions_public.minutes",
    "renditions_public.minutes_version",
    "renditions_public.packet",
    "renditions_public.word",
    "security.reset_password",
    "sittings_desk.entries",
    "site_health.live",
    "site_health.ready",
    "site_pages.robots",
    "site_pages.sitemap",
    "site_pages.sitemap_part",
    "site_public.description",
}


@dataclass
class Site:
    """What is walked through; `doors` are where each person begins."""

    app: Flask
    base: str
    passwords: dict[str, str]
    doors: dict[str, tuple[str, ...]]


@pytest.fixture(scope="module")
def site(
    fresh_sqlite: Fresh, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """Serve the demonstration, and a little more."""
    folder: Path = tmp_path_factory.mktemp("every")
    app = create_app(make_settings(folder, fresh_sqlite(folder)))
    with app.app_context():
        passwords = load_demonstration(app)
        starts = _add_what_the_demonstration_lacks()
        voted = _add_votes()
        db.session.commit()
    with serving(app) as base:
        doors = {
            "": ("/", *voted, "/sign-in", "/account/reset"),
            people.SECRETARY: (
                *starts,
                "/desk/",
                "/account/",
                "/account/confirm",
                "/account/recovery-codes",
            ),
            people.CONTRIBUTOR: ("/desk/contributions",),
            people.ADMINISTRATOR: ("/desk/", "/desk/organization/preview"),
            people.MEMBER: ("/my/",),
        }
        yield Site(app, base, passwords, doors)


def _add_votes() -> list[str]:
    """Take in a meeting with votes; return where everyone reads of them."""
    members = [f"{name} Example" for name in ("Ann", "Ben", "Cam")]
    motion = {
        "text": "to approve the plan",
        "mover": members[0],
        "seconder": members[1],
        "ayes": members[:2],
        "noes": members[2:],
        "result": "PASSED [2 TO 1]",
    }
    body: dict[str, object] = {"name": "Voting board", "slug": "voting-board"}
    meeting = {
        "body": "voting-board",
        "date": "2024-03-12",
        "present": members,
        "items": [{"title": "Plan", "motion": motion}],
        "source": "Minutes",
    }
    body["members"] = [{"name": name} for name in members]
    archive = read_archive(json.dumps({"bodies": [body], "meetings": [meeting]}))
    importing.import_body(SYSTEM, archive.bodies[0], found=[])
    done = importing.import_meeting(SYSTEM, archive.meetings[0], seen={}, found=[])
    return [
        "/committees/voting-board/votes",
        "/people/ann-example",
        f"/meetings/{done.meeting.number}",
        (
            "/api/legistar/insite/MeetingDetail.aspx?ID="
            f"{event_id(done.meeting.number or '')}"
        ),
    ]


def _add_what_the_demonstration_lacks() -> list[str]:
    """Seat somebody with an office, begin minutes; return where to look for it."""
    board = queries.get_body("iso-board")
    seat = committees.add_seat(SYSTEM, board, label="Seat 1")
    person = committees.add_person(SYSTEM, name="Demo chair")
    office: Held = {"office": "chair", "start_on": "2026-01-01"}
    committees.appoint_member(
        SYSTEM,
        board,
        person=person,
        seat=seat,
        start_on="2026-01-01",
        offices=[office],
    )
    held = meetings.list_meetings([board.id], until=clock.now())
    begun, unbegun = [one for one in held if not one.is_demonstration][:2]
    (ahead, later, *_) = meetings.list_meetings([board.id], since=clock.now())
    paper = next(one for one in agendas.list_attachments(ahead) if one.item)
    assert paper.item
    file = io.BytesIO(make_agenda())
    coming = imports.begin_import(SYSTEM, ahead, file=file, filename="Agenda.docx")
    blocks = [{"kind": "list", "text": "Call to order", "level": 0, "cells": []}]
    imports.keep_outline(coming.id, blocks=blocks, finding="")
    written = [one.id for one in held if one.is_demonstration]
    waiting, *_ = business.list_waiting(later)
    matter = matters.open_matter(SYSTEM, body=board, title="Budget", kind="budget")
    soon = schedule.schedule_meeting(
        SYSTEM,
        bodies=[board],
        kind="regular",
        start=datetime.combine(
            clock.today(board.time_zone) + timedelta(days=3), time(10)
        ),
    )
    sitting = _open_room(board)
    links = _follow()
    late = "house-iso-board-regular-notice-and-agenda"
    return [
        *links,
        f"/desk/committees/{board.slug}/agendas",
        f"/desk/meetings/{sitting.id}/room",
        f"/meetings/{sitting.number}/live",
        f"/meetings/{sitting.number}",
        f"/desk/matters/{matter.id}/post",
        f"/desk/meetings/{soon.id}/deadlines",
        f"/desk/meetings/{soon.id}/deadlines/{late}/exception",
        f"/desk/meetings/{later.id}/waiting/{waiting.item.key}/dismiss",
        *(f"/desk/meetings/{number}/minutes" for number in written),
        *_write_minutes(begun),
        f"/desk/meetings/{unbegun.id}/minutes/begin",
        f"/desk/meetings/{ahead.id}/items/{paper.item.key}/files",
        f"/desk/meetings/{ahead.id}/items/{paper.item.key}/late",
        f"/desk/meetings/{ahead.id}/post",
        f"/desk/meetings/{ahead.id}/files/{paper.id}/release",
        f"/desk/meetings/{ahead.id}/agenda/import/{coming.id}",
        _find_merger(ahead, paper.item.key),
    ]


def _write_minutes(meeting: Meeting) -> list[str]:
    """Propose minutes, with what is asked of them and after them; return where."""
    writing = minutes.begin_minutes(SYSTEM, meeting)
    minutes.propose_minutes(SYSTEM, writing)
    asked = corrections.ask_correction(
        SYSTEM, writing, item_key="", asked_by="Demo chair", text="A name is misspelt."
    )
    promised = actions.ask_action(
        SYSTEM, meeting, item_key="", kind="action", text="Report", owner="Demo chair"
    )
    return [
        f"/desk/meetings/{meeting.id}/minutes",
        f"/desk/meetings/{meeting.id}/minutes/review",
        f"/desk/meetings/{meeting.id}/minutes/review/end",
        f"/desk/meetings/{meeting.id}/minutes/propose",
        f"/desk/meetings/{meeting.id}/minutes/corrections/{asked.id}",
        f"/desk/actions/{promised.id}",
        f"/desk/actions/{promised.id}/close",
    ]


def _follow() -> list[str]:
    """Let somebody follow and ask again; return where the links of mails lead."""
    email = "ada@example.org"
    following.ask_to_follow(email=email, bodies=[], topics=[])
    asked = db.session.get_one(SubscriptionRequest, email)
    following.confirm(asked, bodies=[], topics=[])
    theirs = select(Subscription).where(Subscription.email == email)
    mine = db.session.scalars(theirs).one()
    secret = current_app.extensions["govapp.settings"].secret_key
    return [
        "/subscribe/asked",
        seal(secret, f"/subscribe/confirm/{asked.key}"),
        seal(secret, f"/subscribe/yours/{mine.key}"),
        seal(secret, f"/subscribe/leave/{mine.key}"),
    ]


def _find_merger(meeting: Meeting, item_key: str) -> str:
    """Return where a proposal is merged into an item."""
    (waiting, *_) = list_received(meeting)
    key = waiting.proposal.key
    return f"/desk/meetings/{meeting.id}/proposals/{key}/merge/{item_key}"


def _open_room(board: Body) -> Meeting:
    """Call a meeting of today to order, with a motion that is voted on."""
    now = clock.now().astimezone(ZoneInfo(board.time_zone)).replace(tzinfo=None)
    meeting = schedule.schedule_meeting(
        SYSTEM,
        bodies=[board],
        kind="special",
        start=now.replace(second=0, microsecond=0),
    )
    posting.post_notice(SYSTEM, meeting)
    who = {"body": board.slug, "person": "demo-chair"}
    moved = {"body": board.slug, "mover": "demo-chair", "kind": "approve_minutes"}
    for kind, data in (
        ("order", {"is_live": True}),
        ("arrive", who),
        ("move", {**moved, "text": "Approve the minutes"}),
        ("open_vote", {"motion": "3", "method": "roll_call"}),
        ("cast", {"motion": "3", "round": 1, "person": "demo-chair", "option": "yes"}),
        ("declare", {"motion": "3", "round": 1, "result": "no_quorum"}),
        ("open_vote", {"motion": "3", "method": "voice"}),
    ):
        sittings.record_act(
            SYSTEM, meeting, key=str(uuid4()), kind=kind, data=dict(data)
        )
    return meeting


class Tour:
    """A walk along every link, a few addresses to an endpoint."""

    def __init__(self, app: Flask, base: str, page: Page) -> None:
        self.map = app.url_map.bind("localhost")
        self.base = base
        self.page = page
        self.seen: dict[str, list[str]] = defaultdict(list)
        self.problems: list[str] = []
        page.on(
            "console", lambda said: self.problems.append(f"{page.url}: {said.text}")
        )

    def walk(self, doors: tuple[str, ...]) -> None:
        """Open the doors, then what they lead to, until no endpoint lacks one."""
        waiting = list(doors)
        while waiting:
            path = waiting.pop(0)
            endpoint = self._endpoint(path)
            if not endpoint or path in self.seen[endpoint]:
                continue
            if len(self.seen[endpoint]) >= MORE.get(endpoint, EACH):
                continue
            self.seen[endpoint].append(path)
            waiting += self._open(path)

    def _endpoint(self, path: str) -> str:
        try:
            endpoint, _ = self.map.match(urlsplit(path).path, method="GET")
        except HTTPException:
            return ""
        return "" if endpoint in NO_PAGES else str(endpoint)

    def _open(self, path: str) -> list[str]:
        self.page.set_viewport_size({"width": 1280, "height": 900})
        answer = self.page.goto(self.base + path)
        assert answer is not None
        if answer.status != 200:
            self.problems.append(f"{path}: {answer.status}")
            return []
        try:
            check_page(answer.text(), path)
        except AssertionError as error:
            self.problems.append(str(error))
        self._look(path, "wide")
        self.page.set_viewport_size({"width": 360, "height": 800})
        if path == self.seen[self._endpoint(path)][0]:
            self._look(path, "narrow")
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        if wide > 360:
            self.problems.append(f"{path}: {wide} px wide on a phone")
        return self._links(path)

    def _look(self, path: str, how: str) -> None:
        for found in Axe().run(self.page).response["violations"]:
            places = [node["target"] for node in found["nodes"]][:3]
            self.problems.append(f"{path} ({how}): {found['id']} {places}")

    def _links(self, path: str) -> list[str]:
        links = self.page.eval_on_selector_all(
            "a[href]", "all => all.map(a => a.getAttribute('href'))"
        )
        found = []
        for link in links:
            target = urlsplit(urljoin(self.base + path, link))
            if f"{target.scheme}://{target.netloc}" == self.base:
                query = f"?{target.query}" if target.query else ""
                found.append(target.path + query)
        return found


def _sign_in(page: Page, base: str, email: str, password: str) -> None:
    page.goto(f"{base}/sign-in")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


@pytest.fixture(scope="module")
def tours(site: Site, browser: Browser) -> list[Tour]:
    """Walk as a visitor, as a secretary, as an administrator and as a member."""
    done = []
    for email, doors in site.doors.items():
        context = browser.new_context(reduced_motion="reduce")
        page = context.new_page()
        if email:
            _sign_in(page, site.base, email, site.passwords[email])
        tour = Tour(site.app, site.base, page)
        tour.walk(doors)
        done.append(tour)
        context.close()
    return done


@pytest.mark.timeout(900)  # three people open every page, most of them twice
def test_every_page_is_clean(tours: list[Tour]) -> None:
    problems = [problem for tour in tours for problem in tour.problems]
    assert problems == [], "\n".join(problems)


@pytest.mark.timeout(900)  # likewise, where it comes first
def test_no_page_was_left_out(site: Site, tours: list[Tour]) -> None:
    seen = {endpoint for tour in tours for endpoint in tour.seen}
    expected = {
        rule.endpoint
        for rule in site.app.url_map.iter_rules()
        if "GET" in (rule.methods or set())
    }
    left_out = sorted(expected - seen - NO_PAGES)
    assert left_out == [], ", ".join(left_out)
