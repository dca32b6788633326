"""The Atom feeds as another reader takes them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import feedparser
import pytest
import time_machine
from flask import Flask

from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import (
    Agenda,
    Cancellation,
    Item,
    Minutes,
    Withdrawal,
)
from tests.exchange.posted import (
    AUDIT,
    BOARD,
    make_file,
    post,
    post_agenda,
    post_bodies,
    post_notice,
    post_organization,
)
from tests.pages import PageClient

SUBJECT = "meeting:2026-014"
START = datetime(2026, 12, 1, 18, tzinfo=UTC)


def read(client: PageClient, address: str = "/postings.atom") -> Any:  # untyped
    answer = client.get(address)
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    found = feedparser.parse(answer.data)
    assert found.bozo is False
    assert found.version == "atom10"
    return found


def test_an_empty_feed_is_whole(client: PageClient) -> None:
    found = read(client)
    assert found.feed.id == "tag:localhost,2026:postings"
    assert found.feed.updated == "1970-01-01T00:00:00Z"
    assert found.entries == []


def proof(client: PageClient, seq: int) -> str:
    """Return how an entry of a feed ends: with the checkpoint signed with it."""
    note = client.get(f"/record/checkpoint/{seq}").text
    address = f"http://localhost/record/{seq}"
    told = f'<p><a href="{address}">Its entry in the record</a>'
    return f"{told}, signed with this checkpoint:</p>\n    <pre>{note.rstrip()}\n</pre>"


def test_each_posting_is_an_entry(app: Flask, client: PageClient) -> None:
    post_organization(app)
    with time_machine.travel(START, tick=False):
        post_notice(app)
    with time_machine.travel(START + timedelta(hours=1), tick=False):
        post_agenda(app)
        post(app, Kind.MINUTES, SUBJECT, Minutes(state="proposed"), label="proposed")
        post(app, Kind.CANCELLATION, SUBJECT, Cancellation(reason="No quorum"))
    found = read(client)
    assert found.feed.title == "What was posted: Grid Operator"
    assert found.feed.updated == "2026-12-01T19:00:00.000Z"
    links = {link.rel: link.href for link in found.feed.links}
    assert links == {
        "self": "http://localhost/postings.atom",
        "alternate": "http://localhost/",
    }
    page = "http://localhost/meetings/2026-014"
    about = "General Session, Dec 16, 2026"
    assert [(e.id, e.title, e.link, e.published) for e in found.entries] == [
        (
            "tag:localhost,2026:posting/5",
            f"Meeting cancelled: {about}",
            page,
            "2026-12-01T19:00:00.000Z",
        ),
        (
            "tag:localhost,2026:posting/4",
            f"Proposed minutes: {about}",
            f"{page}/minutes",
            "2026-12-01T19:00:00.000Z",
        ),
        (
            "tag:localhost,2026:posting/3",
            f"Agenda: {about}",
            f"{page}/agenda/v/1",
            "2026-12-01T19:00:00.000Z",
        ),
        (
            "tag:localhost,2026:posting/2",
            f"Meeting announced: {about}",
            page,
            "2026-12-01T18:00:00.000Z",
        ),
    ]
    assert [(tag.term, tag.label) for tag in found.entries[0].tags] == [
        ("cancellation", "Meeting cancelled"),
        ("board", "Board of Governors"),
    ]
    content = found.entries[0].content[0].value
    assert content.startswith(
        f'<p>Meeting cancelled: <a href="{page}">General Session</a>, '
        "Wednesday, December 16, 2026, 10:00 a.m. PST.</p>\n"
        "<p>Reason: No quorum</p>"
    )
    assert content.endswith(proof(client, 5))
    related = [link.href for link in found.entries[0].links if link.rel == "related"]
    assert related == ["http://localhost/record/5"]


def test_a_revision_says_what_changed(app: Flask, client: PageClient) -> None:
    post_notice(app)
    old = [
        Item(key="a", number="1", title="Call to order"),
        Item(key="b", number="2", title="Budget", files=(make_file(),)),
        Item(key="c", number="3", title="Old business"),
        Item(key="d", number="4", title="Reports"),
    ]
    new = [
        Item(key="e", number="1", title="Oath"),
        Item(key="a", number="2", title="Call to order", presenter="Chair"),
        Item(
            key="b",
            number="3",
            title="Budget <2027> & tax",
            files=(
                make_file(version=2, sha256="1" * 64),
                make_file("map.png", id="key2", label="Map"),
            ),
        ),
        Item(key="d", number="4", title="Reports", status="withdrawn"),
    ]
    post_agenda(app, *old)
    agenda = Agenda(items=tuple(new), note="Room 2")
    post(app, Kind.AGENDA, SUBJECT, agenda, version=2, label="revised")
    newest = read(client).entries[0]
    assert newest.title == "Revised agenda: General Session, Dec 16, 2026"
    assert [
        line.partition("</li>")[0] for line in newest.content[0].value.split("<li>")[1:]
    ] == [
        "The note on the agenda was changed.",
        "Added: 1 Oath",
        "Details changed: 2 Call to order",
        "Reworded: 3 Budget &lt;2027&gt; &amp; tax. Before: Budget",
        "Document replaced in 3 Budget &lt;2027&gt; &amp; tax: Memorandum",
        "Document added to 3 Budget &lt;2027&gt; &amp; tax: Map",
        "Withdrawn: 4 Reports",
        "Removed: 3 Old business",
    ]


def test_feeds_of_bodies(app: Flask, client: PageClient) -> None:
    post_bodies(app)
    post_notice(app, "2026-001")
    post_notice(app, "2026-002", bodies=(AUDIT, BOARD))
    found = read(client, "/committees/audit/postings.atom")
    assert found.feed.title == "What was posted: Audit Committee"
    assert [entry.link[-8:] for entry in found.entries] == ["2026-002"]
    assert len(read(client, "/committees/board/postings.atom").entries) == 2
    assert len(read(client).entries) == 2


def test_the_newest_hundred(app: Flask, client: PageClient) -> None:
    for version in range(1, 103):
        post_notice(app, version=version, label="revised" if version > 1 else "")
    ids = [entry.id for entry in read(client).entries]
    assert ids == [f"tag:localhost,2026:posting/{seq}" for seq in range(102, 2, -1)]


@pytest.mark.parametrize("kind", ["added", "reworded"])
def test_what_was_withdrawn_is_not_told_by_what_changed(
    app: Flask, client: PageClient, kind: str
) -> None:
    post_notice(app)
    post_agenda(app)
    key = "k1" if kind == "reworded" else "k2"
    secret = Item(key=key, number="1", title="Ada's salary", files=(make_file(),))
    post_agenda(app, secret, version=2, label="revised")
    assert "salary" in client.get("/postings.atom").text
    gone = Withdrawal(what="agenda", version=2, reason="It names a person")
    post(app, Kind.WITHDRAWAL, SUBJECT, gone)
    for address in (
        "/postings.atom",
        "/committees/board/postings.atom",
        "/",
        "/meetings/2026-014",
        "/meetings/2026-014/agenda/v/2",
        "/meetings/2026-014/meeting.ics",
    ):
        assert "salary" not in client.get(address).text, address
        assert "Memorandum" not in client.get(address).text, address


def test_a_withdrawal_gives_its_reason(app: Flask, client: PageClient) -> None:
    post_notice(app)
    post_agenda(app)
    gone = Withdrawal(what="agenda", version=1, reason="Wrong meeting")
    post(app, Kind.WITHDRAWAL, SUBJECT, gone)
    assert "Reason: Wrong meeting" in read(client).entries[0].content[0].value


@pytest.mark.parametrize(
    "title", ["]]><script>alert(1)</script>", "a & <b> \x07", '"quoted" \ufffe']
)
def test_markup_stays_text(app: Flask, client: PageClient, title: str) -> None:
    post_notice(app, title=title)
    (entry,) = read(client).entries
    plain = title.replace("\x07", "").replace("\ufffe", "").strip()
    assert entry.title_detail.value.endswith(f": {plain}, Dec 16, 2026")
    assert "<script" not in entry.content[0].value


def test_byte_equal_and_spared(app: Flask, client: PageClient) -> None:
    post_notice(app)
    with time_machine.travel(START + timedelta(days=30)):
        first = client.get("/postings.atom")
    with time_machine.travel(START + timedelta(days=60)):
        second = client.get("/postings.atom")
        tag = {"If-None-Match": first.headers["ETag"]}
        spared = client.get("/postings.atom", headers=tag)
    assert first.data == second.data
    assert spared.status_code == 304
