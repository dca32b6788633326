"""One meeting before it is held, in each of its states."""

import json
from typing import Any

import pytest
from flask import Flask

from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import (
    Cancellation,
    Item,
)
from tests.exchange.posted import (
    AUDIT,
    BOARD,
    post,
    post_agenda,
    post_notice,
    post_organization,
)
from tests.meetings.reading import open_page, read_all
from tests.meetings.states import PAGE, PLAN, SUBJECT
from tests.pages import PageClient
from tests.queries import count_queries

pytestmark = pytest.mark.usefixtures("now")


def test_an_announced_meeting(app: Flask, client: PageClient) -> None:
    post_notice(
        app,
        place="Folsom",
        directions="Take bus 10.",
        join_url="https://example.org/join",
        contact="clerk@example.org",
        is_demonstration=True,
    )

    page = open_page(client, PAGE)

    assert read_all(page, "h1") == ["General Session"]
    assert read_all(page, "p", "g-meeting-head__when") == [
        "Wednesday, December 16, 2026, 10:00 a.m. PST"
    ]
    assert read_all(page, "p", "g-meeting-head__where") == [
        "In 23 days · Regular meeting · Folsom"
    ]
    assert read_all(page, "p", "g-demonstration") == [
        (
            "Demonstration Made up to show what this site can do: no such meeting takes"
            " place."
        )
    ]
    assert read_all(page, "div", "g-actions") == [
        "Join online Add to calendar Directions"
    ]
    assert read_all(page, "h2") == ["Agenda", "How to take part", "Postings"]
    assert read_all(page, "dt") == [
        "Body",
        "Place",
        "Directions",
        "Online",
        "Planned end",
        "Contact",
        "Follow",
    ]
    assert read_all(page, "div", "g-banner") == []


def test_search_engines_and_calendars_find_it(app: Flask, client: PageClient) -> None:
    post_notice(app, title="A </script> & B", bodies=(BOARD, AUDIT), place="Folsom")
    post_notice(
        app,
        title="A </script> & B",
        bodies=(BOARD, AUDIT),
        place="Folsom",
        join_url="https://example.org/j",
        start_local="2026-12-17T10:00",
        end_local="",
        version=2,
    )

    page = open_page(client, PAGE)

    data = [e for e in page.iter("script") if e.get("type") == "application/ld+json"]
    assert json.loads(data[0].text or "") == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": "http://localhost/meetings/2026-014",
        "url": "http://localhost/meetings/2026-014",
        "name": "A </script> & B",
        "startDate": "2026-12-17T10:00:00-08:00",
        "previousStartDate": ["2026-12-16T10:00:00-08:00"],
        "eventStatus": "https://schema.org/EventRescheduled",
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "location": [
            {"@type": "Place", "name": "Folsom", "address": "Folsom"},
            {"@type": "VirtualLocation", "url": "https://example.org/j"},
        ],
        "organizer": [
            {
                "@type": "Organization",
                "@id": "http://localhost/committees/board",
                "name": "Board of Governors",
                "url": "http://localhost/committees/board",
            },
            {
                "@type": "Organization",
                "@id": "http://localhost/committees/audit",
                "name": "Audit Committee",
                "url": "http://localhost/committees/audit",
            },
        ],
        "identifier": "2026-014",
    }
    links = {(e.get("rel"), e.get("href")) for e in page.iter("link")}
    assert ("canonical", "http://localhost/meetings/2026-014") in links
    assert ("alternate", "/meetings/2026-014/meeting.ics") in links
    assert ("alternate", "/committees/board/postings.atom") in links


@pytest.mark.parametrize(
    ("label", "notice", "banner", "struck"),
    [
        (
            "postponed",
            {"is_postponed": True, "reason": "No quorum."},
            (
                "Postponed. No quorum. It does not take place on Wednesday, December"
                " 16, 2026. A new date will be posted here."
            ),
            True,
        ),
        (
            "rescheduled",
            {"start_local": "2026-12-17T10:00", "end_local": "", "reason": "Room."},
            (
                "Moved. Room. From Wednesday, December 16, 2026, 10:00 a.m. PST to"
                " Thursday, December 17, 2026, 10:00 a.m. PST."
            ),
            False,
        ),
    ],
)
def test_a_meeting_that_is_put_off_says_so(
    app: Flask,
    client: PageClient,
    label: str,
    notice: dict[str, Any],
    banner: str,
    *,
    struck: bool,
) -> None:
    post_notice(app)
    post_notice(app, version=2, label=label, **notice)

    page = open_page(client, PAGE)

    assert read_all(page, "div", "g-banner") == [banner]
    assert bool(read_all(page, "header", "g-meeting-head--struck")) is struck


def test_a_time_found_later_is_no_move(app: Flask, client: PageClient) -> None:
    post_notice(app, start_local="2026-12-16", end_local="", is_all_day=True)
    post_notice(app, version=2, label="revised")

    assert read_all(open_page(client, PAGE), "div", "g-banner") == []


def test_a_cancelled_meeting_says_so_everywhere(app: Flask, client: PageClient) -> None:
    post_notice(app)
    post_agenda(app, PLAN)
    gone = Cancellation(reason="The chair is ill.")
    post(app, Kind.CANCELLATION, SUBJECT, gone, label="cancelled")

    page = open_page(client, PAGE)

    assert read_all(page, "div", "g-banner") == [
        "Cancelled on Nov 23, 2026, 10:00 a.m. PST. The chair is ill."
    ]
    assert read_all(page, "div", "g-actions") == []
    for path in ("/items/plan", "/agenda/v/1", "/minutes"):
        (lede,) = read_all(open_page(client, f"{PAGE}{path}"), "p", "g-lede")
        assert lede.endswith("Cancelled The chair is ill."), path
    assert '"https://schema.org/EventCancelled"' in client.get(PAGE).text


@pytest.mark.parametrize(
    "path", ["", "/minutes", "/items/plan", "/agenda/v/1", "/agenda/changes"]
)
def test_what_was_never_posted_is_not_found(client: PageClient, path: str) -> None:
    open_page(client, f"/meetings/2026-099{path}", 404)


def test_a_meeting_costs_the_same_with_1_and_300_items(
    app: Flask, client: PageClient
) -> None:
    post_organization(app)
    costs = {
        PAGE: 4,
        f"{PAGE}/items/k0": 4,
        f"{PAGE}/agenda/v/1": 4,
        f"{PAGE}/agenda/changes": 3,
        f"{PAGE}/minutes": 3,
    }
    post_notice(app)
    post_agenda(app)
    for version, count in ((2, 1), (3, 300)):
        items = [
            Item(key=f"k{number}", number=str(number + 1), title=f"Item {number}")
            for number in range(count)
        ]
        post_agenda(app, *items, version=version, label="revised")
        for path, cost in costs.items():
            with count_queries(app) as queries:
                open_page(client, path)
            assert (path, count, len(queries)) == (path, count, cost)
    assert len(read_all(open_page(client, PAGE), "li", "g-item")) == 300
