"""Everything public in tables for spreadsheets, one for each kind of thing."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, String, select

from govapp import clock
from govapp.database import Base, db
from govapp.exchange.sheets import write_table
from govapp.record.cards import BodyCard, MeetingCard
from govapp.record.models import (
    PUBLIC,
    PublishedFile,
    PublishedMotion,
    PublishedPage,
    PublishedPresence,
    PublishedVote,
    RecordEntry,
)
from govapp.record.search.index import is_sqlite
from govapp.record.shapes.matters import Matter
from govapp.record.shapes.meetings import Item

Row = tuple[object, ...]
BATCH = 500
OF_TABLE: dict[str, tuple[type[Base], tuple[str, ...]]] = {
    "documents": (
        PublishedFile,
        (
            "document",
            "version",
            "meeting",
            "name",
            "media_type",
            "size",
            "sha256",
            "withdrawn",
        ),
    ),
    "motions": (
        PublishedMotion,
        ("meeting", "motion", "body", "item", "local_date", "outcome"),
    ),
    "votes": (
        PublishedVote,
        ("meeting", "motion", "person", "name", "option", "recused_on"),
    ),
    "attendance": (
        PublishedPresence,
        ("meeting", "body", "person", "name", "status", "minutes", "local_date"),
    ),
}


def write_tables() -> Iterator[tuple[str, bytes]]:
    """Yield each table as a file."""
    for name, (heads, rows) in OF_CARDS.items():
        yield f"csv/{name}.csv", write_table(heads, rows()).encode()
    for name, (table, columns) in OF_TABLE.items():
        yield f"csv/{name}.csv", write_table(columns, _rows(table, columns)).encode()


def _rows(table: type[Base], columns: tuple[str, ...]) -> Iterator[Row]:
    found = table.__table__
    rows = select(*(found.c[column] for column in columns))
    for row in db.session.execute(rows.order_by(*map(alike, found.primary_key))):
        yield tuple(row)


def alike(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return a column by which both engines sort alike."""
    is_text = isinstance(column.type, String)
    return column.collate("C") if is_text and not is_sqlite() else column


def _cards(kind: str) -> Iterator[str]:
    """Yield the cards of a kind by their subjects, some at a time."""
    after, subject = f"{kind}:", PublishedPage.__table__.c.subject
    while True:
        rows = db.session.execute(
            select(PublishedPage.subject, PublishedPage.card)
            .where(
                PublishedPage.subject.startswith(f"{kind}:", autoescape=True),
                alike(subject) > after,
            )
            .order_by(alike(subject))
            .limit(BATCH)
        ).all()
        if not rows:
            return
        yield from (row.card for row in rows)
        after = rows[-1].subject


def _bodies() -> Iterator[Row]:
    for body in (BodyCard.read(card).body for card in _cards("body")):
        parent = body.parent.slug if body.parent else ""
        dates = body.established_on, body.dissolved_on
        yield body.slug, body.name, body.kind, body.status, parent, *dates


def _memberships() -> Iterator[Row]:
    for card in map(BodyCard.read, _cards("body")):
        for one in card.roster.members if card.roster else ():
            offices = "; ".join(office.office for office in one.offices)
            named = card.body.slug, one.person.slug, one.person.name, one.seat
            dates = one.start_on, one.term_end_on, one.ended_on
            yield *named, one.kind, *dates, offices


def _meetings() -> Iterator[Row]:
    for card in map(MeetingCard.read, _cards("meeting")):
        notice = card.notice
        bodies = " ".join(body.slug for body in notice.bodies)
        times = notice.start_local, notice.end_local, notice.time_zone
        agenda = card.agenda_version.version if card.agenda_version else ""
        minutes = card.minutes_version.version if card.minutes_version else ""
        named = notice.number, notice.title, notice.kind, card.state, bodies
        yield *named, *times, notice.place, agenda, minutes


def _items() -> Iterator[Row]:
    for card in map(MeetingCard.read, _cards("meeting")):
        for above, item in _flat(card.agenda.items if card.agenda else ()):
            matter = item.matter.file_number if item.matter else ""
            named = card.number, item.key, above, item.number, item.title
            yield *named, item.kind, item.status, matter


def _flat(items: Iterable[Item], above: str = "") -> Iterator[tuple[str, Item]]:
    for item in items:
        yield above, item
        yield from _flat(item.items, item.key)


def _matters() -> Iterator[Row]:
    for one in map(Matter.read, _cards("matter")):
        yield one.file_number, one.title, one.kind, one.body.slug, one.closed_on


def _entries() -> Iterator[Row]:
    rows = db.session.execute(
        select(
            RecordEntry.seq,
            RecordEntry.posted_at,
            RecordEntry.kind,
            RecordEntry.subject,
            RecordEntry.version,
            RecordEntry.label,
        )
        .where(RecordEntry.log == PUBLIC)
        .order_by(RecordEntry.seq)
    )
    for seq, posted_at, *named in rows:
        yield seq, clock.stamp(posted_at), *named


OF_CARDS: dict[str, tuple[tuple[str, ...], Callable[[], Iterator[Row]]]] = {
    "bodies": (
        ("body", "name", "kind", "status", "parent", "established_on", "dissolved_on"),
        _bodies,
    ),
    "memberships": (
        (
            "body",
            "person",
            "name",
            "seat",
            "kind",
            "start_on",
            "term_end_on",
            "ended_on",
            "offices",
        ),
        _memberships,
    ),
    "meetings": (
        (
            "meeting",
            "title",
            "kind",
            "state",
            "bodies",
            "start_local",
            "end_local",
            "time_zone",
            "place",
            "agenda_version",
            "minutes_version",
        ),
        _meetings,
    ),
    "items": (
        ("meeting", "item", "above", "number", "title", "kind", "status", "matter"),
        _items,
    ),
    "matters": (("matter", "title", "kind", "body", "closed_on"), _matters),
    "entries": (("seq", "posted_at", "kind", "subject", "version", "label"), _entries),
}
