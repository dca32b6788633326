"""Holidays by a body's calendar, and the days on which the office is closed."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from govapp.audit.models import AuditLine
from govapp.committees.models import Body, Holidays
from govapp.database import db
from govapp.meetings.models import ClosedDay
from govapp.meetings.queries.closed_days import list_closed_days
from govapp.meetings.rules import holidays
from tests.accounts.people import ADMINISTRATOR, enter, open_account
from tests.pages import PageClient, parse_page, read_text

PATH = "/desk/closed-days"


@pytest.mark.parametrize(
    ("calendar", "day", "names"),
    [
        ("federal", "2027-01-18", ("Martin Luther King Jr. Day",)),
        ("both", "2027-01-18", ("Martin Luther King Jr. Day",)),
        ("none", "2027-01-18", ()),
        ("federal", "2027-10-11", ("Columbus Day",)),
        ("california", "2027-10-11", ()),
        ("federal", "2027-03-31", ()),
        ("california", "2027-03-31", ("Cesar Chavez Day",)),
        ("both", "2027-03-31", ("Cesar Chavez Day",)),
        ("federal", "2026-07-03", ("Independence Day (observed)",)),
        ("california", "2027-11-26", ("Day After Thanksgiving",)),
        ("both", "2027-03-10", ()),
        ("both", "2024-02-29", ()),
    ],
)
def test_the_holidays_of_a_day(calendar: str, day: str, names: tuple[str, ...]) -> None:
    assert holidays.list_holidays(calendar, date.fromisoformat(day)) == names


def test_each_calendar_a_body_can_keep_is_known() -> None:
    assert set(holidays.CALENDARS) == set(Holidays)


def test_a_closing_holds_from_its_first_day_to_its_last() -> None:
    closings = [
        ClosedDay(name="Year end", first_on="2027-12-27", last_on="2027-12-31"),
        ClosedDay(name="Move", first_on="2027-12-31", last_on="2027-12-31"),
    ]
    found = {
        day: holidays.list_closings(closings, date(2027, 12, day))
        for day in (26, 27, 30, 31)
    }
    assert found == {
        26: (),
        27: ("Year end",),
        30: ("Year end",),
        31: ("Year end", "Move"),
    }


@pytest.fixture
def administrator(app: Flask) -> PageClient:
    account = open_account(app, roles=[ADMINISTRATOR], password=None)
    return enter(app, account)


def _list(app: Flask) -> list[tuple[str, str, str]]:
    with app.app_context():
        return [(each.first_on, each.last_on, each.name) for each in list_closed_days()]


def test_an_administrator_keeps_the_closed_days(
    app: Flask, administrator: PageClient
) -> None:
    assert "No closed days are listed." in administrator.get(PATH).text
    year_end = {"first_on": "2027-12-27", "last_on": "2027-12-31", "name": "Year end"}
    for values in (year_end, {"first_on": "2027-05-14", "name": "Move"}):
        answer = administrator.submit(PATH, button="Add", **values)
        assert (answer.status_code, answer.location) == (303, PATH)
    assert _list(app) == [
        ("2027-05-14", "2027-05-14", "Move"),
        ("2027-12-27", "2027-12-31", "Year end"),
    ]
    page = read_text(parse_page(administrator.get(PATH).text))
    assert "Monday, December 27, 2027 to Friday, December 31, 2027 Year end" in page

    assert administrator.submit(PATH, button="Remove: Move").status_code == 303
    assert _list(app) == [("2027-12-27", "2027-12-31", "Year end")]
    with app.app_context():
        lines = db.session.execute(
            select(AuditLine.action, AuditLine.detail)
            .where(AuditLine.subject == "closed-days:")
            .order_by(AuditLine.id)
        ).all()
    assert lines == [
        ("office.closed", "2027-12-27 to 2027-12-31, Year end"),
        ("office.closed", "2027-05-14 to 2027-05-14, Move"),
        ("office.opened", "2027-05-14 to 2027-05-14, Move"),
    ]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"first_on": "", "name": "Move"}, "Give the day."),
        ({"first_on": "2027-02-29", "name": "Move"}, "Give a date that exists."),
        ({"first_on": "2027-05-14", "name": " "}, "Say why."),
        (
            {"first_on": "2027-05-14", "last_on": "2027-05-13", "name": "Move"},
            "The last day comes before the first.",
        ),
    ],
)
def test_what_is_wrong_is_said_and_kept(
    app: Flask, administrator: PageClient, values: dict[str, str], told: str
) -> None:
    answer = administrator.submit(PATH, button="Add", **values)
    assert answer.status_code == 422
    assert told in answer.text
    if values["name"].strip():
        assert 'value="Move"' in answer.text
    assert _list(app) == []


def test_nobody_else_knows_of_the_page(secretary: PageClient) -> None:
    page, unknown = secretary.get(PATH), secretary.get("/desk/closed-nights")
    assert (page.status_code, page.data) == (404, unknown.data)


def test_a_body_says_whose_holidays_it_keeps(app: Flask, secretary: PageClient) -> None:
    path = "/desk/committees/board/edit"
    assert secretary.submit(path, button="Save", holidays="both").status_code == 303
    assert secretary.submit(path, button="Save", holidays="lunar").status_code == 422
    with app.app_context():
        assert db.session.scalars(select(Body.holidays).order_by(Body.id)).all() == [
            "both",
            "federal",
        ]
