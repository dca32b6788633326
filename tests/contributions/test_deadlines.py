"""Until when proposals are due: as the body has it, or as one meeting has it."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine
from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.contributions.queries.deadlines import get_deadline
from govapp.database import db
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import posting
from tests.accounts.people import list_mails
from tests.contributions.proposing import BASE, propose, propose_whole, submit, words
from tests.meetings.building import read_main
from tests.meetings.conftest import Make
from tests.pages import PageClient

TERMS = "/desk/committees/board/agendas/proposals"


@pytest.fixture(autouse=True)
def _shortly_before() -> Iterator[None]:
    """Let it be ten minutes before the usual deadline."""
    with time_machine.travel("2031-02-20T00:50:00Z", tick=False):
        yield


def _due(app: Flask, meeting: int) -> datetime:
    with app.app_context():
        return get_deadline(get_meeting(meeting))


def _deadline(meeting: int) -> str:
    return f"/desk/meetings/{meeting}/proposals/deadline"


def test_a_body_says_how_many_days_before(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting = make_meeting()
    assert _due(app, meeting) == datetime.fromisoformat("2031-02-20T01:00Z")
    agendas = "/desk/committees/board/agendas"
    assert "Due at 5 p.m., 14 days before the meeting." in secretary.get(agendas).text
    done = secretary.submit(TERMS, button="Save", days="16")
    assert done.location == agendas
    assert _due(app, meeting) == datetime.fromisoformat("2031-02-18T01:00Z")
    stale = secretary.submit(TERMS, button="Save", days="20", row_version="0")
    assert stale.status_code == 409
    assert "Saved by someone else meanwhile: 16" in words(stale.text)
    assert secretary.submit(TERMS, button="Save", days="366").status_code == 422


def test_a_meeting_has_its_own_in_its_zone_and_gives_it_up_again(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting = make_meeting(time_zone="America/New_York")
    page = _deadline(meeting)
    done = secretary.submit(page, button="Save", on="2031-02-26", at="12:30")
    assert done.location == f"/desk/meetings/{meeting}/proposals"
    assert _due(app, meeting) == datetime.fromisoformat("2031-02-26T17:30Z")
    said = read_main(secretary.get(done.location).text)
    assert "Proposals until Wednesday, February 26, 2031, 12:30 p.m. EST." in said
    stale = secretary.submit(page, button="Save", on="", at="", row_version="0")
    assert stale.status_code == 409
    assert secretary.submit(page, button="Save", on="", at="").status_code == 303
    assert _due(app, meeting) == datetime.fromisoformat("2031-02-19T22:00Z")


@pytest.mark.parametrize(
    ("on", "at", "said"),
    [
        ("2031-02-26", "", "Give both the date and the time, or neither."),
        ("", "12:00", "Give both the date and the time, or neither."),
        ("2031-03-05", "10:01", "Choose a time before the meeting begins."),
        ("2031-02-30", "12:00", "Give a date that exists."),
        ("2030-03-10", "02:30", "does not exist on this day"),
    ],
)
def test_a_deadline_that_cannot_be_is_refused(
    secretary: PageClient, make_meeting: Make, on: str, at: str, said: str
) -> None:
    answer = secretary.submit(_deadline(make_meeting()), button="Save", on=on, at=at)
    assert answer.status_code == 422
    assert said in words(answer.text)


def test_of_a_time_that_comes_twice_the_later_one_is_meant(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting = make_meeting()
    secretary.submit(_deadline(meeting), button="Save", on="2030-11-03", at="01:30")
    assert _due(app, meeting) == datetime.fromisoformat("2030-11-03T09:30Z")


@pytest.mark.parametrize(
    ("at", "late"),
    [("2031-02-20T01:00:59Z", False), ("2031-02-20T01:01:00Z", True)],
)
def test_what_is_late_says_so_wherever_the_secretary_sees_it(
    app: Flask,
    carla: PageClient,
    secretary: PageClient,
    make_meeting: Make,
    at: str,
    *,
    late: bool,
) -> None:
    meeting = make_meeting(is_posted=True)
    key = propose(carla, meeting)
    with time_machine.travel(at, tick=False):
        warned = "What you submit now is marked late." in carla.get(BASE).text
        submit(carla, key)
        pages = [
            secretary.get(f"/desk/meetings/{meeting}/agenda"),
            secretary.get(f"/desk/meetings/{meeting}/proposals"),
            secretary.get(f"/desk/meetings/{meeting}/proposals/{key}"),
            secretary.get(f"/desk/meetings/{meeting}/proposals/{key}/accept"),
            carla.get(f"{BASE}/{key}"),
        ]
        _, mail = list_mails(app, "sue@example.org")[-1]
    assert warned is late
    assert [("The plan" in page.text, "Late" in page.text) for page in pages] == (
        [(True, late)] * len(pages)
    )
    until = "Late: proposals were due until Wednesday, February 19, 2031, 5:00 p.m. PST"
    assert (until in mail) is late


def test_a_later_deadline_makes_late_proposals_timely(
    carla: PageClient, secretary: PageClient, make_meeting: Make
) -> None:
    meeting = make_meeting(is_posted=True)
    with time_machine.travel("2031-02-20T01:02:00Z", tick=False):
        key = propose_whole(carla, meeting)
        page = f"/desk/meetings/{meeting}/proposals/{key}"
        assert "after the deadline" in secretary.get(page).text
        secretary.submit(f"{page}/accept", button="Accept")
        builder = f"/desk/meetings/{meeting}/agenda"
        assert "Proposed late by Carla" in secretary.get(builder).text
        secretary.submit(_deadline(meeting), button="Save", on="2031-02-21", at="17:00")
        assert "in time: the deadline is Friday" in secretary.get(page).text


def test_a_meeting_that_moves_takes_the_usual_deadline_along(
    app: Flask, make_meeting: Make
) -> None:
    meeting = make_meeting(is_posted=True)
    with app.app_context():
        posting.reschedule_meeting(
            SYSTEM,
            get_meeting(meeting),
            reason="Room",
            start=datetime.fromisoformat("2031-03-19T10:00"),
            end=None,
            time_zone="America/Los_Angeles",
        )
        db.session.commit()
    assert _due(app, meeting) == datetime.fromisoformat("2031-03-06T01:00Z")


def test_a_cancelled_meeting_says_that_it_takes_no_proposals(
    app: Flask, carla: PageClient, make_meeting: Make
) -> None:
    meeting = make_meeting(is_posted=True)
    other = make_meeting("2031-04-02T10:00", is_posted=True)
    key = propose(carla, meeting)
    with app.app_context():
        posting.cancel_meeting(SYSTEM, get_meeting(meeting), reason="Storm")
        db.session.commit()
    page = f"{BASE}/{key}"
    for address in (BASE, page):
        assert "This meeting takes no proposals." in carla.get(address).text
    carla.submit(page, button="Submit to the secretary")
    assert "Choose another." in carla.get(page).text
    edit = carla.submit(f"{page}/edit", button="Save", meeting=str(other))
    assert edit.location == page
    submit(carla, key)
    assert "The secretary has it." in carla.get(page).text
