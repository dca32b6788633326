"""The whole record computed again, from what was posted to the last signature."""

from collections.abc import Callable, Iterable, Iterator

from sqlalchemy import func, select

from govapp.database import db
from govapp.record import checkpoints, log, merkle, projection, signing
from govapp.record.checkpoints import Checkpoint
from govapp.record.log import Entry, Signed
from govapp.record.models import PUBLIC, RecordCheckpoint, RecordHead, RecordNode
from govapp.record.published import head
from govapp.record.shapes.base import Kind
from govapp.record.shapes.log import LogKey

BATCH = 1000
HASHES = "its hashes are not those of what it holds."
Report = Callable[[int, int], None]


def inspect(
    kept: Iterable[str], report: Report, *, is_own: bool = True
) -> Iterator[str]:
    """Compute the record again and yield what is wrong with it, entry by entry.

    `kept` are checkpoints kept elsewhere; `report` hears, after each step, how many
    entries of how many are done. One that is not `is_own` may end with another's key.
    """
    total, known = head(), _Known(kept)
    while entries := log.list_entries(known.size + 1, BATCH):
        signed = log.map_signed(entry.seq for entry in entries)
        for entry in entries:
            if entry.seq != known.size + 1:
                yield f"Entry {known.size + 1} is missing."
                return
            yield from known.take(entry, signed.get(entry.seq))
        yield from known.compare_nodes()
        report(known.size, total)
    yield from known.end(total)
    if is_own:
        yield from known.compare_key()


def inspect_closed() -> Iterator[str]:
    """Compute the entries of the closed logs again; they have no tree."""
    logs = select(RecordHead.log, RecordHead.size).where(RecordHead.log != PUBLIC)
    for name, size in db.session.execute(logs.order_by(RecordHead.log)):
        entries = log.list_entries(1, size + 1, name)
        if [entry.seq for entry in entries] != list(range(1, size + 1)):
            yield f"{name} counts {size} entries, and has others."
        for entry in entries:
            if not entry.is_whole:
                yield f"{name}, entry {entry.seq}: {HASHES}"


def compare_projection() -> Iterator[str]:
    """Make the projection again and yield what differs; nothing of it is kept."""
    grown = projection.dump()
    projection.rebuild()
    for table, rows in projection.dump().items():
        if rows != grown[table]:
            yield f"The table {table} is not what the record makes of it."
    db.session.rollback()


class _Known:
    """The record as far as it was computed."""

    def __init__(self, kept: Iterable[str]) -> None:
        self.size = self.count = 0
        self.peaks: list[bytes] = []
        self.nodes: dict[int, bytes] = {}
        self.key = ""
        self.kept = [(Checkpoint.read(note), note) for note in kept]

    def take(self, entry: Entry, signed: Signed | None) -> Iterator[str]:
        """Compute an entry, its place in the tree and its checkpoint."""
        if not entry.is_whole:
            yield f"Entry {entry.seq}: {HASHES}"
        leaf = bytes.fromhex(entry.leaf_hash)
        self.peaks, added = merkle.grow(self.peaks, self.size, leaf)
        self.size, self.nodes = self.size + 1, self.nodes | added
        if signed is None:
            yield f"Entry {entry.seq} has no checkpoint."
            return
        if not self._is_sound(signed.note, signed.key):
            yield f"Entry {entry.seq}: its checkpoint is not the record's."
        if self.key and signed.key not in {self.key, _new_key(entry)}:
            yield f"Entry {entry.seq} is signed with another key, and nothing says why."
        self.key = signed.key
        for checkpoint, note in self.kept:
            if checkpoint.size == self.size and not self._is_sound(note, signed.key):
                yield f"The first {self.size} entries are not those of then."

    def _is_sound(self, note: str, key: str) -> bool:
        """Say whether a note is of the record up to here, and signed with a key."""
        head = Checkpoint(key.partition("+")[0], self.size, merkle.fold(self.peaks))
        try:
            read, public = Checkpoint.read(note), checkpoints.read_key(key)
        except ValueError:
            return False
        return read == head and checkpoints.is_signed(note, public)

    def compare_nodes(self) -> Iterator[str]:
        """Compare the nodes computed since with those that proofs are made of."""
        kept = log.map_nodes(self.nodes)
        wrong = [place for place, node in self.nodes.items() if kept.get(place) != node]
        if wrong:
            yield f"The tree up to entry {self.size} has {len(wrong)} wrong nodes."
        self.count += len(self.nodes)
        self.nodes = {}

    def end(self, total: int) -> Iterator[str]:
        """Compare what is left: what there should be no more of."""
        if self.size != total:
            yield f"The record counts {total} entries, and has {self.size}."
        for checkpoint, _ in self.kept:
            if checkpoint.size > self.size:
                yield f"Entries are gone: there were {checkpoint.size} then."
        for table, count in ((RecordNode, self.count), (RecordCheckpoint, self.size)):
            rows = select(func.count()).where(table.log == PUBLIC)
            if db.session.scalar(rows) != count:
                yield f"The table {table.__tablename__} has rows of no entry."

    def compare_key(self) -> Iterator[str]:
        """Compare the key that signed last with the one that signs here."""
        signer = signing.installed(db.engine)
        if self.key and self.key != signer.verifier_key(self.key.partition("+")[0]):
            yield "The last entry is not signed with this installation's key."


def _new_key(entry: Entry) -> str:
    """Return the key that an entry gives the log, if it gives it one."""
    return LogKey.read(entry.content).key if entry.kind == Kind.KEY else ""
