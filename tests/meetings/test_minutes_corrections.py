"""Corrections of minutes: before they are approved, and afterwards."""

import pytest
from flask import Flask

from govapp.meetings.published import get_card
from govapp.record.cards import MeetingCard
from govapp.record.shapes.meetings import MinutesCorrection
from tests.meetings.conftest import Make
from tests.meetings.test_minutes import LATER, begun, desk, held, read
from tests.meetings.test_schedule_changes import read_flash
from tests.pages import PageClient, parse_page, read_text

__all__ = ["begun", "desk", "held"]

PUBLIC = "/meetings/2024-001/minutes"
ASKED = {"asked_by": "Bea Member", "text": "The vote was 5 to 0."}


@pytest.fixture
def proposed(secretary: PageClient, begun: int, desk: str) -> int:
    """Return a meeting whose minutes are proposed."""
    secretary.submit(f"{desk}/propose", button="Propose the minutes")
    return begun


@pytest.fixture
def later(make_meeting: Make) -> str:
    """Return a later meeting of the same body."""
    return str(make_meeting(LATER, is_posted=True))


def read_card(app: Flask) -> MeetingCard:
    with app.app_context():
        return get_card("2024-001")


def read_words(client: PageClient, path: str) -> str:
    return read_text(parse_page(client.get(path).text))


def decide(secretary: PageClient, desk: str, number: int, outcome: str) -> None:
    page = f"{desk}/corrections/{number}"
    answer = secretary.submit(page, outcome=outcome, answer="")
    assert (answer.status_code, answer.location) == (303, f"{desk}#corrections")


def test_a_draft_has_no_corrections(
    secretary: PageClient, begun: int, desk: str
) -> None:
    assert begun
    assert "Enter a correction" not in secretary.get(desk).text

    refused = secretary.submit(f"{desk}/corrections/add", **ASKED)

    assert refused.status_code == 422
    assert "These minutes are a draft: change the text itself." in refused.text


def test_nothing_is_approved_while_a_correction_is_undecided(
    app: Flask, secretary: PageClient, proposed: int, desk: str, later: str
) -> None:
    item = read(app, proposed).sections[1].item_key
    secretary.submit(f"{desk}/corrections/add", item_key=item, **ASKED)
    closed = secretary.get(f"{desk}/approve")
    assert closed.status_code == 303
    assert read_flash(secretary, f"/desk/meetings/{proposed}").endswith(
        "A correction was asked for and is not decided yet."
    )

    decide(secretary, desk, 1, "accepted")
    secretary.submit(f"{desk}/sections/{item}", text="<p>Adopted, 5 to 0.</p>")
    secretary.submit(f"{desk}/approve", at=later)

    approved = read_card(app).minutes
    assert approved is not None
    assert (approved.state, approved.corrections) == (
        "approved",
        (
            MinutesCorrection(
                key=item, number="2", title="Budget", text="The vote was 5 to 0."
            ),
        ),
    )
    page = read_words(secretary, PUBLIC)
    assert "as corrected at the meeting of Tuesday, April 9, 2024" in page
    assert "2 Budget: The vote was 5 to 0." in page


def test_a_correction_that_is_not_accepted_is_not_published(
    secretary: PageClient, proposed: int, desk: str, later: str
) -> None:
    assert proposed
    secretary.submit(f"{desk}/corrections/add", **ASKED)
    decide(secretary, desk, 1, "rejected")

    secretary.submit(f"{desk}/approve", at=later)

    page = read_words(secretary, PUBLIC)
    assert "The vote was 5 to 0." not in page
    assert "as corrected" not in page


def test_approved_minutes_are_corrected_in_a_new_version(
    app: Flask, secretary: PageClient, make_meeting: Make, proposed: int, desk: str
) -> None:
    item = read(app, proposed).sections[1].item_key
    first, second = (
        make_meeting(day, is_posted=True) for day in (LATER, "2024-05-07T10:00")
    )
    secretary.submit(f"{desk}/approve", at=str(first))

    secretary.submit(f"{desk}/corrections/add", item_key=item, **ASKED)
    assert read(app, proposed).state == "correcting"
    words = read_words(secretary, desk)
    assert "Everyone reads version 2, as it was approved" in words
    assert "Being corrected: to be adopted" in secretary.get("/desk/").text
    secretary.submit(f"{desk}/sections/{item}", text="<p>Adopted, 5 to 0.</p>")
    assert "5 to 0" not in secretary.get(PUBLIC).text
    refused = secretary.submit(f"{desk}/propose", button="Propose the minutes")
    assert "are corrected, not proposed again." in refused.text
    decide(secretary, desk, 1, "accepted")
    secretary.submit(f"{desk}/approve", at=str(second))

    page = read_words(secretary, PUBLIC)
    assert (
        "at the meeting of Tuesday, April 9, 2024, corrected at the meeting of" in page
    )
    assert "Tuesday, May 7, 2024" in page
    assert "5 to 0" in page
    assert "5 to 0" not in secretary.get(f"{PUBLIC}/v/2").text
    card = read_card(app)
    assert (card.state, [one.label for one in card.minutes_versions]) == (
        "completed",
        ["proposed", "approved", "corrected"],
    )


def test_minutes_are_closed_again_when_nothing_is_corrected_after_all(
    app: Flask, secretary: PageClient, proposed: int, desk: str, later: str
) -> None:
    secretary.submit(f"{desk}/approve", at=later)
    secretary.submit(f"{desk}/corrections/add", **ASKED)

    decide(secretary, desk, 1, "rejected")

    assert read(app, proposed).state == "approved"
    assert len(read_card(app).minutes_versions) == 2


def test_a_correction_of_another_meeting_is_not_there(
    secretary: PageClient, proposed: int, desk: str, later: str
) -> None:
    assert proposed
    secretary.submit(f"{desk}/corrections/add", **ASKED)
    assert secretary.get(f"{desk}/corrections/1").status_code == 200
    assert (
        secretary.get(f"/desk/meetings/{later}/minutes/corrections/1").status_code
        == 404
    )
    asked = {**ASKED, "item_key": "unknown"}
    refused = secretary.submit(f"{desk}/corrections/add", **asked)
    assert refused.status_code == 422
