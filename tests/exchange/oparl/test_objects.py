"""Everything that was posted is told in the form of OParl 1.1."""

import json
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
import time_machine
from click.testing import CliRunner
from flask import Flask

from govapp.commands.archive import import_past
from govapp.commands.demo import load_demonstration
from govapp.config import Settings
from govapp.database import db
from govapp.record.shapes.base import Kind
from govapp.record.shapes.bodies import Membership, Roster
from govapp.record.shapes.meetings import Agenda, Cancellation, Item, Withdrawal
from tests.exchange.oparl.schema import LISTS, check, check_list
from tests.exchange.posted import BOARD, post, post_agenda, post_notice
from tests.exchange.rich import SUBJECT, hold_rich, post_rich
from tests.importing.legistar.server import read_committee, serving
from tests.pages import PageClient
from tests.record.sitting import ANA, BEN

HERE = "http://localhost"
ROOT = f"{HERE}/api/oparl"
KINDS = {
    "organization": "Organization",
    "person": "Person",
    "meeting": "Meeting",
    "paper": "Paper",
    "agendaItem": "AgendaItem",
    "consultation": "Consultation",
    "file": "File",
    "locationList": "Location",
    "legislativeTermList": "LegislativeTerm",
    "membership": "Membership",
}


def ask(client: PageClient, url: str) -> Any:
    """Return what an address answers, any site being allowed to read it."""
    answer = client.get(url.removeprefix(HERE))
    assert answer.status_code == 200, (url, answer.text)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    return json.loads(answer.data)


def read_all(client: PageClient, url: str) -> list[Any]:
    """Walk through a list by its links alone."""
    rows = []
    while url:
        page = ask(client, url)
        check_list(page)
        rows += page["data"]
        at_end = page["pagination"]["currentPage"] >= page["pagination"]["totalPages"]
        assert at_end == ("next" not in page["links"])
        url = page["links"].get("next", "")
    assert len({row["id"] for row in rows}) == len(rows)
    return rows


def check_everything(client: PageClient) -> dict[str, list[Any]]:
    """Walk from the entrance to every object; return them by the names of lists."""
    system = ask(client, f"{ROOT}/system")
    check("System", system)
    (body,) = read_all(client, system["body"])
    check("Body", body)
    assert ask(client, body["id"]) == body
    found = {name: read_all(client, f"{body[name]}?limit=7") for name in LISTS}
    for name, rows in found.items():
        for row in rows:
            check(KINDS[name], row)
        for row in (*rows[:1], *rows[-1:]):
            assert ask(client, row["id"]) == row
    known = {row["id"]: row for rows in found.values() for row in rows}
    for meeting in found["meeting"]:
        within = [*meeting.get("agendaItem", ()), *meeting.get("auxiliaryFile", ())]
        within += [
            meeting[name]
            for name in ("location", "invitation", "resultsProtocol")
            if name in meeting
        ]
        assert all(known[row["id"]] == row for row in within)
        assert all(url in known for url in meeting["organization"])
    for person in found["person"]:
        assert all(known[row["id"]] == row for row in person["membership"])
    for paper in found["paper"]:
        for row in paper.get("consultation", ()):
            assert known[row["id"]] == row
            assert known[row["agendaItem"]]["consultation"] == row["id"]
    return found


def test_the_demonstration_is_told_whole(app: Flask, client: PageClient) -> None:
    with app.app_context():
        load_demonstration(app)
        db.session.commit()
    found = check_everything(client)
    assert all(found.values())
    slug = found["organization"][0]["id"].rpartition("/")[2]
    own = read_all(client, f"{ROOT}/organization/{slug}/meeting")
    assert own == [
        row
        for row in found["meeting"]
        if found["organization"][0]["id"] in row["organization"]
    ]


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
    assert len(found["meeting"]) == 5
    assert all(found.values())


