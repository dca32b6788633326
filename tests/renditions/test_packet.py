"""The packet: cover, agenda and originals in one PDF, and what is left out says why."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pikepdf
import pytest
from flask import Flask
from pypdfium2 import PdfDocument
from sqlalchemy import func, select

from govapp.database import db
from govapp.jobs.models import Job, State
from govapp.jobs.running import run_due
from govapp.record.shapes.meetings import Item
from govapp.renditions.handlers import handle
from govapp.renditions.makers import Made, Order, make_packet
from govapp.renditions.models import Form, Rendition
from tests.exchange.posted import make_file, post_agenda, post_notice
from tests.pages import PageClient
from tests.parsing.papers import make_pdf, save
from tests.renditions.making import (
    PACKET,
    check_pdf,
    get_whole,
    post_meeting,
    read_pages,
    revise,
    work,
)

PACKETS = f"make_{Form.PACKET}"
TEXT = b"No PDF at all.\n"


def _papers() -> dict[str, bytes]:
    """Return two sound papers among others that cannot be bound."""
    tagged = make_pdf("Tagged", is_tagged=True)
    tagged.pages[0].obj.StructParents = 0
    return {
        "one.pdf": save(make_pdf("One, first", "One, second")),
        "locked.pdf": save(make_pdf("Locked"), password="secret"),
        "damaged.pdf": save(make_pdf("Damaged"))[:60],
        "plain.txt": TEXT,
        "two.pdf": save(tagged),
    }


def _outline(pdf: bytes) -> list[tuple[int, str, int]]:
    document = PdfDocument(pdf)
    found = []
    for mark in document.get_toc():
        target = mark.get_dest()
        assert target
        found.append((mark.level, mark.get_title(), target.get_index()))
    document.close()
    return found


def test_it_binds_what_can_be_bound(app: Flask, client: PageClient) -> None:
    post_meeting(app, _papers())
    work(app)
    packet = get_whole(client, PACKET).data
    cover, agenda, *originals = read_pages(packet)
    assert originals == ["One, first", "One, second", "Tagged"]
    assert "A copy for convenience" in cover
    assert "may not be accessible to everyone" in cover
    assert "Document Page one (PDF, 1 KB) 1 two (PDF, 1 KB) 3" in cover
    for said in (
        "– locked (PDF, 1 KB) Not included: it is protected by a password.",
        "– damaged (PDF, 1 KB) Not included: it is damaged, or has no pages.",
        "– plain (TXT, 1 KB) Not included: it is no PDF.",
    ):
        assert said in cover, cover
    assert "Page i of ii" in cover
    assert "1.1 Paper one.pdf" in agenda


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_pages_keep_what_they_inherit(app: Flask, client: PageClient) -> None:
    paper = make_pdf("Wide")
    page, tree = paper.pages[0].obj, paper.Root.Pages
    tree.MediaBox = pikepdf.Array([0, 0, 999, 800])
    del page.MediaBox
    post_meeting(app, {"wide.pdf": save(paper)})
    work(app)
    packet = get_whole(client, PACKET).data
    assert read_pages(packet)[-1] == "Wide"
    with pikepdf.open(io.BytesIO(packet)) as pdf:
        assert [int(side) for side in pdf.pages[-1].mediabox] == [0, 0, 999, 800]
        assert pdf.check_pdf_syntax() == []


def test_bookmarks_and_page_labels_lead_through_it(
    app: Flask, client: PageClient
) -> None:
    post_meeting(app, _papers())
    work(app)
    packet = get_whole(client, PACKET).data
    assert _outline(packet) == [
        (0, "In this packet", 0),
        (0, "Agenda", 1),
        (0, "1 Decision on the plan", 1),
        (1, "1.1 Paper one.pdf", 1),
        (2, "one", 2),
        (1, "1.2 Paper locked.pdf", 1),
        (1, "1.3 Paper damaged.pdf", 1),
        (1, "1.4 Paper plain.txt", 1),
        (1, "1.5 Paper two.pdf", 1),
        (2, "two", 4),
    ]
    document = PdfDocument(packet)
    labels = [document.get_page_label(number) for number in range(len(document))]
    document.close()
    assert labels == ["i", "ii", "1", "2", "3"]


def test_it_claims_no_more_than_is_so(app: Flask, client: PageClient) -> None:
    post_meeting(app, _papers())
    work(app)
    packet = get_whole(client, PACKET).data
    with pikepdf.open(io.BytesIO(packet)) as pdf:
        assert pdf.Root.MarkInfo.Suspects
        assert "/StructTreeRoot" in pdf.Root
        tagged = ["/StructParents" in page.obj for page in pdf.pages]
        assert tagged == [True, True, False, False, False]
        with pdf.open_metadata() as metadata:
            assert not {"pdfuaid:part", "pdfaid:part"} & set(metadata)
            assert metadata["dc:title"].startswith("Packet: Agenda: ")
    with pytest.raises(AssertionError):
        check_pdf(packet)


def test_the_originals_are_linked(app: Flask, client: PageClient) -> None:
    post_meeting(app, _papers())
    work(app)
    with pikepdf.open(io.BytesIO(get_whole(client, PACKET).data)) as pdf:
        links = [
            str(each.A.URI)
            for each in pdf.pages[0].Annots
            if "/URI" in each.get("/A", {})
        ]
    papers = [link for link in links if "/documents/" in link]
    assert [link.rpartition("/")[2] for link in papers] == [
        "one.pdf", "two.pdf", "locked.pdf", "damaged.pdf", "plain.txt",
    ]  # fmt: skip
    for link in papers:
        path = link.removeprefix("http://localhost")
        with client.get(path) as answer:
            assert answer.status_code == 200


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_it_says_how_far_it_is_and_stops_when_superseded(app: Flask) -> None:
    papers = {f"{n}.pdf": save(make_pdf("A", "B")) for n in range(4)}
    meeting_id = post_meeting(app, papers)
    told: list[tuple[int, int]] = []
    revisions = iter(["Posted meanwhile"])

    def make(order: Order) -> Iterator[Made]:
        def hear(done: int, total: int) -> None:
            if len(told) == 2:
                for title in revisions:
                    revise(app, meeting_id, title)
            order.hear(done, total)
            told.append(_read_progress())

        return make_packet(replace(order, hear=hear))

    packets = {PACKETS: handle(Form.PACKET, make, pause=timedelta())}
    with app.app_context():
        assert run_due(packets)
        assert told == [(0, 8), (0, 8)]
        assert _count_made() == 0
        assert run_due(packets)
        assert told[2:] == [(0, 8), (0, 8), (2, 8), (4, 8), (6, 8)]
        assert not run_due(packets)
        made = db.session.scalars(select(Rendition)).one()
        assert (made.form, made.version, made.pages) == (Form.PACKET, 2, 10)


def _read_progress() -> tuple[int, int]:
    running = select(Job.done, Job.total).where(Job.state == State.RUNNING)
    done, total = db.session.execute(running).one()
    db.session.commit()
    return done, total


def _count_made() -> int:
    return db.session.scalar(select(func.count()).select_from(Rendition)) or 0


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("size", "status"), [(999_999_999, 503), (1_000_000_001, 404)])
def test_too_much_is_not_packed_together(
    app: Flask, client: PageClient, size: int, status: int
) -> None:
    papers = tuple(make_file(id=f"f{n}", size=size) for n in range(2))
    post_notice(app)
    post_agenda(app, Item(key="a", number="1", title="Big", files=papers))
    assert client.get("/meetings/2026-014/packet.pdf").status_code == status
    assert client.get("/meetings/2026-014/documents.zip").status_code == status
    page = client.get("/meetings/2026-014").text
    assert ("/packet.pdf" in page) is (status == 503)
