"""The planner's pages, as a secretary works through a year."""

from typing import Any

import pytest
from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.meetings.models import Series
from govapp.meetings.rules.recurrence import Rule
from govapp.meetings.services import closed_days, series
from govapp.permissions import Role
from tests.accounts.people import enter, open_account
from tests.meetings import plans
from tests.meetings.building import add_items, list_entries, post, read_main
from tests.meetings.conftest import Make
from tests.meetings.test_schedule_forms import read_errors
from tests.pages import PageClient, parse_page, read_text
from tests.queries import count_queries

QUERY = "?year=2031&body=audit&body=board"
PLANNER = f"/desk/planner{QUERY}"
CREATE = f"/desk/planner/series/create{QUERY}"
SPRING: dict[str, Any] = {
    "host": "1",
    "rule": "month",
    "ordinals": ["2"],
    "weekday": "2",
    "pattern": "chosen",
    "months": ["3", "4"],
    "start": "10:00",
    "minutes": "180",
    "place": "Folsom",
}
QUERIES = 12


@pytest.fixture
def both(app: Flask, bodies: dict[str, int]) -> PageClient:
    """Return the client of a secretary of both bodies, signed in."""
    roles: list[tuple[Role, int | None]] = [
        (Role.SECRETARY, each) for each in bodies.values()
    ]
    return enter(app, open_account(app, "kim@example.org", roles=roles, password=None))


@pytest.fixture
def planned(app: Flask, bodies: dict[str, int]) -> int:
    """Plan a spring of the board with a holiday; return the series' id."""
    assert bodies
    with app.app_context():
        made = plans.plan(place="Folsom")
        closed_days.close_office(SYSTEM, name="Move", first_on=plans.day(4, 9))
        db.session.commit()
        return made.id


def press(client: PageClient, path: str, text: str) -> str:
    """Press a button of a page as a visitor would; return where it leads."""
    page = parse_page(client.get(path).text)
    for form in page.iter("form"):
        for button in form.iter("button"):
            if read_text(button) == text:
                sent = {
                    i.get("name", ""): i.get("value", "") for i in form.iter("input")
                }
                sent[button.get("name", "")] = button.get("value", "")
                answer = client.post(button.get("formaction", ""), data=sent)
                assert answer.status_code == 303, answer.text
                return str(answer.location)
    raise AssertionError(f"No button {text!r}.")


def rows(client: PageClient, path: str = PLANNER) -> list[str]:
    """Return the days of the plan, each as it reads."""
    tables = [
        table
        for table in parse_page(client.get(path).text).iter("table")
        if "g-plan" in table.get("class", "")
    ]
    return [read_text(row) for table in tables for row in list(table.iter("tr"))[1:]]


def read_series(app: Flask) -> list[Series]:
    with app.app_context():
        return list(db.session.query(Series).order_by(Series.id))


def test_an_empty_year_says_how_to_begin(both: PageClient) -> None:
    page = read_main(both.get(PLANNER).text)
    assert page.startswith("Plan of 2031 2030 2032 Bodies side by side")
    assert "Nothing is planned for 2031 yet. Add a series" in page
    assert "Post" not in page