def test_a_meeting_with_everything_in_it(app: Flask, client: PageClient) -> None:
    post_rich(app)
    hold_rich(app)
    found = check_everything(client)
    (meeting,) = found["meeting"]
    assert meeting["id"] == f"{ROOT}/meeting/2026-014"
    assert (meeting["start"], meeting["end"]) == (
        "2026-12-16T10:00:00-08:00",
        "2026-12-16T15:00:00-08:00",
    )
    assert (meeting["meetingState"], meeting["cancelled"]) == ("durchgeführt", False)
    assert meeting["organization"] == [
        f"{ROOT}/organization/board",
        f"{ROOT}/organization/audit",
    ]
    assert meeting["location"]["description"] == "Folsom"
    assert meeting["participant"] == [
        f"{ROOT}/person/{name}" for name in ("ana", "ben", "cam")
    ]
    assert meeting["invitation"]["accessUrl"].endswith("/agenda/v/2/agenda.pdf")
    assert meeting["resultsProtocol"]["accessUrl"].endswith("/minutes/v/1/minutes.pdf")
    _, plan, part, counsel = meeting["agendaItem"]
    assert [item["order"] for item in meeting["agendaItem"]] == [1, 2, 3, 4]
    assert (plan["number"], part["number"], counsel["number"]) == ("2", "2.1", "3")
    assert (plan["public"], counsel["public"]) == (True, False)
    assert (plan["result"], plan["resolutionText"]) == (
        "passed",
        "That the plan is approved.",
    )
    assert counsel["resolutionText"] == "No action."
    votes = plan["govapp:motions"][0]["vote_events"][0]["votes"]
    assert [vote["option"] for vote in votes] == ["yes", "no", "not voting"]
    (consultation,) = found["consultation"]
    assert (consultation["authoritative"], consultation["role"]) == (True, "primary")
    assert consultation["paper"] == f"{ROOT}/paper/TP-7"


def test_lists_are_filtered_by_time_and_keep_what_was_asked(
    app: Flask, client: PageClient
) -> None:
    for day in range(1, 6):
        with time_machine.travel(f"2026-11-0{day}T12:00:00Z", tick=False):
            post_notice(app, f"2026-00{day}", place="Folsom")
    with time_machine.travel("2026-11-09T12:00:00.500Z", tick=False):
        post_agenda(app, number="2026-002")

    def numbers(**asked: str) -> list[str]:
        query = "&".join(f"{name}={quote(text)}" for name, text in asked.items())
        rows = read_all(client, f"{ROOT}/body/meeting?limit=1&{query}")
        return [row["id"][-3:] for row in rows]

    third = "2026-11-03T04:00:00-08:00"
    assert numbers(created_since=third) == ["003", "004", "005"]
    assert numbers(created_until=third) == ["001", "002", "003"]
    assert numbers(modified_since=third) == ["002", "003", "004", "005"]
    assert numbers(modified_until=third) == ["001", "003"]
    assert numbers(created_since=third, modified_until=third) == ["003"]
    assert numbers(modified_since="2026-11-09T12:00:00+00:00") == ["002"]
    first = ask(
        client,
        f"{ROOT}/body/meeting?limit=2&omit_internal=true&created_since={quote(third)}",
    )
    assert first["pagination"] == {
        "currentPage": 1,
        "totalPages": 2,
        "totalElements": 3,
        "elementsPerPage": 2,
    }
    following = urlsplit(first["links"]["next"]).query
    assert following == (
        "created_since=2026-11-03T12%3A00%3A00%2B00%3A00&limit=2&omit_internal=true"
        "&page=2"
    )
    second = ask(client, first["links"]["next"])
    assert ask(client, second["links"]["prev"]) == first
    meeting = ask(client, f"{ROOT}/body/meeting?omit_internal=true")["data"][1]
    assert "location" in meeting
    assert "agendaItem" not in meeting


