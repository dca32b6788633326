"""A guest reads what they are invited to, while they are, and nothing else."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from govapp.audit.models import AuditLine
from govapp.database import db
from govapp.mail.models import OutboxMessage
from tests.meetings.building import add_items, attach, post, read_main
from tests.meetings.conftest import Make
from tests.pages import PageClient
from tests.portal.conftest import Seat
from tests.portal.guests import GUEST, NOON, let_in, wall
from tests.portal.papers import Papers, post_papers
from tests.portal.people import seat_member
from tests.portal.shut import is_shut

INVITED: dict[str, Any] = {
    "name": "Gil",
    "email": GUEST,
    "kind": "counsel",
    "from_day": "2026-12-01",
    "from_time": "12:00",
    "until_day": "2026-12-01",
    "until_time": "14:00",
}


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


def _read_trail(app: Flask, action: str) -> list[tuple[str, str]]:
    with app.app_context():
        rows = db.session.execute(
            select(AuditLine.actor_name, AuditLine.detail)
            .where(AuditLine.action == action)
            .order_by(AuditLine.id)
        )
        return [(name, detail) for name, detail in rows]


def test_a_guest_reads_the_closed_session_and_no_more(
    app: Flask, papers: Papers
) -> None:
    gil = let_in(app, papers)
    book = read_main(gil.get(papers.book).text)
    assert "You are a guest of the closed session" in book
    assert "Doe v. Operator" in book
    assert "Settlement" in book
    assert gil.get(papers.item(papers.closed)).status_code == 200
    assert gil.get(papers.item(papers.beneath)).status_code == 200
    assert gil.get(papers.files["advice"]).status_code == 200
    assert "Doe v. Operator" not in gil.get("/my/").text
    assert papers.number in gil.get("/my/").text
    for name in ("members", "closed", "staff"):  # these stand on an open item
        assert gil.get(papers.files[name]).status_code == 404, name
        assert f"{name}.pdf" not in book
    for more in ("attendance", "minutes", "correction", "closed-minutes"):
        assert gil.get(f"{papers.book}/{more}").status_code == 404, more
    assert gil.get(f"{papers.item(papers.closed)}/conflict").status_code == 404
    assert {each for each, _ in _read_trail(app, "closed.read")} == {"Gil"}
    assert len(_read_trail(app, "closed.read")) == 2  # the item, and its file


def test_a_guest_of_one_item_reads_the_stub_of_the_other(
    app: Flask, papers: Papers
) -> None:
    (other,) = add_items(
        app,
        papers.meeting_id,
        "Personnel",
        kind="closed",
        legal_basis="Gov. Code 11126",
    )
    attach(app, papers.meeting_id, "review.pdf", key=other, visibility="closed")
    post(app, papers.meeting_id)
    gil = let_in(app, papers, other)
    book = read_main(gil.get(papers.book).text)
    assert "review" in book
    assert "Counsel" in book  # as everyone reads it
    for secret in ("Doe", "Settlement", "advice"):
        assert secret not in book
    assert gil.get(papers.files["advice"]).status_code == 404
    assert gil.get(papers.item(papers.beneath)).status_code == 404
    assert "Doe" not in gil.get(papers.item(papers.closed)).text


def test_before_and_after_nothing_of_it_exists(app: Flask, papers: Papers) -> None:
    gil = let_in(
        app,
        papers,
        from_local=wall("2026-12-01T12:10"),
        until_local=wall("2026-12-01T12:30"),
    )
    for moment, is_over in (
        ("2026-12-01T20:09:59Z", True),
        ("2026-12-01T20:10:00Z", False),
        ("2026-12-01T20:29:59Z", False),
        ("2026-12-01T20:30:00Z", True),
    ):
        with time_machine.travel(moment, tick=False):
            assert is_shut(gil, papers) is is_over, moment
            assert (papers.number in gil.get("/my/").text) is not is_over, moment


def test_the_secretary_invites_and_ends(
    app: Flask, papers: Papers, secretary: PageClient
) -> None:
    desk = f"/desk/meetings/{papers.meeting_id}/guests"
    assert "Nobody is invited." in secretary.get(desk).text
    form = secretary.get(f"{desk}/invite").text
    assert "2 Counsel" in form
    assert "Doe v. Operator" not in form
    refused = secretary.submit(f"{desk}/invite", **INVITED)
    assert "Choose what they may read." in refused.text
    assert (
        secretary.submit(
            f"{desk}/invite", **INVITED, item_keys=[papers.closed]
        ).location
        == desk
    )
    page = read_main(secretary.get(desk).text)
    assert (
        "Gil Counsel, gil@example.org 2 Counsel Dec 1, 2026, 12:00 p.m. PST "
        "Dec 1, 2026, 2:00 p.m. PST End now" in page
    )
    again = secretary.submit(f"{desk}/invite", **INVITED, item_keys=["*"])
    assert "They are invited already." in again.text

    assert secretary.submit(f"{desk}/1/end").location == desk
    assert "Ended Dec 1, 2026, 12:00 p.m. PST" in read_main(secretary.get(desk).text)
    assert "This invitation is over already." in secretary.submit(f"{desk}/1/end").text
    assert secretary.get(f"{desk}/2/end").status_code == 404
    told = "Gil (gil@example.org), counsel"
    assert _read_trail(app, "guest.invited") == [("Sue", told)]
    assert _read_trail(app, "guest.ended") == [("Sue", told)]


def test_ending_takes_it_away_at_once(
    app: Flask, papers: Papers, secretary: PageClient
) -> None:
    gil = let_in(app, papers)
    assert gil.get(papers.files["advice"]).status_code == 200
    secretary.submit(f"/desk/meetings/{papers.meeting_id}/guests/1/end")
    assert is_shut(gil, papers)


def test_the_mails_tell_nothing_that_is_not_public(
    app: Flask, papers: Papers, secretary: PageClient
) -> None:
    let_in(app, papers)
    secretary.submit(f"/desk/meetings/{papers.meeting_id}/guests/1/end")
    with app.app_context():
        mails = db.session.scalars(
            select(OutboxMessage)
            .where(OutboxMessage.recipient == GUEST)
            .order_by(OutboxMessage.id)
        ).all()
    subjects = [mail.subject for mail in mails]
    day = "Board, Wednesday, March 5, 2031"
    assert subjects == [
        "Your invitation to Public meetings",
        f"You are invited to a closed session: {day}",
        f"Your invitation has ended: {day}",
    ]
    assert (
        "from Tuesday, December 1, 2026, 12:00 p.m. PST until Tuesday" in mails[1].text
    )
    assert f"here:/my/meetings/{papers.number}" in mails[1].text
    for mail in mails:
        assert "Counsel" not in mail.text
        assert "Doe" not in mail.text


def test_a_recusal_goes_before_an_invitation(app: Flask, papers: Papers) -> None:
    mia = seat_member(app, 1, "Mia")
    mia.submit(f"{papers.item(papers.closed)}/conflict", kind="recusal", statement="x")
    let_in(app, papers, email="mia@example.org", name="Mia")
    assert mia.get(papers.files["advice"]).status_code == 404
    assert "Doe" not in mia.get(papers.item(papers.closed)).text


def test_a_member_of_a_body_that_meets_with_it_can_be_a_guest(
    app: Flask, make_meeting: Make, seat: Seat
) -> None:
    papers = post_papers(app, make_meeting(slugs=("board", "audit")))
    tom = seat("audit", "Tom")
    assert "Doe" not in tom.get(papers.item(papers.closed)).text
    let_in(app, papers, email="tom@example.org", name="Tom")
    assert "Doe" in tom.get(papers.item(papers.closed)).text
    assert tom.get(papers.files["advice"]).status_code == 200
    assert tom.get(papers.files["members"]).status_code == 404
    assert tom.get(f"{papers.book}/attendance").status_code == 200


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"until_day": "2026-11-30"}, "The end comes after the beginning."),
        (
            {"from_day": "2026-11-29", "until_day": "2026-11-30"},
            "This is over already.",
        ),
        ({"until_day": "2027-12-01"}, "A guest is let in for at most 90 days."),
        ({"email": "sue@example.org"}, "You read this at the desk."),
        ({"email": "gil"}, "Enter an e-mail address in the form name@example.org."),
        ({"until_day": ""}, "Give the day."),
        ({"item_keys": ["no-such-key"]}, "is not a valid choice"),
    ],
)
def test_what_cannot_be_is_refused(
    papers: Papers, secretary: PageClient, given: dict[str, Any], told: str
) -> None:
    path = f"/desk/meetings/{papers.meeting_id}/guests/invite"
    answer = secretary.submit(path, **{**INVITED, "item_keys": ["*"], **given})
    assert answer.status_code == 422
    assert told in answer.text


def test_nobody_but_the_bodys_secretary_lets_in(
    app: Flask, papers: Papers, stranger: PageClient, member: PageClient
) -> None:
    let_in(app, papers)
    desk = f"/desk/meetings/{papers.meeting_id}/guests"
    for client in (stranger, member):
        for path in (desk, f"{desk}/invite", f"{desk}/1/end"):
            assert client.get(path).status_code == 404, path
