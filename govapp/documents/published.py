"""The files anyone may read."""

from dataclasses import dataclass

from sqlalchemy import Executable, select

from govapp.database import db
from govapp.errors import NotFoundError
from govapp.record.models import PublishedFile


@dataclass(frozen=True)
class PublicFile:
    """One posted version of a file; `withdrawn` is the reason if it was withdrawn."""

    document: str
    version: int
    meeting: str
    name: str
    media_type: str
    size: int
    sha256: str
    withdrawn: str


COLUMNS = (
    PublishedFile.document,
    PublishedFile.version,
    PublishedFile.meeting,
    PublishedFile.name,
    PublishedFile.media_type,
    PublishedFile.size,
    PublishedFile.sha256,
    PublishedFile.withdrawn,
)


def get_version(document: str, version: int) -> PublicFile:
    """Return one posted version, in force at any meeting; raises NotFoundError."""
    return _get(
        select(*COLUMNS)
        .where(PublishedFile.document == document, PublishedFile.version == version)
        .order_by(PublishedFile.withdrawn != "", PublishedFile.meeting)
        .limit(1),
        document,
    )


def get_newest(document: str) -> PublicFile:
    """Return the newest posted version, one in force if any; raises NotFoundError."""
    return _get(
        select(*COLUMNS)
        .where(PublishedFile.document == document)
        .order_by(
            PublishedFile.withdrawn != "",
            PublishedFile.version.desc(),
            PublishedFile.meeting,
        )
        .limit(1),
        document,
    )


def _get(query: Executable, document: str) -> PublicFile:
    # PostgreSQL would choke on a NUL in an address.
    row = db.session.execute(query).first() if document.isprintable() else None
    if row is None:
        raise NotFoundError
    return PublicFile(*row)
