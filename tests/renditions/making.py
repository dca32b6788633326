"""Meetings whose forms are made, and what is read in them."""

import io
from datetime import datetime

import page
from flask import Flask
from pypdfium2 import PdfDocument
from werkzeug.test import TestResponse

from govapp.accounts.services import SYSTEM
from govapp.committees.queries import find_body, get_body
from govapp.database import db
from govapp.jobs.running import run_due
from govapp.meetings.models import Meeting
from govapp.meetings.queries import agendas
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import agenda, files, posting, schedule
from govapp.renditions.handlers import HANDLERS
from tests.accounts.people import open_body
from tests.pages import PageClient

PAGE = "/meetings/2031-001"
AGENDA, PACKET = f"{PAGE}/agenda.pdf", f"{PAGE}/packet.pdf"
WORD, DOCUMENTS = f"{PAGE}/agenda.docx", f"{PAGE}/documents.zip"
# It takes a last byte CR of a stream for a part of the line's end after it.
MISTAKEN = "PDFA2A-STREAM-LENGTH-001"
Profile = page.ValidationProfile


def post_meeting(app: Flask, papers: dict[str, bytes] | None = None) -> int:
    """Post a meeting with an item, and an item beneath it for each paper."""
    with app.app_context():
        is_open = find_body("board") is not None
    if not is_open:
        open_body(app, "board")
    with app.app_context():
        meeting = schedule.schedule_meeting(
            SYSTEM,
            bodies=[get_body("board")],
            kind="regular",
            start=datetime(2031, 3, 5, 10),  # noqa: DTZ001 wall time
            place="Folsom",
        )
        top = agenda.add_item(SYSTEM, meeting, title="Decision on the plan")
        for name, content in (papers or {}).items():
            title = f"Paper {name}"
            item = agenda.add_item(SYSTEM, meeting, title=title, parent=top)
            attach(app, meeting, name, content, item.key)
        post(app, meeting)
        db.session.commit()
        return meeting.id


def attach(
    app: Flask, meeting: Meeting, name: str, content: bytes, key: str = ""
) -> None:
    """Attach a public file to a meeting or to an item of its agenda."""
    files.attach_file(
        SYSTEM,
        meeting,
        store=app.extensions["govapp.files"],
        file=io.BytesIO(content),
        filename=name,
        visibility="public",
        item=agendas.get_item(meeting.id, key) if key else None,
    )


def post(app: Flask, meeting: Meeting) -> None:
    """Post the agenda as it stands."""
    posting.post_agenda(SYSTEM, meeting, store=app.extensions["govapp.files"])


def revise(app: Flask, meeting_id: int, title: str) -> None:
    """Add an item and post the agenda again."""
    with app.app_context():
        meeting = get_meeting(meeting_id)
        agenda.add_item(SYSTEM, meeting, title=title)
        post(app, meeting)
        db.session.commit()


def work(app: Flask) -> int:
    """Do what a worker has to do; return how many jobs there were."""
    done = 0
    with app.app_context():
        while run_due(HANDLERS):
            done += 1
    return done


def get_whole(client: PageClient, path: str) -> TestResponse:
    """Return a file that is there, read to its end."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.data
    answer.close()
    return answer


def read_pages(pdf: bytes) -> list[str]:
    """Return the text of each page."""
    document = PdfDocument(pdf)
    try:
        return [
            " ".join(each.get_textpage().get_text_bounded().split())
            for each in document
        ]
    finally:
        document.close()


def check_pdf(pdf: bytes, profile: Profile = Profile.PDF_UA_1) -> None:
    """Fail with the rules that a PDF breaks."""
    report = page.validate_pdf_bytes(pdf, profile=profile)
    failures = [failure for failure in report.failures if failure.rule_id != MISTAKEN]
    assert failures == []
