"""An agenda comes in from Word: read by a worker, looked at, then added."""

import io
import zipfile

import pytest
from flask import Flask
from sqlalchemy import select

from govapp.database import db
from govapp.jobs.running import run_due
from govapp.meetings.models import AgendaImport
from govapp.meetings.queries import changes
from govapp.meetings.queries.agendas import get_tree
from govapp.meetings.queries.meetings import get_meeting
from govapp.worker import HANDLERS
from tests.documents.samples import PDF
from tests.documents.words import make_agenda
from tests.meetings.building import press, read_main
from tests.meetings.conftest import Make
from tests.pages import PageClient


def _work(app: Flask) -> None:
    with app.app_context():
        while run_due(HANDLERS):
            pass


def _outline(app: Flask, meeting_id: int) -> list[str]:
    with app.app_context():
        return [
            f"{node.number} {node.item.title} {node.item.kind} "
            f"{node.item.minutes_planned} {node.item.presenter}".strip()
            for top in get_tree(get_meeting(meeting_id))
            for node in top.walk()
        ]


def _send(client: PageClient, path: str, name: str, content: bytes) -> str:
    file = (io.BytesIO(content), name)
    answer = client.submit(f"{path}/import", button="Read the file", file=file)
    assert answer.status_code == 303, read_main(answer.text)
    return str(answer.location)


def test_a_word_file_is_looked_at_before_it_is_added(
    app: Flask, secretary: PageClient, stranger: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    path = f"/desk/meetings/{meeting_id}/agenda"
    address = _send(secretary, path, "Agenda.docx", make_agenda())
    assert "The file is being read." in read_main(secretary.get(address).text)
    assert stranger.get(address).status_code == 404
    _work(app)
    page = read_main(secretary.get(address).text)
    assert "8 items were understood" in page
    assert (
        "Not taken These lines stand before the first item or belong to none: Board"
        in page
    )
    assert _outline(app, meeting_id) == []

    answer = secretary.submit(address, button="Add these 8 items")
    assert (answer.status_code, answer.location) == (303, path)
    assert _outline(app, meeting_id) == [
        "General session heading 0",
        "1 Call to order procedural 5",
        "2 Decision on the plan decision 0",
        "2.1 Costs other 0",
        "2.1.1 Staff report briefing 0",
        "Briefings heading 0",
        "3 Market update briefing 20 Demo presenter",
        "4 Public comment public_comment 0",
    ]
    with app.app_context():
        (change,) = changes.list_changes(get_meeting(meeting_id), 9)
    press(secretary, path, f"/desk/meetings/{meeting_id}/changes/{change.id}/undo")
    assert _outline(app, meeting_id) == []
    assert "These items were added" in read_main(secretary.get(address).text)
    with app.app_context():
        (found,) = db.session.scalars(select(AgendaImport))
        assert found.content is None


def _bomb() -> bytes:
    file = io.BytesIO(make_agenda())
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/big.bin", bytes(310 * 1024 * 1024))
    return file.getvalue()


def _broken() -> bytes:
    source, file = zipfile.ZipFile(io.BytesIO(make_agenda())), io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name)
            whole = name != "word/document.xml"
            archive.writestr(name, content if whole else content[:200])
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("Agenda.pdf", PDF, "is no Word file"),
        ("Agenda.docx", PDF, "cannot be opened as DOCX"),
        ("Agenda.docx", b"", "is empty"),
    ],
)
def test_what_is_no_word_file_is_refused_at_once(
    secretary: PageClient, make_meeting: Make, name: str, content: bytes, told: str
) -> None:
    path = f"/desk/meetings/{make_meeting()}/agenda/import"
    file = (io.BytesIO(content), name)
    answer = secretary.submit(path, button="Read the file", file=file)
    assert answer.status_code == 422
    assert told in read_main(answer.text)


def test_a_file_that_cannot_be_read_says_why_and_adds_nothing(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    path = f"/desk/meetings/{meeting_id}/agenda"
    address = _send(secretary, path, "Agenda.docx", _broken())
    _work(app)
    page = read_main(secretary.get(address).text)
    assert "This file could not be read. It is damaged" in page
    assert _outline(app, meeting_id) == []


def test_an_archive_that_would_fill_the_memory_is_not_opened(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    path = f"/desk/meetings/{make_meeting()}/agenda/import"
    file = (io.BytesIO(_bomb()), "Agenda.docx")
    answer = secretary.submit(path, button="Read the file", file=file)
    if answer.status_code == 303:
        _work(app)
        answer = secretary.get(str(answer.location))
    told = read_main(answer.text)
    assert "could not be read" in told or "cannot be opened" in told
