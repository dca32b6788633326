"""The pages of the record, as people read them."""

from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask

from govapp.database import db
from govapp.record.services import reopen
from govapp.record.shapes.base import Kind
from govapp.record.shapes.bodies import Organization
from govapp.record.shapes.meetings import Withdrawal
from tests.exchange.posted import (
    post,
    post_agenda,
    post_bodies,
    post_notice,
    post_organization,
)
from tests.meetings.building import read_main
from tests.pages import PageClient, parse_page, read_text


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel("2026-11-18T18:02:00Z", tick=False):
        yield


@pytest.fixture
def posted(app: Flask) -> Flask:
    """Post one entry of each kind that is not like the others."""
    post_organization(app)
    post_bodies(app)
    post_notice(app)
    post_agenda(app)
    post_agenda(app, version=2, label="revised")
    gone = Withdrawal(what="agenda", version=1, reason="The wrong file.")
    post(app, Kind.WITHDRAWAL, "meeting:2026-014", gone)
    with app.app_context():
        reopen(origin="localhost/record-2", reason="The disk failed.")
        db.session.commit()
    return app


def _rows(client: PageClient, path: str) -> list[tuple[str, str]]:
    """Return what each row of the table says, and where it leads."""
    page = parse_page(client.get(path).text)
    return [
        (
            " | ".join(filter(None, (read_text(cell) for cell in row.iter("td")))),
            " ".join(link.get("href", "") for link in row.iter("a")),
        )
        for row in page.iter("tr")
        if list(row.iter("td"))
    ]


def test_the_record_lists_what_each_entry_is(posted: Flask, client: PageClient) -> None:
    assert posted.name == "govapp"
    when = "Nov 18, 2026, 10:02 a.m. PST"
    of = "General Session, Dec 16, 2026"
    meeting = "/meetings/2026-014"
    assert _rows(client, "/record") == [
        (f"9 | {when} | The record opened anew", "/record/9"),
        (f"8 | {when} | Agenda withdrawn | {of}", f"/record/8 {meeting}"),
        (
            f"7 | {when} | Revised agenda, version 2 | {of}",
            f"/record/7 {meeting}/agenda/v/2",
        ),
        (f"6 | {when} | Agenda, version 1 | {of}", f"/record/6 {meeting}/agenda/v/1"),
        (f"5 | {when} | Meeting announced | {of}", f"/record/5 {meeting}"),
        (
            f"4 | {when} | Members of a body | Board of Governors",
            "/record/4 /committees/board",
        ),
        (f"3 | {when} | A body | Audit Committee", "/record/3 /committees/audit"),
        (f"2 | {when} | A body | Board of Governors", "/record/2 /committees/board"),
        (f"1 | {when} | The organization’s page", "/record/1 /about"),
    ]
    shown = read_main(client.get("/record").text)
    assert client.get("/record/checkpoint").text.split()[2] in shown


def test_a_long_record_is_read_page_by_page(app: Flask, client: PageClient) -> None:
    for number in range(52):
        post(app, Kind.ORGANIZATION, "organization:", Organization(name=str(number)))
    assert len(_rows(client, "/record")) == 50
    assert 'href="/record/before=3" rel="next"' in client.get("/record").text
    assert [row[0][:1] for row in _rows(client, "/record?before=3")] == ["2", "1"]
    assert 'href="/record"' in client.get("/record?before=3").text
    assert client.get("/record?before=x").status_code == 404
    assert "There is nothing earlier." in client.get("/record?before=1").text


def test_an_entry_is_shown_byte_for_byte(posted: Flask, client: PageClient) -> None:
    assert posted.name == "govapp"
    main = read_main(client.get("/record/7").text)
    assert "Entry 7 Revised agenda, version 2: General Session, Wednesday, Dec" in main
    event = client.get("/record/entries?from=7").text.splitlines()[0]
    content = client.get("/record/content/7").text
    note = client.get("/record/checkpoint/7").text
    for text in (event, content, *note.split("\n")):
        assert text in main
    page = client.get("/record/7").text
    for link in ("/record/proof/7", "/record/content/7", "/record/6", "/record/8"):
        assert f'href="{link}"' in page
    assert 'href="/record/10"' not in client.get("/record/9").text
    anew = read_main(client.get("/record/9").text)
    assert "The record opened anew: The disk failed." in anew
    assert client.get("/record/10").status_code == 404


def test_what_was_withdrawn_says_why_and_no_longer_what(
    posted: Flask, client: PageClient
) -> None:
    assert posted.name == "govapp"
    page = client.get("/record/6").text
    main = read_main(page)
    assert "What was posted here was withdrawn. The wrong file." in main
    assert "Call to order" not in page
    assert "/record/content/6" not in page
    assert '"kind":"agenda"' in main


def test_an_empty_record_says_so(client: PageClient) -> None:
    main = read_main(client.get("/record").text)
    assert "The record begins with the first posting." in main
    assert "The newest checkpoint" not in main
    assert "What this proves, and what it does not" in main


def test_a_meeting_leads_to_its_proofs(posted: Flask, client: PageClient) -> None:
    assert posted.name == "govapp"
    page = client.get("/meetings/2026-014").text
    for seq in (5, 6, 7, 8):
        assert f'href="/record/{seq}">Proof<' in page
