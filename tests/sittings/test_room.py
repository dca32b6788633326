"""The meeting screen: each button is a form that works by itself."""

from uuid import uuid4

import pytest
from flask import Flask

from tests.meetings.building import add_items, read_main
from tests.meetings.conftest import Make
from tests.pages import PageClient, list_values, parse_page
from tests.sittings.test_services import list_rows


def _press(client: PageClient, room: str, **values: str) -> str:
    """Press a button; return what the page then says."""
    sent = {"csrf_token": _token(client, room), "key": str(uuid4()), **values}
    answer = client.post(room, data=sent, follow_redirects=True)
    assert answer.status_code == 200, read_main(answer.text)
    return read_main(answer.text)


def _token(client: PageClient, room: str) -> str:
    form = next(parse_page(client.get(room).text).iter("form"))
    return str(dict(list_values(form))["csrf_token"])


def _roll(client: PageClient, room: str, *names: str) -> None:
    for name in names:
        _press(client, room, do="act=arrive&mode=in_person", body="board", person=name)


def test_a_meeting_is_run_from_order_to_adjournment(
    secretary: PageClient, meeting: int, app: Flask
) -> None:
    room = f"/desk/meetings/{meeting}/room"
    answer = secretary.submit(room, button="Call to order")
    assert answer.location == f"{room}#course"
    page = read_main(secretary.get(room).text)
    assert "In session Called to order at 10:00 a.m. PST" in page
    assert "0 of 5 members are present; 3 are needed." in page
    secretary.submit(room, button="In person: Ann")
    secretary.submit(room, button="Video: Bob")
    secretary.submit(room, button="Phone: Cat")
    secretary.submit(room, button="Excused: Dan")
    page = read_main(secretary.get(room).text)
    assert "Quorum 3 of 5 members are present; 3 are needed." in page
    _decide(secretary, room)
    secretary.submit(room, button="Adjourn")
    page = read_main(secretary.get(room).text)
    assert "Adjourned Adjourned at 10:00 a.m. PST" in page
    assert [row.kind for row in list_rows(app)] == [
        "order", "arrive", "arrive", "arrive", "miss", "take_up", "move", "second",
        "open_vote", "cast", "cast", "agree", "declare", "adjourn",
    ]  # fmt: skip


def _decide(secretary: PageClient, room: str) -> None:
    """Take up an item, move, second and vote."""
    secretary.submit(room, button="Take up: Decision on the plan")
    secretary.submit(
        room, button="Record the motion", text="Adopt the plan", mover="bob"
    )
    page = read_main(secretary.get(room).text)
    assert "Motion 1: Main motion Immediate question Adopt the plan" in page
    assert "Moved by Bob. 2 Decision on the plan." in page
    secretary.submit(room, button="Second", member="cat")
    secretary.submit(room, button="Open the vote", method="roll_call")
    secretary.submit(room, button="Yes: Ann")
    secretary.submit(room, button="No: Bob")
    page = read_main(secretary.get(room).text)
    assert "Yes 1 · No 1 · Absent 1 · Excused 1 · Not voting 1" in page
    assert "As it stands: fails" in page
    secretary.submit(room, button="All others vote yes")
    page = read_main(secretary.get(room).text)
    assert "As it stands: passes" in page
    secretary.submit(room, button="Declare")
    page = read_main(secretary.get(room).text)
    assert "Motion 1: Main motion – Adopted" in page
    assert "Passes Yes 2 · No 1 · Absent 1 · Excused 1" in page


def test_what_is_refused_is_said_on_the_page(
    secretary: PageClient, meeting: int
) -> None:
    room = f"/desk/meetings/{meeting}/room"
    _press(secretary, room, act="order")
    _roll(secretary, room, "ann")
    answer = secretary.submit(room, button="Record the motion", text="x", mover="bob")
    assert answer.status_code == 409
    assert "Not recorded. Bob is not present." in read_main(answer.text)
    sent = {"csrf_token": _token(secretary, room), "act": "dance", "key": "k"}
    answer = secretary.post(room, data=sent)
    assert answer.status_code == 409
    assert "There is no such entry." in read_main(answer.text)


