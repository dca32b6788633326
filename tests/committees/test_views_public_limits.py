"""Public pages of bodies: what they leave out, what they name, what they ask."""

from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import insert

from govapp import clock
from govapp.accounts.services import SYSTEM
from govapp.committees import services
from govapp.committees.models import Body
from govapp.database import db
from govapp.meetings.services import agenda, posting, schedule
from govapp.record import rows
from govapp.record.cards import BodyCard
from govapp.record.models import PublishedPage, PublishedService
from govapp.record.shapes.base import BodyRef
from govapp.record.shapes.bodies import Body as PostedBody
from govapp.record.shapes.bodies import Membership, PersonRef, Roster
from tests.committees.conftest import make_body, seat_person
from tests.committees.test_views_public import (
    NOW,
    Build,
    build,
    post_board,
    texts,
    today,
)
from tests.pages import PageClient, parse_page, read_text
from tests.queries import count_queries

__all__ = ["build", "today"]


def test_what_is_not_posted_is_not_there(client: PageClient, build: Build) -> None:
    build(post_board)
    before = [client.get(path).data for path in PATHS]

    def act() -> None:
        body = make_body("secret", name="Unposted body")
        seat_person(body, "Unposted person", start_on="2020")
        board = db.session.get_one(Body, 1)
        services.rename_body(SYSTEM, board, name="Unposted name", changed_on="2026")
        seat_person(board, "Unposted member", start_on="2020")
        services.add_seat(SYSTEM, board, label="Unposted seat")

    build(act)
    assert [client.get(path).data for path in PATHS] == before
    for path in (
        "/committees/secret",
        "/people/unposted-person",
        "/people/unposted-member",
    ):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "Unposted" not in answer.text


PATHS = (
    "/committees",
    "/committees/board",
    "/committees/board/members",
    "/people/ann-able",
)


def test_a_public_page_sets_no_cookie(client: PageClient, build: Build) -> None:
    build(post_board)
    for path in PATHS:
        answer = client.get(path)
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers
        assert (
            client.get(
                path, headers={"If-None-Match": answer.headers["ETag"]}
            ).status_code
            == 304
        )


def test_a_body_names_its_meetings_and_its_newest_agenda(
    app: Flask, client: PageClient, build: Build
) -> None:
    assert client.get("/committees/board/current-agenda").status_code == 404

    def act() -> None:
        body = post_board()
        store = app.extensions["govapp.files"]
        for day in ("2026-10-07", "2026-12-16"):
            meeting = schedule.schedule_meeting(
                SYSTEM,
                bodies=[body],
                start=datetime.fromisoformat(f"{day}T10:00"),
                kind="regular",
                title=f"Meeting of {day}",
            )
            posting.post_notice(SYSTEM, meeting)
            agenda.add_item(SYSTEM, meeting, title="Call to order", kind="procedural")
            posting.post_agenda(SYSTEM, meeting, store=store)

    build(act)
    answer = client.get("/committees/board/current-agenda")
    assert (answer.status_code, answer.location) == (302, "/meetings/2026-002#agenda")
    page = parse_page(client.get("/committees/board").text)
    assert texts(page, ".//li[@class='g-meeting']//h3") == [
        "Meeting of 2026-12-16",
        "Meeting of 2026-10-07",
    ]
    listed = read_text(parse_page(client.get("/committees").text))
    assert "Next meeting: Wednesday, December 16, 2026, 10:00 a.m. PST" in listed


def fill(count: int) -> None:
    """Project a number of bodies, the first with as many members, by the row."""
    members = tuple(
        Membership(person=PersonRef(slug="ann", name="Ann"), start_on="2020")
        for _ in range(count)
    )
    for number in range(count):
        ref = BodyRef(slug=f"b{number}", name=f"Body {number}")
        card = BodyCard(
            body=PostedBody(slug=ref.slug, name=ref.name, kind="board"),
            roster=Roster(body=ref, members=members if number == 0 else members[:1]),
            posted_at=clock.stamp(NOW),
            roster_posted_at=clock.stamp(NOW),
        )
        subject = f"body:{ref.slug}"
        row = {"subject": subject, "sort_key": ref.name, "card": card.canonical()}
        db.session.execute(insert(PublishedPage), [row])
        db.session.execute(insert(PublishedService), rows.service_rows(ref.slug, card))


@pytest.mark.parametrize("count", [1, 10, 1000])
def test_queries_do_not_grow(
    app: Flask, client: PageClient, build: Build, count: int
) -> None:
    build(lambda: fill(count))
    sent = {}
    for path in (
        "/committees",
        "/committees/b0",
        "/committees/b0/members",
        "/people/ann",
    ):
        with count_queries(app) as statements:
            assert client.get(path).status_code == 200
        sent[path] = len(statements)
    assert sent == {
        "/committees": 3,
        "/committees/b0": 4,
        "/committees/b0/members": 2,
        "/people/ann": 6,
    }
