"""Somebody else's scrapers, made for the real Legistar, read all that is here."""

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner
from flask import Flask
from legistar.base import LegistarAPIScraper
from legistar.bills import LegistarAPIBillScraper, LegistarBillScraper
from legistar.events import (
    LegistarAPIEventScraper,
    LegistarAPIEventScraperBase,
    LegistarAPIEventScraperZip,
    LegistarEventsScraper,
)
from legistar.people import LegistarAPIPersonScraper, LegistarPersonScraper
from sqlalchemy import select

from govapp.commands.archive import import_past
from govapp.commands.demo import load_demonstration
from govapp.config import Settings
from govapp.database import db
from govapp.exchange.legistar.insite import pages
from govapp.record.cards import MeetingCard
from govapp.record.legistar_rows import EVENTS_A_YEAR, event_id
from govapp.record.models import PublishedPage
from tests.browser.conftest import serving
from tests.exchange.legistar.test_interface import WORDS
from tests.importing.legistar.server import Row, read_council
from tests.importing.legistar.server import serving as serving_city

# They look back year by year from "now" until one has no meeting.
NOW = datetime(2026, 11, 28, tzinfo=UTC)
AT_ONCE = {"requests_per_minute": 0, "retry_attempts": 0}
ZONE = "America/Los_Angeles"
# An item and the votes on it.
Read = tuple[Row, list[Row]]
COUNCIL_YEAR = "2023-"


@dataclass(frozen=True)
class Site:
    """The demonstration and a council that moved in: addresses, cards, the source."""

    api: str
    web: str
    cards: dict[str, MeetingCard]
    matters: set[str]
    council: dict[str, Any]

    def aim(self, scraper: Any) -> Any:
        """Point a scraper at the site."""
        is_api = isinstance(scraper, LegistarAPIScraper)
        named = {
            "BASE_URL": self.api if is_api else self.web,
            "WEB_URL": self.web, "BASE_WEB_URL": self.web, "TIMEZONE": ZONE,
            "EVENTSPAGE": f"{self.web}/Calendar.aspx",
            "LEGISLATION_URL": f"{self.web}/Legislation.aspx",
            "MEMBERLIST": f"{self.web}/People.aspx",
        }  # fmt: skip
        for name, value in named.items():
            setattr(scraper, name, value)
        if isinstance(scraper, LegistarAPIEventScraperBase):
            self.aim(scraper._webscraper)  # noqa: SLF001 made too early
        return scraper


@pytest.fixture
def site(app: Flask, settings: Settings) -> Iterator[Site]:
    with app.app_context():
        load_demonstration(app)
        db.session.commit()
    council = read_council()
    with serving_city(council) as city:
        command = ["legistar", city.address, "--client", "council", "--time-zone", ZONE]
        done = CliRunner().invoke(import_past, command, obj=settings)
    assert "14 added" in done.output, done.output
    with serving(app) as base:
        app.extensions["govapp.settings"] = replace(settings, base_url=base)
        with app.app_context():
            texts = db.session.scalars(
                select(PublishedPage.card).where(
                    PublishedPage.subject.startswith("meeting:")
                )
            )
            cards = [MeetingCard.read(text) for text in texts]
            matters = {
                subject.removeprefix("matter:")
                for subject in db.session.scalars(
                    select(PublishedPage.subject).where(
                        PublishedPage.subject.startswith("matter:")
                    )
                )
            }
        root = f"{base}/api/legistar"
        by_number = {card.number: card for card in cards}
        yield Site(f"{root}/v1/city", f"{root}/insite", by_number, matters, council)


class Web(LegistarEventsScraper):  # type: ignore[misc] # it ships no types
    """The scraper of the calendar's pages, on a day that stays."""

    def now(self) -> datetime:
        return NOW


class Events(LegistarAPIEventScraper):  # type: ignore[misc] # it ships no types
    webscraper_class = Web
    BASE_URL = WEB_URL = EVENTSPAGE = ""
    TIMEZONE = ZONE


class Zipped(LegistarAPIEventScraperZip):  # type: ignore[misc] # it ships no types
    webscraper_class = Web
    BASE_URL = WEB_URL = EVENTSPAGE = ""
    TIMEZONE = ZONE