def test_a_mistake_is_struck_and_shown(secretary: PageClient, meeting: int) -> None:
    room = f"/desk/meetings/{meeting}/room"
    _press(secretary, room, act="order")
    _roll(secretary, room, "ann")
    page = _press(secretary, room, act="strike", seq="2", reason="She is late")
    assert "Struck, entry 2: She is late" in page
    assert "Ann is present: In person Struck" in page
    assert "0 of 5 members are present" in page


def test_what_is_out_of_order_is_warned_of(secretary: PageClient, meeting: int) -> None:
    room = f"/desk/meetings/{meeting}/room"
    _press(secretary, room, act="order")
    _roll(secretary, room, "ann", "bob")
    for text in ("First", "Second"):
        page = _press(secretary, room, act="move", body="board", mover="bob", text=text)
    assert "This motion is out of order while motion 1 is pending." in page


def test_conflicts_closed_session_and_void(
    secretary: PageClient, meeting: int, app: Flask
) -> None:
    room = f"/desk/meetings/{meeting}/room"
    key, *_rest = add_items(
        app, meeting, "Counsel", kind="closed", legal_basis="Gov. Code 11126(e)"
    )
    _press(secretary, room, act="order")
    _roll(secretary, room, "ann", "bob", "cat")
    page = _press(
        secretary, room, act="conflict", person="bob", item=key, kind="recusal",
        statement="Owns land.", has_left="1",
    )  # fmt: skip
    assert "Bob, 3 Counsel: Recused Owns land. Left at 10:00 a.m. PST" in page
    page = _press(secretary, room, act="return", person="bob", item=key)
    assert "back at 10:00 a.m. PST" in page
    page = _press(secretary, room, act="close", items=key)
    assert "In closed session since 10:00 a.m. PST" in page
    page = _press(secretary, room, do="act=resume")
    assert "Report out of closed session" in page
    page = _press(secretary, room, act="preside", person="")
    page = _press(secretary, room, act="move", body="board", mover="cat", text="Go")
    page = _press(secretary, room, act="void", motion="10", reason="A mistake")
    assert "Motion 1: Main motion – Void" in page


def test_the_room_is_the_hosts_secretarys(
    secretary: PageClient, stranger: PageClient, client: PageClient, meeting: int
) -> None:
    for part in ("room", "room/entries"):
        address = f"/desk/meetings/{meeting}/{part}"
        assert secretary.get(address).status_code == 200
        assert stranger.get(address).status_code == 404
        assert client.get(address).status_code == 303
    token = _token(stranger, "/desk/")
    sent = {"csrf_token": token, "act": "order"}
    answer = stranger.post(f"/desk/meetings/{meeting}/room", data=sent)
    assert answer.status_code == 404


def test_a_joint_meeting_has_a_roll_for_each_body(
    secretary: PageClient, seated: None, make_meeting: Make
) -> None:
    assert seated is None
    meeting = make_meeting("2031-03-05T10:00", is_posted=True, slugs=("board", "audit"))
    room = f"/desk/meetings/{meeting}/room"
    page = _press(secretary, room, act="order", is_live="1")
    assert "0 of 5 members are present; 3 are needed." in page
    assert "0 of 3 members are present; 2 are needed." in page
    for name in ("ann", "gus"):
        page = _press(
            secretary, room, do="act=arrive&mode=video", body="audit", person=name
        )
    assert "Quorum 2 of 3 members are present; 2 are needed." in page


@pytest.mark.parametrize("count", [1, 3])
def test_a_screen_can_ask_whether_there_is_more(
    secretary: PageClient, meeting: int, count: int
) -> None:
    room = f"/desk/meetings/{meeting}/room"
    _press(secretary, room, act="order")
    _roll(secretary, room, *("ann", "bob")[: count - 1])
    assert secretary.get(f"{room}/entries").text == str(count)
