"""The calendar as a list, a month and a year."""

import pytest

from tests.meetings.reading import open_page, read_all, read_links
from tests.pages import PageClient

pytestmark = pytest.mark.usefixtures("now")


@pytest.mark.usefixtures("posted")
def test_the_calendar_lists_past_and_future_by_month(client: PageClient) -> None:
    page = open_page(client, "/calendar")

    assert read_all(page, "h3") == ["November 2026", "December 2026", "January 2027"]
    assert read_all(page, "li", "g-today") == ["Today Monday, November 23, 2026"]
    assert read_links(page, "/meetings/")[::1].count("/meetings/2026-003") == 3
    assert len(read_all(page, "li", "g-meeting--struck")) == 2


@pytest.mark.usefixtures("posted")
def test_the_month_is_a_table(client: PageClient) -> None:
    page = open_page(client, "/calendar?view=month&year=2026&month=12")

    table = next(page.iter("table"))
    assert read_all(table, "caption") == ["Meetings in December 2026"]
    assert [cell.get("scope") for cell in table.iter("th")] == ["col"] * 7
    assert read_all(table, "li") == [
        "Moved to Jan 13 General Session",
        "Cancelled General Session",
        "10:00 a.m. PST Board of Governors, joint with Audit Committee",
    ]
    assert len(read_all(page, "li", "g-meeting")) == 3
    january = "/calendar/view=month/year=2027/month=1"
    assert read_links(page, january) == [january]


@pytest.mark.usefixtures("posted")
def test_today_is_marked_in_its_month(client: PageClient) -> None:
    page = open_page(client, "/calendar?view=month")

    marked = [cell for cell in page.iter("td") if cell.get("aria-current") == "date"]
    assert len(marked) == 1
    assert read_all(page, "td", "g-month__today") == [
        "23 Today 2:00 p.m. PST General Session"
    ]


@pytest.mark.usefixtures("posted")
def test_the_year_has_a_mark_and_a_word_for_each_body(client: PageClient) -> None:
    page = open_page(client, "/calendar?view=year&year=2026")

    assert len(list(page.iter("table"))) == 12
    lists = [e for e in page.iter("ul") if e.get("class") == "g-year__list"]
    assert [read_all(element, "li") for element in lists] == [
        ["23 Board of Governors"],
        [
            "2 Board of Governors moved to Jan 13",
            "9 Board of Governors cancelled",
            "16 Board of Governors, Audit Committee",
        ],
    ]
    assert read_all(page, "span", "g-year__struck") == ["2", "9"]


@pytest.mark.usefixtures("posted")
def test_the_calendar_keeps_to_a_body_and_a_time(client: PageClient) -> None:
    audit = open_page(client, "/calendar?body=audit&year=2026")
    january = open_page(client, "/calendar?year=2027&month=1")

    assert len(read_all(audit, "li", "g-meeting")) == 1
    assert read_links(audit, "/calendar/add/body=audit")
    assert read_all(january, "h3") == ["January 2027"]


@pytest.mark.parametrize(
    "query",
    [
        "view=week",
        "month=13",
        "month=0",
        "month=x",
        "year=0",
        "year=99999",
        "year=1066",
        "year=-1",
        "year=%D9%A2",
        "body=nobody",
        "body=%00",
    ],
)
def test_a_calendar_that_cannot_be_is_not_found(client: PageClient, query: str) -> None:
    open_page(client, f"/calendar?{query}", 404)
