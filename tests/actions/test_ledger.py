"""What a body asked for, from the meeting to the day it is done."""

import pytest
from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import agenda
from tests.meetings.conftest import Make
from tests.pages import PageClient, parse_page, read_text

LEDGER = "/desk/committees/board/actions"
ASKED = {
    "kind": "direction",
    "text": "Report on the reserve",
    "owner": "Chief financial officer",
    "due_on": "2024-05-01",
}


@pytest.fixture
def held(make_meeting: Make) -> int:
    """Return a meeting that was held."""
    return make_meeting("2024-03-05T10:00", is_posted=True)


@pytest.fixture
def page(held: int) -> str:
    """Return where it says what is to be done."""
    return f"/desk/meetings/{held}/actions/add"


def read_words(client: PageClient, path: str) -> str:
    return read_text(parse_page(client.get(path).text))


def test_what_was_asked_for_stays_until_it_is_done(
    app: Flask, secretary: PageClient, held: int, page: str
) -> None:
    with app.app_context():
        key = agenda.add_item(SYSTEM, get_meeting(held), title="Budget").key
        db.session.commit()
    assert page in secretary.get(f"/desk/meetings/{held}").text

    answer = secretary.submit(page, item_key=key, **ASKED)
    assert (answer.status_code, answer.location) == (303, LEDGER)
    assert "May 1, 2024: Report on the reserve" in read_words(secretary, "/desk/")
    line = "Report on the reserve Direction Chief financial officer"
    assert f"{line} Wednesday, May 1, 2024 Overdue" in read_words(secretary, LEDGER)
    secretary.submit("/desk/actions/1", due_on="2999-05-01")
    assert "Overdue" not in read_words(secretary, LEDGER)
    assert "Report on the reserve" not in read_words(secretary, "/desk/")
    secretary.submit("/desk/actions/1", owner="Treasurer", due_on="")
    assert "Treasurer No date" in read_words(secretary, LEDGER)
    done = secretary.submit(
        "/desk/actions/1/close", state="done", closed_on="2024-04-20", answer="Heard."
    )
    assert (done.status_code, done.location) == (303, LEDGER)
    assert "Nothing is to be done." in read_words(secretary, LEDGER)
    closed = read_words(secretary, f"{LEDGER}?state=closed")
    assert "Heard. Treasurer Saturday, April 20, 2024 Done" in closed

    secretary.submit(
        f"{LEDGER}?state=closed", button="Open again: Report on the reserve"
    )
    assert "Treasurer No date" in read_words(secretary, LEDGER)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"due_on": "2024-03-04"}, "That is before the meeting."),
        ({"text": " "}, "Say what is to be done."),
        ({"owner": ""}, "Say who does it."),
        ({"item_key": "unknown"}, "Not a valid choice."),
    ],
)
def test_bad_input_is_told_and_nothing_written(
    secretary: PageClient, page: str, values: dict[str, str], told: str
) -> None:
    refused = secretary.submit(page, **{**ASKED, **values})

    assert refused.status_code == 422
    assert told in refused.text
    assert "Nothing is to be done." in read_words(secretary, LEDGER)


def test_what_is_dropped_says_why_and_nothing_is_done_before_it_was_asked(
    secretary: PageClient, page: str
) -> None:
    secretary.submit(page, **ASKED)
    close = "/desk/actions/1/close"

    silent = secretary.submit(close, state="dropped", closed_on="2024-04-20", answer="")
    early = secretary.submit(close, state="done", closed_on="2024-03-01", answer="")

    assert "Say why it is dropped." in silent.text
    assert "That was before the meeting asked for it." in early.text
    assert [silent.status_code, early.status_code] == [422, 422]


def test_two_secretaries_on_one_line_both_keep_their_words(
    secretary: PageClient, page: str
) -> None:
    secretary.submit(page, **ASKED)
    secretary.submit("/desk/actions/1", owner="Treasurer")

    stale = secretary.submit("/desk/actions/1", row_version="1", owner="Controller")

    assert stale.status_code == 409
    assert "Treasurer" in stale.text
    assert "Controller" in stale.text


def test_a_draft_has_asked_for_nothing(
    secretary: PageClient, make_meeting: Make
) -> None:
    number = make_meeting()

    refused = secretary.submit(
        f"/desk/meetings/{number}/actions/add", **{**ASKED, "due_on": "2031-05-01"}
    )

    assert refused.status_code == 422
    assert "This meeting was never posted" in refused.text


def test_another_bodys_ledger_is_not_there(
    secretary: PageClient, stranger: PageClient, page: str
) -> None:
    secretary.submit(page, **ASKED)
    missing = stranger.get("/desk/committees/nowhere/actions").status_code

    for path in (LEDGER, page, "/desk/actions/1", "/desk/actions/1/close"):
        assert stranger.get(path).status_code == missing == 404
