"""What authorities attest of the time, which comes after the posting."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select

from govapp.database import db
from govapp.errors import NotFoundError
from govapp.record.models import PUBLIC, RecordCheckpoint, RecordTimestamp


@dataclass(frozen=True)
class Stamped:
    """A checkpoint with the time by which it was there, as an authority says."""

    size: int
    note: str
    authority: str
    stamped_at: datetime
    token: str


def find_stamp(seq: int, key: str) -> Stamped | None:
    """Return the first time stamp of an entry, of those signed with a key."""
    row = db.session.execute(
        select(
            RecordTimestamp.size,
            RecordCheckpoint.note,
            RecordTimestamp.authority,
            RecordTimestamp.stamped_at,
            RecordTimestamp.token,
        )
        .join(
            RecordCheckpoint,
            and_(
                RecordCheckpoint.log == RecordTimestamp.log,
                RecordCheckpoint.size == RecordTimestamp.size,
            ),
        )
        .where(
            RecordTimestamp.log == PUBLIC,
            RecordTimestamp.size >= seq,
            RecordCheckpoint.key == key,
        )
        .order_by(RecordTimestamp.size)
        .limit(1)
    ).first()
    return Stamped(*row) if row else None


def get_token(size: int) -> str:
    """Return an authority's answer over a checkpoint, in base64; or NotFoundError."""
    token = db.session.scalar(
        select(RecordTimestamp.token).where(
            RecordTimestamp.log == PUBLIC, RecordTimestamp.size == size
        )
    )
    if token is None:
        raise NotFoundError
    return token
