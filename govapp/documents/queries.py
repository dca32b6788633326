"""Files as a worker looks them up."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from govapp.database import db
from govapp.documents.models import DocumentVersion
from govapp.errors import NotFoundError


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
