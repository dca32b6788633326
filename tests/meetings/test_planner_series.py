"""A series at the planner: changed, ended, posted together."""

from flask import Flask

from govapp.database import db
from govapp.meetings.models import Meeting
from tests.meetings.building import list_entries, read_main
from tests.meetings.test_planner_pages import (
    PLANNER,
    QUERY,
    both,
    planned,
    press,
    read_series,
    rows,
)
from tests.meetings.test_schedule_forms import read_errors
from tests.pages import PageClient, parse_page

__all__ = ["both", "planned"]


def test_all_that_is_ready_is_posted_after_it_was_shown(
    app: Flask, both: PageClient, planned: int
) -> None:
    assert planned
    path = f"/desk/planner/post{QUERY}"
    shown = read_main(both.get(path).text)
    assert "This makes 1 public entry" in shown
    assert "1 date waits for a decision and is not posted." in shown
    assert "Wednesday, March 12, 2031, 10:00 a.m. to 1:00 p.m. PDT: Board" in shown
    press(both, PLANNER, "Keep: Board, Wednesday, April 9, 2031")
    answer = both.submit(path, button="Post all 2 dates", is_tentative="y")
    assert (answer.status_code, answer.location) == (303, PLANNER)
    assert list_entries(app) == [
        "notice meeting:2031-001 1 tentative",
        "notice meeting:2031-002 1 tentative",
    ]
    assert "Posted: 2 dates." in read_main(both.get(PLANNER).text)
    assert [row.partition(" PDT")[2] for row in rows(both)] == [
        ", Wednesday, March 12, 2031, 2031-001 Tentative",
        ", Wednesday, April 9, 2031, 2031-002 Tentative",
    ]
    page = read_main(both.get(path).text)
    assert "No date is ready to be posted." in page
    sheet = read_main(both.get(f"/desk/planner/sheet{QUERY}").text)
    assert "March Wed 12 10:00 a.m. PDT tentative" in sheet
    year = read_main(both.get("/calendar?view=year&year=2031").text)
    assert "12 Board tentative" in year


def test_a_plan_that_changed_meanwhile_is_shown_before_it_is_posted(
    app: Flask, both: PageClient, planned: int
) -> None:
    path = f"/desk/planner/post{QUERY}"
    answer = both.submit(path, button="Post 1 date", seen="what was seen before")
    assert answer.status_code == 422
    assert "The plan was changed in the meantime. Nothing was posted" in answer.text
    assert list_entries(app) == []
    assert planned


def test_the_same_posting_sent_twice_posts_once(
    app: Flask, both: PageClient, planned: int
) -> None:
    path = f"/desk/planner/post{QUERY}"
    key = {"idempotency_key": "the-same"}
    first = both.submit(path, button="Post 1 date", **key)
    page = parse_page(both.get(PLANNER).text)
    token = next(i for i in page.iter("input") if i.get("name") == "csrf_token")
    again = both.post(path, data={**key, "csrf_token": token.get("value", "")})
    assert first.location == again.location == PLANNER
    assert len(list_entries(app)) == 1
    assert planned


def test_a_rule_is_changed_and_a_series_removed(
    app: Flask, both: PageClient, planned: int
) -> None:
    path = f"/desk/planner/series/{planned}/rule{QUERY}"
    assert both.submit(path, weekday="3", pattern="every").status_code == 303
    (made,) = read_series(app)
    assert (made.weekday, made.months) == (3, "1 2 3 4 5 6 7 8 9 10 11 12")
    stale = both.submit(path, row_version="1", weekday="4")
    assert stale.status_code == 409
    assert "Saved by someone else meanwhile:</strong>Thursday" in stale.text
    gone = both.submit(f"/desk/planner/series/{planned}/remove{QUERY}")
    assert (gone.status_code, gone.location) == (303, PLANNER)
    assert read_series(app) == []


def test_time_and_place_change_for_all_that_lies_ahead(
    app: Flask, both: PageClient, planned: int
) -> None:
    path = f"/desk/planner/series/{planned}/change{QUERY}"
    assert "Nothing posted lies ahead" in both.get(path).text
    assert both.submit(path, button="Save", place="Hall").status_code == 303
    both.submit(f"/desk/planner/post{QUERY}", button="Post 1 date")
    shown = read_main(both.get(path).text)
    assert "Wednesday, March 12, 2031, 10:00 a.m. PDT" in shown
    refused = both.submit(path, start="09:00")
    assert (refused.status_code, list(read_errors(refused))) == (422, ["reason"])
    assert 'value="09:00"' in refused.text
    done = both.submit(path, start="09:00", place="Online", reason="Earlier")
    assert done.status_code == 303
    assert "Saved. 1 meeting was posted anew." in both.get(PLANNER).text
    assert list_entries(app)[-1] == "notice meeting:2031-001 2 rescheduled"
    assert "Online" in both.get("/meetings/2031-001").text
    stale = both.submit(path, row_version="1", place="Elsewhere")
    assert stale.status_code == 409


def test_a_series_ends_after_it_was_shown_what_that_means(
    app: Flask, both: PageClient, planned: int
) -> None:
    both.submit(f"/desk/planner/post{QUERY}", button="Post 1 date")
    path = f"/desk/planner/series/{planned}/end{QUERY}"
    shown = read_main(both.get(path).text)
    assert "This meeting is cancelled, with one public entry:" in shown
    assert read_errors(both.submit(path)) == {
        "reason": "Say why; everyone will read it."
    }
    stale = both.submit(path, reason="Dissolved", seen="7")
    assert (stale.status_code, list_entries(app)) == (
        422,
        ["notice meeting:2031-001 1"],
    )
    assert both.submit(path, reason="Dissolved").status_code == 303
    assert list_entries(app)[-1] == "cancellation meeting:2031-001 1 cancelled"
    page = read_main(both.get(PLANNER).text)
    assert "The series is ended. 1 meeting was cancelled." in page
    assert rows(both)[0].endswith("2031-001 Cancelled")


def test_a_meeting_knows_its_series(app: Flask, both: PageClient, planned: int) -> None:
    press(both, PLANNER, "Keep: Board, Wednesday, April 9, 2031")
    both.submit(f"/desk/planner/post{QUERY}", button="Post all 2 dates")
    with app.app_context():
        first, second = db.session.query(Meeting).order_by(Meeting.id)
    page = both.get(f"/desk/meetings/{first.id}").text
    assert "Second Wednesday of March and April" in read_main(page)
    assert f"/desk/planner/series/{planned}/change?year=2031&amp;body=board" in page
    assert f'href="/desk/meetings/{second.id}"' in page
