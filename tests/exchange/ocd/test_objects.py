"""Everything that was posted is told in the forms of Open Civic Data and Popolo."""

import json
from typing import Any

import pytest
import time_machine
from click.testing import CliRunner
from flask import Flask

from govapp.commands.archive import import_past
from govapp.commands.demo import load_demonstration
from govapp.config import Settings
from govapp.database import db
from govapp.exchange.ocd.answers import NAMES
from govapp.record.legistar_rows import guid_of
from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Cancellation
from tests.exchange.ocd.asking import ROOT, ask, check_everything, read_all
from tests.exchange.ocd.schema import SCHEMAS, check
from tests.exchange.posted import post, post_notice
from tests.exchange.rich import SUBJECT, hold_rich, post_rich
from tests.importing.legistar.server import read_committee, serving
from tests.pages import PageClient

ANA, BEN, CAM = (
    f"ocd-person/{guid_of(f'person:{name}').lower()}" for name in ("ana", "ben", "cam")
)
BOARD, AUDIT = (
    f"ocd-organization/{guid_of(f'body:{slug}').lower()}" for slug in ("board", "audit")
)


def test_the_demonstration_is_told_whole(app: Flask, client: PageClient) -> None:
    with app.app_context():
        load_demonstration(app)
        db.session.commit()
    found = check_everything(client)
    assert all(found[name] for name in SCHEMAS)
    for name, rows in found.items():
        for row in (rows[0], rows[-1]):
            assert ask(client, row["id"]) == row, name


def test_a_city_that_moved_in_is_told_whole(
    app: Flask, settings: Settings, client: PageClient
) -> None:
    with serving(read_committee()) as city:
        done = CliRunner().invoke(
            import_past,
            ["legistar", city.address, "--client", "council"],
            obj=settings,
        )
    assert app.name == "govapp"
    assert "5 added" in done.output, done.output
    found = check_everything(client)
    assert len(found["events"]) == 5
    assert found["votes"]
    assert found["bills"]


def test_a_meeting_with_everything_in_it(app: Flask, client: PageClient) -> None:
    post_rich(app)
    hold_rich(app)
    check_everything(client)
    (event,) = read_all(client, "events")
    assert event["id"] == f"ocd-event/{guid_of('meeting:uid-2026-014').lower()}"
    assert event["start_date"] == "2026-12-16T10:00:00-08:00"
    assert event["end_date"] == "2026-12-16T15:00:00-08:00"
    assert (event["status"], event["timezone"]) == ("passed", "America/Los_Angeles")
    assert event["location"] == {
        "name": "Folsom",
        "note": "Bus 10.",
        "coordinates": None,
        "url": "https://example.org/join",
    }
    assert [(one["name"], one["note"], one["id"]) for one in event["participants"]] == [
        ("Board of Governors", "host", BOARD),
        ("Audit Committee", "joint", AUDIT),
        ("Ana Example", "present", ANA),
        ("Ben Example", "present", BEN),
        ("Cam Example", "present", CAM),
    ]
    page = "http://localhost/meetings/2026-014"
    assert [(one["note"], one["url"]) for one in event["documents"]] == [
        ("Agenda", f"{page}/agenda/v/2/agenda.pdf"),
        ("Agenda v1 (superseded)", f"{page}/agenda/v/1/agenda.pdf"),
        ("Minutes", f"{page}/minutes/v/1/minutes.pdf"),
        ("Memorandum", "http://localhost/documents/memo/v/1/memo.pdf"),
    ]
    assert [(one["order"], one["description"]) for one in event["agenda"]] == [
        ("1", "Call to order"),
        ("2", "Decision on the plan"),
        ("2.1", "Its first part"),
        ("3", "Conference with counsel"),
    ]


def test_what_the_format_has_no_place_for_is_kept(
    app: Flask, client: PageClient
) -> None:
    post_rich(app)
    hold_rich(app)
    (event,) = read_all(client, "events")
    extras = event["extras"]
    assert extras["notice"]["reason"] == "The hall is taken."
    assert extras["moves"][0]["start_local"] == "2026-12-15T10:00"
    assert [one["version"] for one in extras["agenda_versions"]] == [1, 2]
    assert extras["sitting"]["pauses"][0]["kind"] == "closed_session"
    assert extras["sitting"]["conflicts"][0]["statement"] == "Owns shares."
    assert [one["text"] for one in extras["motions"]] == ["Later."]
    assert [line["kind"] for line in extras["lines"]][:2] == ["notice", "notice"]
    _, plan, _, counsel = event["agenda"]
    assert plan["notes"] == [
        "Agenda number, 2",
        "The planner",
        "What it costs.",
        "<p>It was approved.</p>",
    ]
    assert plan["media"][0]["offset"] == 90
    assert plan["extras"]["authorities"][0]["authority"] == "primary"
    assert counsel["classification"] == ["closed"]
    assert counsel["notes"][1:] == ["Gov. Code 11126(e)", "No action."]


def test_a_recusal_and_what_a_vote_was_judged_by(
    app: Flask, client: PageClient
) -> None:
    post_rich(app)
    hold_rich(app)
    (vote,) = read_all(client, "votes")
    assert vote["motion_text"] == "That the plan is approved."
    assert vote["bill"] == read_all(client, "bills")[0]["id"]
    assert [(v["option"], v["voter_id"], v["note"]) for v in vote["votes"]] == [
        ("yes", ANA, ""),
        ("no", BEN, ""),
        ("not voting", CAM, "recused: Owns shares."),
    ]
    assert vote["counts"] == [
        {"option": "yes", "value": 1},
        {"option": "no", "value": 1},
        {"option": "not voting", "value": 1},
    ]
    assert vote["extras"]["quorum"] == 2
    assert vote["extras"]["ballots"][2]["option"] == "recused"
    (motion,) = read_all(client, "motions")
    assert motion["creator_id"] == ANA
    assert motion["requirement"] == "more than 1/2 of votes cast"
    assert motion["extras"]["seconder"]["slug"] == "ben"
    assert [one["id"] for one in motion["vote_events"]] == [vote["id"]]


