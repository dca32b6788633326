"""Calendars as other people's parsers read them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from icalendar import Calendar, Event

from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Cancellation
from tests.exchange.posted import (
    AUDIT,
    BOARD,
    post,
    post_agenda,
    post_bodies,
    post_notice,
    post_organization,
)
from tests.pages import PageClient

POSTED = datetime(2026, 12, 1, 18, tzinfo=UTC)
TYPE = "text/calendar; charset=utf-8"


@pytest.fixture(autouse=True)
def posting_time() -> Iterator[None]:
    with time_machine.travel(POSTED, tick=False):
        yield


def read(client: PageClient, address: str = "/calendar.ics") -> Calendar:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.content_type == TYPE
    calendar = Calendar.from_ical(answer.data)
    assert isinstance(calendar, Calendar)
    assert calendar.errors == []
    return calendar


def read_one(client: PageClient, address: str = "/calendar.ics") -> Event:
    (event,) = read(client, address).events
    return event


def cancel(app: Flask) -> None:
    reason = Cancellation(reason="No quorum")
    post(app, Kind.CANCELLATION, "meeting:2026-014", reason, label="cancelled")


WHOLE = """\
BEGIN:VCALENDAR
PRODID:-//govapp//0.1.0//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:PUBLISH
NAME:Board of Governors meetings
X-WR-CALNAME:Board of Governors meetings
X-WR-TIMEZONE:America/Los_Angeles
REFRESH-INTERVAL;VALUE=DURATION:PT6H
X-PUBLISHED-TTL:PT6H
SOURCE;VALUE=URI:http://localhost/committees/board/calendar.ics
COLOR:navy
BEGIN:VTIMEZONE
TZID:America/Los_Angeles
BEGIN:DAYLIGHT
DTSTART:20250309T020000
RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
TZOFFSETFROM:-0800
TZOFFSETTO:-0700
TZNAME:PDT
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20251102T020000
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
TZOFFSETFROM:-0700
TZOFFSETTO:-0800
TZNAME:PST
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:uid-2026-014@localhost
DTSTAMP:20261201T180000Z
LAST-MODIFIED:20261201T180000Z
SEQUENCE:0
DTSTART;TZID=America/Los_Angeles:20261216T100000
DTEND;TZID=America/Los_Angeles:20261216T150000
STATUS:CONFIRMED
SUMMARY:Board of Governors – General Session
LOCATION:250 Outcropping Way\\, Folsom\\, CA
URL:http://localhost/meetings/2026-014
DESCRIPTION:Agenda: http://localhost/meetings/2026-014/agenda/v/1\\nEveryth
 ing about this meeting: http://localhost/meetings/2026-014\\nJoin online: h
 ttps://video.example/join\\nWebcast: https://video.example/watch
CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL=Public webcast:https://vide
 o.example/watch
CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL=Join online:https://video.e
 xample/join
