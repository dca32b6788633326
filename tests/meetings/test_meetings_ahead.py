"""A body is not dissolved while meetings of it are ahead."""

import pytest
from flask import Flask

from govapp.committees.queries import get_body
from govapp.meetings.queries.meetings import list_ahead
from tests.meetings.building import read_main
from tests.meetings.conftest import Make
from tests.meetings.test_schedule_changes import STATES, set_state
from tests.pages import PageClient

BOARD = "/desk/committees/board"
AHEAD = {"scheduled", "noticed", "postponed"}


@pytest.mark.parametrize("state", STATES)
def test_a_body_is_dissolved_unless_a_posted_meeting_is_ahead(
    app: Flask, secretary: PageClient, make_meeting: Make, state: str
) -> None:
    set_state(app, make_meeting(is_posted=True), state)

    answer = secretary.submit(f"{BOARD}/dissolve", dissolved_on="2026-06")

    if state not in AHEAD:
        assert (answer.status_code, answer.location) == (303, BOARD)
        return
    assert answer.status_code == 422
    assert (
        "These meetings are still ahead of it: Mar 5, 2031 (2031-001). Cancel them, "
        "or take it off those that another body hosts; then dissolve it."
    ) in read_main(answer.text)
    with app.app_context():
        assert get_body("board").dissolved_on == ""


def test_once_its_meetings_are_cancelled_or_left_a_body_is_dissolved(
    secretary: PageClient, stranger: PageClient, make_meeting: Make
) -> None:
    own = make_meeting(is_posted=True)
    joint = make_meeting(is_posted=True, slugs=("audit", "board"))
    path = f"{BOARD}/dissolve"
    refused = read_main(secretary.submit(path, dissolved_on="2026-06").text)
    assert "Mar 5, 2031 (2031-001); Mar 5, 2031 (2031-002)." in refused

    secretary.submit(f"/desk/meetings/{own}/cancel", reason="The board ends")
    refused = read_main(secretary.submit(path, dissolved_on="2026-06").text)
    assert "ahead of it: Mar 5, 2031 (2031-002)." in refused
    stranger.submit(f"/desk/meetings/{joint}/bodies", joint=[])

    assert secretary.submit(path, dissolved_on="2026-06").location == BOARD


def test_what_has_begun_or_is_another_bodys_is_not_ahead(
    app: Flask, make_meeting: Make
) -> None:
    make_meeting("2024-03-05T10:00", is_posted=True)
    make_meeting(is_posted=True, slugs=("audit",))
    with app.app_context():
        assert list_ahead(get_body("board")) == []
