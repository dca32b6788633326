"""Home and archive: what each shows, and what every list costs."""

from datetime import date, timedelta
from xml.etree.ElementTree import Element

import pytest
from flask import Flask

from govapp.database import db
from govapp.record import services
from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Minutes
from tests.exchange.posted import (
    make_notice,
    post,
    post_bodies,
    post_notice,
    post_organization,
)
from tests.meetings.reading import open_page, read_all, read_links
from tests.pages import PageClient
from tests.queries import count_queries

pytestmark = pytest.mark.usefixtures("now")


@pytest.mark.usefixtures("posted")
def test_home_says_what_is_next(client: PageClient) -> None:
    page = open_page(client, "/")

    assert read_all(page, "li", "g-meeting") == [
        (
            "Mon Nov 23 today General Session 2:00 p.m. PST · Board of Governors ·"
            " Regular meeting No agenda yet Add to calendar: General Session, Nov 23"
        ),
        (
            "Wed Dec 2 General Session Board of Governors · Regular meeting Moved to"
            " Wednesday, January 13, 2027, 10:00 a.m. PST"
        ),
        (
            "Wed Dec 9 General Session 10:00 a.m. PST · Board of Governors · Regular"
            " meeting Cancelled No quorum."
        ),
        (
            "Wed Dec 16 in 23 days Board of Governors, joint with Audit Committee 10:00"
            " a.m. PST · Regular meeting · Folsom Agenda posted Nov 23 · 1 item Join"
            " online: Board of Governors, joint with Audit Committee, Dec 16 Add to"
            " calendar: Board of Governors, joint with Audit Committee, Dec 16"
        ),
        (
            "Wed Jan 13 in 51 days General Session 10:00 a.m. PST · Board of Governors"
            " · Regular meeting No agenda yet Add to calendar: General Session, Jan 13"
        ),
    ]
    assert len(read_all(page, "li", "g-meeting--struck")) == 2
    assert len(read_all(page, "li", "g-meeting--today")) == 1


@pytest.mark.usefixtures("posted")
def test_home_says_what_was_posted_and_who_meets_next(client: PageClient) -> None:
    page = open_page(client, "/")

    lines = next(e for e in page.iter("ul") if e.get("class") == "g-feed")
    assert read_all(lines, "li")[:2] == [
        (
            "Today, 10:00 a.m. PST Meeting cancelled: General Session, Dec 9, 2026"
            " No quorum."
        ),
        "Today, 10:00 a.m. PST Meeting announced: General Session, Dec 9, 2026",
    ]
    assert read_all(lines, "li")[2] == (
        "Today, 10:00 a.m. PST Meeting moved: General Session, Jan 13, 2027"
        " The room is taken."
    )
    assert read_all(page, "li", "g-entry") == [
        "Audit Committee next Dec 16, 2026",
        "Board of Governors next Nov 23, 2026",
    ]


@pytest.mark.parametrize("path", ["/", "/calendar", "/meetings"])
def test_an_empty_site_says_what_comes(client: PageClient, path: str) -> None:
    page = open_page(client, path)

    assert read_all(page, "div", "g-empty")


def test_the_home_page_searches_all_that_was_posted(
    client: PageClient, app: Flask
) -> None:
    post_notice(app)

    response = client.submit("/", q="general")

    assert response.request.full_path == "/search?q=general"
    assert "1 result" in response.text


@pytest.mark.usefixtures("posted")
def test_the_archive_filters_and_counts(client: PageClient, app: Flask) -> None:
    post(app, Kind.MINUTES, "meeting:2026-001", Minutes(state="proposed"))

    everything = open_page(client, "/meetings")
    joint = open_page(client, "/meetings?q=JOINT&body=audit&year=2026&having=agenda")
    minutes = open_page(client, "/meetings?having=minutes")
    nothing = open_page(client, "/meetings?kind=special")

    assert read_all(everything, "p", "g-found") == ["4 meetings"]
    assert read_all(everything, "h2") == [
        "General Session",
        "Board of Governors, joint with Audit Committee",
        "General Session",
        "General Session",
    ]
    assert read_all(joint, "p", "g-found") == ["1 meeting · Show all meetings"]
    assert "Minutes proposed" in read_all(minutes, "li", "g-meeting")[0]
    assert read_all(nothing, "div", "g-empty") == [
        (
            "No meeting fits all of this."
            " Take away a filter, or try another word of the title."
        )
    ]


