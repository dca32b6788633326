"""The pages for programs hold to what those programs expect, sent back or not."""

import io
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from icalendar import Calendar, Event
from lxml import html

from govapp.exchange.legistar.insite import pages
from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Cancellation
from tests.exchange.legistar.test_interface import post_meeting
from tests.exchange.posted import make_notice, post
from tests.pages import PageClient

ROOT = "/api/legistar/insite"
PREFIX = "ctl00_ContentPlaceHolder1_"
FIELD = "ctl00$ContentPlaceHolder1$"
HEADINGS = [
    "Name", "Meeting Date", "ics", "Meeting Time", "Meeting Location",
    "Meeting Details", "Agenda", "Minutes", "Video",
]  # fmt: skip


def read(client: PageClient, path: str, **form: str) -> html.HtmlElement:
    """Return a page, or what it answers to its form."""
    answer = (
        client.post(f"{ROOT}/{path}", data=form)
        if form
        else client.get(f"{ROOT}/{path}")
    )
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    page: html.HtmlElement = html.parse(io.BytesIO(answer.data)).getroot()
    return page


def state(page: html.HtmlElement) -> str:
    (found,) = page.xpath("//input[@name='__VIEWSTATE']/@value")
    return str(found)


def rows(page: html.HtmlElement) -> list[list[html.HtmlElement]]:
    (table,) = page.xpath("//table[@class='rgMasterTable']")
    return [
        row.xpath("./td")
        for row in table.xpath(".//tr[@class='rgRow' or @class='rgAltRow']")
    ]


def test_the_calendar_is_the_table_they_read(app: Flask, client: PageClient) -> None:
    post_meeting(app)
    page = read(client, "Calendar.aspx?year=2026")
    frame = page.get_element_by_id(f"{PREFIX}MultiPageCalendar")
    assert [each.text_content() for each in frame.xpath(".//th")] == HEADINGS
    assert page.get_element_by_id(f"{PREFIX}lstYears_Input").value == "2026"
    (cells,) = rows(page)
    assert [cell.text_content().strip() for cell in cells] == [
        "Board of Governors", "12/16/2026", "Export to iCalendar", "10:00 AM",
        "", "Meeting\xa0details", "Agenda", "Not\xa0available", "Not\xa0available",
    ]  # fmt: skip
    assert [len(cell.xpath(".//a[@href]")) for cell in cells] == [
        1,
        0,
        1,
        0,
        0,
        1,
        1,
        0,
        0,
    ]
    assert [len(cell.xpath(".//a")) for cell in cells] == [1, 0, 1, 0, 0, 1, 1, 1, 1]


def test_a_meeting_that_is_off_says_so_where_they_look(
    app: Flask, client: PageClient
) -> None:
    post_meeting(app)
    post(app, Kind.CANCELLATION, "meeting:2026-014", Cancellation(reason="No quorum"))
    (cells,) = rows(read(client, "Calendar.aspx?year=2026"))
    assert cells[0].text_content() == "Board of Governors"
    assert cells[4].text_content() == "CANCELED"


@pytest.mark.parametrize("year", ['{"value":"2026"}', '[\'{"value":"2026"}\']'])
def test_a_year_is_chosen_by_sending_the_form(
    app: Flask, client: PageClient, year: str
) -> None:
    post_meeting(app)
    first = read(client, "calendar.aspx?YEAR=2019")
    assert rows(first) == []
    chosen = {
        "__VIEWSTATE": state(first),
        "__EVENTARGUMENT": "None",
        "__EVENTTARGET": f"{FIELD}lstYears",
        f"{PREFIX}lstYears_ClientState": year,
    }
    page = read(client, "Calendar.aspx", **chosen)
    assert len(rows(page)) == 1
    assert state(page) == "year=2026"
    every = chosen | {f"{PREFIX}lstYears_ClientState": '{"value":"All"}'}
    page = read(client, "Calendar.aspx", **every)
    assert page.get_element_by_id(f"{PREFIX}lstYears_Input").value == "All Years"


def test_a_long_year_goes_over_pages_that_are_turned_either_way(
    app: Flask, client: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "SIZE", 2)
    post_meeting(app)
    for number in ("2026-015", "2026-016"):
        notice = make_notice(number, start_local=f"2026-12-{number[-2:]}T09:00")
        post(app, Kind.NOTICE, f"meeting:{number}", notice)
    first = read(client, "Calendar.aspx?year=2026")
    (current,) = first.xpath("//a[@class='rgCurrentPage']")
    target = current.getnext().get("href")
    sent = {
        "__VIEWSTATE": state(first),
        "__EVENTTARGET": target.split("'")[1],
        # What their second request still has of the first.
        f"{PREFIX}lstYears_ClientState": '[\'{"value":"2026"}\']',
    }
    turned = read(client, "Calendar.aspx", **sent)
    walked = read(client, f"Calendar.aspx{target}")
    numbers = [
        [
            parse_qs(urlsplit(cells[5].find("a").get("href")).query)["ID"]
            for cells in rows(page)
        ]
        for page in (first, turned, walked)
    ]
    assert numbers == [
        [["202600016"], ["202600014"]], [["202600015"]], [["202600015"]],
    ]  # fmt: skip
    assert turned.xpath("//a[@class='rgCurrentPage']") == []


def test_a_link_of_the_calendar_leads_to_what_it_names(
    app: Flask, client: PageClient
) -> None:
    post_meeting(app)
    (cells,) = rows(read(client, "Calendar.aspx?year=2026"))
    body, calendar, agenda = (cells[place].find("a").get("href") for place in (0, 2, 6))
    assert client.get(body).headers["Location"] == "/committees/board"
    led = client.get(agenda).headers["Location"]
    assert led == "http://localhost/meetings/2026-014/agenda.pdf"
    answer = client.get(calendar)
    assert answer.headers["Content-Type"].startswith("text/calendar")
    event = Calendar.from_ical(answer.data).subcomponents[0]
    assert isinstance(event, Event)
    # Local, without saying of which zone.
    assert f"{event.start}" == "2026-12-16 10:00:00"
    assert client.get(agenda.replace("M=A", "M=M")).status_code == 404


@pytest.mark.parametrize("path", [
    "Error.aspx", "MeetingDetail.aspx", "HistoryDetail.aspx", "HistoryDetail.aspx?ID=1",
    "Calendar.aspx?page=x", "Calendar.aspx?page=0", "Calendar.aspx?page=99999999999",
    "People.aspx?page=-1", "PersonDetail.aspx?ID=5", "DepartmentDetail.aspx?ID=5",
    "Legislation.aspx?first=soon", "LegislationDetail.aspx?ID=5", "View.ashx?M=IC&ID=1",
    "View.ashx?ID=202600014", "gateway.aspx?m=x&id=5",
])  # fmt: skip
def test_what_is_not_there_is_not_found(
    app: Flask, client: PageClient, path: str
) -> None:
    post_meeting(app)
    assert client.get(f"{ROOT}/{path}").status_code == 404
    assert client.post(f"{ROOT}/{path}", data={"__VIEWSTATE": ""}).status_code == 404
