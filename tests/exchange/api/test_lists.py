"""Everything public is an object with a lasting id, listed page by page."""

import json
from datetime import timedelta

import time_machine
from flask import Flask

from govapp import clock
from govapp.exchange.api.lists import LISTS
from govapp.record.shapes.base import Kind
from govapp.record.shapes.bodies import Membership, PersonRef, Roster, Seat
from govapp.record.shapes.matters import Matter, MatterRef
from govapp.record.shapes.meetings import (
    Agenda,
    Cancellation,
    Item,
    Minutes,
    Withdrawal,
)
from govapp.record.shapes.results import ReportedItem, Result
from tests.exchange.api.asking import ask, ids, walk
from tests.exchange.posted import (
    AUDIT,
    BOARD,
    make_file,
    make_notice,
    post,
    post_bodies,
    post_organization,
)
from tests.pages import PageClient
from tests.queries import count_queries
from tests.record.sitting import ANA, BEN, CAM, make_motion, make_round, make_sitting

MEETING = "meeting:2026-014"
MATTER = MatterRef(file_number="2026-0001", title="Budget")

CHOSEN: list[tuple[str, list[str]]] = [
    ("meetings?body=audit", ["2026-014"]),
    ("meetings?body=nobody", []),
    ("meetings?year=2026&date_from=2026-12-16&date_to=2026-12-16", ["2026-014"]),
    ("meetings?date_from=2026-12-17", []),
    ("meetings?year=2025", []),
    ("meetings?status=cancelled", []),
    ("items?matter=2026-0001", ["2026-014.three"]),
    ("items?meeting=2026-014&status=withdrawn", []),
    ("motions?body=audit", []),
    ("votes?person=ana", ["2026-014.7.1.ana"]),
    ("votes?motion=2026-014.7&status=no", ["2026-014.7.1.cam"]),
    ("people?body=board", ["ana", "ben"]),
    ("people?body=audit", []),
    ("memberships?person=ana", ["board.ana.2020-05"]),
    ("matters?status=open&body=board", ["2026-0001"]),
    ("postings?meeting=2026-014&kind=agenda", ["8"]),
    ("postings?body=board", ["2", "4", "5", "7", "8", "9", "10"]),
]  # fmt: skip


def post_all(app: Flask) -> None:
    """Post something of every kind."""
    post_organization(app)
    post_bodies(app)
    seats = (Seat(label="Seat 1"), Seat(label="Élan"))
    members = (
        Membership(person=ANA, seat="Seat 1", start_on="2020-05"),
        Membership(person=BEN),
        Membership(person=BEN, note="again"),
    )
    roster = Roster(body=BOARD, seats=seats, members=members)
    post(app, Kind.ROSTER, "body:board", roster, version=2)
    matter = Matter(file_number="2026-0001", title="Budget", kind="budget", body=BOARD)
    post(app, Kind.MATTER, "matter:2026-0001", matter)
    post(app, Kind.NOTICE, MEETING, make_notice(bodies=(BOARD, AUDIT)))
    beneath = Item(key="two", title="Two", files=(make_file(id="paper"),))
    block = Item(key="one", number="1", title="One", kind="consent", items=(beneath,))
    items = (block, Item(key="three", title="Three", matter=MATTER))
    post(app, Kind.AGENDA, MEETING, Agenda(items=items, files=(make_file(),)))
    taken = make_round(1, yes=(ANA, BEN), no=(CAM,))
    motion = make_motion("7", taken, item="three")
    post(app, Kind.SITTING, MEETING, make_sitting(motion))
    post(app, Kind.MINUTES, MEETING, Minutes(state="proposed", preface="<p>Held.</p>"))


