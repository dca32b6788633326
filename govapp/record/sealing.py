"""Each entry is sealed by a signed checkpoint, in the posting's own transaction.

Nothing is sealed upon a log that is not the one signed before: a database put back to
an older state, or changed behind our back, is noticed here.
"""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import event, insert, select
from sqlalchemy.orm import SessionTransaction

from govapp.database import RoutedSession, db
from govapp.errors import RuleError
from govapp.record import checkpoints, merkle, signing
from govapp.record.checkpoints import Checkpoint
from govapp.record.log import Entry, find_newest, find_signed, list_entries, map_nodes
from govapp.record.models import PUBLIC, RecordCheckpoint, RecordNode
from govapp.record.published import head
from govapp.record.shapes.base import Kind
from govapp.record.shapes.log import LogKey
from govapp.record.signing import Signer, is_later

SEALED = "govapp_sealed"
BATCH = 1000
NAME = re.compile(r"[^\s+]{1,200}")
SAMPLE = "meet.example/record-2"
OLDER = (
    "The database ends with entry %(size)s of the record, but entry %(signed)s was "
    "signed here: it was put back to an older state. Nothing can be posted until the "
    "newer backup is restored, or the record is opened anew: `govapp record reopen`."
)
OTHER = (
    "The first %(size)s entries of the record are no longer those that were signed "
    "here. Nothing can be posted until a sound backup is restored, or the record is "
    "opened anew: `govapp record reopen`."
)
OTHER_KEY = (
    "The record's last checkpoint is not signed with this installation's key. Give it "
    "the right one (GOVAPP_LOG_KEY), or open the record anew: `govapp record reopen`."
)
CHANGED = "Entry %(seq)s is not what was recorded."
UNSEALED = "The record has entries without a checkpoint: run `govapp init`."
Row = dict[str, object]
log = logging.getLogger(__name__)


@dataclass
class Tip:
    """The end of the log: its size, the hashes of its tree's cover, its last note."""

    size: int
    peaks: list[bytes]
    note: str

    @property
    def origin(self) -> str:
        """The name of the log; none before its first entry."""
        return self.note.partition("\n")[0]

    def grow(self, leaf: bytes, signer: Signer, origin: str = "") -> list[Row]:
        """Append a leaf and sign; return the rows of the tree's new nodes."""
        name = origin or self.origin or signer.origin
        self.peaks, added = merkle.grow(self.peaks, self.size, leaf)
        self.size += 1
        self.note = signer.sign(Checkpoint(name, self.size, merkle.fold(self.peaks)))
        return [
            {"log": PUBLIC, "place": place, "hash": node.hex()}
            for place, node in added.items()
        ]

    def row(self, signer: Signer) -> Row:
        """Return the row of its checkpoint."""
        key = signer.verifier_key(self.origin)
        return {"log": PUBLIC, "size": self.size, "note": self.note, "key": key}


def read_tip(size: int) -> Tip:
    """Return the end of the log; raises RuleError where it lacks checkpoints."""
    places = merkle.cover(0, size)
    nodes, signed = map_nodes(places), find_signed(size)
    if size and (signed is None or len(nodes) < len(places)):
        raise RuleError(UNSEALED)
    peaks = [nodes[place] for place in places]
    return Tip(size, peaks, signed.note if signed else "")


def seal(seq: int, leaf_hash: str) -> None:
    """Sign the log with its new last entry; raises RuleError on a log not ours."""
    signer, tip = signing.installed(db.engine), read_tip(seq - 1)
    check(tip, signer)
    _seal(tip, signer, leaf_hash)


def open_anew(seq: int, leaf_hash: str, origin: str) -> None:
    """Sign a log with its new last entry under another name, whatever was before."""
    _seal(read_tip(seq - 1), signing.installed(db.engine), leaf_hash, origin)


def _seal(tip: Tip, signer: Signer, leaf_hash: str, origin: str = "") -> None:
    nodes = tip.grow(bytes.fromhex(leaf_hash), signer, origin)
    db.session.execute(insert(RecordNode), nodes)
    db.session.execute(insert(RecordCheckpoint), [tip.row(signer)])
    db.session.info[SEALED] = signer, tip.note


