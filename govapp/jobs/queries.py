"""Jobs as the desk lists them."""

from collections.abc import Collection, Sequence

from sqlalchemy import select

from govapp.database import db
from govapp.errors import NotFoundError
from govapp.jobs.models import Job, State

OPEN = (State.RUNNING, State.WAITING)


def get_job(job_id: int) -> Job:
    """Return a job of some body; raises NotFoundError."""
    job = db.session.get(Job, job_id)
    if job is None or job.body_id is None:
        raise NotFoundError
    return job


def list_open(body_ids: Collection[int], limit: int) -> Sequence[Job]:
    """Return the jobs of these bodies that are under way, the next ones first."""
    return db.session.scalars(
        select(Job)
        .where(Job.body_id.in_(body_ids), Job.state.in_(OPEN))
        .order_by(Job.state, Job.due_at, Job.id)
        .limit(limit)
    ).all()


def list_ended(body_ids: Collection[int], limit: int, *, failed: bool) -> Sequence[Job]:
    """Return those that failed, or those that ended otherwise; the latest first."""
    has_failed = Job.state == State.FAILED
    return db.session.scalars(
        select(Job)
        .where(
            Job.body_id.in_(body_ids),
            Job.state.not_in(OPEN),
            has_failed if failed else ~has_failed,
        )
        .order_by(Job.finished_at.desc(), Job.id.desc())
        .limit(limit)
    ).all()
