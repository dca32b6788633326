"""A real council's records come in whole, once, whatever its server does meanwhile."""

import copy
from collections import Counter
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from govapp.config import Settings
from govapp.database import db
from govapp.importing.models import Origin
from govapp.mail.models import OutboxMessage
from govapp.record import projection
from govapp.record.cards import MeetingCard
from govapp.record.models import PublishedPage, PublishedPresence, PublishedVote
from tests.importing.legistar.bringing import (
    WORDS,
    compare,
    count_entries,
    map_cards,
    run,
    told,
)
from tests.importing.legistar.server import (
    FINANCE,
    City,
    Row,
    read_committee,
    serving,
)
from tests.pages import PageClient

UNTITLED = "events/19762: items are kept, though they have no title (6 times)"


def test_a_council_comes_in_whole_and_once(
    app: Flask, settings: Settings, client: PageClient, council: City
) -> None:
    zone = ("--time-zone", "America/New_York")
    assert run(settings, council, *zone) == (3, [UNTITLED, told(added=14)])
    cards = map_cards(app)
    assert len(cards) == 14
    for event in council.data["events"]:
        compare(event, cards[event["EventId"]], council.data)
    _compare_totals(app, council.data)
    before = count_entries(app)
    council.asked.clear()
    assert run(settings, council, *zone) == (0, [told(skipped=14)])
    assert not any(path.startswith("events/") for path in council.asked)
    assert run(settings, council, "--again") == (3, [UNTITLED, told(unchanged=14)])
    assert count_entries(app) == before
    with app.app_context():
        grown = projection.dump()
        projection.rebuild()
        assert projection.dump() == grown
        assert db.session.scalar(select(func.count()).select_from(OutboxMessage)) == 0
    page = client.get("/meetings/2023-001").text
    assert "In the words of the system that it was kept in before." in page
    assert "January 4, 2023- Charter Meeting Agenda" in page


def list_matters(data: dict[str, Any]) -> set[int]:
    """Return the matters of the bodies, and those that items are about."""
    bodies = {row["BodyId"] for row in data["bodies"]}
    own = {row["MatterId"] for row in data["matters"] if row["MatterBodyId"] in bodies}
    items = [row for event in data["events"] for row in event["EventItems"]]
    return own | {row["EventItemMatterId"] for row in items} - {None}


def _compare_totals(app: Flask, data: dict[str, Any]) -> None:
    expected = Counter(
        WORDS[vote["VoteValueName"]]
        for votes in data["votes"].values()
        for vote in votes
    )
    with app.app_context():
        rows = db.session.execute(
            select(PublishedVote.option, func.count()).group_by(PublishedVote.option)
        )
        assert dict(rows.all()) == expected
        assert expected.total() == 1649
        kinds = select(Origin.kind, func.count()).group_by(Origin.kind)
        assert dict(db.session.execute(kinds).all()) == {
            "body": 6,
            "event": 14,
            "matter": len(list_matters(data)),
            "office": 342,
            "person": 51,
        }
        there = select(func.count()).where(PublishedPresence.status == "present")
        assert db.session.scalar(there) == 273


def test_what_changed_in_the_source_is_brought(
    app: Flask, settings: Settings, committee: City
) -> None:
    run(settings, committee)
    before = count_entries(app)
    data = committee.data
    moved, recounted, off, *_ = data["events"]
    moved["EventTime"], moved["EventLastModifiedUtc"] = "3:00 PM", "2023-05-01T00:00:00"
    recounted["EventRowVersion"] = "AAAAAAAAAAE="
    key = find_voted(recounted, data)
    data["votes"][key][0]["VoteValueName"] = "Negative"
    off["EventAgendaStatusName"] = "Cancelled"
    known = {
        row["EventItemMatterId"]
        for event in data["events"]
        for row in event["EventItems"]
    }
    own = [row for row in data["matters"] if row["MatterBodyId"] == FINANCE]
    next(row for row in own if row["MatterId"] not in known)["MatterName"] = "Another"
    assert run(settings, committee)[1][-1] == told(corrected=3, skipped=2)
    assert count_entries(app) == before + 4
    cards = map_cards(app)
    assert cards[moved["EventId"]].notice.start_local == "2023-01-19T15:00"
    assert cards[moved["EventId"]].notice.reason == "As the source says."
    assert cards[off["EventId"]].state == "cancelled"
    motions = {motion.id: motion for motion in cards[recounted["EventId"]].motions}
    assert motions[f"m{key}"].rounds[0].ballots[0].option == "no"


