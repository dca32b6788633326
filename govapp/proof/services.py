"""Having the record's newest checkpoint stamped, and keeping the stamps."""

from base64 import b64encode
from datetime import timedelta
from urllib.parse import urlsplit

from sqlalchemy import exists, insert, or_, select

from govapp import clock
from govapp.database import db
from govapp.jobs import services as jobs
from govapp.jobs.models import Job, State
from govapp.proof.authority import Stamp
from govapp.record import log
from govapp.record.models import PUBLIC, RecordTimestamp

STAMP = "fetch_timestamp"
PAUSE = timedelta(hours=1)


def plan_timestamp() -> None:
    """Have the newest checkpoint stamped, unless it is or is being seen to.

    Where an authority stays away for long it is asked again each hour.
    """
    newest = log.find_newest()
    if newest is None or is_stamped(newest.size):
        return
    key = str(newest.size)
    seen_to = exists().where(
        Job.kind == STAMP,
        Job.key == key,
        or_(
            Job.state.in_((State.WAITING, State.RUNNING)),
            Job.finished_at > clock.now() - PAUSE,
        ),
    )
    if not db.session.scalar(select(seen_to)):
        title = f"Time stamp of the record up to entry {key}"
        payload = {"size": newest.size}
        jobs.enqueue(kind=STAMP, key=key, payload=payload, title=title)


def is_stamped(size: int) -> bool:
    """Say whether there is a time stamp of a checkpoint."""
    stamped = exists().where(
        RecordTimestamp.log == PUBLIC, RecordTimestamp.size == size
    )
    return bool(db.session.scalar(select(stamped)))


def keep_timestamp(size: int, url: str, stamp: Stamp) -> None:
    """Keep the time stamp of a checkpoint."""
    db.session.execute(
        insert(RecordTimestamp).values(
            log=PUBLIC,
            size=size,
            authority=urlsplit(url).hostname,
            stamped_at=stamp.stamped_at,
            token=b64encode(stamp.token).decode(),
        )
    )
