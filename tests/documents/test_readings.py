"""What is kept is read by a worker, and what is read changes nothing that is kept."""

import io
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from govapp import schema
from govapp.accounts.services import SYSTEM
from govapp.committees.models import Body
from govapp.config import Settings
from govapp.database import READ, db
from govapp.documents import services
from govapp.documents.models import Document, Reading
from govapp.jobs.models import Job
from govapp.jobs.running import run_due
from govapp.worker import HANDLERS
from tests.documents.reading import read_all
from tests.documents.samples import PDF
from tests.parsing import papers


@pytest.fixture
def body_id(app: Flask) -> int:
    with app.app_context():
        body = Body(slug="board", name="Board", kind="board", time_zone="UTC")
        db.session.add(body)
        db.session.commit()
        return body.id


def keep(app: Flask, body_id: int, content: bytes, name: str = "Memo.pdf") -> int:
    """Keep a file; return its document's id."""
    document = services.add_document(
        SYSTEM,
        store=app.extensions["govapp.files"],
        body_id=body_id,
        file=io.BytesIO(content),
        filename=name,
        visibility="staff",
    )
    db.session.commit()
    return document.id


def test_a_file_is_read_after_it_was_kept(app: Flask, body_id: int) -> None:
    with app.app_context():
        document = keep(app, body_id, papers.save(papers.make_pdf("One two three")))
        job = db.session.scalars(select(Job)).one()
        assert (job.kind, job.title, job.body_id) == (
            "read_document",
            "Read Memo.pdf",
            body_id,
        )
        version = db.session.get_one(Document, document).current
        assert version.reading.state == "waiting"
        db.session.commit()
        [reading] = read_all()
        assert (reading.state, reading.finding, reading.pages, reading.text) == (
            "done",
            "",
            1,
            "One two three",
        )
        assert reading.facts == {"text_pages": 1, "read_pages": 1}


def test_each_version_is_read(app: Flask, body_id: int) -> None:
    with app.app_context():
        document = keep(app, body_id, papers.make_word(), "Memo.docx")
        services.add_version(
            SYSTEM,
            db.session.get_one(Document, document),
            store=app.extensions["govapp.files"],
            file=io.BytesIO(b"Plain words"),
            filename="Memo.txt",
        )
        db.session.commit()
        texts = [reading.text.partition("\n")[0] for reading in read_all()]
        assert texts == ["Heading one", "Plain words"]


def test_what_was_not_kept_is_not_read(app: Flask, body_id: int) -> None:
    with app.app_context():
        services.add_document(
            SYSTEM,
            store=app.extensions["govapp.files"],
            body_id=body_id,
            file=io.BytesIO(PDF),
            filename="a.pdf",
            visibility="staff",
        )
        db.session.rollback()
        assert read_all() == []


@pytest.mark.parametrize(
    ("content", "name", "finding"),
    [
        (PDF, "a.pdf", "damaged"),
        (papers.save(papers.make_pdf("x"), "sesame"), "a.pdf", "password"),
        (papers.make_picture(60_000, 60_000), "a.png", "pixels"),
    ],
)
def test_what_cannot_be_read_says_why_and_stays_as_it_is(
    app: Flask, body_id: int, content: bytes, name: str, finding: str
) -> None:
    with app.app_context():
        document = keep(app, body_id, content, name)
        version = db.session.get_one(Document, document).current
        before = _columns(version)
        db.session.commit()
        [reading] = read_all()
        assert (reading.state, reading.finding, reading.text) == ("failed", finding, "")
        assert db.session.scalars(select(Job.state)).one() == "done"
        assert _columns(db.session.get_one(Document, document).current) == before
        store = app.extensions["govapp.files"]
        assert b"".join(store.read(version.sha256)) == content


def test_a_scan_is_read_where_tesseract_is(app: Flask, body_id: int) -> None:
    read = {"read_pages": 1}
    said = ("Seven quiet lanterns", read | {"is_recognized": True})
    with app.app_context():
        keep(app, body_id, papers.make_scan("Seven quiet lanterns"))
        [reading] = read_all()
        found = (reading.text, reading.facts)
        assert found == (said if shutil.which("tesseract") else ("", read))


def test_a_scan_is_known_as_one_without_tesseract(
    app: Flask, body_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent))
    with app.app_context():
        keep(app, body_id, papers.make_scan("Seven quiet lanterns"))
        [reading] = read_all()
        assert (reading.state, reading.text, reading.pages) == ("done", "", 1)
        assert reading.facts == {"read_pages": 1}


def _columns(row: Any) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}


def test_a_store_out_of_reach_is_asked_again(app: Flask, body_id: int) -> None:
    with app.app_context():
        document = keep(app, body_id, PDF)
        sha256 = db.session.get_one(Document, document).current.sha256
        db.session.commit()
        folder = app.extensions["govapp.settings"].instance / "files" / "sealed"
        folder.rename(folder.with_name("away"))
        assert run_due(HANDLERS)
        job = db.session.scalars(select(Job)).one()
        assert (job.state, job.error) == ("waiting", f"{sha256} cannot be read.")
        assert db.session.scalars(select(Reading.state)).one() == "waiting"


def test_files_kept_before_are_read_after_an_upgrade(
    app: Flask, settings: Settings, body_id: int
) -> None:
    with app.app_context():
        keep(app, body_id, b"Kept long ago", "a.txt")
        db.session.remove()
        db.engine.dispose()
        db.engines[READ].dispose()
    schema.downgrade(settings.database_url, "0009")
    with app.app_context():
        assert db.session.execute(text("SELECT * FROM job")).all() == []
        db.session.remove()
        db.engine.dispose()
    schema.upgrade(settings.database_url)
    with app.app_context():
        [reading] = read_all()
        assert reading.text == "Kept long ago"
        titles = select(Job.title).where(Job.kind == "read_document")
        assert db.session.scalars(titles).one() == "Read a.txt"
