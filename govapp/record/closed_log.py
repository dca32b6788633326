"""The closed logs of bodies, as their members and operators alone may read them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from govapp.database import db
from govapp.record.models import CLOSED, RecordEntry
from govapp.record.shapes.base import Kind
from govapp.record.shapes.closed import ClosedMinutes, MembersAgenda
from govapp.record.shapes.meetings import Withdrawal
from govapp.record.shapes.sittings import Sitting


@dataclass(frozen=True)
class ClosedEntry:
    """An agenda as it was posted to a body's members."""

    subject: str
    version: int
    posted_at: datetime
    agenda: MembersAgenda


@dataclass(frozen=True)
class PostedMinutes:
    """A version of the minutes of a closed session; `withdrawn` says why it is gone."""

    version: int
    posted_at: datetime
    minutes: ClosedMinutes
    withdrawn: str = ""


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


def list_minutes(body: str, subject: str) -> list[PostedMinutes]:
    """Return the minutes of a meeting's closed session, oldest first."""
    rows = _list(body, subject, Kind.MINUTES)
    withdrawn = {
        gone.version: gone.reason
        for _, _, content in _list(body, subject, Kind.WITHDRAWAL)
        for gone in [Withdrawal.read(content)]
    }
    return [
        PostedMinutes(
            version,
            posted_at,
            ClosedMinutes.read(content),
            withdrawn.get(version, ""),
        )
        for version, posted_at, content in rows
    ]


def find_minutes(body: str, subject: str) -> PostedMinutes | None:
    """Return the newest of them that stands, if there is one."""
    found = [each for each in list_minutes(body, subject) if not each.withdrawn]
    return found[-1] if found else None


def find_sitting(body: str, subject: str) -> Sitting | None:
    """Return what was recorded of a meeting behind closed doors, if anything was."""
    rows = _list(body, subject, Kind.SITTING)
    return Sitting.read(rows[-1][2]) if rows else None


def _list(body: str, subject: str, kind: Kind) -> Sequence[Any]:
    return db.session.execute(
        select(RecordEntry.version, RecordEntry.posted_at, RecordEntry.content)
        .where(
            RecordEntry.log == f"{CLOSED}{body}",
            RecordEntry.kind == kind,
            RecordEntry.subject == subject,
        )
        .order_by(RecordEntry.seq)
    ).all()


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
