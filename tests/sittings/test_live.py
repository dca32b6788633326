"""The live page: what goes on, as soon as it is posted, and cheap to ask again."""

import time_machine
from flask import Flask

from tests.meetings.building import add_items, post, read_main
from tests.pages import PageClient
from tests.sittings.test_services import record

LIVE = "/meetings/2031-001/live"


def _read(client: PageClient) -> str:
    return read_main(client.get(LIVE).text)


def test_it_follows_the_meeting(app: Flask, meeting: int, client: PageClient) -> None:
    assert (
        "The meeting has not been called to order. It is to begin Wednesday, "
        "March 5, 2031, 10:00 a.m. PST."
    ) in _read(client)
    record(app, meeting, "order", is_live=True)
    assert "In session. Called to order Wednesday, March 5, 2031" in _read(client)
    assert "Presiding: Ann" in _read(client)
    record(app, meeting, "recess")
    assert "In recess. Since 10:00 a.m. PST." in _read(client)
    record(app, meeting, "resume")
    record(app, meeting, "adjourn")
    page = _read(client)
    assert "Adjourned. Adjourned Wednesday, March 5, 2031, 10:00 a.m. PST." in page
    assert "Look again" not in page


def test_it_shows_what_is_before_the_body(
    app: Flask, meeting: int, client: PageClient
) -> None:
    (decision,) = add_items(app, meeting, "Decision")
    post(app, meeting)
    record(app, meeting, "order", is_live=True)
    for person in ("ann", "bob", "cat"):
        record(app, meeting, "arrive", body="board", person=person)
    record(app, meeting, "take_up", item=decision)
    record(app, meeting, "move", body="board", mover="bob", text="Adopt it by June")
    page = _read(client)
    assert "Now: 3 Decision. A motion is before the body." in page
    assert "Adopt it by June Moved by Bob" in page
    record(app, meeting, "second", motion="6", member="cat")
    record(app, meeting, "open_vote", motion="6", method="roll_call")
    record(app, meeting, "cast", motion="6", round=1, person="ann", option="no")
    page = _read(client)
    assert "A vote is being taken By roll call" in page
    assert "0 to 1" not in page
    record(app, meeting, "declare", motion="6", round=1, result="fail")
    assert "Decided so far Adopt it by June Failed, 0 to 1" in _read(client)


def test_a_closed_session_says_for_what(
    app: Flask, meeting: int, client: PageClient
) -> None:
    (closed,) = add_items(
        app, meeting, "Counsel", kind="closed", legal_basis="Gov. Code 11126(e)"
    )
    post(app, meeting)
    record(app, meeting, "order", is_live=True)
    record(app, meeting, "close", items=[closed])
    page = _read(client)
    assert "In closed session. Since 10:00 a.m. PST." in page
    assert "Closed session 3 Counsel, Gov. Code 11126(e)" in page


def test_what_has_not_moved_is_answered_with_304(
    app: Flask, meeting: int, client: PageClient, clock: time_machine.Traveller
) -> None:
    record(app, meeting, "order", is_live=True)
    first = client.get(LIVE)
    tag = {"If-None-Match": first.headers["ETag"]}
    assert first.headers["Cache-Control"] == "public, no-cache"
    for _ in range(3):
        clock.shift(90)
        assert client.get(LIVE, headers=tag).status_code == 304
    record(app, meeting, "arrive", body="board", person="ann")
    answer = client.get(LIVE, headers=tag)
    assert answer.status_code == 200
    assert "Ann" in answer.text


def test_the_meetings_page_leads_to_it_while_it_lasts(
    app: Flask, meeting: int, client: PageClient
) -> None:
    link = f'<a href="{LIVE}">Follow it live</a>'
    assert link not in client.get("/meetings/2031-001").text
    record(app, meeting, "order", is_live=True)
    assert link in client.get("/meetings/2031-001").text
    record(app, meeting, "adjourn")
    assert link not in client.get("/meetings/2031-001").text


def test_an_unknown_meeting_has_none(client: PageClient) -> None:
    assert client.get("/meetings/1999-001/live").status_code == 404
