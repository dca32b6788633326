"""The public log as anyone may read it: entries, checkpoints and proofs.

Only the commands of an operator ask for the entries of a closed log.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import TypeVar

from sqlalchemy import literal, select

from govapp import clock
from govapp.database import db
from govapp.record import merkle, rules
from govapp.record.merkle import Range
from govapp.record.models import PUBLIC, RecordCheckpoint, RecordEntry, RecordNode


@dataclass(frozen=True)
class Entry:
    """One entry of a log."""

    log: str
    seq: int
    kind: str
    subject: str
    version: int
    label: str
    posted_at: datetime
    content: str
    content_sha256: str
    leaf_hash: str

    @property
    def event(self) -> str:
        """What the log holds of it: the text whose hash is its leaf."""
        return rules.event(
            log=self.log,
            seq=self.seq,
            kind=self.kind,
            subject=self.subject,
            version=self.version,
            label=self.label,
            posted_at=clock.stamp(self.posted_at),
            content_sha256=self.content_sha256,
        )

    @property
    def is_whole(self) -> bool:
        """Whether its hashes are those of what it holds."""
        return (
            rules.digest(self.content) == self.content_sha256
            and rules.leaf_hash(self.event) == self.leaf_hash
        )


@dataclass(frozen=True)
class Signed:
    """A signed checkpoint: the note, and the key that verifies it."""

    size: int
    note: str
    key: str

    @property
    def line(self) -> str:
        """What it signs in one line, for the foot of a printed page."""
        return " ".join(self.note.split("\n")[:3])


K = TypeVar("K")
SIGNED = (RecordCheckpoint.size, RecordCheckpoint.note, RecordCheckpoint.key)
COLUMNS = tuple(getattr(RecordEntry, field.name) for field in fields(Entry))


def list_entries(first: int, count: int, log: str = PUBLIC) -> Sequence[Entry]:
    """Return so many entries in their order, from one on."""
    rows = db.session.execute(
        select(*COLUMNS)
        .where(RecordEntry.log == log, RecordEntry.seq >= first)
        .order_by(RecordEntry.seq)
        .limit(count)
    )
    return [Entry(*row) for row in rows]


def list_before(before: int, count: int) -> Sequence[Entry]:
    """Return so many entries with smaller numbers, newest first, without content."""
    columns = [
        literal("") if column is RecordEntry.content else column for column in COLUMNS
    ]
    rows = db.session.execute(
        select(*columns)
        .where(RecordEntry.log == PUBLIC, RecordEntry.seq < before)
        .order_by(RecordEntry.seq.desc())
        .limit(count)
    )
    return [Entry(*row) for row in rows]


def find_signed(size: int) -> Signed | None:
    """Return the checkpoint of a size, if there is one."""
    return map_signed([size]).get(size)


def get_note(size: int) -> str:
    """Return the note signed with an entry that is there."""
    return db.session.scalars(
        select(RecordCheckpoint.note).where(
            RecordCheckpoint.log == PUBLIC, RecordCheckpoint.size == size
        )
    ).one()


def find_newest() -> Signed | None:
    """Return the newest checkpoint, if anything was posted yet."""
    newest = select(*SIGNED).where(RecordCheckpoint.log == PUBLIC)
    row = db.session.execute(
        newest.order_by(RecordCheckpoint.size.desc()).limit(1)
    ).first()
    return Signed(*row) if row else None


def map_signed(sizes: Iterable[int]) -> dict[int, Signed]:
    """Return the checkpoints of some sizes."""
    rows = db.session.execute(
        select(*SIGNED).where(
            RecordCheckpoint.log == PUBLIC, RecordCheckpoint.size.in_(list(sizes))
        )
    )
    return {row.size: Signed(*row) for row in rows}


def map_paths(paths: dict[K, list[Range]]) -> dict[K, list[bytes]]:
    """Return the hashes of the ranges of each path, of all with one query."""
    spans = {span: merkle.cover(*span) for path in paths.values() for span in path}
    nodes = map_nodes({place for cover in spans.values() for place in cover})
    hashes = {
        span: merkle.fold([nodes[place] for place in cover])
        for span, cover in spans.items()
    }
    return {key: [hashes[span] for span in path] for key, path in paths.items()}


def map_nodes(places: Iterable[int]) -> dict[int, bytes]:
    """Return the hashes of some nodes of the tree."""
    rows = db.session.execute(
        select(RecordNode.place, RecordNode.hash).where(
            RecordNode.log == PUBLIC, RecordNode.place.in_(list(places))
        )
    )
    return {place: bytes.fromhex(text) for place, text in rows}
