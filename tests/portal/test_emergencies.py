"""In an emergency an administrator reads what is closed: told, logged, for one hour."""

from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from govapp.accounts import services as accounts
from govapp.accounts.queries import find_user
from govapp.accounts.services import SYSTEM
from govapp.audit.models import AuditLine
from govapp.database import db
from govapp.permissions import Role
from tests.accounts.people import (
    ADMINISTRATOR,
    enter,
    list_mails,
    open_account,
    read_token,
)
from tests.meetings.building import add_items, post, read_main
from tests.meetings.conftest import Make
from tests.pages import PageClient
from tests.portal.conftest import Seat
from tests.portal.guests import NOON
from tests.portal.papers import Papers, post_papers
from tests.portal.shut import is_shut

OPEN = "/desk/emergency/open"
WHY = "Court order of today"
SECRETS = ("Doe v. Operator", "Settlement", "advice")


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def ada(app: Flask) -> PageClient:
    """Return the client of an administrator, signed in."""
    return enter(app, open_account(app, roles=[ADMINISTRATOR], password=None))


def break_glass(client: PageClient, papers: Papers) -> None:
    answer = client.submit(OPEN, number=papers.number, reason=WHY)
    assert (answer.status_code, answer.location) == (303, "/desk/emergency")


def _make_administrator(app: Flask, email: str) -> None:
    with app.app_context():
        user = find_user(email)
        assert user
        accounts.grant_role(SYSTEM, user=user, role=Role.ADMINISTRATOR)
        db.session.commit()


def _read_trail(app: Flask) -> list[tuple[str, str, str]]:
    with app.app_context():
        rows = db.session.execute(
            select(AuditLine.action, AuditLine.actor_name, AuditLine.detail)
            .where(
                AuditLine.action.startswith("emergency.")
                | (AuditLine.action == "closed.read")
            )
            .order_by(AuditLine.id)
        )
        return [(action, name, detail) for action, name, detail in rows]


def test_for_one_hour_and_no_longer(papers: Papers, ada: PageClient) -> None:
    assert is_shut(ada, papers)
    break_glass(ada, papers)
    for moment, is_over in (
        ("2026-12-01T20:00:00Z", False),
        ("2026-12-01T20:59:59Z", False),
        ("2026-12-01T21:00:00Z", True),
    ):
        with time_machine.travel(moment, tick=False):
            assert is_shut(ada, papers) is is_over, moment
            assert (papers.number in ada.get("/my/").text) is not is_over, moment


def test_what_is_closed_is_read_and_nothing_else(
    papers: Papers, ada: PageClient, member: PageClient
) -> None:
    member.submit(f"{papers.item(papers.closed)}/note", text="A private doubt")
    break_glass(ada, papers)
    book = read_main(ada.get(papers.book).text)
    assert (
        "In an emergency. What is closed is open to you until Dec 1, 2026, 1:00 p.m. "
        "PST. Each reading is written down for the secretary." in book
    )
    assert "Doe v. Operator" in book
    assert ada.get(papers.item(papers.beneath)).status_code == 200
    assert ada.get(papers.files["advice"]).status_code == 200
    for name in ("members", "closed", "staff"):  # these stand on an open item
        assert ada.get(papers.files[name]).status_code == 404, name
    more = ("minutes", "closed-minutes", "correction", "attendance")
    for address in [f"{papers.book}/{each}" for each in more]:
        assert ada.get(address).status_code == 404, address
    assert ada.get(f"/desk/meetings/{papers.meeting_id}").status_code == 404
    notes = [f"{papers.book}/notes", f"{papers.book}/notes.txt", "/my/notes.txt"]
    for address in [papers.book, papers.item(papers.closed), *notes]:
        answer = ada.get(address)
        assert answer.status_code == 200, address
        assert "A private doubt" not in answer.text, address
    assert ada.get("/my/notes/1").status_code == 404