def test_each_kind_is_listed_with_ids_that_last(app: Flask, client: PageClient) -> None:
    post_all(app)
    assert {name: ids(client, name) for name in LISTS} == {
        "bodies": ["audit", "board"],
        "seats": ["board.lan", "board.seat-1"],
        "people": ["ana", "ben"],
        "memberships": [
            "board.ana.2020-05",
            "board.ben.unknown",
            "board.ben.unknown.2",
        ],
        "meetings": ["2026-014"],
        "agendas": ["2026-014.1"],
        "items": ["2026-014.one", "2026-014.three", "2026-014.two"],
        "documents": ["2026-014.key1.1", "2026-014.paper.1"],
        "motions": ["2026-014.7"],
        "votes": ["2026-014.7.1.ana", "2026-014.7.1.ben", "2026-014.7.1.cam"],
        "minutes": ["2026-014.1"],
        "matters": ["2026-0001"],
        "postings": [str(number) for number in range(1, 11)],
    }


def test_objects_say_what_was_posted_and_lead_on(
    app: Flask, client: PageClient
) -> None:
    post_all(app)
    (meeting,) = ask(client, "meetings")["data"]
    assert meeting == ask(client, "meetings/2026-014")
    told = {
        name: meeting[name]
        for name in ("integer", "start_at", "start_local", "time_zone", "state")
    }
    assert told == {
        "integer": 202600014,
        "start_at": "2026-12-16T18:00:00.000Z",
        "start_local": "2026-12-16T10:00",
        "time_zone": "America/Los_Angeles",
        "state": "adjourned",
    }
    two = ask(client, "items/2026-014.two")
    assert (two["parent"], two["on_consent"], two["position"]) == (
        "2026-014.one",
        True,
        2,
    )
    (motion,) = ask(client, "motions")["data"]
    assert (motion["item"], motion["key"], motion["state"]) == (
        "2026-014.three",
        "7",
        "adopted",
    )
    vote = ask(client, "votes/2026-014.7.1.cam")
    assert (vote["option"], vote["counts"], vote["round"]) == ("no", True, 1)
    for name in LISTS:
        for row in ask(client, name)["data"]:
            for address in row["links"].values():
                path = address.removeprefix("http://localhost")
                # People of no roster have no page; the file's bytes were not kept.
                if "cam" not in path and "/documents/" not in path:
                    assert client.get(path).status_code == 200, path


def test_lists_are_chosen_from(app: Flask, client: PageClient) -> None:
    post_all(app)
    for asked, found in CHOSEN:
        answer = json.loads(client.get(f"/api/v1/{asked}").data)
        assert [row["id"] for row in answer["data"]] == found, asked


def test_pages_follow_each_other(app: Flask, client: PageClient) -> None:
    post_all(app)
    for name in LISTS:
        whole = ids(client, name, limit=1000)
        assert [row["id"] for row in walk(client, name, limit=1)] == whole
    page = ask(client, "items", limit=2, body="board")
    assert page["links"]["self"] == "http://localhost/api/v1/items?limit=2&body=board"
    assert "next" not in ask(client, "items", limit=3)["links"]
    assert page["postings"] == 10


def test_what_is_taken_back_leaves_a_sign(app: Flask, client: PageClient) -> None:
    with time_machine.travel("2026-11-20T12:00:00Z", tick=False):
        post_all(app)
    since = "2026-11-20T12:00:01Z"
    with time_machine.travel("2026-11-21T12:00:00Z", tick=False):
        kept = Agenda(items=(Item(key="three", title="Three"),))
        post(app, Kind.AGENDA, MEETING, kept, version=2)
        gone = Withdrawal(what="document", version=1, document="paper", reason="Wrong")
        post(app, Kind.WITHDRAWAL, MEETING, gone)
        post(app, Kind.SITTING, MEETING, make_sitting())
        post(app, Kind.ROSTER, "body:board", Roster(body=BOARD), version=3)
    deleted = {
        name: [
            row["id"]
            for row in ask(client, name, modified_since=since)["data"]
            if row.get("deleted")
        ]
        for name in LISTS
    }
    assert {name: found for name, found in deleted.items() if found} == {
        "seats": ["board.lan", "board.seat-1"],
        "people": ["a-member", "ana", "ben"],
        "memberships": [
            "board.a-member.unknown",
            "board.ana.2020-05",
            "board.ben.unknown",
            "board.ben.unknown.2",
        ],
        "items": ["2026-014.one", "2026-014.two"],
        "documents": ["2026-014.paper.1"],
        "motions": ["2026-014.7"],
        "votes": ["2026-014.7.1.ana", "2026-014.7.1.ben", "2026-014.7.1.cam"],
    }
    assert ids(client, "documents") == ["2026-014.key1.1"]
    answer = client.get("/api/v1/documents/2026-014.paper.1")
    assert (answer.status_code, json.loads(answer.data)["detail"]) == (410, "Wrong")
    (sign,) = [
        row
        for row in ask(client, "documents", modified_since=since)["data"]
        if row.get("deleted")
    ]
    assert sign == {
        "id": "2026-014.paper.1",
        "modified": "2026-11-21T12:00:00.000Z",
        "posting": 13,
        "deleted": True,
        "reason": "Wrong",
        "links": {"self": "http://localhost/api/v1/documents/2026-014.paper.1"},
    }


