"""Books kept on devices: what is handed over, and what may stay, to whom."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from govapp.accounts import services as accounts
from govapp.accounts.queries import find_user
from govapp.accounts.services import SYSTEM
from govapp.committees.queries import get_body
from govapp.database import db
from govapp.portal import rules
from tests.accounts.people import enter, open_account, read_token
from tests.meetings.building import attach, post, read_main
from tests.pages import PageClient
from tests.portal.conftest import Seat
from tests.portal.papers import Papers
from tests.portal.people import end_service

PERMITS = "/my/permits"


def keep(client: PageClient, papers: Papers, token: str = "") -> dict[str, Any]:
    """Keep a book as the script does; return what is handed over."""
    data = {"csrf_token": read_token(client), "token": token}
    answer = client.post(f"{papers.book}/keep", data=data)
    assert answer.status_code == 200
    handed: dict[str, Any] = answer.json or {}
    return handed


def ask(client: PageClient, *tokens: str) -> list[Any]:
    """Ask what may stay."""
    answer = client.get(PERMITS, headers={"X-Kept": " ".join(tokens)})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    return list((answer.json or {})["books"])


def test_a_book_is_handed_over_as_its_reader_reads_it(
    papers: Papers, member: PageClient
) -> None:
    book = keep(member, papers)
    items = [papers.item(key) for key in (papers.open, papers.closed, papers.beneath)]
    files = [papers.page(name) for name in ("public", "members", "closed", "advice")]
    assert set(book["pages"]) == {papers.book, *items, *files}
    assert "Members read: Doe v. Operator" in book["pages"][papers.book]
    assert "The open text" in book["pages"][papers.item(papers.open)]
    assert "csrf_token" not in str(book["pages"])
    readable = [papers.files[name] for name in ("public", "members", "closed")]
    assert book["files"] == [*readable, papers.files["advice"]]
    # The meeting is on March 5, 2031; thirty days after it are over on April 5.
    assert book["until"] == "2031-04-05T07:00:00+00:00"
    assert book["title"] == "Board, Mar 5, 2031"
    assert book["told"] == "It stays until the end of Friday, April 4, 2031."
    for address in book["files"]:
        assert member.get(f"{address}?keep").status_code == 200
    assert "You have opened 0 of 4 documents" in read_main(member.get(papers.book).text)


def test_what_is_closed_of_it_is_written_down_as_read(
    papers: Papers, member: PageClient, secretary: PageClient
) -> None:
    keep(member, papers)
    page = read_main(secretary.get(f"/desk/meetings/{papers.meeting_id}/members").text)
    assert "2 Counsel" in page
    assert "Mia" in page


def test_a_device_asks_by_its_token_and_needs_no_session(
    client: PageClient, papers: Papers, member: PageClient
) -> None:
    book = keep(member, papers)
    told = {
        name: book[name] for name in ("number", "until", "rights", "edition", "noted")
    }
    expected = told | {"documents": book["documents"]}
    assert ask(client, book["token"]) == [expected]
    assert ask(client, "another", book["token"]) == [None, expected]
    assert ask(client) == []


def test_keeping_it_anew_takes_another_token(
    client: PageClient, papers: Papers, member: PageClient
) -> None:
    first = keep(member, papers)["token"]
    second = keep(member, papers, first)["token"]
    assert ask(client, first, second)[0] is None
    assert ask(client, second) != [None]


def test_nobody_else_is_handed_it(
    app: Flask, papers: Papers, member: PageClient, seat: Seat
) -> None:
    keep(member, papers)
    former = seat("board", "Fay", ended_on="2026-01-31")
    stranger = enter(app, open_account(app, "otto@example.org", password=None))
    for client in (former, stranger):
        missing = client.get("/my/nothing-here").data
        data = {"csrf_token": read_token(client)}
        for path in (f"{papers.book}/keep", "/my/kept/1/remove", "/my/kept/9/remove"):
            answer = client.post(path, data=data)
            assert (answer.status_code, answer.data) == (404, missing)


def test_a_book_kept_by_somebody_else_goes_when_one_signs_in(
    papers: Papers, member: PageClient, seat: Seat
) -> None:
    token = keep(member, papers)["token"]
    assert ask(member, token) != [None]
    assert ask(seat("board", "Ben"), token) == [None]


def test_it_goes_with_the_seat(
    app: Flask, client: PageClient, papers: Papers, member: PageClient
) -> None:
    token = keep(member, papers)["token"]
    end_service(app, "Mia", "2026-01-01")
    assert ask(client, token) == [None]


@pytest.mark.parametrize("how", ["sign out", "end", "disable"])
def test_it_goes_with_the_session_and_the_account(
    app: Flask, client: PageClient, papers: Papers, member: PageClient, how: str
) -> None:
    token = keep(member, papers)["token"]
    if how == "sign out":
        answer = member.post("/sign-out", data={"csrf_token": read_token(member)})
        assert answer.headers["Clear-Site-Data"] == '"storage"'
    with app.app_context():
        user = find_user("mia@example.org")
        assert user
        if how == "end":
            accounts.end_sessions(SYSTEM, user=user)
        if how == "disable":
            user.active = False
        db.session.commit()
    assert ask(client, token) == [None]


def test_a_session_that_was_only_not_used_leaves_it(
    client: PageClient, papers: Papers, member: PageClient
) -> None:
    token = keep(member, papers)["token"]
    with time_machine.travel(datetime.now(UTC) + timedelta(days=3)):  # noqa: TID251
        assert member.get("/my/").status_code == 303
        assert ask(client, token) != [None]


def test_it_goes_when_its_days_are_over(
    app: Flask, client: PageClient, papers: Papers, member: PageClient
) -> None:
    token = keep(member, papers)["token"]
    with time_machine.travel("2031-04-05T06:59:59Z", tick=False):
        assert ask(client, token) != [None]
    with time_machine.travel("2031-04-05T07:00:00Z", tick=False):
        assert ask(client, token) == [None]
    with app.app_context():
        get_body("board").kept_days = 0
        db.session.commit()
    (permit,) = ask(client, token)
    assert permit["until"] == "2031-03-06T08:00:00+00:00"


def test_the_papers_of_an_item_go_when_its_reader_is_recused(
    client: PageClient, papers: Papers, member: PageClient
) -> None:
    book = keep(member, papers)
    conflict = f"{papers.item(papers.closed)}/conflict"
    assert (
        member.submit(conflict, kind="recusal", statement="Shares").status_code == 303
    )
    (permit,) = ask(client, book["token"])
    advice = papers.files["advice"].split("/")[3]
    assert set(book["documents"]) - set(permit["documents"]) == {advice}
    assert permit["rights"] != book["rights"]
    again = keep(member, papers, book["token"])
    assert "Doe v. Operator" not in str(again["pages"])
    assert papers.files["advice"] not in again["files"]


def test_a_new_version_is_another_edition_read_by_the_same_rights(
    app: Flask, client: PageClient, papers: Papers, member: PageClient
) -> None:
    book = keep(member, papers)
    attach(app, papers.meeting_id, "more.pdf", key=papers.open)
    post(app, papers.meeting_id)
    (permit,) = ask(client, book["token"])
    assert permit["edition"] != book["edition"]
    assert permit["rights"] == book["rights"]
    assert len(permit["documents"]) == len(book["documents"]) + 1


def test_one_sees_where_a_book_is_kept_and_takes_it_off(
    client: PageClient, papers: Papers, member: PageClient
) -> None:
    token = keep(member, papers)["token"]
    page = read_main(member.get(papers.book).text)
    assert "Kept on 1 device Chromium on Linux" in page
    told = member.submit(papers.book, button="Take it off Chromium on Linux")
    assert told.location == papers.book
    assert ask(client, token) == [None]
    assert "Kept on 1 device" not in read_main(member.get(papers.book).text)


def test_shell_and_worker_hold_nothing_of_anybody(
    member: PageClient, seat: Seat
) -> None:
    ben = seat("board", "Ben")
    for path in ("/my/on-this-device", "/my/worker.js"):
        answer = member.get(path)
        assert answer.status_code == 200
        assert answer.data == ben.get(path).data
    assert answer.mimetype == "text/javascript"


@given(
    day=st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    days=st.integers(0, 366),
    zone=st.sampled_from(["America/Los_Angeles", "Europe/Berlin", "Pacific/Apia"]),
)
def test_a_book_stays_whole_days(day: date, days: int, zone: str) -> None:
    until = rules.stays_until(day, days=days, zone=zone)
    assert rules.stays_until(day + timedelta(days=days), days=0, zone=zone) == until
    assert until < rules.stays_until(day, days=days + 1, zone=zone)
