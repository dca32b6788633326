"""Having a hub told which feeds have something new (W3C WebSub)."""

from datetime import timedelta

from sqlalchemy import exists, func, or_, select

from govapp import clock
from govapp.database import db
from govapp.jobs import services as jobs
from govapp.jobs.models import Job, State
from govapp.record.models import PublishedPosting

# What the worker calls the telling; there is but one hub.
TELL, KEY = "tell_hub", "hub"
PAUSE = timedelta(hours=1)


def plan_telling() -> None:
    """Have the hub told of what was posted since it was told last.

    It follows from the record itself, so no posting is forgotten. Where a hub stays
    away for long it is told each hour.
    """
    newest = db.session.scalar(select(func.max(PublishedPosting.seq))) or 0
    if newest <= find_told():
        return
    seen_to = exists().where(
        Job.kind == TELL,
        or_(
            Job.state.in_((State.WAITING, State.RUNNING)),
            (Job.state != State.DONE) & (Job.finished_at > clock.now() - PAUSE),
        ),
    )
    if not db.session.scalar(select(seen_to)):
        title = f"Tell the hub what was posted up to entry {newest}"
        jobs.enqueue(kind=TELL, key=KEY, payload={"until": newest}, title=title)


def find_told() -> int:
    """Return the last entry of which the hub was told, 0 for none."""
    payload = db.session.scalar(
        select(Job.payload)
        .where(Job.kind == TELL, Job.state == State.DONE)
        .order_by(Job.finished_at.desc(), Job.id.desc())
        .limit(1)
    )
    return int(payload["until"]) if payload else 0


def list_feeds(since: int, until: int) -> list[str]:
    """Return the feeds that something after one entry and up to another stands in."""
    bodies = db.session.scalars(
        select(PublishedPosting.body)
        .where(PublishedPosting.seq > since, PublishedPosting.seq <= until)
        .distinct()
        .order_by(PublishedPosting.body)
    )
    feeds = [f"/committees/{body}/postings.atom" for body in bodies]
    return ["/postings.atom", *feeds] if feeds else []
