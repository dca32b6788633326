"""The public log as anyone may read it: entries, checkpoints and proofs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import select

from govapp import clock
from govapp.database import db
from govapp.record import merkle, rules
from govapp.record.merkle import Range
from govapp.record.models import PUBLIC, RecordCheckpoint, RecordEntry, RecordNode


@dataclass(frozen=True)
class Entry:
    """One entry of the public log."""

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


COLUMNS = tuple(getattr(RecordEntry, field.name) for field in fields(Entry))


def list_entries(first: int, count: int) -> Sequence[Entry]:
    """Return entries in their order, from one on."""
    rows = db.session.execute(
        select(*COLUMNS)
        .where(RecordEntry.log == PUBLIC, RecordEntry.seq >= first)
        .order_by(RecordEntry.seq)
        .limit(count)
    )
    return [Entry(*row) for row in rows]


def find_note(size: int) -> str | None:
    """Return the signed checkpoint of a size, if there is one."""
    return map_notes([size]).get(size)


def find_key(size: int) -> str | None:
    """Return the key that verifies the checkpoint of a size, if there is one."""
    return db.session.scalar(
        select(RecordCheckpoint.key).where(
            RecordCheckpoint.log == PUBLIC, RecordCheckpoint.size == size
        )
    )


def map_notes(sizes: Iterable[int]) -> dict[int, str]:
    """Return the signed checkpoints of some sizes."""
    rows = db.session.execute(
        select(RecordCheckpoint.size, RecordCheckpoint.note).where(
            RecordCheckpoint.log == PUBLIC, RecordCheckpoint.size.in_(list(sizes))
        )
    )
    return dict(rows.all())


def prove_inclusion(seq: int, size: int) -> list[bytes]:
    """Return the hashes which show that the log of a size holds an entry."""
    return list_hashes(merkle.inclusion(seq - 1, size))


def prove_consistency(old: int, size: int) -> list[bytes]:
    """Return the hashes which show that the log of a size began as an older one."""
    return list_hashes(merkle.consistency(old, size))


def list_hashes(ranges: Sequence[Range]) -> list[bytes]:
    """Return the hash of each range, of all with one query."""
    covers = [merkle.cover(*span) for span in ranges]
    known = map_nodes({place for cover in covers for place in cover})
    return [merkle.fold([known[place] for place in cover]) for cover in covers]


def map_nodes(places: Iterable[int]) -> dict[int, bytes]:
    """Return the hashes of some nodes of the tree."""
    rows = db.session.execute(
        select(RecordNode.place, RecordNode.hash).where(
            RecordNode.log == PUBLIC, RecordNode.place.in_(list(places))
        )
    )
    return {place: bytes.fromhex(text) for place, text in rows}
