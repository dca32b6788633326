"""The one way into the record."""

from collections.abc import Callable
from functools import partial

from sqlalchemy import insert, select, update

from govapp import clock
from govapp.database import atomic, db
from govapp.record import projection, rules, sealing
from govapp.record.models import CLOSED, PUBLIC, RecordEntry, RecordHead
from govapp.record.shapes.base import Frozen, Kind

LOG = "log:"


@atomic
def append(
    *, kind: Kind, subject: str, content: Frozen, version: int = 1, label: str = ""
) -> int:
    """Append an entry to the public log, project it, and return its sequence number.

    Taking the number locks the log's head until the transaction ends, so numbers are
    dense and entries are committed in their order. Raises RuleError where the log is
    not the one that was signed before.
    """
    return _append(
        sealing.seal,
        kind=kind,
        subject=subject,
        content=content,
        version=version,
        label=label,
    )


@atomic
def append_closed(
    *, body: str, kind: Kind, subject: str, content: Frozen, version: int = 1
) -> int:
    """Append an entry to a body's closed log, and return its number there.

    The public log knows nothing of it: not that it is there, not when it came.
    """
    log = f"{CLOSED}{body}"
    # Whoever holds the public head is alone here too.
    lock()
    if db.session.scalar(select(RecordHead.size).where(RecordHead.log == log)) is None:
        db.session.execute(insert(RecordHead).values(log=log, size=0))
    return _write(
        log, kind=kind, subject=subject, content=content, version=version, label=""
    )[0]


@atomic
def reopen(*, origin: str, reason: str) -> int:
    """Let the log go on under another name and this installation's key, and say so.

    What was signed before may then be more than the log holds.
    """
    lock()
    content = sealing.describe_reopening(origin, reason)
    seal = partial(sealing.open_anew, origin=origin)
    return _append(seal, kind=Kind.KEY, subject=LOG, content=content)


def _append(
    seal: Callable[[int, str], None],
    *,
    kind: Kind,
    subject: str,
    content: Frozen,
    version: int = 1,
    label: str = "",
) -> int:
    seq, leaf_hash = _write(
        PUBLIC,
        kind=kind,
        subject=subject,
        content=content,
        version=version,
        label=label,
    )
    seal(seq, leaf_hash)
    projection.refresh(subject)
    return seq


def _write(log: str, *, content: Frozen, **given: str | int) -> tuple[int, str]:
    """Write the next entry of a log; return its number and its leaf's hash."""
    seq = db.session.execute(
        update(RecordHead)
        .where(RecordHead.log == log)
        .values(size=RecordHead.size + 1)
        .returning(RecordHead.size)
    ).scalar_one()
    text = content.canonical()
    posted_at = clock.stamp(clock.now())
    named = {"seq": seq, "content_sha256": rules.digest(text), **given}
    leaf_hash = rules.leaf_hash(rules.event(log=log, posted_at=posted_at, **named))
    db.session.execute(
        insert(RecordEntry).values(
            log=log,
            posted_at=clock.instant(posted_at),
            content=text,
            leaf_hash=leaf_hash,
            **named,
        )
    )
    return seq, leaf_hash


def lock() -> None:
    """Hold the log's head until the transaction ends, as `append` will.

    On SQLite every write transaction holds the whole database anyway.
    """
    db.session.execute(
        update(RecordHead).where(RecordHead.log == PUBLIC).values(size=RecordHead.size)
    )
