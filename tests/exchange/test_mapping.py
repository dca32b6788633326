"""One meeting says the same in every format: the table of names, walked.

A row is what we call a thing; a cell is where a format has it, and in which words. A
cell that is missing has no home in that format, or stands in its slot for extensions,
which the formats' own tests look into.
"""

import json
from typing import Any

import pytest
import time_machine
from flask import Flask
from icalendar import Calendar

from govapp.record.legistar_rows import event_id
from tests.exchange.mapping import FORMATS, MOTION, TABLE, UUID
from tests.exchange.rich import NUMBER, hold_rich, post_rich
from tests.pages import PageClient, parse_page


def ask(client: PageClient, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.text)
    return json.loads(answer.data)


def read_api(client: PageClient) -> Any:
    (motion, *_) = [
        one
        for one in ask(client, f"/api/v1/motions?meeting={NUMBER}")["data"]
        if one["text"] == MOTION
    ]
    items = ask(client, f"/api/v1/items?meeting={NUMBER}")["data"]
    votes = ask(client, f"/api/v1/votes?meeting={NUMBER}")["data"]
    return {
        "meeting": ask(client, f"/api/v1/meetings/{NUMBER}"),
        "items": sorted(items, key=lambda item: item["position"]),
        "motion": motion,
        "votes": {one["person"]["name"]: one["option"] for one in votes},
    }


def read_legistar(client: PageClient) -> Any:
    root = "/api/legistar/v1/city"
    event = ask(client, f"{root}/events/{event_id(NUMBER)}?EventItems=1")
    roll, *items = event["EventItems"]
    assert roll["EventItemRollCallFlag"] == 1
    for place, item in enumerate(items, start=1):
        assert item["EventItemAgendaSequence"] == place + 1
        item["EventItemAgendaSequence"] = place
    decided = next(one for one in items if one["EventItemPassedFlagName"])
    votes = ask(client, f"{root}/eventitems/{decided['EventItemId']}/votes")
    named = {one["VotePersonName"]: one["VoteValueName"] for one in votes}
    return {"event": event, "items": items, "decided": decided, "votes": named}


def read_ocd(client: PageClient) -> Any:
    (vote,) = ask(client, "/api/ocd/votes")["results"]
    return {
        "event": ask(client, f"/api/ocd/ocd-event/{UUID}"),
        "vote": vote,
        "motion": ask(client, f"/api/ocd/{vote['motion_id']}"),
        "votes": {one["voter_name"]: one["option"] for one in vote["votes"]},
    }


def read_oparl(client: PageClient) -> Any:
    meeting = ask(client, f"/api/oparl/meeting/{NUMBER}")
    (taken,) = meeting["agendaItem"][1]["govapp:motions"][0]["vote_events"]
    votes = {one["voter"]["name"]: one["option"] for one in taken["votes"]}
    return {"meeting": meeting, "votes": votes}


def read_page(client: PageClient) -> Any:
    page = parse_page(client.get(f"/meetings/{NUMBER}").text)
    blocks = (e for e in page.iter("script") if e.get("type") == "application/ld+json")
    return json.loads(next(blocks).text or "")


def read_calendar(client: PageClient) -> Any:
    data = client.get(f"/meetings/{NUMBER}/meeting.ics").data
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    moments = ("DTSTART", "DTEND", "LAST-MODIFIED")
    texts = {name: str(value) for name, value in event.items()}
    return texts | {name: event.decoded(name).isoformat() for name in moments}


READERS = {
    "api": read_api,
    "legistar": read_legistar,
    "ocd": read_ocd,
    "oparl": read_oparl,
    "schema.org": read_page,
    "icalendar": read_calendar,
}


def look(told: Any, path: str) -> Any:
    """Follow a path of names and places; a star is each of a list."""
    name, _, rest = path.partition(" ")
    if not name:
        return told
    if name == "*":
        return [look(one, rest) for one in told]
    return look(told[int(name)] if isinstance(told, list) else told[name], rest)


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_says_what_the_table_says(
    app: Flask, client: PageClient, name: str
) -> None:
    with time_machine.travel("2026-11-23T18:00:00Z", tick=False):
        post_rich(app)
        hold_rich(app)
        told = READERS[name](client)
    expected = {ours: cells[name][1] for ours, cells in TABLE.items() if name in cells}
    found = {ours: look(told, TABLE[ours][name][0]) for ours in expected}
    assert found == expected
