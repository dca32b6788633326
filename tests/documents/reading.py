"""Letting a worker read what waits."""

from collections.abc import Sequence

from sqlalchemy import select

from govapp.database import db
from govapp.documents import handlers
from govapp.documents.models import Reading
from govapp.jobs.running import run_due

# What looks at pages from outside would wait for an answer.
HANDLERS = {
    handlers.INDEX: handlers.index_documents,
    "read_document": handlers.read_document,
}


def read_all() -> Sequence[Reading]:
    """Let a worker read all that waits; return what was read, the oldest first."""
    while run_due(HANDLERS):
        pass
    order = select(Reading).order_by(Reading.version_id)
    return db.session.scalars(order.execution_options(populate_existing=True)).all()
