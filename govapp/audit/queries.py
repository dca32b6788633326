"""Reading the audit trail."""

from collections.abc import Sequence

from sqlalchemy import select

from govapp.audit.models import AuditLine
from govapp.database import db


def list_lines(*subjects: str, limit: int = 100) -> Sequence[AuditLine]:
    """Return what was done to any of these subjects, newest first."""
    return db.session.scalars(
        select(AuditLine)
        .where(AuditLine.subject.in_(subjects))
        .order_by(AuditLine.id.desc())
        .limit(limit)
    ).all()