def test_what_is_gone_says_so_and_is_listed_to_who_brings_up_to_date(
    app: Flask, client: PageClient
) -> None:
    with time_machine.travel("2026-11-01T12:00:00Z", tick=False):
        post_rich(app)
    with time_machine.travel("2026-11-02T12:00:00Z", tick=False):
        less = Agenda(items=(Item(key="call", number="1", title="Call to order"),))
        post(app, Kind.AGENDA, SUBJECT, less, version=3)
        gone = Withdrawal(
            what="document", version=1, document="memo", reason="Private."
        )
        post(app, Kind.WITHDRAWAL, SUBJECT, gone)
        roster = Roster(body=BOARD, members=(Membership(person=ANA),))
        post(app, Kind.ROSTER, "body:board", roster)
    since = "modified_since=2026-11-02T12:00:00%2B00:00"
    for name, key in (
        ("agendaitem", "agendaitem/2026-014/plan"),
        ("consultation", "consultation/2026-014/plan"),
        ("file", "file/2026-014/memo/1"),
        ("person", "person/ben"),
    ):
        url = f"{ROOT}/{key}"
        kind = {"agendaitem": "AgendaItem"}.get(name, name.capitalize())
        assert ask(client, url) == {
            "id": url,
            "type": f"https://schema.oparl.org/1.1/{kind}",
            "created": "2026-11-01T12:00:00+00:00",
            "modified": "2026-11-02T12:00:00+00:00",
            "deleted": True,
        }
        listed = read_all(client, f"{ROOT}/body/{name}?{since}")
        assert [row for row in listed if row["id"] == url] == [ask(client, url)]
        for row in listed:
            check(kind, row)
        usual = read_all(client, f"{ROOT}/body/{name}")
        assert not any("deleted" in row or row["id"] == url for row in usual)
    held = read_all(client, f"{ROOT}/body/membership?{since}")
    assert len([row for row in held if "deleted" in row]) == 4
    (person,) = read_all(client, f"{ROOT}/body/person")
    assert person["id"] == f"{ROOT}/person/ana"
    assert BEN.slug not in json.dumps(person)


def test_a_cancelled_meeting_stays(app: Flask, client: PageClient) -> None:
    post_rich(app)
    post(app, Kind.CANCELLATION, SUBJECT, Cancellation(reason="No quorum."))
    (meeting,) = check_everything(client)["meeting"]
    assert meeting["cancelled"] is True
    assert meeting["start"] == "2026-12-16T10:00:00-08:00"
    assert meeting["govapp:meeting"]["cancellation"] == "No quorum."


def test_a_day_without_a_time_makes_none_up(app: Flask, client: PageClient) -> None:
    post_notice(
        app,
        start_local="2026-12-16",
        start_at="2026-12-16T08:00:00.000Z",
        end_local="",
        is_all_day=True,
    )
    (meeting,) = read_all(client, f"{ROOT}/body/meeting")
    check("Meeting", meeting)
    assert not {"start", "end", "location"} & set(meeting)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("system", 404),
        ("body/meeting?created_since=yesterday", 400),
        ("body/meeting?created_since=2026-11-01", 400),
        ("body/meeting?modified_until=0001-01-01T00:00:00%2B10:00", 400),
        ("body/meeting?page=0", 400),
        ("body/meeting?limit=-1", 400),
        ("body/meeting?limit=many", 400),
        ("body/things", 404),
        ("organization/board/file", 404),
        ("meeting/2026-999", 404),
        ("agendaitem/2026-999/x", 404),
        ("paper/none", 404),
        ("things/1", 404),
    ],
)
def test_what_cannot_be_answered_is_an_error_object(
    client: PageClient, path: str, status: int
) -> None:
    answer = client.get(f"/api/oparl/{path}")
    assert answer.status_code == status
    said = json.loads(answer.data)
    assert set(said) == {"type", "message", "debug"}
    assert said["type"] == "https://schema.oparl.org/1.1/Error"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
