"""The book of a meeting: what its members read, and what of that is written down."""

import pytest
from flask import Flask
from sqlalchemy import select

from govapp import clock
from govapp.accounts.services import SYSTEM
from govapp.audit.models import AuditLine
from govapp.committees.queries import find_person
from govapp.database import db
from govapp.meetings.queries import agendas
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import files, posting
from govapp.portal.models import Conflict, ConflictKind
from tests.documents.samples import PDF
from tests.meetings.building import add_items, attach, post, read_main
from tests.meetings.conftest import Make
from tests.pages import PageClient
from tests.portal.conftest import Seat
from tests.portal.papers import Papers, post_papers

INSIDE = ("Doe v. Operator", "Settlement", "advice")


def _recuse(app: Flask, papers: Papers, name: str, key: str) -> None:
    with app.app_context():
        person = find_person(name.lower())
        assert person
        db.session.add(
            Conflict(
                person_id=person.id,
                meeting_id=papers.meeting_id,
                item_key=key,
                kind=ConflictKind.RECUSAL,
                statement="A contract",
                declared_at=clock.now(),
            )
        )
        db.session.commit()


def _readings(app: Flask) -> list[tuple[str, str]]:
    with app.app_context():
        rows = db.session.execute(
            select(AuditLine.actor_name, AuditLine.detail)
            .where(AuditLine.action == "closed.read")
            .order_by(AuditLine.id)
        )
        return [(name, detail) for name, detail in rows]


def test_members_read_what_is_closed_and_for_them(
    papers: Papers, member: PageClient
) -> None:
    page = read_main(member.get(papers.book).text)
    assert "You read it as the members of Board do" in page
    assert "Closed Members read: Doe v. Operator" in page
    assert all(inside in page for inside in INSIDE)
    assert "members (PDF, 1 KB) Members only Not opened yet" in page
    assert "closed (PDF, 1 KB) Closed Not opened yet" in page
    assert "staff" not in page
    assert "You have opened 0 of 4 documents." in page
    first = read_main(member.get(papers.item(papers.open)).text)
    assert "Item 1 of 3, 4 documents of the book not opened yet 1 Budget" in first
    assert "The open text" in first
    assert "After 2 Counsel" in first
    closed = read_main(member.get(papers.item(papers.closed)).text)
    assert "not opened yet 2 Counsel Closed Members read: Doe v. Operator" in closed
    beneath = read_main(member.get(papers.item(papers.beneath)).text)
    assert "not opened yet 2.1 Settlement" in beneath
    assert "Before 2 Counsel" in beneath


def test_files_are_given_privately_and_counted(
    papers: Papers, member: PageClient
) -> None:
    for name in ("public", "members", "closed", "advice"):
        answer = member.get(papers.files[name])
        assert answer.status_code == 200, name
        assert answer.data == PDF + f"{name}.pdf".encode()
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex"
    page = read_main(member.get(papers.book).text)
    assert "You have opened 4 of 4 documents." in page
    assert "not opened" not in read_main(member.get("/my/").text)


@pytest.mark.parametrize("how", ["get", "head", "range", "conditional"])
def test_every_way_of_asking_is_shut_alike(
    papers: Papers, member: PageClient, how: str
) -> None:
    headers = {
        "range": {"Range": "bytes=0-3"},
        "conditional": {"If-None-Match": "*"},
    }.get(how, {})
    ask = member.head if how == "head" else member.get
    member.get("/my/")  # its session is written once
    missing = ask("/my/nothing-here", headers=headers)
    address = papers.files["closed"]
    for shut in (
        papers.files["staff"],
        address.replace("/v/1/", "/v/2/"),
        address.replace("closed.pdf", "other.pdf"),
        address.replace("/v/1/closed.pdf", "%22/v/1/closed.pdf"),
        address.removesuffix("closed.pdf") + "%5cclosed.pdf",
        "/my/documents/unknown/v/1/closed.pdf",
        papers.page("staff"),
        papers.page("closed").replace("/v/1", "/v/2"),
        f"{papers.book}/documents/unknown/v/1",
        f"{papers.book}/documents/%22/v/1",
    ):
        answer = ask(shut, headers=headers)
        assert (answer.status_code, answer.data) == (404, missing.data), shut
        assert sorted(answer.headers) == sorted(missing.headers)


