"""The desk sees how far each form is."""

from flask import Flask
from sqlalchemy import update

from govapp.database import db
from govapp.jobs.models import Job, State
from tests.meetings.conftest import Make
from tests.pages import PageClient, parse_page, read_text
from tests.parsing.papers import make_pdf, save
from tests.renditions.making import PACKET, post_meeting, work

PACKETS = "make_packet"


def _rows(client: PageClient, meeting_id: int) -> list[str]:
    page = parse_page(client.get(f"/desk/meetings/{meeting_id}/forms").text)
    return [read_text(row) for row in page.iter("tr")][1:]


def _set_packet(app: Flask, **values: object) -> None:
    with app.app_context():
        db.session.execute(update(Job).where(Job.kind == PACKETS).values(**values))
        db.session.commit()


def test_it_shows_how_far_each_form_is(app: Flask, secretary: PageClient) -> None:
    meeting_id = post_meeting(app, {"a.pdf": save(make_pdf("A"))})
    assert _rows(secretary, meeting_id) == [
        "Agenda (PDF) Being made",
        "Agenda (Word) Being made",
        "Packet: the agenda and its PDFs as one Being made",
        "All documents (ZIP) Being made",
    ]
    _set_packet(app, done=40, total=120)
    assert "Being made 40 of 120" in _rows(secretary, meeting_id)[2]
    _set_packet(app, state=State.FAILED, error="The disk is full.")
    assert "Could not be made The disk is full." in _rows(secretary, meeting_id)[2]
    page = secretary.get(f"/desk/meetings/{meeting_id}/forms").text
    assert "Try again what could not be made" in page
    _set_packet(app, state=State.WAITING, error="")
    work(app)
    packet = _rows(secretary, meeting_id)[2]
    assert packet.startswith("Packet: the agenda and its PDFs as one Ready")
    assert packet.endswith("KB, 3 pages")
    page = secretary.get(f"/desk/meetings/{meeting_id}/forms").text
    assert f'href="{PACKET}"' in page
    assert "Try again" not in page


def test_without_an_agenda_it_says_so(
    secretary: PageClient, stranger: PageClient, make_meeting: Make
) -> None:
    path = f"/desk/meetings/{make_meeting()}/forms"
    assert "No agenda is posted yet." in secretary.get(path).text
    assert stranger.get(path).status_code == 404
