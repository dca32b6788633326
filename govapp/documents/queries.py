"""Files as a worker looks them up."""

from collections.abc import Sequence

from sqlalchemy import Row, and_, select
from sqlalchemy.orm import joinedload

from govapp.database import db
from govapp.documents.models import Document, DocumentVersion, Reading
from govapp.errors import NotFoundError
from govapp.record.models import PublishedFile
from govapp.record.search.models import PublishedReading


def get_version(version_id: int) -> DocumentVersion:
    """Return a version with its reading; raises NotFoundError."""
    version = db.session.scalar(
        select(DocumentVersion)
        .options(joinedload(DocumentVersion.reading))
        .where(DocumentVersion.id == version_id)
    )
    if version is None:
        raise NotFoundError
    return version


def list_unposted() -> Sequence[str]:
    """Return the hashes of files that nobody has posted for everyone."""
    posted = PublishedFile.sha256 == DocumentVersion.sha256
    return db.session.scalars(
        select(DocumentVersion.sha256)
        .distinct()
        .where(~select(PublishedFile).where(posted).exists())
        .order_by(DocumentVersion.sha256)
    ).all()


def list_unindexed(meeting: str) -> Sequence[Row[str, bytes]]:
    """Return what everyone may read and not find yet: its hash, and it sealed."""
    same = and_(
        DocumentVersion.version == PublishedFile.version,
        DocumentVersion.sha256 == PublishedFile.sha256,
    )
    known = PublishedReading.sha256 == PublishedFile.sha256
    return db.session.execute(
        select(PublishedFile.sha256, Reading.sealed)
        .join(Document, Document.key == PublishedFile.document)
        .join(DocumentVersion, and_(DocumentVersion.document_id == Document.id, same))
        .join(Reading, Reading.version_id == DocumentVersion.id)
        .join(PublishedReading, known, isouter=True)
        .where(
            PublishedFile.meeting == meeting,
            PublishedFile.withdrawn == "",
            PublishedReading.sha256.is_(None),
            Reading.sealed != b"",
        )
    ).all()
