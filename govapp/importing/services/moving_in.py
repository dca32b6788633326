"""What another installation posted, taken in as it was posted there."""

import hashlib
import json
from base64 import b64decode
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import exists, insert, select, update

from govapp import clock
from govapp.committees.models import Body
from govapp.database import db
from govapp.documents.store import Store
from govapp.errors import GovappError
from govapp.exchange.moving import data, entries
from govapp.exchange.moving.folder import SUMS, read_file, read_sums
from govapp.meetings.models import Meeting
from govapp.record import inspecting, log, merkle, projection
from govapp.record.models import (
    PUBLIC,
    RecordCheckpoint,
    RecordEntry,
    RecordHead,
    RecordNode,
    RecordTimestamp,
)
from govapp.record.published import head

Report = Callable[[int, int], None]
NO_EXPORT = "{root} is no export of data: it has no {name}."
CHANGED = "{path} is not what was exported: its checksum differs."
MISSING = "{path} is missing."
NOT_EMPTY = (
    "Another installation's data can only be taken into an empty database, and this "
    "one has bodies, meetings or a record."
)
WITHDRAWN = (
    "What entry {seq} posted was withdrawn and is not in this folder. Export it with "
    "--withdrawn where it comes from."
)
ORDER = "Entry {seq} of the record is missing."
UNREADABLE = "This version cannot read what was posted: {error}"
STAMP = "A time stamp of checkpoint {size} is not one of it."


def check_folder(root: Path, report: Report) -> dict[str, str]:
    """Return the checksums of a folder's files once each is known to be right.

    Raises GovappError on a folder that is no export, a changed or a missing file.
    """
    for name in (SUMS, entries.KEY):
        if not (root / name).is_file():
            raise GovappError(NO_EXPORT.format(root=root, name=name))
    sums = read_sums(root)
    for done, (path, sha256) in enumerate(sums.items(), 1):
        if not (root / path).is_file():
            raise GovappError(MISSING.format(path=path))
        digest = hashlib.sha256()
        for chunk in read_file(root / path):
            digest.update(chunk)
        if digest.hexdigest() != sha256:
            raise GovappError(CHANGED.format(path=path))
        report(done, len(sums))
    return sums


def require_empty() -> None:
    """Raise GovappError where there is anything yet."""
    there = select(exists().where(Body.id > 0) | exists().where(Meeting.id > 0))
    if head() or db.session.scalar(there):
        raise GovappError(NOT_EMPTY)


def take_record(root: Path, sums: dict[str, str], report: Report) -> int:
    """Append the entries as they are, with their tree, checkpoints and time stamps.

    All is computed again, as `govapp record verify` does. Returns how many there are;
    raises GovappError where anything is not as it was signed.
    """
    require_empty()
    tip = _Tip()
    for path in sorted(name for name in sums if name.startswith(f"{entries.FOLDER}/")):
        text = (root / path).read_text(encoding="utf-8")
        tip.take(list(entries.read_lines(path, text)))
    db.session.execute(
        update(RecordHead).where(RecordHead.log == PUBLIC).values(size=tip.size)
    )
    for row in _read_stamps(root):
        db.session.execute(insert(RecordTimestamp), row)
    for finding in inspecting.inspect([], report, is_own=False):
        raise GovappError(finding)
    return tip.size


def take_files(root: Path, sums: dict[str, str], store: Store, report: Report) -> int:
    """Keep the documents that the record names; raises GovappError where one lacks."""
    needed = set(data.list_files(withdrawn=False))
    wanted = data.list_files(withdrawn=True)
    for done, (path, sha256) in enumerate(wanted, 1):
        if sums.get(path) == sha256:
            with (root / path).open("rb") as file:
                store.put(file)
        elif (path, sha256) in needed:
            raise GovappError(MISSING.format(path=path))
        report(done, len(wanted))
    return len(wanted)


def project(report: Report) -> None:
    """Make the public pages' tables; raises GovappError on what cannot be read."""
    try:
        projection.rebuild(report)
    except (ValueError, KeyError) as error:
        said = str(error).partition("\n")[0]
        raise GovappError(UNREADABLE.format(error=said)) from error


class _Tip:
    """The record as far as it was taken in."""

    def __init__(self) -> None:
        self.size = 0
        self.peaks: list[bytes] = []

    def take(self, lines: list[entries.Line]) -> None:
        """Append some entries."""
        posted: list[dict[str, object]] = []
        nodes: list[dict[str, object]] = []
        signed: list[dict[str, object]] = []
        for line in lines:
            entry = line.entry()
            if entry.seq != self.size + 1:
                raise GovappError(ORDER.format(seq=self.size + 1))
            if line.content is None:
                raise GovappError(WITHDRAWN.format(seq=entry.seq))
            leaf = bytes.fromhex(entry.leaf_hash)
            self.peaks, added = merkle.grow(self.peaks, self.size, leaf)
            self.size += 1
            posted.append(vars(entry))
            nodes += [
                {"log": PUBLIC, "place": place, "hash": node.hex()}
                for place, node in added.items()
            ]
            signed.append(
                {
                    "log": PUBLIC,
                    "size": self.size,
                    "note": line.checkpoint,
                    "key": line.key,
                }
            )
        for table, rows in (
            (RecordEntry, posted),
            (RecordNode, nodes),
            (RecordCheckpoint, signed),
        ):
            if rows:
                db.session.execute(insert(table), rows)


def _read_stamps(root: Path) -> Iterator[dict[str, object]]:
    """Yield the rows of time stamps; raises GovappError."""
    path = root / entries.STAMPS
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        row = json.loads(line)
        signed = log.find_signed(row["size"])
        note = signed.note.encode() if signed else b""
        if hashlib.sha256(note).digest() not in b64decode(row["token"]):
            raise GovappError(STAMP.format(size=row["size"]))
        stamped_at = clock.instant(row["stamped_at"])
        yield {**row, "log": PUBLIC, "stamped_at": stamped_at}
