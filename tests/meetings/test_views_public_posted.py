"""What changed in a week: everything posted, by day, and first what is off."""

from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask

from govapp.meetings.views_public import postings
from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Cancellation, Item, Minutes
from tests.exchange.posted import (
    AUDIT,
    make_file,
    post,
    post_agenda,
    post_bodies,
    post_notice,
    post_organization,
)
from tests.meetings.reading import open_page, read_all, read_links
from tests.pages import PageClient

# Saturday night and Sunday morning in California; the Monday after.
SATURDAY, SUNDAY = "2026-11-22T07:59:59Z", "2026-11-22T08:00Z"
MONDAY, NOW = "2026-11-23T18:00Z", "2026-11-25T18:00Z"


def at(moment: str) -> time_machine.travel:
    return time_machine.travel(moment, tick=False)


@pytest.fixture
def weeks(app: Flask) -> None:
    """Post on both sides of a week's beginning, and what puts meetings off."""
    with at("2026-11-02T18:00Z"):
        post_organization(app)
        post_bodies(app)
        post_notice(app, "2026-001", bodies=(AUDIT,), end_local="")
    with at(SATURDAY):
        post_notice(app, "2026-002", start_local="2026-12-02T10:00", end_local="")
    with at(SUNDAY):
        post_agenda(app, number="2026-002")
    with at(MONDAY):
        items = (Item(key="k2", number="1", title="Budget", files=(make_file(),)),)
        post_agenda(app, *items, number="2026-002", version=2, label="revised")
        post_notice(
            app,
            "2026-001",
            bodies=(AUDIT,),
            start_local="2027-01-13T10:00",
            end_local="",
            version=2,
            label="rescheduled",
            reason="The room is taken.",
        )
        subject, gone = "meeting:2026-002", Cancellation(reason="No quorum.")
        post(app, Kind.CANCELLATION, subject, gone, label="cancelled")


@pytest.mark.usefixtures("weeks")
def test_a_week_says_by_day_what_was_posted(client: PageClient) -> None:
    with at(NOW):
        page = open_page(client, "/posted")
    assert read_all(page, "h1") == ["What changed this week"]
    assert read_all(page, "p", "g-found") == [
        "Sunday, November 22, 2026 to Saturday, November 28, 2026: 4 postings"
    ]
    assert read_all(page, "h2") == [
        "Monday, November 23, 2026",
        "Sunday, November 22, 2026",
    ]
    assert [
        text
        for each in page.iter("ul")
        if each.get("class") == "g-feed g-feed--timed"
        for text in read_all(each, "li")
    ] == [
        (
            "10:00 a.m. PST Cancelled Meeting cancelled: General Session, Dec 2, 2026 ·"
            " Board of Governors No quorum."
        ),
        (
            "10:00 a.m. PST Moved Meeting moved: General Session, Jan 13, 2027 ·"
            " Audit Committee The room is taken."
        ),
        (
            "10:00 a.m. PST Revised agenda: General Session, Dec 2, 2026 ·"
            " Board of Governors Item 1 added, item 1 removed"
        ),
        "12:00 a.m. PST Agenda: General Session, Dec 2, 2026 · Board of Governors",
    ]
    assert "/meetings/2026-002/agenda/v/2" in read_links(page, "/meetings/")


@pytest.mark.usefixtures("weeks")
def test_what_is_off_stands_before_all_else(client: PageClient) -> None:
    with at(NOW):
        page = open_page(client, "/posted")
        audit = open_page(client, "/posted?body=audit")
    cancelled, moved = read_all(page, "div", "g-banner")
    assert cancelled == (
        "Meeting cancelled. General Session, Wednesday, December 2, 2026, 10:00 a.m."
        " PST. No quorum."
    )
    assert moved == (
        "Meeting moved. General Session, now Wednesday, January 13, 2027, 10:00 a.m."
        " PST. The room is taken."
    )
    assert read_all(audit, "div", "g-banner") == [moved]
    assert len(read_all(page, "div", "g-banner--late")) == 1


@pytest.mark.usefixtures("weeks")
def test_weeks_lead_to_those_in_which_something_was_posted(client: PageClient) -> None:
    with at(NOW):
        page = open_page(client, "/posted?week=2026-11-28")
        assert read_links(page, "/posted/week") == [
            "/posted/week=2026-11-22",
            "/posted/week=2026-11-22/body=audit",
            "/posted/week=2026-11-22/body=board",
            "/posted/week=2026-11-15",
        ]
        # Between the two nothing was posted of any body, or of this one.
        former = open_page(client, "/posted?week=2026-11-15")
        assert read_links(former, "/posted/week")[-2:] == [
            "/posted/week=2026-11-01",
            "/posted/week=2026-11-22",
        ]
        assert read_all(former, "h1") == ["What changed in the week of Nov 15, 2026"]
        empty = open_page(client, "/posted?week=2026-11-15&body=audit")
    assert read_all(empty, "div", "g-empty") == [
        (
            "Nothing was posted in this week. An earlier week has something: follow the"
            " link above."
        )
    ]
    assert read_links(empty, "/posted/week")[-2:] == [
        "/posted/week=2026-11-01/body=audit",
        "/posted/week=2026-11-22/body=audit",
    ]


def test_a_week_without_anything_before_says_what_comes(client: PageClient) -> None:
    page = open_page(client, "/posted?week=2026-11-25")
    assert read_all(page, "div", "g-empty") == [
        (
            "Nothing was posted in this week. Agendas, minutes and changes stand here"
            " as soon as they are posted."
        )
    ]
    assert read_links(page, "/posted/week") == []


@pytest.mark.parametrize(
    "query",
    [
        "week=2026-13-01",
        "week=2026-W48",
        "week=9999-12-31",
        "week=0001-01-01",
        "week=%00",
        "body=none",
        "page=2",
        "page=x",
    ],
)
@pytest.mark.usefixtures("weeks")
def test_there_is_no_such_week(client: PageClient, query: str) -> None:
    assert client.get(f"/posted?{query}").status_code == 404


def test_a_long_week_has_pages(
    app: Flask, client: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postings, "PAGE", 2)
    with at(NOW):
        post_bodies(app)
        for number in range(1, 6):
            post_notice(app, f"2026-00{number}")
        post(app, Kind.MINUTES, "meeting:2026-001", Minutes(state="proposed"))
        last = open_page(client, "/posted?week=2026-11-22&body=board&page=3")
        titles = [link.rpartition("/")[2] for link in read_links(last, "/meetings/")]
        assert titles == ["2026-002", "2026-001"]
        second = "/posted/week=2026-11-22/body=board/page=2"
        assert read_links(last, "/posted/week=2026-11-22/body=board/page")[0] == second


def test_a_week_of_summer_time_is_an_hour_shorter() -> None:
    week = postings.Week(postings.find_sunday(datetime(2026, 3, 8, tzinfo=UTC).date()),
                         "America/Los_Angeles")  # fmt: skip
    first, until = (moment.astimezone(UTC) for moment in week.bounds)
    assert (until - first).total_seconds() == (7 * 24 - 1) * 3600


@pytest.mark.usefixtures("weeks")
def test_home_leads_there(client: PageClient) -> None:
    with at(NOW):
        home = open_page(client, "/")
        assert read_links(home, "/posted") == ["/posted", "/posted"]
        assert "/posted</loc>" in client.get("/sitemap.xml").text
