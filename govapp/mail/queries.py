"""Reads of what the outbox holds, and of who takes no mails."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from govapp.database import db
from govapp.errors import NotFoundError
from govapp.mail.models import OutboxMessage, Suppression


@dataclass(frozen=True)
class Sending:
    """How far the mails of one subject have come that a list sends."""

    subject: str
    waiting: int
    sent: int
    failed: int
    since: datetime


def list_sendings(limit: int) -> Sequence[Sending]:
    """Return what lists send, the newest first, by subject."""
    message, count = OutboxMessage, func.count
    is_open = message.sent_at.is_(None) & message.failed_at.is_(None)
    rows = db.session.execute(
        select(
            message.subject,
            count().filter(is_open),
            count(message.sent_at),
            count(message.failed_at),
            func.max(message.created_at).label("since"),
        )
        .where(message.leave_at != "")
        .group_by(message.subject)
        .order_by(func.max(message.id).desc())
        .limit(limit)
    )
    return [Sending(*row) for row in rows]


def find_suppressed(emails: Collection[str]) -> set[str]:
    """Return those addresses to which lists send nothing."""
    query = select(Suppression.email).where(Suppression.email.in_(emails))
    return set(db.session.scalars(query))


def list_suppressions() -> Sequence[Suppression]:
    """Return who takes no mails, the latest first."""
    latest = Suppression.since.desc(), Suppression.id.desc()
    return db.session.scalars(select(Suppression).order_by(*latest)).all()


def get_suppression(suppression_id: int) -> Suppression:
    """Return one of them; raises NotFoundError."""
    found = db.session.get(Suppression, suppression_id)
    if found is None:
        raise NotFoundError
    return found
