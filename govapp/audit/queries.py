"""Reading the audit trail."""

from collections.abc import Sequence

from sqlalchemy import select

from govapp.audit.models import AuditLine
from govapp.database import db


def list_lines(*subjects: str, limit: int | None = 100) -> Sequence[AuditLine]:
    """Return what was done to any of these subjects, newest first."""
    return db.session.scalars(
        select(AuditLine)
        .where(AuditLine.subject.in_(subjects))
        .order_by(AuditLine.id.desc())
        .limit(limit)
    ).all()


def list_before(line_id: int | None, *, limit: int) -> Sequence[AuditLine]:
    """Return the lines before one (None: the newest), newest first."""
    query = select(AuditLine).order_by(AuditLine.id.desc()).limit(limit)
    if line_id is not None:
        query = query.where(AuditLine.id < line_id)
    return db.session.scalars(query).all()
