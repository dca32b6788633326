"""The one way into the record."""

from sqlalchemy import insert, update

from govapp import clock
from govapp.database import atomic, db
from govapp.record import projection, rules
from govapp.record.models import PUBLIC, RecordEntry, RecordHead
from govapp.record.shapes.base import Frozen, Kind

FORMAT = 1


@atomic
def append(
    *, kind: Kind, subject: str, content: Frozen, version: int = 1, label: str = ""
) -> int:
    """Append an entry to the public log, project it, and return its sequence number.

    Taking the number locks the log's head until the transaction ends, so numbers are
    dense and entries are committed in their order.
    """
    seq = db.session.execute(
        update(RecordHead)
        .where(RecordHead.log == PUBLIC)
        .values(size=RecordHead.size + 1)
        .returning(RecordHead.size)
    ).scalar_one()
    posted_at = clock.instant(clock.stamp(clock.now()))
    text = content.canonical()
    content_sha256 = rules.digest(text)
    event = {
        "v": FORMAT,
        "log": PUBLIC,
        "seq": seq,
        "kind": kind,
        "subject": subject,
        "version": version,
        "label": label,
        "posted_at": clock.stamp(posted_at),
        "content_sha256": content_sha256,
    }
    db.session.execute(
        insert(RecordEntry).values(
            log=PUBLIC,
            seq=seq,
            kind=kind,
            subject=subject,
            version=version,
            label=label,
            posted_at=posted_at,
            content=text,
            content_sha256=content_sha256,
            leaf_hash=rules.leaf_hash(rules.canonical(event)),
        )
    )
    projection.refresh(subject)
    return seq


def lock() -> None:
    """Hold the log's head until the transaction ends, as `append` will.

    On SQLite every write transaction holds the whole database anyway.
    """
    db.session.execute(
        update(RecordHead).where(RecordHead.log == PUBLIC).values(size=RecordHead.size)
    )
