"""What was posted of meetings between two instants."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from govapp.database import db
from govapp.record.cards import Line
from govapp.record.models import PUBLIC, PublishedPosting, RecordEntry
from govapp.record.shapes.base import Kind

# What people plan by changed: the labels of such a notice.
PUT_OFF = ("rescheduled", "postponed")


@dataclass(frozen=True)
class Posted:
    """How much was posted in a time, and when before and after it something was."""

    total: int
    before: datetime | None
    after: datetime | None


def describe_postings(
    first: datetime, until: datetime, body: str | None = None
) -> Posted:
    """Return how much was posted, of one body or of all."""
    at = PublishedPosting.posted_at
    there = select(at).where(_concerns(body)).limit(1)
    before = there.where(at < first).order_by(at.desc())
    after = there.where(at >= until).order_by(at)
    total = select(func.count()).where(_concerns(body), at >= first, at < until)
    row = db.session.execute(
        select(*(one.scalar_subquery() for one in (total, before, after)))
    ).one()
    return Posted(*row)


def list_postings(
    first: datetime,
    until: datetime,
    body: str | None = None,
    *,
    limit: int,
    offset: int = 0,
) -> tuple[Line, ...]:
    """Return some of what was posted, newest first."""
    return _read(_lines(first, until, body).limit(limit).offset(offset))


def list_alarms(
    first: datetime, until: datetime, body: str | None = None
) -> tuple[Line, ...]:
    """Return which meetings were cancelled, moved or postponed, newest first."""
    alarming = or_(
        RecordEntry.kind == Kind.CANCELLATION,
        and_(RecordEntry.kind == Kind.NOTICE, RecordEntry.label.in_(PUT_OFF)),
    )
    entry = and_(RecordEntry.log == PUBLIC, RecordEntry.seq == PublishedPosting.seq)
    return _read(_lines(first, until, body).join(RecordEntry, entry).where(alarming))


def _lines(
    first: datetime, until: datetime, body: str | None
) -> Select[*tuple[Any, ...]]:
    at = PublishedPosting.posted_at
    return (
        select(PublishedPosting.line)
        .where(_concerns(body), at >= first, at < until)
        .order_by(PublishedPosting.seq.desc())
    )


def _concerns(body: str | None) -> ColumnElement[bool]:
    """Choose the postings of one body, or each posting once."""
    return PublishedPosting.body == body if body else PublishedPosting.is_host.is_(True)


def _read(statement: Select[*tuple[Any, ...]]) -> tuple[Line, ...]:
    return tuple(Line.read(line) for line in db.session.scalars(statement))
