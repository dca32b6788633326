"""Late notice in words, and what allows the meeting all the same."""

import pytest
import time_machine
from flask import Flask

from tests.meetings.building import add_items, post, read_main
from tests.meetings.conftest import Make
from tests.notices.conftest import Enter
from tests.notices.rules import BAGLEY_KEENE, bind

EARLY, LATE = "2026-11-30T18:00Z", "2026-12-08T18:00Z"


@pytest.fixture
def meeting_id(app: Flask, account: int, make_meeting: Make) -> int:
    """Return a meeting whose agenda came two days after its deadline."""
    assert account
    with time_machine.travel(EARLY, tick=False):
        bind(app, BAGLEY_KEENE)
        made = make_meeting("2026-12-16T10:00", is_posted=True)
        add_items(app, made, "Plan")
    with time_machine.travel(LATE, tick=False):
        post(app, made)
    return made


@time_machine.travel("2026-12-09T18:00Z", tick=False)
def test_an_exception_names_its_reason_and_motion(
    at_desk: Enter, meeting_id: int
) -> None:
    page = f"/desk/meetings/{meeting_id}/deadlines"
    form = f"{page}/bk-regular-notice/exception"
    desk = at_desk()
    assert (
        "Late Agenda posted Tuesday, December 8, 10:00 a.m. PST, 8 days before the "
        "meeting. Rule: 10 days. Late."
    ) in read_main(desk.get(page).text)
    refused = desk.submit(form, reason="Storm", motion=" ")
    assert refused.status_code == 422
    assert "Name the motion that allows it." in read_main(refused.text)
    assert desk.submit(form, reason="Storm", motion="Adopted 5 to 0.").location == page
    told = read_main(desk.get(page).text)
    assert "Exception Agenda posted Tuesday" in told
    assert "Exception: Storm" in told
    assert "Allowed by: Adopted 5 to 0." in told
    assert "Stated by Sue" in told
    desk.submit(form, reason="Flood", motion="Another.")
    assert "Exception: Flood" in read_main(desk.get(page).text)


@time_machine.travel("2026-12-09T18:00Z", tick=False)
def test_what_is_in_time_has_no_exception(at_desk: Enter, meeting_id: int) -> None:
    page = f"/desk/meetings/{meeting_id}/deadlines"
    assert at_desk().get(f"{page}/brown-regular-agenda/exception").status_code == 404