def test_bodies_seats_and_people(app: Flask, client: PageClient) -> None:
    post_rich(app)
    operator, audit, board = read_all(client, "organizations")
    assert operator["contact_details"][0]["value"] == "1 916 555 0100"
    assert (audit["parent_id"], board["parent_id"]) == (BOARD, operator["id"])
    assert board["other_names"][0] == {
        "name": "The Board",
        "start_date": "",
        "end_date": "2015-02",
    }
    assert board["founding_date"] == "2001"
    assert board["extras"]["seats_authorized"] == 3
    posts = {row["label"]: row["id"] for row in read_all(client, "posts")}
    assert set(posts) == {"Seat 1", "Seat 2", "Seat 3", "Chair"}
    held = [
        (row["person_id"], row["role"], row["post_id"], row["start_date"])
        for row in read_all(client, "memberships")
    ]
    assert held == [
        (ANA, "Governor", posts["Seat 1"], "2024-01-01"),
        (ANA, "Chair", posts["Chair"], "2025"),
        (BEN, "Governor", posts["Seat 2"], "2024"),
        (CAM, "Governor", None, "2024-03"),
    ]
    assert [row["name"] for row in read_all(client, "people")] == [
        "Ana Example",
        "Ben Example",
        "Cam Example",
    ]
    (bill,) = read_all(client, "bills")
    assert (bill["identifier"], bill["classification"]) == ("TP-7", ["resolution"])
    assert bill["actions"][0]["description"] == "On the agenda"
    assert bill["documents"][0]["note"] == "Memorandum"


@pytest.mark.parametrize(
    ("notice", "status"),
    [
        ({}, "tentative"),
        ({"is_tentative": True}, "tentative"),
        ({"is_postponed": True}, "tentative"),
        ({"is_all_day": True, "start_local": "2026-12-16"}, "tentative"),
    ],
)
def test_what_is_not_sure_says_so(
    app: Flask, client: PageClient, notice: dict[str, Any], status: str
) -> None:
    post_notice(app, end_local="", start_at="2026-12-16T18:00:00.000Z", **notice)
    (event,) = read_all(client, "events")
    check("events", event)
    assert event["status"] == status
    assert event["all_day"] is notice.get("is_all_day", False)
    expected = notice.get("start_local", "2026-12-16T10:00:00-08:00")
    assert (event["start_date"], event["end_date"]) == (expected, "")


def test_a_cancelled_meeting_keeps_its_id_and_says_why(
    app: Flask, client: PageClient
) -> None:
    with time_machine.travel("2026-11-23T18:00:00Z", tick=False):
        post_rich(app)
    (before,) = read_all(client, "events")
    with time_machine.travel("2026-11-24T18:00:00Z", tick=False):
        post(app, Kind.CANCELLATION, SUBJECT, Cancellation(reason="No quorum."))
    (after,) = read_all(client, "events")
    assert (before["status"], after["status"]) == ("confirmed", "cancelled")
    assert (before["id"], before["start_date"]) == (after["id"], after["start_date"])
    assert after["extras"]["cancellation"] == "No quorum."
    assert before["updated_at"] == "2026-11-23T18:00:00.000Z"
    assert after["updated_at"] == "2026-11-24T18:00:00.000Z"


def test_pages_are_stable_and_end(app: Flask, client: PageClient) -> None:
    for number in range(1, 6):
        post_notice(app, f"2026-{number:03d}")
    whole = read_all(client, "events", 1000)
    assert read_all(client, "events", 2) == whole
    assert [row["extras"]["notice"]["number"] for row in whole] == [
        f"2026-{number:03d}" for number in range(1, 6)
    ]
    beyond = ask(client, "events?page=4&per_page=2")
    assert (beyond["results"], beyond["meta"]["next"]) == ([], None)
    first = client.get(f"{ROOT}/events")
    tag = {"If-None-Match": first.headers["ETag"]}
    assert client.get(f"{ROOT}/events", headers=tag).status_code == 304
    post_notice(app, "2026-006")
    assert client.get(f"{ROOT}/events", headers=tag).status_code == 200
    assert set(ask(client, "")["lists"]) == set(NAMES)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("events?page=0", 400),
        ("events?page=-1", 400),
        ("events?page=x", 400),
        ("events?page=²", 400),
        (f"events?page={'9' * 40}", 400),
        ("events?per_page=1001", 400),
        ("things", 404),
        ("ocd-event/1", 404),
        ("ocd-event/00000000-0000-5000-8000-000000000000", 404),
        ("ocd-vote/00000000-0000-5000-8000-000000000000", 404),
        ("ocd-bill/00000000-0000-5000-8000-000000000000", 404),
        ("ocd-person/00000000-0000-5000-8000-000000000000", 404),
        ("ocd-thing/00000000-0000-5000-8000-000000000000", 404),
    ],
)
def test_what_cannot_be_answered_is_refused_in_its_form(
    client: PageClient, path: str, status: int
) -> None:
    answer = client.get(f"{ROOT}/{path}")
    assert answer.status_code == status
    assert set(json.loads(answer.data)) == {"error"}
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
