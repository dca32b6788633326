"""The closed logs of bodies, as their members and operators alone may read them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from govapp.database import db
from govapp.record.models import CLOSED, RecordEntry
from govapp.record.shapes.base import Kind
from govapp.record.shapes.closed import MembersAgenda


@dataclass(frozen=True)
class ClosedEntry:
    """An agenda as it was posted to a body's members."""

    subject: str
    version: int
    posted_at: datetime
    agenda: MembersAgenda


def list_agendas(body: str, subjects: Collection[str]) -> Sequence[ClosedEntry]:
    """Return the agendas of some meetings in a body's closed log, oldest first."""
    return _read(_agendas(body).where(RecordEntry.subject.in_(subjects)))


def list_naming(body: str, document: str) -> Sequence[ClosedEntry]:
    """Return the agendas in a body's closed log that name a document."""
    # PostgreSQL would choke on a NUL in an address.
    if not document.isprintable():
        return []
    named = RecordEntry.content.contains(f'"id":"{document}"', autoescape=True)
    return _read(_agendas(body).where(named))


def _agendas(body: str) -> Select[*tuple[Any, ...]]:
    return (
        select(
            RecordEntry.subject,
            RecordEntry.version,
            RecordEntry.posted_at,
            RecordEntry.content,
        )
        .where(RecordEntry.log == f"{CLOSED}{body}", RecordEntry.kind == Kind.AGENDA)
        .order_by(RecordEntry.seq)
    )


def _read(statement: Select[*tuple[Any, ...]]) -> list[ClosedEntry]:
    return [
        ClosedEntry(subject, version, posted_at, MembersAgenda.read(content))
        for subject, version, posted_at, content in db.session.execute(statement)
    ]