def find_voted(event: Row, data: dict[str, Any]) -> str:
    """Return the first item of a meeting on which votes are known."""
    keys = (str(row["EventItemId"]) for row in event["EventItems"])
    return next(key for key in keys if key in data["votes"])


def test_only_what_is_asked_for_comes(
    app: Flask, settings: Settings, council: City
) -> None:
    finance = ("--body", "committee on finance")
    assert run(settings, council, *finance, "--since", "2023-02-01") == (
        0,
        [told(added=3)],
    )
    with app.app_context():
        bodies = select(PublishedPage.subject).where(
            PublishedPage.subject.startswith("body:")
        )
        assert list(db.session.scalars(bodies)) == ["body:committee-on-finance"]
    with pytest.raises(AssertionError, match="no body of this name"):
        run(settings, council, "--body", "Nobody")


def make_odd(data: dict[str, Any]) -> None:
    """Put into a city what cities have, and what servers answer."""
    first, second, third, fifth, fourth = data["events"]
    first["EventItems"].append(copy.deepcopy(first["EventItems"][0]))
    first["EventItems"][1]["EventItemTitle"] = (
        "<p>Invocation &amp; more</p>\r\n<script>alert(1)</script>\x00"
    )
    first["EventItems"][2]["EventItemId"] = None
    first["EventItems"][3]["EventItemAgendaNumber"] = None
    first["EventItems"][4]["EventItemMatterAttachments"] = [
        None,
        {"MatterAttachmentName": "x", "MatterAttachmentHyperlink": "javascript:x"},
        {
            "MatterAttachmentName": None,
            "MatterAttachmentHyperlink": "https://a.example/",
        },
    ]
    second["EventDate"] = None
    third["EventBodyId"], third["EventBodyName"] = 99, "Board of Odd Things"
    fourth["EventTime"], fourth["EventLocation"] = "TBD", "Hall\r\n1 Main Street"
    data["events"].append(copy.deepcopy(fourth))
    votes = data["votes"][find_voted(fifth, data)]
    votes[0]["VoteValueName"], votes[0]["VoteResult"] = "Conflict", 0
    votes[1]["VoteValueName"], votes[1]["VoteResult"] = "Jawohl", 1
    votes[2]["VotePersonId"], votes[2]["VotePersonName"] = 424242, "Newly Elected"
    votes[3]["VotePersonId"], votes[3]["VotePersonName"] = None, None
    votes.append({**votes[4], "VoteValueName": "Negative"})
    data["persons"][0]["PersonFullName"] = ""
    data["bodies"].append({"BodyId": 77, "BodyName": None})


def test_odd_records_come_in_as_far_as_they_can(
    app: Flask, settings: Settings, client: PageClient
) -> None:
    data = read_committee()
    make_odd(data)
    with serving(data) as city:
        code, lines = run(settings, city)
        assert (code, lines[-1]) == (3, told(added=4, refused=1))
        assert run(settings, city)[1][-1] == told(skipped=4, refused=1)
    first, _, third, fifth, fourth, *_ = data["events"]
    reasons = {line.partition(": ")[2].partition(" (")[0] for line in lines[:-1]}
    assert {
        "is kept, though it has no name",
        "refused: the day is not known",
        "its body is in no list of bodies",
        "items given twice are taken once",
        "left out: no usable EventItemId",
        "votes of nobody are left out",
        "a second, other vote of the same member is left out",
        "people are named who are in no list of people",
        "the word “Jawohl” of a vote is taken for “yes”",
    } <= reasons
    _check_odd(map_cards(app), [first, third, fourth, fifth])
    assert client.get("/people/newly-elected").status_code == 200


def _check_odd(cards: dict[int, MeetingCard], events: list[Row]) -> None:
    first, third, fourth, fifth = events
    told_of = cards[first["EventId"]].result
    assert told_of is not None
    titles = [item.title for item in told_of.items]
    assert "Invocation & more" in titles
    links = [link for item in told_of.items for link in item.links]
    assert ("https://a.example/", "https://a.example/") in [
        (k.label, k.url) for k in links
    ]
    assert not any(link.url.startswith("javascript") for link in links)
    assert cards[third["EventId"]].notice.title == "Board of Odd Things"
    assert cards[fourth["EventId"]].notice.is_all_day
    assert cards[fourth["EventId"]].notice.place == "Hall, 1 Main Street"
    assert cards[fourth["EventId"]].notice.note.endswith("\nTime: TBD.")
    odd = next(
        m for m in cards[fifth["EventId"]].motions if m.rounds and m.rounds[0].ballots
    )
    taken = odd.rounds[0]
    assert {"recused", "yes"} <= {ballot.option for ballot in taken.ballots}
    assert "“Conflict”" in taken.note
