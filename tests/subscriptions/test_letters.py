"""A mail beside its text: the HTML that programs show, and what calendars take in."""

import re
from collections.abc import Iterator
from email.message import EmailMessage

import html5lib
import pytest
import time_machine
from flask import Flask
from icalendar import Calendar, Event

from govapp.accounts.services import SYSTEM
from govapp.config import Settings
from govapp.meetings.models import Meeting
from govapp.meetings.services import minutes, posting
from tests.meetings.conftest import Make
from tests.pages import PageClient
from tests.subscriptions.following import act, follow, list_told, move, run

NOW = "2031-02-01T18:00:00Z"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as found:
        yield found


def _cancel(meeting: Meeting) -> None:
    posting.cancel_meeting(SYSTEM, meeting, reason="No <b>quorum</b> & {{ 7 * 7 }}")


def _read_html(mail: EmailMessage) -> tuple[str, list[str], list[str]]:
    """Return the HTML, parsed strictly, its texts and its links."""
    part = mail.get_body(("html",))
    assert part is not None
    html = str(part.get_content()).replace("\r\n", "\n")
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    body = tree.find("body")
    texts = [" ".join(text.split()) for text in body.itertext() if text.strip()]
    return html, texts, [str(a.get("href")) for a in body.iter("a")]


def _read_calendar(mail: EmailMessage) -> tuple[str, Calendar]:
    """Return how a mail's calendar is to be taken, and the calendar."""
    [part] = mail.iter_attachments()
    assert part.get_content_type() == "text/calendar"
    assert part.get_filename() == "meeting.ics"
    calendar = Calendar.from_ical(str(part.get_content()))
    assert isinstance(calendar, Calendar)
    assert calendar.errors == []
    assert part["Content-Type"].params["method"] == str(calendar["METHOD"])
    return str(calendar["METHOD"]), calendar


def _read_event(mail: EmailMessage) -> tuple[str, Event]:
    method, calendar = _read_calendar(mail)
    [event] = calendar.events
    return method, event


def test_the_first_lines_say_what_where_and_when(
    app: Flask,
    settings: Settings,
    client: PageClient,
    make_meeting: Make,
    clock: time_machine.Traveller,
) -> None:
    follow(app)
    place, join = "250 Outcropping Way <Folsom>", "https://join.example/1?a=1&b=2"
    meeting_id = make_meeting(is_posted=True, place=place, join_url=join)
    clock.shift(301)
    run(app, settings)
    [mail] = list_told(app, settings)
    assert mail.get_content_type() == "multipart/mixed"
    html, texts, links = _read_html(mail)
    assert texts[:6] == [
        "Meeting announced",
        "Board",
        "Wednesday, March 5, 2031, 10:00 a.m. PST",
        place,
        "Join online",
        "Open this meeting",
    ]
    assert links[:3] == [
        join,
        "http://localhost/meetings/2031-001",
        "http://localhost/record/1",
    ]
    assert client.get(links[3]).status_code == 200
    assert links[3].startswith("http://localhost/subscribe/yours/")
    assert client.get("/record/checkpoint/1").text.strip() in html
    assert "color-scheme" in html
    assert not re.search(r"<(img|script|link|form)|src=| style=|url\(", html)
    act(app, meeting_id, _cancel)
    clock.shift(301)
    run(app, settings)
    _, texts, _ = _read_html(list_told(app, settings)[-1])
    assert texts[0] == "Meeting cancelled"
    assert "Reason: No <b>quorum</b> & {{ 7 * 7 }}" in texts


def test_calendars_know_the_feeds_own_event_through_all_that_happens(
    app: Flask,
    settings: Settings,
    client: PageClient,
    make_meeting: Make,
    clock: time_machine.Traveller,
) -> None:
    def feed() -> Event:
        found = Calendar.from_ical(client.get("/meetings/2031-001/meeting.ics").data)
        assert isinstance(found, Calendar)
        return found.events[0]

    follow(app)
    meeting_id = make_meeting(is_posted=True)
    seen = []
    for change in (None, move, _cancel):
        if change is not None:
            act(app, meeting_id, change)
        clock.shift(301)
        run(app, settings)
        method, event = _read_event(list_told(app, settings)[-1])
        own = feed()
        for name in ("UID", "SEQUENCE", "DTSTAMP", "DTSTART", "SUMMARY", "STATUS"):
            assert event[name] == own[name]
        assert str(event["ORGANIZER"]) == "mailto:govapp@localhost"
        seen.append(
            (method, event["SEQUENCE"], str(event["STATUS"]), f"{event.start:%m-%d}")
        )
    assert seen == [
        ("PUBLISH", 0, "CONFIRMED", "03-05"),
        ("PUBLISH", 1, "CONFIRMED", "03-12"),
        ("CANCEL", 2, "CANCELLED", "03-12"),
    ]
    uids = {str(_read_event(mail)[1]["UID"]) for mail in list_told(app, settings)}
    assert len(uids) == 1


def test_a_digest_brings_all_that_is_ahead_and_nothing_that_is_over(
    app: Flask,
    settings: Settings,
    make_meeting: Make,
    clock: time_machine.Traveller,
) -> None:
    follow(app, pace="weekly")
    first = make_meeting("2031-02-20T10:00", is_posted=True)
    other = make_meeting("2031-02-27T10:00", slugs=("audit",), is_posted=True)
    assert first != other
    clock.move_to("2031-02-03T15:59:59Z")
    run(app, settings)
    assert list_told(app, settings) == []
    clock.shift(1)
    run(app, settings)
    [mail] = list_told(app, settings)
    assert mail["Subject"] == "News of 2 meetings"
    method, calendar = _read_calendar(mail)
    assert (method, len(calendar.events)) == ("PUBLISH", 2)
    clock.move_to("2031-02-21T18:00:00Z")
    draft = minutes.begin_minutes
    act(app, first, lambda held: minutes.propose_minutes(SYSTEM, draft(SYSTEM, held)))
    clock.move_to("2031-02-24T16:00:00Z")
    run(app, settings)
    [_, mail] = list_told(app, settings)
    assert mail["Subject"].startswith("Proposed minutes: ")
    assert list(mail.iter_attachments()) == []
