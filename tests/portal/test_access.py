"""What members read opens with a seat and closes with it, within one request."""

from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from govapp.audit.models import AuditLine
from govapp.database import db
from govapp.permissions import Role
from tests.accounts.people import ADMINISTRATOR, enter, open_account, sign_in
from tests.meetings.building import add_items, post, read_main
from tests.meetings.conftest import Make
from tests.pages import PageClient
from tests.portal.conftest import Seat
from tests.portal.papers import Papers
from tests.portal.people import end_service, seat_member
from tests.queries import count_queries

# user, roles, site; seats, invitations, meetings with places and bodies, cards; closed
# log, marks, recusals declared, recorded and posted, files, own answers, drafts in
# review; seats and invitations once more, what is to be acknowledged; the site's name.
MY_QUERIES = 21


def _missing(client: PageClient) -> tuple[int, bytes]:
    answer = client.get("/my/nothing-here")
    return answer.status_code, answer.data


def _shut(client: PageClient, papers: Papers) -> bool:
    """Say whether nothing of it exists for somebody."""
    missing = _missing(client)
    assert missing[0] == 404
    addresses = [
        papers.book,
        papers.item(papers.closed),
        papers.item(papers.open),
        papers.files["members"],
        papers.files["closed"],
        papers.files["staff"],
        papers.files["advice"],
        *(papers.page(name) for name in papers.files),
    ]
    answers = [client.get(address) for address in addresses]
    return all((a.status_code, a.data) == missing for a in answers)


def test_an_administrator_says_who_an_account_is(
    app: Flask, papers: Papers, member: PageClient
) -> None:
    open_account(app, "ada@example.org", roles={ADMINISTRATOR})
    desk = app.test_client()
    assert isinstance(desk, PageClient)
    sign_in(desk)
    path = "/desk/users/1"
    bo = open_account(app, "bo@example.org", password=None)
    taken = desk.submit(f"/desk/users/{bo}/person", person="1")
    assert taken.status_code == 422
    assert "Mia has this account already: mia@example.org." in taken.text
    own = desk.submit("/desk/users/2/person", person="1")
    assert "Another administrator has to say who you are." in own.text
    assert "This is the account of Mia." in read_main(desk.get(path).text)

    assert member.get(papers.book).status_code == 200
    assert desk.submit(f"{path}/person", person="0").location == path
    assert _shut(member, papers)
    assert desk.submit(f"{path}/person", person="1").location == path
    assert member.get(papers.book).status_code == 200
    with app.app_context():
        lines = db.session.execute(
            select(AuditLine.action, AuditLine.detail)
            .where(AuditLine.action.like("user.%linked"))
            .order_by(AuditLine.id)
        ).all()
    assert [tuple(line) for line in lines] == [
        ("user.linked", "Mia"), ("user.unlinked", ""), ("user.linked", "Mia"),
    ]  # fmt: skip


def test_sign_in_leads_members_to_their_desk(
    app: Flask, bodies: dict[str, int]
) -> None:
    mia = seat_member(app, bodies["board"], "Mia")
    assert mia.get("/account/start").location == "/my/"
    page = mia.get("/my/")
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "You serve on Board." in read_main(page.text)
    assert 'aria-current="page"' in page.text


def test_the_role_alone_gives_nothing(
    app: Flask, bodies: dict[str, int], papers: Papers
) -> None:
    roles = {(Role.MEMBER, bodies["board"])}
    client = enter(app, open_account(app, "bo@example.org", roles=roles, password=None))
    assert _shut(client, papers)
    assert "You serve on no body today." in read_main(client.get("/my/").text)
    assert client.get("/account/start").location == "/account/"


@pytest.mark.parametrize(
    ("service", "is_open"),
    [
        ({}, True),
        ({"kind": "alternate"}, True),
        ({"kind": "ex_officio"}, True),
        ({"kind": "adviser"}, False),
        ({"start_on": ""}, False),
        ({"start_on": "2031"}, False),
        ({"start_on": "2020-01-01", "ended_on": "2024-01-01"}, False),
    ],
)
def test_only_a_seat_that_surely_is_held_opens(
    seat: Seat, papers: Papers, service: dict[str, str], *, is_open: bool
) -> None:
    client = seat("board", "Mia", **service)
    assert client.get(papers.book).status_code == (200 if is_open else 404)
    assert _shut(client, papers) is not is_open


def test_nobody_else_sees_that_it_exists(
    app: Flask,
    bodies: dict[str, int],
    seat: Seat,
    papers: Papers,
    secretary: PageClient,
) -> None:
    roles = {ADMINISTRATOR}
    administrator = open_account(app, "ada@example.org", roles=roles, password=None)
    for client in (seat("audit", "Tom"), secretary, enter(app, administrator)):
        assert _shut(client, papers)
    assert bodies
    visitor = app.test_client()
    for address in (papers.book, papers.files["closed"], "/my/nothing-here"):
        answer = visitor.get(address)
        assert answer.status_code == 303
        assert answer.location == f"/sign-in?next={address}"


def test_it_ends_with_the_day_of_the_body(
    app: Flask, bodies: dict[str, int], papers: Papers
) -> None:
    """Los Angeles is eight hours behind."""
    with time_machine.travel(datetime(2026, 12, 1, 7, 59, tzinfo=UTC), tick=False):
        mia = seat_member(app, bodies["board"], "Mia", ended_on="2026-11-30")
        assert mia.get(papers.book).status_code == 200
        assert mia.get(papers.files["closed"]).status_code == 200
    with time_machine.travel(datetime(2026, 12, 1, 8, 0, tzinfo=UTC), tick=False):
        assert _shut(mia, papers)


def test_it_ends_within_the_same_session(
    app: Flask, papers: Papers, member: PageClient
) -> None:
    assert member.get(papers.files["closed"]).status_code == 200
    end_service(app, "Mia", "2026-01-01")
    assert _shut(member, papers)
    assert papers.number not in member.get("/my/").text


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_the_first_page_takes_the_same_queries_for_any_number(
    app: Flask, papers: Papers, member: PageClient, make_meeting: Make
) -> None:
    counts = []
    for month in (4, 5, 6):
        with count_queries(app) as asked:
            assert papers.number in member.get("/my/").text
        counts.append(len(asked))
        meeting_id = make_meeting(f"2031-0{month}-05T10:00")
        add_items(app, meeting_id, "Budget")
        post(app, meeting_id)
    assert counts == [counts[0]] * 3
    assert counts[0] == MY_QUERIES