CATEGORIES:Board of Governors,Audit Committee
CLASS:PUBLIC
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
"""


def test_a_feed_to_the_letter(app: Flask, client: PageClient) -> None:
    post_bodies(app)
    post_notice(
        app,
        bodies=(BOARD, AUDIT),
        place="250 Outcropping Way, Folsom, CA",
        join_url="https://video.example/join",
        webcast_url="https://video.example/watch",
    )
    post_agenda(app)
    answer = client.get("/committees/board/calendar.ics")
    assert answer.text.replace("\r\n", "\n") == WHOLE
    lines = answer.data.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75


def test_two_fetches_are_byte_equal_and_the_second_can_be_spared(
    app: Flask, client: PageClient
) -> None:
    post_organization(app)
    post_notice(app)
    with time_machine.travel(POSTED + timedelta(days=3)):
        first = client.get("/calendar.ics")
    with time_machine.travel(POSTED + timedelta(days=9)):
        second = client.get("/calendar.ics")
        tag = {"If-None-Match": first.headers["ETag"]}
        third = client.get("/calendar.ics", headers=tag)
    assert first.data == second.data
    assert (third.status_code, third.data) == (304, b"")


def test_a_meeting_keeps_its_uid_through_everything(
    app: Flask, client: PageClient
) -> None:
    seen = []

    def look() -> None:
        event = read_one(client)
        names = ("UID", "SEQUENCE", "STATUS", "SUMMARY")
        seen.append(tuple(str(event[name]) for name in names))

    title = "Board of Governors – General Session"
    post_notice(app, is_tentative=True, label="tentative")
    look()
    post_notice(app, sequence=1, version=2, label="confirmed")
    look()
    post_agenda(app)
    look()
    moved = {"start_local": "2027-01-13T10:00", "end_local": "2027-01-13T15:00"}
    post_notice(app, sequence=2, version=3, label="rescheduled", reason="Room", **moved)
    look()
    post_notice(app, sequence=3, is_postponed=True, version=4, **moved)
    look()
    cancel(app)
    look()
    uid = "uid-2026-014@localhost"
    assert seen == [
        (uid, "0", "TENTATIVE", f"TENTATIVE: {title}"),
        (uid, "1", "CONFIRMED", title),
        (uid, "1", "CONFIRMED", title),
        (uid, "2", "CONFIRMED", f"MOVED: {title}"),
        (uid, "3", "TENTATIVE", f"POSTPONED: {title}"),
        (uid, "4", "CANCELLED", f"CANCELLED: {title}"),
    ]


def test_a_move_says_from_when(app: Flask, client: PageClient) -> None:
    post_notice(app)
    moved = {"start_local": "2027-01-13T10:00", "end_local": "2027-01-13T15:00"}
    post_notice(app, sequence=1, version=2, reason="The room is taken.", **moved)
    assert str(read_one(client)["DESCRIPTION"]).splitlines() == [
        "Everything about this meeting: http://localhost/meetings/2026-014",
        "Moved from Wednesday, December 16, 2026, 10:00 a.m. PST. The room is taken.",
    ]


@pytest.mark.parametrize(
    ("query", "status"), [("", "CANCELLED"), ("?cancelled=keep", "CONFIRMED")]
)
def test_a_cancelled_meeting(
    app: Flask, client: PageClient, query: str, status: str
) -> None:
    post_bodies(app)
    post_notice(app)
    cancel(app)
    for address in (
        "/calendar.ics",
        "/committees/board/calendar.ics",
        "/meetings/2026-014/meeting.ics",
    ):
        calendar = read(client, address + query)
        assert str(calendar["SOURCE"]) == f"http://localhost{address}{query}"
        (event,) = calendar.events
        assert event["STATUS"] == status
        assert event["SUMMARY"] == "CANCELLED: Board of Governors – General Session"
        assert str(event["DESCRIPTION"]).endswith("Cancelled. No quorum")


def test_what_a_feed_leaves_out(app: Flask, client: PageClient) -> None:
    post_bodies(app)
    old = {"start_local": "2024-12-31T10:00", "end_local": ""}
    post_notice(app, "2024-001", **old)
    post_notice(app, "2026-001")
    post_notice(app, "2026-002", bodies=(AUDIT, BOARD))

    def uids(address: str) -> list[str]:
        return [str(event["UID"]) for event in read(client, address).events]

    first, second = "uid-2026-001@localhost", "uid-2026-002@localhost"
    assert uids("/calendar.ics") == [first, second]
    assert uids("/committees/board/calendar.ics") == [first, second]
    assert uids("/committees/audit/calendar.ics") == [second]
    assert uids("/meetings/2024-001/meeting.ics") == ["uid-2024-001@localhost"]


@pytest.mark.parametrize(
    "text",
    [
        "Line\r\nATTENDEE:mailto:a@example.org",
        "a;b,c\\n:\"d\" ^ 'e'",
        "BEGIN:VEVENT\nEND:VCALENDAR",
        "ü\u2028—" * 3400,
        "bell\x07null\x00\x0b",
    ],
)
def test_nobody_writes_properties_of_their_own(
    app: Flask, client: PageClient, text: str
) -> None:
    plain = text.replace("\r\n", "\n")
    plain = "".join(c for c in plain if c not in "\x00\x07\x0b")
    posted = text.replace("\x00", "")  # which no database here would take
    address = f"https://example.org/{posted[:90]}"
    post_notice(
        app, title=posted, place=posted, note=posted, join_url=address, webcast_url=text
    )
    answer = client.get("/calendar.ics")
    assert max(map(len, answer.data.split(b"\r\n"))) <= 75
    event = read_one(client)
    assert str(event["SUMMARY"]) == f"Board of Governors – {plain}"
    assert str(event["LOCATION"]) == plain
    assert str(event["DESCRIPTION"]).endswith(f"\n{plain}")
    assert "ATTENDEE" not in event
    assert len(event.conferences) == 1


@pytest.mark.parametrize(
    "address",
    [
        "/committees/none/calendar.ics",
        "/committees/none/postings.atom",
        "/meetings/2026-014/meeting.ics",
        "/committees/%00/calendar.ics",
        "/meetings/%00/meeting.ics",
    ],
)
def test_nothing_is_there(client: PageClient, address: str) -> None:
    assert client.get(address).status_code == 404