def test_it_is_written_down_before_it_is_read_and_the_secretary_sees_it(
    app: Flask, papers: Papers, ada: PageClient, secretary: PageClient
) -> None:
    break_glass(ada, papers)
    told = f"Ada (ada@example.org), emergency: {WHY}"
    assert _read_trail(app) == [("emergency.opened", "Ada", told)]
    ada.get(papers.files["advice"])
    _, document, *_ = papers.files["advice"].removeprefix("/my").split("/")[1:]
    assert _read_trail(app)[1:] == [
        ("closed.read", "Ada", f"document {document} version 1")
    ]
    desk = f"/desk/meetings/{papers.meeting_id}"
    page = read_main(secretary.get(f"{desk}/readings").text)
    assert "Dec 1, 2026, 12:00 p.m. PST Ada in an emergency advice, version 1" in page
    table = secretary.get(f"{desk}/readings.csv").text
    assert ',Ada,"administrator, in an emergency",advice,1' in table
    guests = read_main(secretary.get(f"{desk}/guests").text)
    assert (
        "Ada Administrator, in an emergency, ada@example.org Every closed item "
        f"Reason: {WHY} Dec 1, 2026, 12:00 p.m. PST Dec 1, 2026, 1:00 p.m. PST End now"
        in guests
    )


def test_who_reads_it_later_as_a_member_reads_in_no_emergency(
    app: Flask, papers: Papers, ada: PageClient, secretary: PageClient, seat: Seat
) -> None:
    break_glass(ada, papers)
    ada.get(papers.item(papers.closed))
    secretary.submit(f"/desk/meetings/{papers.meeting_id}/guests/1/end")
    seat("board", "Mia")
    with app.app_context():
        person = find_user("mia@example.org")
        user = find_user("ada@example.org")
        assert person
        assert user
        number, person.person_id = person.person_id, None
        db.session.flush()
        user.person_id = number
        db.session.commit()
    with time_machine.travel("2026-12-01T20:30:00Z", tick=False):
        assert ada.get(papers.item(papers.closed)).status_code == 200
        table = secretary.get(f"/desk/meetings/{papers.meeting_id}/readings.csv").text
    rows = [line.split(",", 1)[1] for line in table.splitlines()[1:]]
    assert rows == [
        "Ada,member,2 Counsel,",
        'Ada,"administrator, in an emergency",2 Counsel,',
    ]


@pytest.mark.usefixtures("secretary", "deputy", "stranger")
def test_secretaries_and_all_administrators_are_told_and_nothing_closed(
    app: Flask,
    papers: Papers,
    ada: PageClient,
) -> None:
    open_account(app, "bob@example.org", roles=[ADMINISTRATOR], password=None)
    break_glass(ada, papers)
    ada.submit("/desk/emergency/1/end")
    day = "Board, Wednesday, March 5, 2031"
    told = {
        "sue": f"/desk/meetings/{papers.meeting_id}/guests",
        "dan": f"/desk/meetings/{papers.meeting_id}/guests",
        "ada": "/desk/emergency",
        "bob": "/desk/emergency",
    }
    for name, place in told.items():
        opened, shut = list_mails(app, f"{name}@example.org")[-2:]
        assert opened[0] == f"Closed papers opened in an emergency: {day}"
        assert "Ada, an administrator at Public meetings, has opened" in opened[1]
        assert "until Tuesday, December 1, 2026, 1:00 p.m. PST." in opened[1]
        assert f"here:{place}\n" in opened[1]
        assert shut[0] == f"Closed papers shut again: {day}"
        for text in (opened[1], shut[1]):
            assert not any(secret in text for secret in (*SECRETS, "Counsel", WHY))
    assert not any(
        "emergency" in subject for subject, _ in list_mails(app, "tom@example.org")
    )


