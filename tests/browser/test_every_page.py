"""Every page of the site, public and desk: axe, width, the console, the house rules."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.exceptions import HTTPException

from govapp.app import create_app
from govapp.commands.demo import load_demonstration
from govapp.committees.queries import get_body
from govapp.database import db
from govapp.demonstration import people
from govapp.meetings.queries.meetings import list_ahead
from govapp.portal.queries.guests import list_emergencies
from govapp.web.choices import out_of_path
from tests.browser.conftest import serving
from tests.browser.filling import add_votes, add_what_the_demonstration_lacks
from tests.conftest import make_settings
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
    "asking_desk.table",
    "committees_public.current_agenda",
    "contributions_desk.open_file",
    "documents_public.newest",
    "documents_public.version",
    "exchange_api.index",
    "exchange_api.objects",
    "exchange_api.one",
    "exchange_api_pages.document",
    "exchange_legistar.api",
    "exchange_ocd.index",
    "exchange_ocd.objects",
    "exchange_ocd.one",
    "exchange_oparl.bodies",
    "exchange_oparl.body",
    "exchange_oparl.objects",
    "exchange_oparl.of_organization",
    "exchange_oparl.one",
    "exchange_oparl.system",
    "exchange_public.body_calendar",
    "exchange_public.body_postings",
    "exchange_public.body_timeliness",
    "exchange_public.body_votes",
    "exchange_public.calendar",
    "exchange_public.meeting",
    "exchange_public.person_votes",
    "exchange_public.postings",
    "meetings_desk.open_file",
    "portal_feed.calendar",
    "portal_desk.export_readings",
    "portal_member.document",
    "portal_member.export_notes",
    "portal_member.export_own",
    "portal_member.give_notes",
    "portal_member.packet",
    "portal_member.permits",
    "portal_member.worker",
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
        starts = add_what_the_demonstration_lacks()
        voted = add_votes()
        book = f"/my/meetings/{list_ahead(get_body('iso-board'))[0].number}"
        emergency = list_emergencies()[0].id
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
            people.ADMINISTRATOR: (
                "/desk/",
                "/desk/organization/preview",
                f"/desk/emergency/{emergency}/end",
            ),
            people.MEMBER: ("/my/", f"{book}/search?q=agenda"),
        }
        yield Site(app, base, passwords, doors)


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
            plain, _ = out_of_path(urlsplit(path).path)
            endpoint, _ = self.map.match(plain, method="GET")
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