def test_a_series_is_planned_by_form(app: Flask, both: PageClient) -> None:
    answer = both.submit(CREATE, **SPRING)
    assert (answer.status_code, answer.location) == (303, PLANNER)
    (made,) = read_series(app)
    assert (made.rule, made.ordinals, made.months) == ("month", "2", "3 4")
    assert (made.start, made.minutes, made.place) == ("10:00", 180, "Folsom")
    page = read_main(both.get(PLANNER).text)
    assert "Second Wednesday of March and April 10:00 a.m., 3 hours · Folsom" in page
    assert "2 dates are ready" in page
    march, april = "Board, Wednesday, March 12, 2031", "Board, Wednesday, April 9, 2031"
    assert rows(both) == [
        f"Wed, Mar 12 10:00 a.m. to 1:00 p.m. PDT Move: {march} Drop: {march}",
        f"Wed, Apr 9 10:00 a.m. to 1:00 p.m. PDT Move: {april} Drop: {april}",
    ]
    assert list_entries(app) == []


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Second Wednesday of March and April"),
        ({"pattern": "every"}, "Second Wednesday of every month"),
        ({"pattern": "january", "ordinals": ["-1"], "weekday": "3"},
         "Last Thursday of every other month, from January"),
        ({"rule": "quarter", "ordinals": ["1"], "weekday": "1"},
         "First Tuesday of every quarter"),
        ({"ordinals": ["1", "3"]}, "First and third Wednesday of March and April"),
        ({"ordinals": ["5"]},
         "Fifth Wednesday of March and April There is no fifth Wednesday in March."),
        ({"rule": "dates", "dates": "March 12\r\n\r\n4/9/2031\n2031-05-07"},
         "3 single dates"),
        ({"rule": "dates", "dates": "Wednesday, Mar 12, 2031"}, "1 single date"),
        ({"start": ""}, "time not known yet"),
        ({"minutes": "0"}, "10:00 a.m. · Folsom"),
        ({"minutes": "90"}, "10:00 a.m., 1 hour 30 minutes"),
    ],
)  # fmt: skip
def test_a_rule_reads_as_it_was_meant(
    both: PageClient, values: dict[str, Any], words: str
) -> None:
    assert both.submit(CREATE, **SPRING | values).status_code == 303
    assert words in read_main(both.get(PLANNER).text)