@pytest.mark.parametrize("who", ["ada", "bob", "sue"])
def test_whom_it_concerns_shuts_it_at_once(
    app: Flask, papers: Papers, ada: PageClient, secretary: PageClient, who: str
) -> None:
    bob = open_account(app, "bob@example.org", roles=[ADMINISTRATOR], password=None)
    break_glass(ada, papers)
    assert ada.get(papers.files["advice"]).status_code == 200
    desk = f"/desk/meetings/{papers.meeting_id}/guests"
    client, path, led = {
        "ada": (ada, "/desk/emergency/1/end", "/desk/emergency"),
        "bob": (enter(app, bob), "/desk/emergency/1/end", "/desk/emergency"),
        "sue": (secretary, f"{desk}/1/end", desk),
    }[who]
    assert client.submit(path).location == led
    assert is_shut(ada, papers)
    assert "This invitation is over already." in client.submit(path).text
    assert "Shut before its time" in read_main(ada.get("/desk/emergency").text)


def test_it_ends_with_the_role(app: Flask, papers: Papers, ada: PageClient) -> None:
    open_account(app, "bob@example.org", roles=[ADMINISTRATOR], password=None)
    break_glass(ada, papers)
    with app.app_context():
        user = find_user("ada@example.org")
        assert user
        accounts.revoke_role(SYSTEM, user=user, role=Role.ADMINISTRATOR)
        db.session.commit()
    assert is_shut(ada, papers)


def test_what_cannot_be_is_refused(
    app: Flask, papers: Papers, ada: PageClient, make_meeting: Make
) -> None:
    make_meeting(is_posted=True)
    plain = make_meeting()
    add_items(app, plain, "Budget")
    post(app, plain)
    nothing = "No posted agenda of this number has a closed item."
    for number, reason, told in (
        ("2031-999", WHY, nothing),
        ("2031-002", WHY, nothing),
        ("2031-003", WHY, nothing),
        ("", WHY, "Give the number of the meeting."),
        (papers.number, " ", "Say why."),
    ):
        answer = ada.submit(OPEN, number=number, reason=reason)
        assert (answer.status_code, told in answer.text) == (422, True), number
    assert _read_trail(app) == []
    break_glass(ada, papers)
    again = ada.submit(OPEN, number=papers.number, reason=WHY)
    assert "This is open to you already." in again.text


def test_who_reads_it_anyhow_or_is_recused_opens_nothing(
    app: Flask, papers: Papers, member: PageClient, secretary: PageClient
) -> None:
    for email in ("mia@example.org", "sue@example.org"):
        _make_administrator(app, email)
    member.submit(
        f"{papers.item(papers.closed)}/conflict", kind="recusal", statement="x"
    )
    for client, told in (
        (member, "This is open to you already."),
        (secretary, "You read this at the desk."),
    ):
        answer = client.submit(OPEN, number=papers.number, reason=WHY)
        assert (answer.status_code, told in answer.text) == (422, True)
    assert "Doe" not in member.get(papers.item(papers.closed)).text


def test_a_device_keeps_nothing_that_is_open_for_a_while(
    app: Flask, make_meeting: Make, seat: Seat
) -> None:
    papers = post_papers(app, make_meeting(slugs=("board", "audit")))
    tom = seat("audit", "Tom")
    _make_administrator(app, "tom@example.org")
    kept = f'data-keep="{papers.book}"'
    before = tom.get(papers.book).text
    assert (kept in before, "Doe" in before) == (True, False)
    break_glass(tom, papers)
    during = tom.get(papers.book).text
    assert (kept in during, "Doe" in during) == (False, True)
    data = {"csrf_token": read_token(tom), "token": ""}
    assert tom.post(f"{papers.book}/keep", data=data).status_code == 404


@pytest.mark.parametrize("who", ["secretary", "stranger", "member"])
def test_nobody_but_administrators_asks(
    papers: Papers, ada: PageClient, who: str, request: pytest.FixtureRequest
) -> None:
    break_glass(ada, papers)
    client: PageClient = request.getfixturevalue(who)
    for path in ("/desk/emergency", OPEN, "/desk/emergency/1/end"):
        assert client.get(path).status_code == 404, path