def describe_reopening(origin: str, reason: str) -> LogKey:
    """Return what is posted of a log that is opened anew; raises RuleError.

    Of two heads signed under the former name, the database's and the remembered one,
    the later is told.
    """
    signer, tip = signing.installed(db.engine), read_tip(head())
    signed = signer.remembered()
    _check_name(origin, {tip.origin, signed.partition("\n")[0]})
    former = signed if not tip.note or is_later(signed, tip.note) else tip.note
    return LogKey(
        origin=origin,
        key=signer.verifier_key(origin),
        former=former,
        former_key=known.key if (known := find_signed(tip.size)) else "",
        reason=reason,
    )


def _check_name(origin: str, known: set[str]) -> None:
    if not NAME.fullmatch(origin):
        raise RuleError(
            "A log's name has no spaces and no +, such as %(name)s.", name=SAMPLE
        )
    used = RecordCheckpoint.key.startswith(f"{origin}+", autoescape=True)
    if origin in known or db.session.scalar(
        select(RecordCheckpoint.size).where(used).limit(1)
    ):
        raise RuleError("This log went by the name %(name)s before.", name=origin)


def check(tip: Tip, signer: Signer) -> None:
    """Make sure that a log goes on where it was signed last; raises RuleError."""
    if tip.size:
        if not checkpoints.is_signed(tip.note, signer.public_key):
            raise RuleError(OTHER_KEY)
        if Checkpoint.read(tip.note).root != merkle.fold(tip.peaks):
            raise RuleError(OTHER, size=tip.size)
    signed = signer.remembered()
    if not signed or tip.origin not in {"", signed.partition("\n")[0]}:
        # Nothing was signed yet; or the log was opened anew since, with this key.
        return
    last = Checkpoint.read(signed)
    if last.size > tip.size:
        raise RuleError(OLDER, size=tip.size, signed=last.size)
    then = tip if last.size == tip.size else find_signed(last.size)
    if then is None or Checkpoint.read(then.note).root != last.root:
        raise RuleError(OTHER, size=last.size)


def start() -> None:
    """Check the log as a process starts, and remember how far it is."""
    signer, tip = signing.installed(db.engine), read_tip(head())
    check(tip, signer)
    if tip.note:
        signer.remember(tip.note)


def catch_up(report: Callable[[int, int], None]) -> None:
    """Seal the entries that were recorded before there were checkpoints.

    `report` hears, after each step, how many of how many are done. Raises RuleError at
    an entry that is not what was recorded.
    """
    size, signer, newest = head(), signing.installed(db.engine), find_newest()
    tip = read_tip(newest.size if newest else 0)
    while tip.size < size:
        nodes: list[Row] = []
        notes: list[Row] = []
        for entry in list_entries(tip.size + 1, BATCH):
            nodes += tip.grow(_leaf(entry), signer, _origin(entry))
            notes.append(tip.row(signer))
        if not notes:
            raise RuleError(CHANGED, seq=tip.size + 1)
        db.session.execute(insert(RecordNode), nodes)
        db.session.execute(insert(RecordCheckpoint), notes)
        report(tip.size, size)
    check(tip, signer)


def _leaf(entry: Entry) -> bytes:
    if not entry.is_whole:
        raise RuleError(CHANGED, seq=entry.seq)
    return bytes.fromhex(entry.leaf_hash)


def _origin(entry: Entry) -> str:
    """Return the name a log goes by from an entry on, if that gives it one."""
    return LogKey.read(entry.content).origin if entry.kind == Kind.KEY else ""


@event.listens_for(RoutedSession, "after_commit")
def _remember(session: RoutedSession) -> None:
    """Remember what was signed, now that it is committed."""
    if session.in_nested_transaction() or SEALED not in session.info:
        return
    signer, note = session.info.pop(SEALED)
    try:
        signer.remember(note)
    except OSError:
        log.exception("The last signed head could not be kept.")


@event.listens_for(RoutedSession, "after_soft_rollback")
def _forget(session: RoutedSession, _transaction: SessionTransaction) -> None:
    """Drop what was signed in a transaction, or a part of one, that did not happen."""
    session.info.pop(SEALED, None)
