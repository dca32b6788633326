"""What the record gives out so that anyone can verify it, without trusting us."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from govapp.database import db
from govapp.errors import NotFoundError
from govapp.proof.published.stamps import find_stamp
from govapp.record import log, merkle, rules, verify
from govapp.record.log import Entry, Signed
from govapp.record.models import PUBLIC, RecordEntry
from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Withdrawal


@dataclass(frozen=True)
class Shown:
    """An entry as everyone may read it; `withdrawn` is the reason if its content is."""

    entry: Entry
    withdrawn: str = ""

    @property
    def content(self) -> str | None:
        """What was posted, unless it was withdrawn."""
        return None if self.withdrawn else self.entry.content


def get_entry(seq: int) -> Shown:
    """Return one entry; raises NotFoundError."""
    return get_entry_and_more(seq)[0]


def get_entry_and_more(seq: int) -> tuple[Shown, bool]:
    """Return one entry, and whether another follows it; raises NotFoundError."""
    found = log.list_entries(seq, 2)
    if not found or found[0].seq != seq:
        raise NotFoundError
    return show(found[:1])[0], len(found) > 1


def show(entries: Sequence[Entry]) -> list[Shown]:
    """Return entries as everyone may read them, without what was withdrawn."""
    gone = _map_withdrawn({entry.subject for entry in entries})
    return [
        Shown(entry, gone.get((entry.subject, entry.kind, entry.version), ""))
        for entry in entries
    ]


def get_signed(size: int) -> Signed:
    """Return the checkpoint of a size; raises NotFoundError."""
    signed = log.find_signed(size)
    if signed is None:
        raise NotFoundError
    return signed


def get_newest() -> Signed:
    """Return the newest checkpoint; raises NotFoundError before anything is posted."""
    newest = log.find_newest()
    if newest is None:
        raise NotFoundError
    return newest


def prove(entries: Sequence[Shown], *, stamped: bool = False) -> str:
    """Write the proof that entries stand in the record as it is now.

    With `stamped`, a time stamp of them goes with it where there is one by now.
    """
    newest = get_newest()
    seqs = [one.entry.seq for one in entries]
    stamp = find_stamp(seqs[0], newest.key) if stamped else None
    wanted = {seq: merkle.inclusion(seq - 1, newest.size) for seq in seqs}
    if stamp:
        wanted[0] = merkle.consistency(stamp.size, newest.size)
    paths = {
        key: [node.hex() for node in path]
        for key, path in log.map_paths(wanted).items()
    }
    proven = [
        {
            "seq": one.entry.seq,
            "event": one.entry.event,
            "content": one.content,
            "leaf_hash": one.entry.leaf_hash,
            "path": paths[one.entry.seq],
        }
        for one in entries
    ]
    timestamp = stamp and {
        "checkpoint": stamp.note,
        "path": paths[0],
        "token": stamp.token,
    }
    return _write(verify.PROOF, newest, {"entries": proven, "timestamp": timestamp})


def prove_growth(old: int, new: int | None) -> str:
    """Write the proof that the record began with its first entries.

    Of a size that it has not, there is none, and the checkpoint alone shows that.
    """
    signed = get_newest() if new is None else get_signed(new)
    ranges = merkle.consistency(old, signed.size) if old <= signed.size else []
    hashes = [node.hex() for node in log.map_paths({old: ranges})[old]]
    return _write(verify.CONSISTENCY, signed, {"from": old, "path": hashes})


def _write(kind: str, signed: Signed, values: dict[str, Any]) -> str:
    given = {"format": kind, "checkpoint": signed.note, "key": signed.key, **values}
    return f"{rules.canonical(given)}\n"


def list_file_entries(meeting: str, sha256: str) -> list[Shown]:
    """Return the entries of a meeting that posted a file of this hash."""
    holds = RecordEntry.content.contains(f'"sha256":"{sha256}"', autoescape=True)
    return _list(f"meeting:{meeting}", holds)


def list_agenda_entries(meeting: str, version: int) -> list[Shown]:
    """Return the entry of one version of a meeting's agenda, if there is one."""
    return _list(
        f"meeting:{meeting}",
        RecordEntry.kind == Kind.AGENDA,
        RecordEntry.version == version,
    )


def _list(subject: str, *chosen: Any) -> list[Shown]:
    rows = db.session.execute(
        select(*log.COLUMNS)
        .where(RecordEntry.log == PUBLIC, RecordEntry.subject == subject, *chosen)
        .order_by(RecordEntry.seq)
    )
    entries = [Entry(*row) for row in rows]
    if not entries:
        raise NotFoundError
    return show(entries)


def _map_withdrawn(subjects: Iterable[str]) -> dict[tuple[str, str, int], str]:
    """Return why a version was withdrawn, by subject, kind and version."""
    rows = db.session.execute(
        select(RecordEntry.subject, RecordEntry.content).where(
            RecordEntry.log == PUBLIC,
            RecordEntry.subject.in_(list(subjects)),
            RecordEntry.kind == Kind.WITHDRAWAL,
        )
    )
    found = ((subject, Withdrawal.read(text)) for subject, text in rows)
    return {(subject, gone.what, gone.version): gone.reason for subject, gone in found}
