"""Pages say to search engines what they say to readers (schema.org, as JSON-LD)."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from flask import Flask

from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Cancellation
from tests.exchange.posted import AUDIT, BOARD, post, post_notice
from tests.exchange.rich import SUBJECT, hold_rich, post_rich
from tests.pages import PageClient, parse_page

PAGE = "/meetings/2026-014"
# What search engines ask of an event, and what we always know beside it.
REQUIRED = {"@context", "@type", "@id", "url", "name", "startDate", "eventStatus"}
REQUIRED |= {"eventAttendanceMode", "organizer", "identifier"}
# What each thing within must have.
PARTS = {
    "Place": {"name", "address"},
    "VirtualLocation": {"url"},
    "Organization": {"@id", "name", "url"},
    "Person": {"name"},
    "OrganizationRole": {"roleName"},
    "DigitalDocument": {"name", "url", "encodingFormat", "version", "datePublished"},
    "VideoObject": {"name", "url"},
    "CreativeWork": {"name", "identifier", "url"},
    "ContactPoint": {"description"},
    "Event": REQUIRED,
}


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel("2026-11-23T18:00:00Z", tick=False):
        yield


def read(client: PageClient, path: str) -> Any:
    """Return what a page says in JSON-LD, each thing with all that it must have."""
    page = parse_page(client.get(path).text)
    (block,) = (
        e for e in page.iter("script") if e.get("type") == "application/ld+json"
    )
    data = json.loads(block.text or "")
    assert data["@context"] == "https://schema.org"
    _check(data)
    return data


def _check(value: Any) -> None:
    if isinstance(value, list):
        for each in value:
            _check(each)
    if isinstance(value, dict):
        assert PARTS[value["@type"]] <= set(value), value
        for each in value.values():
            assert each not in ("", [], None)
            _check(each)


@pytest.mark.parametrize(
    ("notice", "mode", "places"),
    [
        ({"place": "Folsom"}, "Offline", ["Place"]),
        ({"join_url": "https://example.org/j"}, "Online", ["VirtualLocation"]),
        (
            {"place": "Folsom", "join_url": "https://example.org/j"},
            "Mixed",
            ["Place", "VirtualLocation"],
        ),
    ],
)
def test_where_a_meeting_is(
    app: Flask,
    client: PageClient,
    notice: dict[str, str],
    mode: str,
    places: list[str],
) -> None:
    post_notice(app, **notice)
    event = read(client, PAGE)
    assert event["eventAttendanceMode"] == (
        f"https://schema.org/{mode}EventAttendanceMode"
    )
    assert [place["@type"] for place in event["location"]] == places
    assert event["startDate"] == "2026-12-16T10:00:00-08:00"
    assert event["endDate"] == "2026-12-16T15:00:00-08:00"
    assert event["eventStatus"] == "https://schema.org/EventScheduled"


def test_a_cancelled_meeting_keeps_its_start(app: Flask, client: PageClient) -> None:
    post_notice(app, place="Folsom")
    post(app, Kind.CANCELLATION, SUBJECT, Cancellation(reason="No quorum."))
    event = read(client, PAGE)
    assert event["eventStatus"] == "https://schema.org/EventCancelled"
    assert event["startDate"] == "2026-12-16T10:00:00-08:00"


def test_a_postponed_meeting_says_so(app: Flask, client: PageClient) -> None:
    post_notice(app, place="Folsom", is_postponed=True)
    event = read(client, PAGE)
    assert event["eventStatus"] == "https://schema.org/EventPostponed"


def test_a_moved_meeting_names_each_former_start(
    app: Flask, client: PageClient
) -> None:
    for version, day in enumerate(("16", "17", "18"), start=1):
        start = f"2026-12-{day}T10:00"
        post_notice(app, start_local=start, end_local="", version=version)
    event = read(client, PAGE)
    assert event["eventStatus"] == "https://schema.org/EventRescheduled"
    assert event["startDate"] == "2026-12-18T10:00:00-08:00"
    assert event["previousStartDate"] == [
        "2026-12-16T10:00:00-08:00",
        "2026-12-17T10:00:00-08:00",
    ]


def test_a_joint_meeting_with_all_that_belongs_to_it(
    app: Flask, client: PageClient
) -> None:
    post_rich(app)
    hold_rich(app)
    event = read(client, PAGE)
    assert [one["name"] for one in event["organizer"]] == [BOARD.name, AUDIT.name]
    assert [one["name"] for one in event["attendee"]] == [
        "Ana Example",
        "Ben Example",
        "Cam Example",
    ]
    assert [(one["name"], one["url"]) for one in event["subjectOf"]] == [
        ("Agenda", f"http://localhost{PAGE}/agenda/v/2/agenda.pdf"),
        ("Minutes", f"http://localhost{PAGE}/minutes/v/1/minutes.pdf"),
    ]
    assert event["recordedIn"]["url"] == "https://example.org/video"
    assert event["about"][0]["identifier"] == "TP-7"


def test_bodies_and_people(app: Flask, client: PageClient) -> None:
    post_rich(app)
    board = read(client, "/committees/board")
    assert (board["@type"], board["name"]) == ("Organization", "Board of Governors")
    assert board["alternateName"] == ["The Board"]
    assert board["foundingDate"] == "2001"
    assert [one["name"] for one in board["subOrganization"]] == [AUDIT.name]
    assert {one["roleName"] for one in board["member"]} == {"Governor", "Chair"}
    audit = read(client, "/committees/audit")
    assert audit["parentOrganization"]["name"] == BOARD.name
    ana = read(client, "/people/ana")
    assert (ana["@type"], ana["name"]) == ("Person", "Ana Example")
    assert [(one["roleName"], one.get("startDate")) for one in ana["memberOf"]] == [
        ("Governor", "2024-01-01"),
        ("Chair", "2025"),
    ]
    assert ana["memberOf"][0]["memberOf"]["url"] == (
        "http://localhost/committees/board"
    )


def test_search_engines_find_each_of_these_pages(
    app: Flask, client: PageClient
) -> None:
    post_rich(app)
    text = client.get("/sitemap.xml").text
    for path in (PAGE, "/committees/board", "/people/ana", "/matters/TP-7"):
        assert f"<loc>http://localhost{path}</loc>" in text
    assert "/embed" not in text
    assert "/api/" not in text