@pytest.mark.usefixtures("posted")
def test_the_archive_counts_its_years_and_steps_between_them(
    client: PageClient, app: Flask
) -> None:
    post_notice(app, "2024-001", start_local="2024-03-05T10:00", end_local="")

    def years(page: Element) -> list[str]:
        (nav,) = [n for n in page.iter("nav") if n.get("aria-label") == "Year"]
        return read_all(nav, "a")

    everything = open_page(client, "/meetings")
    assert years(everything) == [
        "All years (5)", "2027 (1)", "2026 (3)", "2024 (1)",
    ]  # fmt: skip
    assert not read_all(everything, "nav", "g-neighbors")
    # Other filters hold for the counts; a year in which nothing fits is left out.
    audit = open_page(client, "/meetings?body=audit&year=2026")
    assert years(audit) == ["All years (1)", "2026 (1)"]
    assert not read_all(audit, "nav", "g-neighbors")
    board = open_page(client, "/meetings?body=board&year=2026")
    assert read_all(board, "p", "g-found") == ["3 meetings · Show all meetings"]
    assert read_all(board, "nav", "g-neighbors") == [
        "Before 2024: 1 meeting After 2027: 1 meeting"
    ]
    assert read_links(board, "/meetings/body=board/year=")[-2:] == [
        "/meetings/body=board/year=2024",
        "/meetings/body=board/year=2027",
    ]
    last = open_page(client, "/meetings?year=2027")
    assert read_all(last, "nav", "g-neighbors") == ["Before 2026: 3 meetings"]
    none = open_page(client, "/meetings?body=audit&year=2024")
    assert read_all(none, "p", "g-found") == ["0 meetings · Show all meetings"]
    assert years(none) == ["All years (1)", "2026 (1)"]


@pytest.mark.usefixtures("posted")
def test_a_body_s_page_leads_to_all_that_is_known_of_it(client: PageClient) -> None:
    # Also before it has met.
    page = open_page(client, "/committees/audit")
    links = read_links(page, "/")
    for address in (
        "/meetings/body=audit",
        "/matters/body=audit",
        "/posted/body=audit",
        "/committees/audit/timeliness",
        "/committees/audit/votes",
        "/committees/audit/postings.atom",
        "/calendar/add/body=audit",
    ):
        assert address in links


@pytest.mark.parametrize(
    "query", ["body=x", "year=1", "kind=x", "having=x", "page=0", "page=2", "page=x"]
)
def test_an_archive_that_cannot_be_is_not_found(client: PageClient, query: str) -> None:
    open_page(client, f"/meetings?{query}", 404)


def test_a_search_may_hold_anything(client: PageClient) -> None:
    page = open_page(client, "/meetings?q=%27%25%3Cscript%3E")

    assert read_all(page, "p", "g-found") == ["0 meetings · Show all meetings"]


def test_every_list_costs_the_same_for_1_10_and_1000_meetings(
    app: Flask, client: PageClient
) -> None:
    post_organization(app)
    post_bodies(app)
    costs = {
        "/": 5,
        "/calendar": 4,
        "/calendar?view=month": 4,
        "/calendar?view=year": 4,
        "/meetings": 5,
        "/meetings?q=session": 5,
        "/meetings/2026-0000": 3,
    }
    done = 0
    for total in (1, 10, 1000):
        _announce(app, range(done, total))
        done = total
        for path, cost in costs.items():
            with count_queries(app) as queries:
                open_page(client, path)
            assert (path, total, len(queries)) == (path, total, cost)

    page = open_page(client, "/meetings?page=20")
    assert read_all(page, "p", "g-found") == ["1000 meetings, 951 to 1000 shown"]
    assert read_all(page, "li", "usa-pagination__page-no") == [
        "1", "18", "19", "20",
    ]  # fmt: skip


def _announce(app: Flask, numbers: range) -> None:
    first = date(2026, 10, 1)
    with app.app_context():
        for count in numbers:
            number = f"2026-{count:04d}"
            day = first + timedelta(days=count % 300)
            notice = make_notice(
                number, start_local=f"{day}T10:00", end_local=f"{day}T11:00"
            )
            services.append(
                kind=Kind.NOTICE, subject=f"meeting:{number}", content=notice
            )
        db.session.commit()
