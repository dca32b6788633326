"""The packet of a book for its reader, and closed papers that say who reads them."""

import re

import pytest
import time_machine
from flask import Flask
from pypdfium2 import PdfDocument
from sqlalchemy import select

from govapp import clock
from govapp.audit.models import AuditLine
from govapp.committees.queries import get_body
from govapp.database import db
from govapp.portal.views_member import copies
from govapp.web.filters import when
from tests.documents.samples import PDF
from tests.meetings.building import add_items, attach, post, read_main
from tests.meetings.conftest import Make
from tests.pages import PageClient
from tests.parsing.papers import make_pdf, save
from tests.portal.conftest import Seat
from tests.portal.papers import Papers
from tests.portal.people import end_service
from tests.portal.test_book import _recuse
from tests.portal.test_searching import papers

__all__ = ["papers"]
BOOK = "/my/meetings/2031-001"
PACKET = f"{BOOK}/packet.pdf"


@pytest.fixture
def marking(app: Flask, papers: Papers) -> Papers:
    """Let the board have its closed papers marked."""
    with app.app_context():
        get_body("board").marks_closed = True
        db.session.commit()
    return papers


def _pages(pdf: bytes) -> list[str]:
    document = PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return [re.sub(r"\s+", " ", text).strip() for text in texts]


def _bookmarks(pdf: bytes) -> list[tuple[int, str, int]]:
    document = PdfDocument(pdf)
    found = [
        (mark.level, mark.get_title(), mark.get_dest().get_index())
        for mark in document.get_toc()
    ]
    document.close()
    return found


def _noted(app: Flask) -> list[str]:
    with app.app_context():
        action = AuditLine.action == "closed.read"
        return sorted(db.session.scalars(select(AuditLine.detail).where(action)))


@pytest.mark.usefixtures("papers")
def test_its_head_tells_no_length_and_is_no_reading(
    app: Flask, member: PageClient
) -> None:
    answer = member.head(PACKET)
    assert (answer.status_code, answer.data) == (200, b"")
    assert "Content-Length" not in answer.headers
    assert _noted(app) == []


def test_all_that_a_member_reads_is_one_file(
    app: Flask, papers: Papers, member: PageClient
) -> None:
    answer = member.get(PACKET)
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Disposition"] == (
        "inline; filename*=UTF-8''2031-001-book.pdf"
    )
    pages = _pages(answer.data)
    front = len(pages) - 7
    assert [page for page in pages[front:] if page != "First page"] == [
        "The public lanterns",
        "The members lanterns",
        "The closed lanterns",
        "Settle about lanterns",
    ]
    assert "Members read: Doe v. Lanterns" in " ".join(pages[:front])
    assert "staff" not in " ".join(pages)
    assert _bookmarks(answer.data) == [
        (0, "In this packet", 0),
        (0, "Agenda", 1),
        (0, "1 Budget", 1),
        (1, "public", front),
        (1, "members", front + 2),
        (1, "closed", front + 4),
        (0, "2 Counsel", 1),
        (1, "advice", front + 6),
    ]
    keys = [papers.page(name).split("/")[5] for name in ("closed", "advice")]
    documents = [f"document {key} version 1" for key in keys]
    assert _noted(app) == sorted(["2 Counsel", *documents])


def test_each_page_says_who_reads_and_when_where_the_body_says_so(
    app: Flask, marking: Papers, member: PageClient
) -> None:
    with time_machine.travel(clock.now(), tick=False):
        with app.test_request_context():
            mark = f"Mia, {when(clock.stamp(clock.now()), 'America/Los_Angeles')}"
        packet = _pages(member.get(PACKET).data)
        closed = _pages(member.get(marking.files["closed"]).data)
        members = member.get(marking.files["members"])
    assert len(packet) > 7
    assert [mark in page for page in packet] == [True] * len(packet)
    assert [page.replace(mark, "").strip() for page in closed] == [
        "First page",
        "The closed lanterns",
    ]
    assert [mark in page for page in closed] == [True, True]
    assert _pages(members.data) == ["First page", "The members lanterns"]
    assert members.headers["Accept-Ranges"] == "bytes"


def test_what_cannot_be_marked_is_not_given(
    app: Flask, member: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    (budget,) = add_items(app, meeting_id, "Budget")
    for name, content in (
        ("locked.pdf", save(make_pdf("Nobody reads this"), "a password")),
        ("broken.pdf", PDF),
        ("table.csv", b"a,b\n"),
    ):
        attach(app, meeting_id, name, key=budget, visibility="closed", content=content)
    post(app, meeting_id)
    with app.app_context():
        get_body("board").marks_closed = True
        db.session.commit()
    page = member.get(BOOK).text
    keys = re.findall(r"/documents/([\w-]+)/v/1", page)
    locked, broken, table = dict.fromkeys(keys)
    for key, name in ((locked, "locked.pdf"), (broken, "broken.pdf")):
        answer = member.get(f"/my/documents/{key}/v/1/{name}")
        assert answer.status_code == 503
        assert "It could not be made" in read_main(answer.text)
    assert member.get(f"/my/documents/{table}/v/1/table.csv").data == b"a,b\n"
    packet = _pages(member.get(PACKET).data)
    assert "it is protected by a password" in packet[0]
    assert "it is no PDF" in packet[0]


def test_others_are_bound_what_they_read_or_nothing(
    app: Flask, marking: Papers, member: PageClient, seat: Seat
) -> None:
    tom, ben = seat("audit", "Tom"), seat("board", "Ben")
    end_service(app, "Ben", "2026-01-01")
    for client in (tom, ben):
        missing = client.get("/my/nothing-here")
        answer = client.get(PACKET)
        assert (answer.status_code, answer.data) == (404, missing.data)
    _recuse(app, marking, "Mia", marking.closed)
    text = " ".join(_pages(member.get(PACKET).data))
    assert "The closed lanterns" in text
    assert not any(inside in text for inside in ("Doe", "Settle", "advice"))
    _recuse(app, marking, "Mia", marking.open)
    text = " ".join(_pages(member.get(PACKET).data))
    assert "The public lanterns" in text
    assert not any(f"The {name} lanterns" in text for name in ("closed", "members"))
    assert "Mia" not in text


def test_those_of_a_body_that_meets_with_it_are_bound_what_everyone_reads(
    app: Flask, seat: Seat, make_meeting: Make
) -> None:
    meeting_id = make_meeting(slugs=("board", "audit"))
    (budget,) = add_items(app, meeting_id, "Budget")
    for name in ("public", "members", "closed"):
        content = save(make_pdf(f"The {name} lanterns"))
        attach(
            app, meeting_id, f"{name}.pdf", key=budget, visibility=name, content=content
        )
    post(app, meeting_id)
    pages = _pages(seat("audit", "Tom").get(PACKET).data)
    assert pages[-1] == "The public lanterns"
    assert not any("closed" in page or "members" in page for page in pages)


def test_more_than_the_machine_has_turns_for_wait(
    papers: Papers, member: PageClient
) -> None:
    with copies.TURNS, copies.TURNS:
        answer = member.get(PACKET)
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "30"
        assert "It is being made for others" in read_main(answer.text)
    assert papers.book == BOOK
    assert len(_pages(member.get(PACKET).data)) > 7
