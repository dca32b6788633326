"""What the record has for OParl; each is a query or two."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.sql.elements import ColumnElement

from govapp.database import db
from govapp.exchange.oparl.names import Times
from govapp.exchange.oparl.organizations import memberships_of
from govapp.record.models import (
    PUBLIC,
    PublishedDate,
    PublishedFile,
    PublishedItem,
    RecordEntry,
)
from govapp.record.published import head
from govapp.record.shapes.base import File, Kind
from govapp.record.shapes.bodies import Membership, Roster
from govapp.record.shapes.meetings import Agenda


@dataclass
class Held:
    """A membership as it was posted last, when that was, and whether it still is."""

    value: tuple[Membership, str]
    times: Times
    is_there: bool = True


def map_times(kind: str) -> dict[str, Times]:
    """Return when each subject of a kind was posted first and last, in their order."""
    return _map_times(RecordEntry.subject.startswith(f"{kind}:", autoescape=True))


def find_times(subject: str) -> Times | None:
    """Return the same of one subject, None where nothing of it was posted."""
    if not subject.isprintable():
        return None
    return _map_times(RecordEntry.subject == subject).get(subject)


def find_own_times() -> Times | None:
    """Return when the organization was posted, else when anything was."""
    if not head():
        return None
    ends = func.min(RecordEntry.posted_at), func.max(RecordEntry.posted_at)
    whole = db.session.execute(select(*ends).where(RecordEntry.log == PUBLIC)).one()
    return find_times("organization:") or Times(*whole)


def _map_times(chosen: ColumnElement[bool]) -> dict[str, Times]:
    rows = db.session.execute(
        select(
            RecordEntry.subject,
            func.min(RecordEntry.posted_at),
            func.max(RecordEntry.posted_at),
        )
        .where(RecordEntry.log == PUBLIC, chosen)
        .group_by(RecordEntry.subject)
        .order_by(RecordEntry.subject)
    )
    return {subject: Times(first, last) for subject, first, last in rows}


def list_numbers(body: str) -> set[str]:
    """Return the numbers of a body's meetings."""
    found = select(PublishedDate.number).where(PublishedDate.body == body)
    return set(db.session.scalars(found.distinct()))


def map_years() -> dict[str, str]:
    """Return the year of each meeting by its number."""
    rows = db.session.execute(
        select(PublishedDate.number, PublishedDate.local_date)
        .where(PublishedDate.is_host.is_(True), PublishedDate.is_current.is_(True))
        .order_by(PublishedDate.local_date, PublishedDate.number)
    )
    return {number: date[:4] for number, date in rows}


def map_taken() -> dict[str, list[str]]:
    """Return the numbers of the meetings that took up each matter, in their order."""
    rows = db.session.execute(
        select(PublishedItem.matter, PublishedItem.meeting)
        .where(PublishedItem.matter != "")
        .distinct()
        .order_by(PublishedItem.matter, PublishedItem.meeting)
    )
    taken: dict[str, list[str]] = {}
    for matter, meeting in rows:
        taken.setdefault(matter, []).append(meeting)
    return taken


def map_agendas(numbers: Iterable[str]) -> dict[str, list[Agenda]]:
    """Return every version of some meetings' agendas."""
    rows = db.session.execute(
        select(RecordEntry.subject, RecordEntry.content)
        .where(
            RecordEntry.log == PUBLIC,
            RecordEntry.kind == Kind.AGENDA,
            RecordEntry.subject.in_([f"meeting:{number}" for number in numbers]),
        )
        .order_by(RecordEntry.seq)
    )
    found: dict[str, list[Agenda]] = {}
    for subject, content in rows:
        number = subject.partition(":")[2]
        found.setdefault(number, []).append(Agenda.read(content))
    return found


def map_files(numbers: Iterable[str]) -> dict[str, list[tuple[File, str]]]:
    """Return every file that some meetings ever had, with why it is gone, if it is."""
    rows = db.session.scalars(
        select(PublishedFile)
        .where(PublishedFile.meeting.in_(list(numbers)))
        .order_by(PublishedFile.meeting, PublishedFile.document, PublishedFile.version)
    )
    found: dict[str, list[tuple[File, str]]] = {}
    for row in rows:
        file = File(
            id=row.document,
            version=row.version,
            name=row.name,
            label=row.name,
            media_type=row.media_type,
            size=row.size,
            sha256=row.sha256,
        )
        found.setdefault(row.meeting, []).append((file, row.withdrawn))
    return found


def map_memberships() -> dict[str, Held]:
    """Return every membership there ever was on a roster, by its key."""
    rows = db.session.execute(
        select(RecordEntry.posted_at, RecordEntry.content)
        .where(RecordEntry.log == PUBLIC, RecordEntry.kind == Kind.ROSTER)
        .order_by(RecordEntry.seq)
    )
    found: dict[str, Held] = {}
    for posted_at, content in rows:
        _take_in(found, Roster.read(content), posted_at)
    return found


def _take_in(found: dict[str, Held], roster: Roster, posted_at: datetime) -> None:
    """Bring what is known of a body's members up to a later roster of it."""
    now = memberships_of(roster)
    for key, value in now.items():
        held = found.setdefault(key, Held(value, Times(posted_at, posted_at)))
        if held.value != value or not held.is_there:
            held.value, held.is_there = value, True
            held.times = Times(held.times.created, posted_at)
    for key in _gone(found, roster.body.slug, list(now)):
        found[key].is_there = False
        found[key].times = Times(found[key].times.created, posted_at)


def _gone(found: dict[str, Held], body: str, now: Sequence[str]) -> list[str]:
    return [
        key
        for key, held in found.items()
        if held.is_there and key.startswith(f"{body}/") and key not in now
    ]
