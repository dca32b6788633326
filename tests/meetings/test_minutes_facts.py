"""Minutes made from what was recorded in the room."""

import pytest
from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.meetings.published import get_card
from govapp.meetings.queries.agendas import list_items
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services.appending import append
from govapp.record.shapes.base import Kind
from govapp.record.shapes.sittings import Conflict, Pause, Sitting, Taken
from tests.meetings.conftest import Make
from tests.meetings.test_minutes import LATER, begun, desk, held, read
from tests.pages import PageClient, parse_page, read_text
from tests.record.sitting import (
    ANA,
    BEN,
    CAM,
    make_motion,
    make_presence,
    make_round,
    make_sitting,
)

__all__ = ["begun", "desk", "held"]

DAY = "2026-12-16T"
PUBLIC = "/meetings/2024-001/minutes"


def read_words(client: PageClient, path: str) -> str:
    return read_text(parse_page(client.get(path).text))


def post(app: Flask, number: int, sitting: Sitting) -> None:
    with app.app_context():
        append(SYSTEM, get_meeting(number), Kind.SITTING, sitting)
        db.session.commit()


def record(keys: tuple[str, str], **values: object) -> Sitting:
    """Return a sitting in which the budget was adopted and one motion fell."""
    _call, budget = keys
    adopted = make_round(yes=(ANA, BEN), no=(CAM,))
    return make_sitting(
        make_motion("m1", adopted, item=budget, text="That the budget is adopted."),
        make_motion("m2", text="That the Board thanks its staff."),
        presiding=ANA,
        presences=(
            make_presence(ANA, (f"{DAY}18:02:00Z", f"{DAY}20:02:30Z")),
            make_presence(BEN, (f"{DAY}18:40:00Z", "")),
            make_presence(CAM, status="absent"),
        ),
        taken=(Taken(item=budget, at=f"{DAY}18:10:00Z"),),
        pauses=(
            Pause(
                kind="recess",
                since=f"{DAY}19:00:00Z",
                until=f"{DAY}19:10:00Z",
            ),
        ),
        conflicts=(
            Conflict(
                person=CAM, item=budget, kind="recusal", statement="Owns the building."
            ),
        ),
        **values,
    )


@pytest.fixture
def keys(app: Flask, held: int) -> tuple[str, str]:
    """Return the keys of the meeting's two items."""
    with app.app_context():
        first, second = list_items(get_meeting(held))
        return first.key, second.key


def test_what_was_recorded_stands_in_the_minutes(
    app: Flask,
    secretary: PageClient,
    held: int,
    desk: str,
    keys: tuple[str, str],
) -> None:
    post(app, held, record(keys))
    asked = secretary.get(f"{desk}/begin").text
    assert "is taken from the sitting as it was recorded." in asked
    secretary.submit(f"{desk}/begin", button="Begin the minutes")
    assert read(app, held).attendance == []
    assert "That the budget is adopted." in read_words(secretary, desk)

    secretary.submit(f"{desk}/propose", button="Propose the minutes")

    meeting = read_words(secretary, "/meetings/2024-001")
    # Once beside what was decided, once beside the minutes.
    assert meeting.count("2 present, 1 absent") == 2
    told = read_words(secretary, PUBLIC)
    for words in (
        "Called to order at 10:02 a.m. PST. In the chair: Ana Example.",
        "Ben Example Present",
        "Cam Example Absent",
        "2 Budget Taken up at 10:10 a.m. PST.",
        "Cam Example, recused: Owns the building.",
        "Moved by Ana Example, seconded by Ben Example",
        "In recess 11:00 a.m. PST to 11:10 a.m. PST.",
        "That the Board thanks its staff.",
        "Adjourned at 12:02 p.m. PST.",
    ):
        assert words in told
    votes = [
        [read_text(cell) for cell in row]
        for table in parse_page(secretary.get(PUBLIC).text).iter("table")
        if table.get("class") == "usa-table g-votes"
        for row in table.findall("tbody/tr")
    ]
    assert votes == [
        ["Ana Example", "Yes"],
        ["Ben Example", "Yes"],
        ["Cam Example", "No"],
    ]


def test_facts_that_change_are_a_change_until_they_are_proposed_again(
    app: Flask,
    secretary: PageClient,
    held: int,
    desk: str,
    keys: tuple[str, str],
) -> None:
    post(app, held, record(keys))
    secretary.submit(f"{desk}/begin", button="Begin the minutes")
    secretary.submit(f"{desk}/propose", button="Propose the minutes")
    assert "which is what stands here" in secretary.get(desk).text

    post(app, held, record(keys, adjourned=f"{DAY}21:00:00Z"))

    assert "What you changed since is not posted." in secretary.get(desk).text
    assert "Adjourned at 12:02 p.m. PST." in read_words(secretary, PUBLIC)
    secretary.submit(f"{desk}/propose", button="Propose the minutes")
    assert "Adjourned at 1:00 p.m. PST." in read_words(secretary, PUBLIC)


@pytest.fixture
def recorded(app: Flask, held: int, keys: tuple[str, str]) -> Sitting:
    """Return the sitting of the meeting, posted."""
    sitting = record(keys)
    post(app, held, sitting)
    return sitting


def test_the_minutes_the_page_and_the_record_tell_the_same_votes(
    app: Flask,
    secretary: PageClient,
    make_meeting: Make,
    recorded: Sitting,
    desk: str,
) -> None:
    secretary.submit(f"{desk}/begin", button="Begin the minutes")
    secretary.submit(f"{desk}/propose", button="Propose the minutes")
    secretary.submit(f"{desk}/approve", at=str(make_meeting(LATER, is_posted=True)))

    with app.app_context():
        card = get_card("2024-001")
    assert card.minutes is not None
    assert card.minutes.sitting == card.sitting == recorded