@pytest.mark.parametrize(
    ("values", "field", "told"),
    [
        ({"ordinals": []}, "ordinals", "Say which of these weekdays"),
        ({"months": []}, "months", "Say in which months"),
        ({"rule": "before"}, "before", "Choose the body before whose"),
        ({"rule": "dates"}, "dates", "Give at least one date."),
        ({"rule": "dates", "dates": "March 32"}, "dates", "“March 32” is no date."),
        ({"rule": "dates", "dates": "2/29"}, "dates", "“2/29” is no date."),
        ({"rule": "dates", "dates": "2030-03-12"}, "dates", "2030-03-12 is not in"),
        ({"rule": "dates", "dates": "Tuesday, March 12"}, "dates",
         "“Tuesday, March 12” cannot be: this day is a Wednesday."),
        ({"start": "25:00"}, "start", "Give a time such as 10:00 AM."),
        ({"minutes": "17"}, "minutes", "Not a valid choice"),
        ({"join_url": "ftp://x"}, "join_url", "Give a web address"),
        ({"rule": "monthly"}, "rule", "Not a valid choice"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_all_stays_typed(
    app: Flask, both: PageClient, values: dict[str, Any], field: str, told: str
) -> None:
    answer = both.submit(CREATE, **SPRING | values)
    assert answer.status_code == 422
    errors = read_errors(answer)
    assert list(errors) == [field]
    assert errors[field].startswith(told)
    assert 'value="Folsom"' in answer.text
    assert read_series(app) == []


def test_dates_are_decided_one_by_one(
    app: Flask, both: PageClient, planned: int
) -> None:
    march, april = "Board, Wednesday, March 12, 2031", "Board, Wednesday, April 9, 2031"
    assert "1 date waits for your decision." in read_main(both.get(PLANNER).text)
    assert "Decide Office closed: Move Keep: Board" in rows(both)[1]

    assert press(both, PLANNER, f"Keep: {april}") == f"{PLANNER}#s{planned}-m04-2"
    assert "PDT Kept Office closed: Move Move:" in rows(both)[1]
    press(both, PLANNER, f"Put back: {april}")
    press(both, PLANNER, f"Drop: {march}")
    assert rows(both)[0] == (
        f"Wed, Mar 12 10:00 a.m. to 1:00 p.m. PDT Dropped Put back: {march}"
    )
    press(both, PLANNER, f"Put back: {march}")
    move = f"/desk/planner/series/{planned}/dates/m04-2/move{QUERY}"
    assert "Office closed: Move" in both.get(move).text
    answer = both.submit(move, day="2031-04-10", start="13:00")
    assert (answer.status_code, answer.location) == (
        303,
        f"{PLANNER}#s{planned}-m04-2",
    )
    assert rows(both)[1].startswith(
        "Thu, Apr 10 1:00 p.m. to 4:00 p.m. PDT "
        "Moved from Wednesday, April 9, 2031. Move: Board"
    )
    assert list_entries(app) == []


def test_a_move_that_cannot_be_is_said(both: PageClient, planned: int) -> None:
    move = f"/desk/planner/series/{planned}/dates/m04-2/move{QUERY}"
    for typed, told in (
        ({"day": ""}, {"day": "Give the date."}),
        ({"day": "2031-02-30"}, {"day": "Give a date that exists."}),
        ({"day": "2041-02-20"}, {"day": "Choose a day of the year that is planned."}),
        (
            {"day": "2031-03-09", "start": "02:30"},
            {"start": "This time does not exist on this day: clocks go forward past "
                      "it. Choose another time."},
        ),
    ):  # fmt: skip
        answer = both.submit(move, **typed)
        assert (answer.status_code, read_errors(answer)) == (422, told)


def test_what_somebody_else_decided_meanwhile_is_shown(
    app: Flask, both: PageClient, planned: int
) -> None:
    page = parse_page(both.get(PLANNER).text)
    (button,) = [
        one for one in page.iter("button") if read_text(one).startswith("Keep: ")
    ]
    (form,) = [one for one in page.iter("form") if button in one.iter("button")]
    with app.app_context():
        one = plans.pick(plans.look(), "board 04-09")
        series.drop_date(SYSTEM, one, seen=one.seen)
        db.session.commit()
    sent = {i.get("name", ""): i.get("value", "") for i in form.iter("input")}
    sent["seen"] = button.get("value", "")
    answer = both.post(button.get("formaction", ""), data=sent)
    assert (answer.status_code, answer.location) == (303, PLANNER)
    shown = read_main(both.get(PLANNER).text)
    assert "The plan was changed in the meantime." in shown
    assert "Dropped" in rows(both)[1]
    assert planned


@pytest.mark.parametrize(
    "address",
    ["rule", "change", "end", "remove", "dates/m03-2/move", "dates/m07-2/move"],
)
def test_nobody_plans_for_another_desk(
    stranger: PageClient, planned: int, address: str
) -> None:
    refused = stranger.get(f"/desk/planner/series/{planned}/{address}")
    absent = stranger.get(f"/desk/planner/series/{planned + 1}/{address}")
    assert (refused.status_code, refused.data) == (404, absent.data)
    assert "Second Wednesday" not in stranger.get(PLANNER).text
    assert "Folsom" not in stranger.get(f"/desk/planner/sheet{QUERY}").text


def test_a_year_that_nobody_plans_is_not_found(both: PageClient) -> None:
    for year in ("1066", "2300"):
        assert both.get(f"/desk/planner?year={year}").status_code == 404
    assert both.get("/desk/planner?year=x").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_a_planner_asks_as_often_for_many_dates_as_for_few(
    app: Flask, both: PageClient, count: int
) -> None:
    with app.app_context():
        for weekday in (0, 2, 4)[:count]:
            plans.plan(rule=Rule("month", (2,), weekday, tuple(range(count, 13))))
        plans.post("board")
        plans.plan("audit", Rule("before", days_before=1), before="board")
        db.session.commit()
    both.get(PLANNER)
    with count_queries(app) as asked:
        assert both.get(PLANNER).status_code == 200
    assert len(asked) == QUERIES


def test_another_bodys_meeting_leads_to_what_everyone_reads(
    app: Flask, stranger: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting(slugs=("board", "audit"))
    page = f"/desk/planner{QUERY}"
    (row,) = rows(stranger, page)
    day = "Wednesday, March 5, 2031"
    assert row == f"Wed, Mar 5 10:00 a.m. PST, {day}, draft of no series Draft"
    desk = f'href="/desk/meetings/{meeting_id}"'
    assert desk not in stranger.get(page).text
    add_items(app, meeting_id, "Opinion")
    post(app, meeting_id)
    assert 'href="/meetings/2031-001"' in stranger.get(page).text
    assert desk not in stranger.get(page).text
