"""A city that moved in can be read again through the interface it came from."""

import json
from collections import Counter
from typing import Any
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner
from flask import Flask

from govapp.commands.archive import import_past
from govapp.config import Settings
from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Agenda, Cancellation, Item
from tests.exchange.posted import make_file, make_notice, post, post_bodies
from tests.importing.legistar.server import Row, read_committee, serving
from tests.pages import PageClient
from tests.queries import count_queries

ROOT = "/api/legistar/v1/city"
WORDS = {
    "Affirmative": "Yes",
    "Negative": "No",
    "Abstain": "Abstain",
    "Absent": "Absent",
    "Excused": "Excused",
    "Medical": "Excused",
    "Maternity": "Excused",
    "Non-voting": "Not Voting",
}


def ask(client: PageClient, path: str, **asked: str) -> Any:
    """Return what an address answers."""
    query = urlencode({f"${name}": value for name, value in asked.items()})
    answer = client.get(f"{ROOT}/{path}?{query}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    return json.loads(answer.data)


@pytest.fixture
def source(app: Flask, settings: Settings) -> dict[str, Any]:
    """Bring a committee in, and return what it was in the source."""
    data = read_committee()
    with serving(data) as city:
        done = CliRunner().invoke(
            import_past,
            ["legistar", city.address, "--client", "council"],
            obj=settings,
        )
    assert app.name == "govapp"
    assert "5 added" in done.output, done.output
    return data


def test_all_that_came_in_comes_out(client: PageClient, source: dict[str, Any]) -> None:
    events = {event["EventDate"]: event for event in source["events"]}
    listed = ask(client, "Events/", orderby="EventDate")
    assert [row["EventItems"] for row in listed] == [[]] * 5
    places = Counter(row["EventDate"] for row in listed)
    assert places == Counter(event["EventDate"] for event in source["events"])
    for row in listed:
        if row["EventBodyName"] == "Committee on Finance":
            _compare(client, row, events[row["EventDate"]], source)
    off = next(row for row in listed if row["EventAgendaStatusName"] == "Tentative")
    assert off["EventComment"].startswith("Postponed\nDeferred")


def _compare(client: PageClient, row: Row, event: Row, source: dict[str, Any]) -> None:
    for name in (
        "EventBodyName", "EventTime", "EventLocation", "EventAgendaFile",
        "EventMinutesFile", "EventVideoPath",
    ):  # fmt: skip
        assert row[name] == event[name]
    whole = json.loads(client.get(f"{ROOT}/events/{row['EventId']}?EventItems=1").data)
    items = whole["EventItems"]
    assert items == ask(
        client, f"events/{row['EventId']}/eventitems", orderby="EventItemAgendaSequence"
    )
    assert [item["EventItemAgendaSequence"] for item in items] == list(
        range(1, len(items) + 1)
    )
    known = {each["EventItemTitle"]: each for each in event["EventItems"]}
    assert {item["EventItemTitle"] for item in items} == set(known)
    cast: Counter[tuple[str, str]] = Counter()
    there: Counter[str] = Counter()
    for item in items:
        path = f"eventitems/{item['EventItemId']}"
        cast.update(
            (vote["VotePersonName"], vote["VoteValueName"])
            for vote in ask(client, f"{path}/Votes")
        )
        called = ask(client, f"{path}/rollcalls")
        assert bool(called) == bool(item["EventItemRollCallFlag"])
        there.update(each["RollCallValueName"] for each in called)
    keys = [str(each["EventItemId"]) for each in event["EventItems"]]
    people = {
        each["PersonId"]: " ".join(each["PersonFullName"].split())
        for each in source["persons"]
    }
    assert cast == Counter(
        (people[vote["VotePersonId"]], WORDS[vote["VoteValueName"]])
        for key in keys
        for vote in source["votes"].get(key, [])
    )
    assert there.total() == sum(len(source["rollcalls"].get(key, [])) for key in keys)


def test_people_bodies_and_matters_come_out(
    client: PageClient, source: dict[str, Any]
) -> None:
    bodies = {row["BodyName"]: row for row in ask(client, "bodies")}
    finance = bodies["Committee on Finance"]
    assert finance["BodyTypeName"] == "Committee"
    types = {row["BodyTypeName"]: row["BodyTypeId"] for row in ask(client, "bodytypes")}
    assert types["Committee"] == finance["BodyTypeId"]
    offices = ask(client, f"bodies/{finance['BodyId']}/OfficeRecords")
    terms = Counter(row["OfficeRecordFullName"] for row in offices)
    held = [row for row in source["officerecords"] if row["OfficeRecordBodyId"] == 11]
    chairs = sum(row["OfficeRecordTitle"] == "CHAIRPERSON" for row in held)
    assert terms.total() == len(held) + chairs
    assert all(len(row["OfficeRecordEndDate"]) == 19 for row in offices)
    person = ask(client, f"persons/{offices[0]['OfficeRecordPersonId']}")
    assert person["PersonFullName"] == offices[0]["OfficeRecordFullName"]
    found = ask(
        client, "persons", filter=f"PersonFullName eq '{person['PersonFullName']}'"
    )
    assert found == [person]
    voted = ask(client, f"persons/{person['PersonId']}/votes")
    assert {vote["VotePersonName"] for vote in voted} <= {person["PersonFullName"]}
    matter = next(
        row
        for row in ask(client, "matters", filter="MatterPassedDate ne null")
        if row["MatterFile"] == "Res-0457-2023"
    )
    _check_matter(client, matter)


def _check_matter(client: PageClient, matter: Row) -> None:
    path = f"matters/{matter['MatterId']}"
    assert ask(client, path) == matter
    histories = ask(client, f"{path}/histories")
    votes = [
        ask(client, f"eventitems/{row['MatterHistoryId']}/votes") for row in histories
    ]
    assert any(votes)
    assert all(row["MatterHistoryActionName"] for row in histories)
    assert ask(client, f"{path}/attachments")
    assert ask(client, f"{path}/sponsors") == []
    (version,) = ask(client, f"{path}/versions")
    text = client.get(f"{ROOT}/{path}/texts/{version['Key']}")
    assert int(text.headers["Content-Length"]) == len(text.data)
    gateway = client.head(
        f"/api/legistar/insite/gateway.aspx?m=l&id={matter['MatterId']}"
    )
    assert gateway.status_code == 302
    page = client.get(gateway.headers["Location"]).text
    assert '<link rel="canonical" href="/matters/Res-0457-2023">' in page


def post_meeting(app: Flask) -> None:
    post_bodies(app)
    items = (
        Item(
            key="one",
            title="One",
            kind="consent",
            items=(Item(key="two", title="Two", files=(make_file(id="paper"),)),),
        ),
        Item(key="three", title="Three"),
    )
    post(app, Kind.NOTICE, "meeting:2026-014", make_notice())
    post(app, Kind.AGENDA, "meeting:2026-014", Agenda(items=items))


def test_a_meeting_of_our_own_is_told_likewise(app: Flask, client: PageClient) -> None:
    post_meeting(app)
    (row,) = ask(client, "events", filter="EventAgendaStatusName eq 'Final'")
    assert (row["EventId"], row["EventTime"], row["EventDate"]) == (
        202600014,
        "10:00 AM",
        "2026-12-16T00:00:00",
    )
    assert row["EventAgendaFile"] == "http://localhost/meetings/2026-014/agenda.pdf"
    one, two, three = ask(
        client, "events/202600014/eventitems", orderby="EventItemAgendaSequence"
    )
    assert (one["EventItemConsent"], two["EventItemConsent"]) == (0, 1)
    (paper,) = two["EventItemMatterAttachments"]
    assert paper["MatterAttachmentHyperlink"].startswith(
        "http://localhost/documents/paper/v/1/"
    )
    moved = (Item(key="three", title="Three"), Item(key="new", title="New"))
    post(app, Kind.AGENDA, "meeting:2026-014", Agenda(items=moved), version=2)
    after = ask(client, "events/202600014/eventitems")
    assert three["EventItemId"] in {item["EventItemId"] for item in after}
    post(app, Kind.CANCELLATION, "meeting:2026-014", Cancellation(reason="No quorum"))
    (row,) = ask(client, "events", filter="EventAgendaStatusName eq 'Canceled'")
    assert row["EventLocation"].startswith("CANCELED")
    assert "No quorum" in row["EventComment"]
    body = row["EventBodyId"]
    assert ask(client, f"eventdates/{body}") == ["2026-12-16T00:00:00"]
    page = client.get(row["EventInSiteURL"].removeprefix("http://localhost"))
    assert 'id="ctl00_ContentPlaceHolder1_pageTop1"' in page.text


def test_lists_are_cut_at_a_thousand_and_kept_by_what_was_posted(
    app: Flask, client: PageClient
) -> None:
    post_meeting(app)
    first = client.get(f"{ROOT}/events")
    assert first.headers["Content-Type"] == "application/json; charset=utf-8"
    tag = {"If-None-Match": first.headers["ETag"]}
    assert client.get(f"{ROOT}/events", headers=tag).status_code == 304
    post(app, Kind.CANCELLATION, "meeting:2026-014", Cancellation(reason="Off"))
    assert client.get(f"{ROOT}/events", headers=tag).status_code == 200
    with count_queries(app) as asked:
        client.get(f"{ROOT}/events?x=1")
    assert len(asked) == 2


@pytest.mark.parametrize("path", [
    "nothing", "events/99999999999999999999", "events/0", "matters/9999999999999999",
    "eventitems/9999999999999999/votes", "events/1", "events/x", "events/202600014/x",
    "eventitems/5/votes",
    "eventitems/848198674268/votes/1", "persons/5", "persons/5/votes", "matters/1",
    "matters/1/histories", "bodies/1/officerecords", "bodies/1", "votes",
    "eventitems/1",
])  # fmt: skip
def test_what_is_not_there_says_so_in_that_form(
    app: Flask, client: PageClient, path: str
) -> None:
    post_meeting(app)
    answer = client.get(f"{ROOT}/{path}")
    assert answer.status_code == 404
    assert set(json.loads(answer.data)) == {"Message"}


def test_a_query_that_is_none_is_refused_in_that_form(
    app: Flask, client: PageClient
) -> None:
    post_meeting(app)
    answer = client.get(f"{ROOT}/events?$filter=Nope eq 1")
    assert answer.status_code == 400
    assert "no property" in json.loads(answer.data)["Message"]
    assert client.get("/api/legistar/insite/gateway.aspx?m=l&id=9").status_code == 404
    assert client.get("/api/legistar/insite/Error.aspx").status_code == 404
    huge = "9" * 5000
    for page in ("MeetingDetail", "LegislationDetail", "PersonDetail"):
        path = f"/api/legistar/insite/{page}.aspx?ID={huge}"
        assert client.get(path).status_code == 404
