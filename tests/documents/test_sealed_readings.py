"""What a worker read in a file is sealed in the database, as the file on the disk."""

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, make_url, select, text

from govapp import schema
from govapp.app import create_app
from govapp.config import Settings
from govapp.database import db
from govapp.documents.rules import Told
from govapp.documents.store import Store, UnreadableError
from govapp.documents.stores import Stores
from govapp.documents.vault import Vault
from govapp.jobs.models import Job
from govapp.jobs.running import run_due
from tests.documents.kept import in_memory
from tests.documents.reading import HANDLERS, Opened, list_opened, read_all
from tests.meetings.building import add_items, attach, post
from tests.meetings.conftest import Make, bodies, make_meeting, secretary
from tests.pages import PageClient
from tests.parsing.papers import make_pdf, save

__all__ = ["bodies", "make_meeting", "secretary"]
WORD = "Mallorysettlement"
TITLE = "Mallorytitle"
HASH, OTHER = "a" * 64, "b" * 64
BEFORE = "0066"


def _make_paper() -> bytes:
    pdf = make_pdf(f"The {WORD}", "A second page")
    pdf.docinfo["/Title"] = TITLE
    return save(pdf)


@pytest.fixture
def read(app: Flask, make_meeting: Make) -> Opened:
    """Have a closed paper read that is drafted, and return what was read."""
    meeting = make_meeting()
    (counsel,) = add_items(
        app, meeting, "Counsel", kind="closed", legal_basis="Gov. Code 11126(e)"
    )
    attach(
        app, meeting, "a.pdf", key=counsel, visibility="closed", content=_make_paper()
    )
    with app.app_context():
        [found] = read_all()
        db.session.commit()
        _let_go()
    assert (WORD in found.text, found.facts["title"]) == (True, TITLE)
    return found


def _let_go() -> None:
    db.session.remove()
    for engine in db.engines.values():
        engine.dispose()


def _read_raw(url: str) -> bytes:
    """Return what lies on the disk of the table, or of the whole database."""
    if make_url(url).get_backend_name() == "sqlite":
        path = Path(make_url(url).database or "")
        return b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("CHECKPOINT"))
        place = "pg_read_binary_file(pg_relation_filepath('document_reading'))"
        found = connection.scalar(text(f"SELECT {place}"))
    engine.dispose()
    return bytes(found)


@given(st.text(), st.dictionaries(st.text(), st.text() | st.integers()))
def test_it_opens_as_what_was_read(said: str, facts: dict[str, Any]) -> None:
    store, told = in_memory(), Told(said, facts)
    sealed = store.seal_told(told, HASH)
    assert store.open_told(sealed, HASH) == told
    assert bool(sealed) is bool(said or facts)


def _flip(sealed: bytes) -> bytes:
    return sealed[:-1] + bytes([sealed[-1] ^ 1])


def _cut(sealed: bytes) -> bytes:
    return sealed[:-1]


def _change_key(sealed: bytes) -> bytes:
    return bytes([sealed[0] ^ 1]) + sealed[1:]


@pytest.mark.parametrize("damage", [_flip, _cut, _change_key])
def test_what_was_touched_does_not_open(damage: Callable[[bytes], bytes]) -> None:
    store = in_memory()
    sealed = store.seal_told(Told(WORD), HASH)
    with pytest.raises(UnreadableError):
        store.open_told(damage(sealed), HASH)


def test_it_opens_as_no_other_files_and_under_no_other_key() -> None:
    store = in_memory()
    sealed = store.seal_told(Told(WORD), HASH)
    assert WORD.encode() not in sealed
    assert sealed != store.seal_told(Told(WORD), HASH)
    with pytest.raises(UnreadableError, match="damaged"):
        store.open_told(sealed, OTHER)
    other = Stores(Store("memory:"), Vault("memory:", bytes(32)))
    with pytest.raises(UnreadableError, match="another key"):
        other.open_told(sealed, HASH)


@pytest.mark.usefixtures("read")
def test_the_database_has_no_word_of_a_file_that_nobody_posted(
    settings: Settings,
) -> None:
    raw = _read_raw(settings.database_url)
    assert WORD.encode() not in raw
    assert TITLE.encode() not in raw


def test_an_upgrade_seals_what_is_there_and_a_downgrade_opens_it(
    app: Flask, settings: Settings, read: Opened
) -> None:
    url, key = settings.database_url, settings.files_key
    schema.downgrade(url, BEFORE, files_key=key)
    assert WORD.encode() in _read_raw(url)
    schema.upgrade(url, files_key=key)
    assert WORD.encode() not in _read_raw(url)
    assert TITLE.encode() not in _read_raw(url)
    with app.app_context():
        assert list_opened() == [read]
        _let_go()


@pytest.mark.usefixtures("read")
def test_without_the_key_neither_is_done(app: Flask, settings: Settings) -> None:
    url, key = settings.database_url, settings.files_key
    with pytest.raises(RuntimeError, match="with GOVAPP_FILES_KEY"):
        schema.downgrade(url, BEFORE)
    with pytest.raises(RuntimeError, match="another GOVAPP_FILES_KEY"):
        schema.downgrade(url, BEFORE, files_key="00" * 32)
    with app.app_context():
        assert schema.is_current(db.engine)
        _let_go()
    schema.downgrade(url, BEFORE, files_key=key)
    with pytest.raises(RuntimeError, match="with GOVAPP_FILES_KEY"):
        schema.upgrade(url)
    schema.upgrade(url, files_key=key)


@pytest.fixture
def locked(app: Flask, settings: Settings, make_meeting: Make) -> Flask:
    """Return an application with another key, over what was read and posted."""
    meeting = make_meeting()
    (budget,) = add_items(app, meeting, "Budget")
    for name, seen in (("a.pdf", "staff"), ("b.pdf", "public")):
        content = _make_paper()
        attach(app, meeting, name, key=budget, visibility=seen, content=content)
    with app.app_context():
        read_all()
        db.session.commit()
    post(app, meeting)
    other = create_app(dataclasses.replace(settings, files_key="00" * 32))
    other.testing = True
    return other


def test_the_look_before_a_release_says_that_it_cannot_be_read(
    locked: Flask, secretary: PageClient
) -> None:
    page = "/desk/meetings/1/files/1/release"
    shown = secretary.get(page).text
    assert (WORD in shown, TITLE in shown) == (True, True)
    client, session = locked.test_client(), secretary.get_cookie("govapp")
    assert session
    client.set_cookie("govapp", session.value)
    shown = client.get(page).text
    assert (WORD in shown, TITLE in shown) == (False, False)
    assert "Its text could not be read here. Open the file" in shown


def test_nothing_is_found_that_cannot_be_read(locked: Flask) -> None:
    with locked.app_context():
        assert run_due(HANDLERS)
        indexing = select(Job).where(Job.kind == "index_documents")
        job = db.session.scalars(indexing).one()
        assert (job.state, job.error) == (
            "waiting",
            "This was sealed with another key.",
        )
        _let_go()