def test_reading_what_is_closed_is_written_down_once(
    app: Flask, papers: Papers, member: PageClient
) -> None:
    member.get(papers.item(papers.open))
    member.get(papers.files["members"])
    member.head(papers.files["closed"])
    assert _readings(app) == []
    for _ in range(2):
        member.get(papers.item(papers.closed))
        member.get(papers.item(papers.beneath))
        member.get(papers.files["closed"], headers={"Range": "bytes=1-3"})
    document = papers.files["closed"].split("/")[3]
    assert _readings(app) == [
        ("Mia", "2 Counsel"), ("Mia", f"document {document} version 1"),
    ]  # fmt: skip


def test_without_anything_closed_members_read_what_everyone_does(
    app: Flask, member: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    add_items(app, meeting_id, "Budget")
    attach(app, meeting_id, "memo.pdf")
    post(app, meeting_id)
    page = read_main(member.get("/my/meetings/2031-001").text)
    assert "Nothing on it is for members alone." in page
    assert "Budget" in page
    assert "memo (PDF, 1 KB) Not opened yet" in page
    assert _readings(app) == []


def test_those_of_a_body_that_meets_with_it_read_what_everyone_does(
    app: Flask, seat: Seat, make_meeting: Make
) -> None:
    papers = post_papers(app, make_meeting(slugs=("board", "audit")))
    tom = seat("audit", "Tom")
    page = read_main(tom.get(papers.book).text)
    assert "You read what everyone does." in page
    assert "Counsel" in page
    assert not any(inside in page for inside in (*INSIDE, "members (PDF"))
    assert tom.get(papers.files["public"]).status_code == 200
    for shut in (
        papers.item(papers.beneath),
        papers.files["closed"],
        papers.files["members"],
    ):
        assert tom.get(shut).status_code == 404
    assert "Doe" not in tom.get(papers.item(papers.closed)).text
    assert _readings(app) == []


def test_whoever_is_recused_reads_the_stub(
    app: Flask, papers: Papers, member: PageClient
) -> None:
    assert member.get(papers.files["advice"]).status_code == 200
    _recuse(app, papers, "Mia", papers.closed)
    page = read_main(member.get(papers.book).text)
    assert "Counsel Closed You are recused" in page
    assert not any(inside in page for inside in INSIDE)
    stub = read_main(member.get(papers.item(papers.closed)).text)
    assert "Legal basis: Gov. Code 11126(e)" in stub
    missing = member.get("/my/nothing-here").data
    for shut in (papers.files["advice"], papers.item(papers.beneath)):
        answer = member.get(shut)
        assert (answer.status_code, answer.data) == (404, missing)
    assert member.get(papers.files["closed"]).status_code == 200

    _recuse(app, papers, "Mia", papers.open)
    budget = read_main(member.get(papers.item(papers.open)).text)
    assert "The open text" in budget
    assert "public (PDF" in budget
    assert "closed (PDF" not in budget
    for name in ("members", "closed"):
        assert member.get(papers.files[name]).status_code == 404
    assert member.get(papers.files["public"]).status_code == 200


def _show_to_staff(app: Flask, papers: Papers, label: str) -> None:
    with app.app_context():
        found = agendas.list_attachments(get_meeting(papers.meeting_id))
        file = next(file for file in found if file.label == label)
        files.show_file(SYSTEM, file, visibility="staff")
        db.session.commit()


def test_what_the_secretary_takes_back_is_gone_at_once(
    app: Flask, papers: Papers, member: PageClient
) -> None:
    _show_to_staff(app, papers, "members")
    assert member.get(papers.files["members"]).status_code == 404
    assert "members (PDF" not in read_main(member.get(papers.book).text)
    with app.app_context():
        found = agendas.list_attachments(get_meeting(papers.meeting_id))
        public = next(file for file in found if file.label == "public")
        posting.withdraw_file(SYSTEM, public, reason="It names somebody")
        db.session.commit()
    gone = member.get(papers.files["public"])
    assert gone.status_code == 410
    assert "It names somebody" in gone.text
    assert "public Withdrawn" in read_main(member.get(papers.book).text)


def test_a_withdrawn_agenda_says_so(
    app: Flask, papers: Papers, member: PageClient
) -> None:
    with app.app_context():
        meeting = get_meeting(papers.meeting_id)
        posting.withdraw_agenda(SYSTEM, meeting, reason="Wrong room")
        db.session.commit()
    page = read_main(member.get(papers.book).text)
    assert "The newest version of the agenda was withdrawn. Wrong room" in page
    assert "No agenda is posted." in page
    assert "Doe" not in page
    assert member.get(papers.item(papers.closed)).status_code == 404
