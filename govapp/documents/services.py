"""What the desk does with files; each is kept before the database names it."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from flask_babel import gettext as _
from sqlalchemy import delete, select, update

from govapp import clock
from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.database import atomic, db
from govapp.documents import queries, rules
from govapp.documents.models import Document, DocumentVersion, Reading, Visibility
from govapp.documents.stores import Stores
from govapp.errors import RuleError
from govapp.jobs import services as jobs
from govapp.record import projection
from govapp.record import services as record
from govapp.record.models import PublishedFile
from govapp.record.search.models import PublishedReading

KEY_BYTES = 16
# What a worker calls it when texts of files are to be found.
INDEX = "index_documents"


@atomic
def add_document(
    actor: Actor,
    *,
    store: Stores,
    body_id: int,
    file: BinaryIO,
    filename: str,
    visibility: str,
    limit: int = rules.LIMIT,
    is_listed: bool = True,
) -> Document:
    """Keep a file as the first version of a new document.

    What is not listed is read without the body's desk being told so. Raises RuleError,
    naming the file and the reason, where it may not be taken in.
    """
    document = Document(
        key=secrets.token_urlsafe(KEY_BYTES),
        body_id=body_id,
        visibility=_visibility(visibility),
        created_at=clock.now(),
    )
    version = _keep(actor, store, file, filename, limit)
    version.version = 1
    document.versions.append(version)
    db.session.add(document)
    db.session.flush()
    _read_later(document, version, is_listed=is_listed)
    _audit(actor, "document.added", document, version.sha256)
    return document


@atomic
def add_version(
    actor: Actor,
    document: Document,
    *,
    store: Stores,
    file: BinaryIO,
    filename: str,
    limit: int = rules.LIMIT,
    is_listed: bool = True,
) -> DocumentVersion:
    """Keep a file as a document's next version.

    Raises RuleError where it may not be taken in, or holds the bytes it held before.
    """
    version = _keep(actor, store, file, filename, limit)
    _lock(document)
    current = document.current
    if version.sha256 == current.sha256:
        raise RuleError(
            "%(name)s is the same file as version %(version)s: nothing has changed.",
            rules.FIELD,
            name=version.name,
            version=current.version,
        )
    version.version = current.version + 1
    document.versions.append(version)
    db.session.flush()
    _read_later(document, version, is_listed=is_listed)
    _audit(actor, "document.replaced", document, version.sha256)
    return version


@atomic
def set_visibility(actor: Actor, document: Document, visibility: str) -> None:
    """Say who may read a document from its next posting on.

    Raises RuleError where everyone may not before somebody looked at what it contains.
    """
    if _visibility(visibility) == Visibility.PUBLIC and not document.is_released:
        message = "Look at what this file contains before everyone may read it."
        raise RuleError(message, "visibility")
    document.visibility = _visibility(visibility)
    db.session.flush()
    _audit(actor, "document.shown_to", document, visibility)


@atomic
def release(actor: Actor, document: Document) -> None:
    """Note that somebody looked at what the newest version contains: it may be public.

    Versions that follow have to be looked at too.
    """
    document.released_sha256 = document.current.sha256
    db.session.flush()
    _audit(actor, "document.released", document, document.current.sha256)


def keep_reading(
    version_id: int,
    store: Stores,
    *,
    text: str = "",
    facts: Mapping[str, Any] | None = None,
    **found: Any,
) -> None:
    """Keep what a worker read in a version, sealed."""
    told, version = rules.Told(text, facts or {}), queries.get_version(version_id)
    kept = {
        "state": "done",
        "barriers": " ".join(rules.list_barriers(told.facts)),
        "sealed": store.seal_told(told, version.sha256),
        **found,
    }
    db.session.execute(
        update(Reading).where(Reading.version_id == version_id).values(kept)
    )
    posted = select(PublishedFile.meeting).join(
        DocumentVersion, DocumentVersion.sha256 == PublishedFile.sha256
    )
    for number in db.session.scalars(posted.where(DocumentVersion.id == version_id)):
        index_later(number)


def index_later(number: str, *, body_id: int | None = None) -> None:
    """Have a meeting found by what its posted files say, once they are read."""
    jobs.enqueue(
        kind=INDEX,
        key=number,
        payload={"meeting": number},
        title=_("Let the documents of %(number)s be found", number=number),
        body_id=body_id,
    )


def index_all() -> None:
    """Have all meetings found by what their posted files say."""
    with_files = select(PublishedFile.meeting).distinct()
    for number in db.session.scalars(with_files.order_by(PublishedFile.meeting)):
        index_later(number)


def keep_words(number: str, texts: Iterable[tuple[str, str, str]]) -> None:
    """Let a meeting be found by texts of its files: each its hash, words and text."""
    # A posting of the same meeting comes before or after, not between.
    record.lock()
    for sha256, words, text in texts:
        mine = PublishedReading.sha256 == sha256
        db.session.execute(delete(PublishedReading).where(mine))
        row = PublishedReading(sha256=sha256, words=words, text=text)
        db.session.add(row)
    db.session.flush()
    projection.index_papers(number)


def close_files(files: Stores) -> None:
    """Let go of what lies open of files that nobody has posted, and are kept sealed."""
    # What is posted meanwhile is opened after this, or known to be posted.
    record.lock()
    for sha256 in queries.list_unposted():
        files.unpublish(sha256)


def read_again(document: Document) -> None:
    """Have every version of a document read that came without what is in it."""
    for version in document.versions:
        _read_later(document, version, is_listed=False)


def _read_later(
    document: Document, version: DocumentVersion, *, is_listed: bool
) -> None:
    jobs.enqueue(
        kind="read_document",
        key=str(version.id),
        payload={"version": version.id},
        title=_("Read %(name)s", name=version.name),
        body_id=document.body_id if is_listed else None,
    )


def _visibility(name: str) -> Visibility:
    try:
        return Visibility(name)
    except ValueError as error:
        message = "Choose who may read this file."
        raise RuleError(message, "visibility") from error


def _keep(
    actor: Actor, store: Stores, file: BinaryIO, filename: str, limit: int
) -> DocumentVersion:
    """Check a file, keep its bytes and return the version they make."""
    name = rules.safe_name(filename)
    media_type = rules.check_file(file, name, limit=limit)
    sha256, size = store.put(file)
    return DocumentVersion(
        name=name,
        media_type=media_type,
        size=size,
        sha256=sha256,
        uploaded_at=clock.now(),
        uploaded_by=actor.name,
        reading=Reading(),
    )


def _lock(document: Document) -> None:
    """Let versions of one document come one after the other."""
    row = select(Document.id).where(Document.id == document.id).with_for_update()
    db.session.execute(row)
    db.session.expire(document, ["versions"])


def _audit(actor: Actor, action: str, document: Document, detail: str) -> None:
    audit.record(
        actor,
        action,
        f"document:{document.key}",
        body_id=document.body_id,
        detail=detail,
    )
