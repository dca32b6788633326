"""What the record has for that interface: two queries for a page, one for an object."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from govapp import clock
from govapp.database import db
from govapp.record.cards import Line
from govapp.record.models import (
    PUBLIC,
    PublishedDate,
    PublishedPosting,
    PublishedService,
    RecordEntry,
)
from govapp.record.objects.models import PublishedObject
from govapp.record.objects.shapes import Gone, PostingObject, Tracked

OBJECT = (PublishedObject.is_gone, PublishedObject.content)
# Of these the body is its own; the others are of the bodies of their meeting.
OF_A_BODY = {"bodies", "seats", "memberships", "matters", "motions", "votes"}
COLUMNS = {
    "meeting": PublishedObject.meeting,
    "person": PublishedObject.person,
    "matter": PublishedObject.matter,
    "motion": PublishedObject.motion,
    "status": PublishedObject.status,
}
ENTRY = (
    RecordEntry.seq,
    RecordEntry.posted_at,
    RecordEntry.kind,
    RecordEntry.subject,
    RecordEntry.version,
    RecordEntry.label,
    RecordEntry.content_sha256,
    RecordEntry.leaf_hash,
    PublishedPosting.line,
)


@dataclass(frozen=True)
class State:
    """How far the record has come: its entries, and when the last one was posted."""

    size: int
    as_of: str


def get_state() -> State:
    """Return how far the record has come."""
    newest = select(RecordEntry.seq, RecordEntry.posted_at)
    row = db.session.execute(
        newest.where(RecordEntry.log == PUBLIC)
        .order_by(RecordEntry.seq.desc())
        .limit(1)
    ).first()
    return State(row.seq, clock.stamp(row.posted_at)) if row else State(0, "")


def list_objects(
    kind: str,
    shape: type[Tracked],
    chosen: dict[str, Any],
    after: str,
    count: int,
) -> list[Tracked]:
    """Return so many objects after an id, in the order of ids."""
    wanted = select(*OBJECT).where(PublishedObject.kind == kind)
    since = chosen.get("modified_since")
    if since:
        wanted = wanted.where(PublishedObject.posting >= _first_since(since))
    else:
        wanted = wanted.where(PublishedObject.is_gone.is_(False))
    for name, value in chosen.items():
        wanted = wanted.where(*_choose(kind, name, value))
    rows = db.session.execute(
        wanted.where(PublishedObject.id > after)
        .order_by(PublishedObject.id)
        .limit(count)
    )
    return [_read(shape, *row) for row in rows]


def find_object(kind: str, shape: type[Tracked], key: str) -> Tracked | None:
    """Return an object, or what remains of it; None for what never was."""
    row = db.session.execute(
        select(*OBJECT).where(PublishedObject.kind == kind, PublishedObject.id == key)
    ).first()
    return _read(shape, *row) if row else None


def _read(shape: type[Tracked], is_gone: bool, content: str) -> Tracked:  # noqa: FBT001 a row
    return (Gone if is_gone else shape).read(content)


def _first_since(since: datetime) -> Any:
    """Return the first posting at or after an instant.

    What was posted later has a larger number even where the clock was put back.
    """
    first = select(func.min(RecordEntry.seq)).where(
        RecordEntry.log == PUBLIC, RecordEntry.posted_at >= since
    )
    return first.scalar_subquery()


def _choose(kind: str, name: str, value: Any) -> Sequence[ColumnElement[bool]]:
    day = PublishedObject.day
    match name:
        case "body":
            return [_of_body(kind, value)]
        case "date_from":
            return [day >= value.isoformat()]
        case "date_to":
            return [day <= value.isoformat()]
        case "year":
            return [day >= f"{value:04d}-01-01", day <= f"{value:04d}-12-31"]
        case "modified_since":
            return []
    return [COLUMNS[name] == value]


def _of_body(kind: str, slug: str) -> ColumnElement[bool]:
    if kind in OF_A_BODY:
        return PublishedObject.body == slug
    if kind == "people":
        served = select(PublishedService.person).where(PublishedService.body == slug)
        return PublishedObject.id.in_(served)
    held = select(PublishedDate.number).where(PublishedDate.body == slug)
    return PublishedObject.meeting.in_(held)


def list_postings(chosen: dict[str, Any], after: int, count: int) -> list[Tracked]:
    """Return so many entries of the record after one, in their order."""
    wanted = _entries().where(RecordEntry.seq > after)
    if since := chosen.get("modified_since"):
        wanted = wanted.where(RecordEntry.seq >= _first_since(since))
    if kind := chosen.get("kind"):
        wanted = wanted.where(RecordEntry.kind == kind)
    if meeting := chosen.get("meeting"):
        wanted = wanted.where(RecordEntry.subject == f"meeting:{meeting}")
    if slug := chosen.get("body"):
        told = select(PublishedPosting.seq).where(PublishedPosting.body == slug)
        own = RecordEntry.subject == f"body:{slug}"
        wanted = wanted.where(or_(own, RecordEntry.seq.in_(told)))
    rows = db.session.execute(wanted.order_by(RecordEntry.seq).limit(count))
    return [_posting(*row) for row in rows]


def find_posting(seq: int) -> Tracked | None:
    """Return an entry of the record, or None."""
    row = db.session.execute(_entries().where(RecordEntry.seq == seq)).first()
    return _posting(*row) if row else None


def _entries() -> Any:
    host = (PublishedPosting.seq == RecordEntry.seq) & PublishedPosting.is_host
    joined = select(*ENTRY).join(PublishedPosting, host, isouter=True)
    return joined.where(RecordEntry.log == PUBLIC)


def _posting(
    seq: int, posted_at: datetime, kind: str, subject: str, *rest: Any
) -> PostingObject:
    version, label, sha256, leaf_hash, text = rest
    line = Line.read(text) if text else None
    about, _, key = subject.partition(":")
    return PostingObject(
        id=str(seq),
        modified=clock.stamp(posted_at),
        posting=seq,
        kind=kind,
        subject=subject,
        version=version,
        label=label,
        meeting=key if about == "meeting" else "",
        title=line.title if line else "",
        reason=line.reason if line else "",
        sha256=sha256,
        leaf_hash=leaf_hash,
    )
