"""How a calendar is followed: its addresses, and what programs do with it."""

from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from icalendar import Calendar

from tests.exchange.posted import post_bodies, post_notice, post_organization
from tests.meetings.reading import open_page, read_all, read_links
from tests.pages import PageClient

OF_BOARD = "//localhost/committees/board/calendar.ics"


@pytest.fixture(autouse=True)
def posted(app: Flask) -> None:
    post_organization(app)
    post_bodies(app)
    post_notice(app)


@pytest.mark.parametrize(
    ("query", "address"),
    [("", "//localhost/calendar.ics"), ("?body=board", OF_BOARD)],
)
def test_each_calendar_has_its_addresses(
    client: PageClient, query: str, address: str
) -> None:
    page = open_page(client, f"/calendar/add{query}")
    codes = [f"http:{address}", f"http:{address}?cancelled=keep"]
    assert read_all(page, "code") == codes
    assert read_links(page, "webcal:") == [f"webcal:{address}"]
    (google,) = read_links(page, "https://calendar.google.com/")
    # Google drops what is cancelled, so it is given the address that keeps it.
    kept = [f"webcal:{address}?cancelled=keep"]
    assert parse_qs(urlsplit(google).query)["cid"] == kept
    for code in codes:
        answer = client.get(code.removeprefix("http://localhost"))
        assert Calendar.from_ical(answer.data).errors == []


def test_each_program_s_habits_are_told(client: PageClient) -> None:
    page = open_page(client, "/calendar/add")
    rows = read_all(page, "tr")[1:]
    assert [row.partition(" as ")[0].partition(" after ")[0] for row in rows] == [
        "Apple Calendar",
        "Google Calendar",
        "Outlook and Microsoft 365",
        "Thunderbird",
    ]
    assert "after 12 to 24 hours, at times later; it cannot be set" in rows[1]
    assert "after about 3 hours, at times up to 24" in rows[2]
    (banner,) = read_all(page, "div", "g-banner")
    assert banner.startswith("Same-day changes come too late this way.")
    assert "/subscribe" in read_links(page, "/subscribe")


def test_one_meeting_is_saved_and_its_body_followed(client: PageClient) -> None:
    page = open_page(client, "/calendar/add/body=board/meeting=2026-014")
    assert read_links(page, "/meetings/2026-014") == [
        "/meetings/2026-014",
        "/meetings/2026-014/meeting.ics",
    ]
    assert read_links(page, "webcal:") == [f"webcal:{OF_BOARD}"]
    meeting = open_page(client, "/meetings/2026-014")
    (link,) = read_links(meeting, "/calendar/add/")
    assert link == "/calendar/add/body=board/meeting=2026-014"


@pytest.mark.parametrize(
    "query", ["body=none", "body=%00", "meeting=2026-999", "meeting=%00"]
)
def test_there_is_no_such_calendar(client: PageClient, query: str) -> None:
    assert client.get(f"/calendar/add?{query}").status_code == 404


@pytest.mark.parametrize("path", ["/calendar?body=board", "/committees/board"])
def test_what_shows_a_body_s_meetings_leads_there(
    client: PageClient, path: str
) -> None:
    page = open_page(client, path)
    assert read_links(page, "/calendar/add/") == ["/calendar/add/body=board"]
