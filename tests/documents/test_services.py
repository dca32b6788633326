"""Files at the desk: kept first, named afterwards."""

import io
import string

import pytest
from flask import Flask
from sqlalchemy import func, select

from govapp.accounts.services import SYSTEM
from govapp.audit.models import AuditLine
from govapp.committees.models import Body
from govapp.database import db
from govapp.documents import services
from govapp.documents.models import Document, DocumentVersion
from govapp.documents.stores import Stores
from govapp.errors import RuleError
from tests.documents.samples import PDF, PNG


@pytest.fixture
def store(app: Flask) -> Stores:
    found = app.extensions["govapp.files"]
    assert isinstance(found, Stores)
    return found


@pytest.fixture
def document(app: Flask, store: Stores) -> Document:
    with app.app_context():
        body = Body(slug="board", name="Board", kind="board", time_zone="UTC")
        db.session.add(body)
        db.session.flush()
        document = add(store, body.id)
        db.session.commit()
        return document


def add(store: Stores, body_id: int, name: str = "Memo.pdf") -> Document:
    return services.add_document(
        SYSTEM,
        store=store,
        body_id=body_id,
        file=io.BytesIO(PDF),
        filename=name,
        visibility="staff",
    )


def test_a_document_is_kept(app: Flask, store: Stores, document: Document) -> None:
    with app.app_context():
        kept = db.session.get_one(Document, document.id)
        version = kept.current
        assert (kept.visibility, version.version) == ("staff", 1)
        assert (version.name, version.media_type) == ("Memo.pdf", "application/pdf")
        assert (version.size, version.uploaded_by) == (len(PDF), "System")
        assert b"".join(store.read(version.sha256)) == PDF
        line = db.session.scalars(select(AuditLine)).one()
        assert (line.action, line.subject, line.detail, line.body_id) == (
            "document.added",
            f"document:{kept.key}",
            version.sha256,
            kept.body_id,
        )


def test_keys_say_nothing(app: Flask, store: Stores, document: Document) -> None:
    with app.app_context():
        other = add(store, document.body_id)
        letters = set(string.ascii_letters + string.digits + "-_")
        for key in (document.key, other.key):
            assert len(key) == 22
            assert set(key) <= letters
        assert other.key != document.key


def test_a_new_version(app: Flask, store: Stores, document: Document) -> None:
    with app.app_context():
        kept = db.session.get_one(Document, document.id)
        version = services.add_version(
            SYSTEM, kept, store=store, file=io.BytesIO(PNG), filename="../map.png"
        )
        db.session.commit()
        assert (version.version, version.name) == (2, "map.png")
        assert [known.version for known in kept.versions] == [1, 2]
        assert kept.current is version


def test_the_same_bytes_are_no_new_version(
    app: Flask, store: Stores, document: Document
) -> None:
    with app.app_context():
        kept = db.session.get_one(Document, document.id)
        with pytest.raises(RuleError) as refused:
            services.add_version(
                SYSTEM, kept, store=store, file=io.BytesIO(PDF), filename="b.pdf"
            )
        assert str(refused.value) == (
            "b.pdf is the same file as version 1: nothing has changed."
        )
        assert db.session.scalar(select(func.count(DocumentVersion.id))) == 1


def test_what_is_refused_is_not_kept(
    app: Flask, store: Stores, document: Document
) -> None:
    with app.app_context():
        with pytest.raises(RuleError, match=r"memo\.exe is of a kind"):
            add(store, document.body_id, "memo.exe")
        with pytest.raises(RuleError, match="larger than 0 MB"):
            services.add_document(
                SYSTEM,
                store=store,
                body_id=document.body_id,
                file=io.BytesIO(PDF),
                filename="a.pdf",
                visibility="public",
                limit=5,
            )
        assert db.session.scalar(select(func.count(Document.id))) == 1


def test_who_may_read(app: Flask, document: Document) -> None:
    with app.app_context():
        kept = db.session.get_one(Document, document.id)
        with pytest.raises(RuleError, match="Look at what this file contains"):
            services.set_visibility(SYSTEM, kept, "public")
        services.release(SYSTEM, kept)
        services.set_visibility(SYSTEM, kept, "public")
        assert kept.visibility == "public"
        with pytest.raises(RuleError, match="Choose who may read this file") as refused:
            services.set_visibility(SYSTEM, kept, "everyone")
        assert refused.value.field == "visibility"
        assert kept.visibility == "public"
