"""What everyone reads of bodies and people."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from xml.etree.ElementTree import Element

import pytest
import time_machine
from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.committees import published, services
from govapp.committees.models import Body
from govapp.database import db
from govapp.record.shapes.base import BodyRef
from govapp.record.shapes.bodies import Body as PostedBody
from tests.committees.conftest import make_body, seat_person
from tests.pages import PageClient, parse_page, read_text

NOW = datetime(2026, 11, 23, 20, tzinfo=UTC)
Build = Callable[[Callable[[], object]], None]


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def build(app: Flask) -> Build:
    """Return what does something at the desk and commits it."""

    def run(act: Callable[[], object]) -> None:
        with app.app_context():
            act()
            db.session.commit()

    return run


def texts(page: Element, path: str) -> list[str]:
    """Return how the elements found at a path read."""
    return [read_text(element) for element in page.findall(path)]


def table(page: Element, caption: str) -> list[list[str]]:
    """Return the rows of the table of that caption."""
    (found,) = [
        one
        for one in page.iter("table")
        if read_text(one.findall("caption")[0]) == caption
    ]
    return [
        [read_text(cell) for cell in row if cell.tag in {"th", "td"}]
        for row in found.findall("tbody/tr")
    ]


def post_board() -> Body:
    """Post a board with two seats, one of them vacant, and dated history."""
    body = make_body(
        name="Board of Governors",
        purpose="It governs.",
        seats_authorized=2,
        member_title="Governor",
        former_names=[("Old Board", "2001", "2016"), ("Older Board", "", "")],
        facts=[("Five members.", "https://www.example.org/law and more")],
    )
    one = services.add_seat(SYSTEM, body, label="Seat 1")
    two = services.add_seat(
        SYSTEM, body, label="Seat 2", appointing_authority="the Governor"
    )
    seat_person(
        body,
        "Ann Able",
        seat=one,
        start_on="2024-01-01",
        term_end_on="2026-12-31",
        offices=[{"office": "chair", "start_on": "2025"}],
    )
    gone = seat_person(body, "Bob Baker", seat=two, start_on="2020")
    services.end_membership(SYSTEM, gone, ended_on="2026-06-30", end_reason="resigned")
    seat_person(body, "Cid Carr")
    seat_person(body, "Dee Dahl", start_on="2027-01-01")
    seat_person(
        body,
        "Eve Ek",
        is_reported=True,
        offices=[{"office": "chair", "start_on": "2001-01"}],
        source="a newspaper",
        note="chair since 2001",
    )
    services.post_changes(SYSTEM, body)
    return body


def test_a_body_tells_who_sits_on_it(client: PageClient, build: Build) -> None:
    build(post_board)
    page = parse_page(client.get("/committees/board").text)
    assert texts(page, ".//h2") == [
        "Next meetings",
        "Who sits on it today",
        "Past meetings",
        "Former members",
        "Dated history, as sources report it",
        "Facts and sources",
        "At a glance",
        "Follow",
        "Former names",
    ]
    assert table(page, "Members on Monday, November 23, 2026") == [
        ["Ann Able", "Chair", "Seat 1", "January 1, 2024", "December 31, 2026"],
        ["Vacant since July 1, 2026", "Appointed by the Governor", "Seat 2", "", ""],
    ]
    assert table(page, "Members whose dates are not recorded well enough to say") == [
        ["Cid Carr", "Governor", "dates not recorded", ""]
    ]
    assert table(page, "Appointed, not yet serving") == [
        ["Dee Dahl", "Governor", "since January 1, 2027", ""]
    ]
    assert table(page, "Memberships that have ended") == [
        ["Bob Baker", "Governor", "2020 to June 30, 2026", "resigned"]
    ]
    assert table(page, "Members and officers as reported") == [
        ["Eve Ek", "Chair", "from January 2001", "chair since 2001Source: a newspaper"]
    ]
    text = read_text(page)
    assert "Old Board (2001 to 2016)" in text
    assert "Older Board (dates not recorded)" in text
    assert "Source: example.org and more" in text
    assert "This page was posted Monday, November 23, 2026, 12:00 p.m. PST." in text


def test_a_roster_is_that_of_its_day(client: PageClient, build: Build) -> None:
    build(post_board)
    page = parse_page(client.get("/committees/board/members?on=2015-05-05").text)
    text = read_text(page)
    assert texts(page, ".//h2") == [
        "Tuesday, May 5, 2015",
        "Dates not recorded",
        "Reported by sources",
    ]
    assert "It was then called Old Board." in text
    assert table(page, "Members on Tuesday, May 5, 2015") == [
        ["Vacant", "", "Seat 1", "Since when is not recorded", ""],
        [
            "Vacant",
            "Appointed by the Governor",
            "Seat 2",
            "Since when is not recorded",
            "",
        ],
    ]
    later = parse_page(client.get("/committees/board/members?on=2026-06-30").text)
    assert table(later, "Members on Tuesday, June 30, 2026") == [
        ["Ann Able", "Chair", "Seat 1", "January 1, 2024", "December 31, 2026"],
        ["Bob Baker", "Governor", "Seat 2", "2020", "no end recorded"],
    ]
    assert "called" not in read_text(later)


@pytest.mark.parametrize(
    "asked", ["soon", "2026-02-30", "2026", "0001-01-01", "' OR 1"]
)
def test_a_day_that_is_none_is_said_beside_the_field(
    client: PageClient, build: Build, asked: str
) -> None:
    build(post_board)
    answer = client.get("/committees/board/members", query_string={"on": asked})
    assert answer.status_code == 400
    page = parse_page(answer.text)
    (field,) = [one for one in page.iter("input") if one.get("name") == "on"]
    assert field.get("value") == asked
    (error,) = [one for one in page.iter() if one.get("id") == "on-error"]
    assert read_text(error) == (
        f"“{asked}” is no day. Write year, month and day, such as 2026-11-23."
    )


def test_a_person_shows_what_is_recorded(client: PageClient, build: Build) -> None:
    def act() -> None:
        body = post_board()
        other = make_body("audit", name="Audit Committee", position=1)
        ann = body.memberships[0].person
        services.appoint_member(SYSTEM, other, person=ann, start_on="2025-03")
        services.post_changes(SYSTEM, other)

    build(act)
    page = parse_page(client.get("/people/ann-able").text)
    assert texts(page, ".//h1") == ["Ann Able"]
    assert texts(page, ".//h2") == ["Board of Governors", "Audit Committee"]
    assert texts(page, ".//main//li")[-2:] == [
        "Chair (since 2025), since January 1, 2024, Seat 1",
        "Member, since March 2025",
    ]
    eve = parse_page(client.get("/people/eve-ek").text)
    assert texts(eve, ".//main//li")[-1] == (
        "Chair, from January 2001chair since 2001Dated history. Source: a newspaper"
    )


def test_bodies_stand_under_their_parents(client: PageClient, build: Build) -> None:
    def act() -> None:
        board = make_body(name="Board")
        below = make_body("audit", name="Audit", parent=board, position=1)
        gone = make_body("old", name="Old", parent=board)
        for body in (board, below, gone):
            services.post_changes(SYSTEM, body)
        services.dissolve_body(SYSTEM, gone, dissolved_on="2016", successor=below)
        services.post_changes(SYSTEM, gone)
        make_body("draft", name="Never posted")

    build(act)
    page = parse_page(client.get("/committees").text)
    assert texts(page, ".//main//h2") == ["Board", "Dissolved bodies"]
    assert texts(page, ".//main//h3") == ["Audit"]
    assert texts(page, ".//main//section//li") == [
        "Old dissolved 2016; followed by Audit"
    ]
    assert "Never posted" not in read_text(page)
    gone = parse_page(client.get("/committees/old").text)
    assert "This body was dissolved: 2016. It was followed by Audit." in read_text(gone)
    assert "Took the place of Old" in read_text(
        parse_page(client.get("/committees/audit").text)
    )


def test_a_ring_of_parents_hides_nobody() -> None:
    ring = [
        PostedBody(
            slug=slug, name=slug, kind="board", parent=BodyRef(slug=above, name=above)
        )
        for slug, above in (("a", "b"), ("b", "a"), ("c", "gone"))
    ]
    found = published.list_tree(ring)
    assert [one.body.slug for one in found] == ["c", "a"]
    assert [one.body.slug for one in found[1].below] == ["b"]


def test_empty_pages_say_why(client: PageClient, build: Build) -> None:
    assert "No body has been posted yet." in client.get("/committees").text
    build(lambda: services.post_body(SYSTEM, make_body()))
    page = read_text(parse_page(client.get("/committees/board").text))
    assert "No meeting is posted. Follow this body to hear of the next one." in page
    assert "Its present members are not recorded here." in page
    assert "No past meeting of this body is posted here." in page
    members = read_text(parse_page(client.get("/committees/board/members").text))
    assert "No roster of this body has been posted yet." in members
