"""The record itself in files: a thousand entries in each, an entry a line."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields

from sqlalchemy import select

from govapp import clock
from govapp.database import db
from govapp.errors import GovappError
from govapp.proof.published.proofs import show
from govapp.record import checkpoints, log, rules
from govapp.record.log import Entry
from govapp.record.models import PUBLIC, RecordTimestamp

PART = 1000
FOLDER = "record/entries"
STAMPS, KEY = "record/timestamps.ndjson", "record/key"
BROKEN = "{path}, line {line}, is no entry of a record."
Parts = Iterator[tuple[str, bytes]]


@dataclass(frozen=True)
class Line:
    """An entry with the checkpoint signed with it, and the key that verifies that.

    `content` is None where what was posted was withdrawn.
    """

    event: str
    content: str | None
    checkpoint: str
    key: str

    def entry(self) -> Entry:
        """Return it as it stands in the record; raises ValueError or KeyError."""
        event = json.loads(self.event)
        named = {field.name: event.get(field.name) for field in fields(Entry)}
        named |= {
            "content": self.content or "",
            "posted_at": clock.instant(event["posted_at"]),
            "leaf_hash": rules.leaf_hash(self.event),
        }
        entry = Entry(**named)
        numbers = type(entry.seq), type(entry.version)
        if entry.event != self.event or entry.log != PUBLIC or numbers != (int, int):
            raise ValueError(self.event)
        return entry


def write_entries(*, withdrawn: bool) -> Parts:
    """Yield the files of the record; `withdrawn` contents go along where asked for."""
    first = 1
    while found := log.list_entries(first, PART):
        signed = log.map_signed(entry.seq for entry in found)
        lines = [
            Line(
                event=entry.event,
                content=content,
                checkpoint=signed[entry.seq].note,
                key=signed[entry.seq].key,
            )
            for entry, content in zip(
                found, _contents(found, withdrawn=withdrawn), strict=True
            )
        ]
        yield f"{FOLDER}/{first:09}.ndjson", _write(asdict(line) for line in lines)
        first += PART


def write_proof() -> Parts:
    """Yield the key of the record, and the time stamps that came to it."""
    newest = log.find_newest()
    if newest:
        pem = checkpoints.write_pem(newest.key)
        yield KEY, f"{newest.key}\n\n{pem}".encode()
    rows = db.session.execute(
        select(
            RecordTimestamp.size,
            RecordTimestamp.authority,
            RecordTimestamp.stamped_at,
            RecordTimestamp.token,
        )
        .where(RecordTimestamp.log == PUBLIC)
        .order_by(RecordTimestamp.size)
    )
    yield (
        STAMPS,
        _write(
            {**row._mapping, "stamped_at": clock.stamp(row.stamped_at)}  # noqa: SLF001 public
            for row in rows
        ),
    )


def read_lines(path: str, text: str) -> Iterator[Line]:
    """Yield the entries of a file; raises GovappError on anything else."""
    for number, given in enumerate(text.splitlines(), 1):
        try:
            line = Line(**json.loads(given))
            line.entry()
        except (ValueError, TypeError, KeyError, AttributeError):
            said = BROKEN.format(path=path, line=number)
            raise GovappError(said) from None
        yield line


def _contents(found: Sequence[Entry], *, withdrawn: bool) -> list[str | None]:
    if withdrawn:
        return [entry.content for entry in found]
    return [shown.content for shown in show(found)]


def _write(rows: Iterator[dict[str, object]]) -> bytes:
    return "".join(f"{rules.canonical(row)}\n" for row in rows).encode()