def test_a_withdrawn_version_says_nothing_more(app: Flask, client: PageClient) -> None:
    post_all(app)
    gone = Withdrawal(what="agenda", version=1, reason="Posted too early")
    post(app, Kind.WITHDRAWAL, MEETING, gone)
    assert ids(client, "agendas") == ids(client, "items") == []
    assert ids(client, "documents") == []
    answer = client.get("/api/v1/agendas/2026-014.1")
    assert (answer.status_code, json.loads(answer.data)["detail"]) == (
        410,
        "Posted too early",
    )


def test_what_a_source_reports_is_listed_too(app: Flask, client: PageClient) -> None:
    motion = make_motion("m1", make_round(1, yes=(PersonRef(slug="", name="Smith"),)))
    told = ReportedItem(title="Budget", result="approved", motions=(motion,))
    post_bodies(app)
    post(app, Kind.NOTICE, MEETING, make_notice())
    post(app, Kind.RESULT, MEETING, Result(items=(told,), chair="Jones"))
    (item,) = ask(client, "items")["data"]
    assert (item["id"], item["result"], item["is_reported"]) == (
        "2026-014.reported-0",
        "approved",
        True,
    )
    assert ask(client, "motions/2026-014.m1")["item"] == item["id"]
    assert ids(client, "votes") == ["2026-014.m1.1.0"]
    assert ask(client, "meetings/2026-014")["chair"] == "Jones"
    post(app, Kind.RESULT, MEETING, Result(), version=2)
    assert ids(client, "items") == ids(client, "votes") == []


def test_an_answer_is_kept_until_something_is_posted(
    app: Flask, client: PageClient
) -> None:
    post_all(app)
    first = client.get("/api/v1/meetings", headers={"Accept-Encoding": "br"})
    assert first.headers["Content-Encoding"] == "br"
    tag = {"If-None-Match": first.headers["ETag"], "Accept-Encoding": "br"}
    assert client.get("/api/v1/meetings", headers=tag).status_code == 304
    post(app, Kind.CANCELLATION, MEETING, Cancellation(reason="No quorum"))
    after = client.get("/api/v1/meetings?status=cancelled")
    assert json.loads(after.data)["data"][0]["cancellation"] == "No quorum"
    assert client.get("/api/v1/meetings", headers=tag).status_code == 200
    with count_queries(app) as queries:
        client.get("/api/v1/votes?body=board&modified_since=2026-01-01T00:00:00Z")
    assert len(queries) == 2


def test_time_put_back_hides_nothing(app: Flask, client: PageClient) -> None:
    with time_machine.travel("2026-11-20T12:00:00Z", tick=False):
        post_all(app)
    as_of = ask(client, "bodies")["as_of"]
    assert as_of == "2026-11-20T12:00:00.000Z"
    with time_machine.travel("2026-11-20T11:00:00Z", tick=False):
        post(app, Kind.CANCELLATION, MEETING, Cancellation(reason="Off"))
        assert clock.now() < clock.instant(as_of) - timedelta(minutes=59)
    (meeting,) = ask(client, "meetings", modified_since=as_of)["data"]
    assert (meeting["cancellation"], meeting["modified"]) == (
        "Off",
        "2026-11-20T11:00:00.000Z",
    )
