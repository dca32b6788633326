"""Letting a worker read what waits."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app
from sqlalchemy import select

from govapp.database import db
from govapp.documents import handlers
from govapp.documents.models import DocumentVersion, Reading
from govapp.jobs.running import run_due

# What looks at pages from outside would wait for an answer.
HANDLERS = {
    handlers.INDEX: handlers.index_documents,
    "read_document": handlers.read_document,
}


@dataclass(frozen=True)
class Opened:
    """What was read in a version, opened."""

    state: str
    finding: str
    pages: int
    text: str
    facts: Mapping[str, Any]


def read_all() -> list[Opened]:
    """Let a worker read all that waits; return what was read, the oldest first."""
    while run_due(HANDLERS):
        pass
    return list_opened()


def list_opened() -> list[Opened]:
    """Return what was read, opened, the oldest first."""
    rows = db.session.execute(
        select(
            Reading.state,
            Reading.finding,
            Reading.pages,
            Reading.sealed,
            DocumentVersion.sha256,
        )
        .join(DocumentVersion, DocumentVersion.id == Reading.version_id)
        .order_by(Reading.version_id)
    )
    store = current_app.extensions["govapp.files"]
    found = []
    for state, finding, pages, sealed, sha256 in rows:
        told = store.open_told(sealed, sha256)
        found.append(Opened(state, finding, pages, told.text, told.facts))
    return found
