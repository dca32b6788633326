"""Tentative dates: told in words everywhere, confirmed by a notice or the agenda."""

import feedparser
import pytest
from flask import Flask
from icalendar import Calendar

from govapp.accounts.services import SYSTEM
from govapp.committees import services as committees
from govapp.committees.queries import get_body
from govapp.database import db
from govapp.errors import RuleError
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import posting, schedule
from tests.meetings.building import add_items, list_entries, post, read_main
from tests.meetings.conftest import Make
from tests.pages import PageClient, parse_page, read_text

NUMBER = "2031-001"
MEETING = f"/meetings/{NUMBER}"
BASE = "/desk/meetings/1"


@pytest.fixture
def tentative(app: Flask, make_meeting: Make) -> int:
    """Post a date of a posted body as tentative; return the meeting's id."""
    number = make_meeting(place="Folsom")
    with app.app_context():
        committees.post_changes(SYSTEM, get_body("board"))
        posting.post_notice(SYSTEM, get_meeting(number), is_tentative=True)
        db.session.commit()
    return number


def _event(client: PageClient) -> tuple[str, str, str]:
    (event,) = Calendar.from_ical(client.get("/calendar.ics").data).events
    return str(event["SEQUENCE"]), str(event["STATUS"]), str(event["SUMMARY"])


def _newest(client: PageClient) -> str:
    feed = feedparser.parse(client.get("/postings.atom").data)
    return str(feed.entries[0].title)


@pytest.mark.usefixtures("tentative")
def test_every_public_page_says_it_in_words(client: PageClient) -> None:
    told = {
        "/": "Board Regular meeting",
        "/calendar?year=2031": "Tentative Planned, not confirmed yet",
        "/calendar?view=month&year=2031&month=3": "Tentative 10:00 a.m. PST Board",
        "/calendar?view=year&year=2031": "5 Board tentative",
        "/committees": "March 5, 2031, 10:00 a.m. PST, tentative",
        "/committees/board": "Tentative Planned, not confirmed yet",
        "/meetings?year=2031": "Tentative Planned, not confirmed yet",
        MEETING: "Tentative. This date is planned and not confirmed yet.",
    }
    for path, words in told.items():
        assert words in read_main(client.get(path).text).replace(
            "10:00 a.m. PST · Regular", "Regular"
        ), path
    assert ", tentative" in read_main(client.get("/").text)
    assert _event(client) == ("0", "TENTATIVE", "TENTATIVE: Board")
    assert (
        "Tentative: this date is planned" in client.get(f"{MEETING}/meeting.ics").text
    )
    assert _newest(client) == "Tentative date: Board, Mar 5, 2031"


@pytest.mark.usefixtures("tentative")
def test_a_notice_confirms_it(app: Flask, client: PageClient) -> None:
    with app.app_context():
        posting.post_notice(SYSTEM, get_meeting(1))
        db.session.commit()
    assert list_entries(app)[-2:] == [
        f"notice meeting:{NUMBER} 1 tentative",
        f"notice meeting:{NUMBER} 2 confirmed",
    ]
    for path in ("/", "/calendar?year=2031", "/committees/board"):
        page = read_main(client.get(path).text)
        assert "Planned, not confirmed yet" not in page
        assert "10:00 a.m. PST" in page
    assert "Tentative." not in read_main(client.get(MEETING).text)
    assert "Meeting confirmed" in read_main(client.get(MEETING).text)
    assert _event(client) == ("1", "CONFIRMED", "Board")
    assert _newest(client) == "Meeting confirmed: Board, Mar 5, 2031"


def test_an_agenda_confirms_it_first(
    app: Flask, secretary: PageClient, tentative: int
) -> None:
    add_items(app, tentative, "Call to order")
    preview = secretary.get(f"{BASE}/preview").text
    assert "Meeting confirmed" in preview
    assert "Tentative." not in preview
    assert post(app, tentative) == 5
    assert list_entries(app)[-3:] == [
        f"notice meeting:{NUMBER} 1 tentative",
        f"notice meeting:{NUMBER} 2 confirmed",
        f"agenda meeting:{NUMBER} 1",
    ]
    assert _event(secretary) == ("1", "CONFIRMED", "Board")


@pytest.mark.usefixtures("tentative")
def test_a_tentative_date_moves_and_stays_tentative(
    app: Flask, client: PageClient
) -> None:
    with app.app_context():
        meeting = get_meeting(1)
        start = meeting.start_at.replace(tzinfo=None, day=12, hour=10)
        posting.reschedule_meeting(
            SYSTEM,
            meeting,
            reason="Room",
            start=start,
            end=None,
            time_zone="America/Los_Angeles",
        )
        db.session.commit()
    page = read_main(client.get(MEETING).text)
    assert "Tentative. This date is planned" in page
    assert "Moved. Room From Wednesday, March 5, 2031" in page
    assert _event(client) == ("1", "TENTATIVE", "TENTATIVE: Board")


@pytest.mark.usefixtures("tentative")
def test_a_postponed_one_is_set_for_certain(app: Flask) -> None:
    with app.app_context():
        meeting = get_meeting(1)
        posting.postpone_meeting(SYSTEM, meeting, reason="Room")
        assert (meeting.is_tentative, meeting.state) == (False, "postponed")


def test_what_is_confirmed_stays_so(app: Flask, make_meeting: Make) -> None:
    number = make_meeting(is_posted=True)
    with app.app_context():
        with pytest.raises(RuleError, match="This date is confirmed"):
            posting.post_notice(SYSTEM, get_meeting(number), is_tentative=True)
        assert get_meeting(number).is_tentative is False


def test_the_desk_posts_it_and_confirms_it(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    make_meeting(place="Folsom")
    notice = f"{BASE}/notice"
    secretary.submit(notice, button="Post the notice", is_tentative="y")
    assert list_entries(app) == [f"notice meeting:{NUMBER} 1 tentative"]
    page = read_text(parse_page(secretary.get(BASE).text))
    assert "The date is tentative: confirm it." in page
    assert "Confirm the date" in page

    assert "is_tentative" not in secretary.get(notice).text
    answer = secretary.submit(notice, button="Confirm the date")
    assert (answer.status_code, answer.location) == (303, BASE)
    assert list_entries(app)[-1] == f"notice meeting:{NUMBER} 2 confirmed"
    page = read_text(parse_page(secretary.get(BASE).text))
    assert "Posted: Meeting confirmed, " in page
    assert "Confirm the date" not in page


@pytest.mark.usefixtures("tentative")
@pytest.mark.parametrize(
    ("ticked", "label"), [({}, "revised"), ({"is_tentative": ""}, "confirmed")]
)
def test_changes_leave_it_tentative_unless_the_tick_is_taken_away(
    app: Flask, secretary: PageClient, ticked: dict[str, str], label: str
) -> None:
    with app.app_context():
        meeting = get_meeting(1)
        version = meeting.row_version
        schedule.edit_meeting(SYSTEM, meeting, row_version=version, place="Sacramento")
        db.session.commit()
    assert (
        secretary.submit(
            f"{BASE}/notice", button="Post the changes", **ticked
        ).status_code
        == 303
    )
    assert list_entries(app)[-1] == f"notice meeting:{NUMBER} 2 {label}"