def test_scrapers_read_all_that_is_here(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Long tables go over several pages.
    monkeypatch.setattr(pages, "SIZE", 20)
    items = _check_events(site)
    _check_calendar(site, items)
    _check_matters(site)
    _check_legislation(site)
    _check_people(site)


def _check_events(site: Site) -> dict[int, Read]:
    """Compare meetings, items, roll calls and votes; return the items by their ids."""
    scraper = site.aim(Events(**AT_ONCE))
    bills = site.aim(LegistarAPIBillScraper(**AT_ONCE))
    found = {event["EventId"]: (event, web) for event, web in scraper.events()}
    assert set(found) == {event_id(number) for number in site.cards}
    items: dict[int, Read] = {}
    votes: Counter[tuple[str, str]] = Counter()
    calls: Counter[str] = Counter()
    for card in site.cards.values():
        event, web = found[event_id(card.number)]
        assert web["Meeting Name"]["label"] == event["EventBodyName"]
        agenda = list(scraper.agenda(event))
        assert Counter(item["EventItemTitle"] for item in agenda) >= _titles(card)
        assert len(agenda) - _titles(card).total() <= len(card.motions) + 1
        voted = {
            item["EventItemId"]: bills.votes(item["EventItemId"]) for item in agenda
        }
        cast = [vote for each in voted.values() for vote in each]
        assert len(cast) == _count_votes(card), card.number
        called = list(scraper.rollcalls(event))
        assert len(called) == len(card.presences)
        items |= {
            item["EventItemId"]: (item, voted[item["EventItemId"]]) for item in agenda
        }
        if card.number.startswith(COUNCIL_YEAR):
            votes.update((v["VotePersonName"], v["VoteValueName"]) for v in cast)
            calls.update(c["RollCallPersonName"] for c in called)
    people = {
        p["PersonId"]: " ".join(p["PersonFullName"].split())
        for p in site.council["persons"]
    }
    assert votes == Counter(
        (people[vote["VotePersonId"]], WORDS[vote["VoteValueName"]])
        for each in site.council["votes"].values()
        for vote in each
    )
    assert calls == Counter(
        people[call["RollCallPersonId"]]
        for each in site.council["rollcalls"].values()
        for call in each
    )
    return items


def _titles(card: MeetingCard) -> Counter[str]:
    told = card.result.items if card.result else ()
    items = card.agenda.walk() if card.agenda else told
    return Counter(
        item.title or (item.matter.title if item.matter else "Untitled")
        for item in items
    )


def _count_votes(card: MeetingCard) -> int:
    """Count the votes that decided: of each body on each item the last."""
    told = card.result.items if card.result and not card.agenda else ()
    groups = [(f"{place}", item.motions) for place, item in enumerate(told)] or [
        (motion.item, (motion,)) for motion in card.motions
    ]
    last = {
        (key, motion.body.slug): motion.deciding
        for key, motions in groups
        for motion in motions
        if motion.deciding
    }
    return sum(len(deciding.ballots) for deciding in last.values())


def _check_calendar(site: Site, items: dict[int, Read]) -> None:
    """Compare the pages of the calendar, of each meeting and of each vote."""
    web = site.aim(Web(**AT_ONCE))
    read, rows = [], 0
    for page in web.eventPages("All"):
        (table,) = page.xpath("//table[@class='rgMasterTable']")
        for event, _, _ in web.parseDataTable(table):
            details = event["Meeting Details"]["url"]
            read.append(int(parse_qs(urlsplit(details).query)["ID"][0]))
            rows += sum(1 for _ in web.agenda(details))
    assert sorted(read) == sorted(event_id(number) for number in site.cards)
    assert rows == len(items)
    this_year = [event for event, _ in web.events(since=2025)]
    assert {event["Meeting Date"][-4:] for event in this_year} >= {"2025", "2026"}
    # It looks no further back than to the first year without a meeting.
    years = {key // EVENTS_A_YEAR for key in read}
    near = set(itertools.takewhile(years.__contains__, range(NOW.year, 0, -1)))
    zipped = {event["EventId"] for event, _ in site.aim(Zipped(**AT_ONCE)).events()}
    assert zipped == {
        key for key in read if key // EVENTS_A_YEAR in {*near, NOW.year + 1}
    }
    bills = site.aim(LegistarBillScraper(**AT_ONCE))
    bills.VOTE_OPTIONS = {}
    for key, (item, voted) in items.items():
        page = f"{site.web}/HistoryDetail.aspx?ID={key}&GUID={item['EventItemGuid']}"
        if item["EventItemRollCallFlag"]:
            assert web.extractRollCall(page)
        if voted:
            result, cast = bills.extractVotes(page)
            assert result == (item["EventItemPassedFlagName"] or "").lower()
            assert Counter(cast) == Counter(
                (vote["VoteValueName"].lower(), vote["VotePersonName"])
                for vote in voted
            )


def _check_matters(site: Site) -> None:
    """Compare matters, their history, papers and texts."""
    bills = site.aim(LegistarAPIBillScraper(**AT_ONCE))
    found = {matter["MatterFile"]: matter for matter in bills.matters()}
    assert set(found) == site.matters
    since = bills.matters(since_datetime=datetime(2023, 1, 1, tzinfo=UTC))
    assert {matter["MatterFile"] for matter in since} == set(found)
    for matter in list(found.values())[:20]:
        key = matter["MatterId"]
        assert matter["legistar_url"].startswith(site.web)
        assert bills.text(key)["MatterTextMatterId"] == key
        assert bills.sponsors(key) == list(bills.relations(key)) == []
        assert bills.topics(key) == []
        for action in bills.history(key):
            bills.votes(action["MatterHistoryId"])
        links = [paper["MatterAttachmentHyperlink"] for paper in bills.attachments(key)]
        assert len(links) == len(set(links))


def _check_legislation(site: Site) -> None:
    """Compare the pages of matters."""
    bills = site.aim(LegistarBillScraper(**AT_ONCE))
    found = {
        row["File\xa0#" if "File\xa0#" in row else "File #"]: row
        for row in bills.legislation()
    }
    assert set(found) == site.matters
    assert list(bills.legislation(created_before=date(1990, 1, 1))) == []
    name = min(site.matters)
    (one,) = bills.legislation(search_text=name.lower())
    details = bills.legDetails(one["url"])
    assert (details["File #"], details["Title"]) == (name, one["Title"])
    for step in bills.history(one["url"]):
        assert bills.actionDetails(step["Action\xa0Details"]["url"])["File #"]


def _check_people(site: Site) -> None:
    """Compare bodies, people and their offices, by the interface and by the pages."""
    people = site.aim(LegistarAPIPersonScraper(**AT_ONCE))
    assert people.body_types()["Committee"] == 2
    offices = [
        office for body in people.bodies() for office in people.body_offices(body)
    ]
    pages_of = {people.person_sources_from_office(office)[1] for office in offices}
    web = site.aim(LegistarPersonScraper(**AT_ONCE))
    members = list(web.councilMembers())
    assert {member["Person Name"]["url"] for member, _ in members} == pages_of
    assert sum(len(list(places)) for _, places in members) == len(offices)
