"""Having things done after the caller's transaction, and changing one's mind."""

from datetime import datetime
from typing import Any

from sqlalchemy import case, delete, text
from sqlalchemy.dialects import postgresql, sqlite

from govapp import clock
from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.database import atomic, db
from govapp.errors import RuleError
from govapp.jobs.models import Job, State


def enqueue(
    *,
    kind: str,
    key: str,
    payload: dict[str, Any],
    title: str = "",
    body_id: int | None = None,
    due_at: datetime | None = None,
    is_latest: bool = False,
) -> None:
    """Have something done once the transaction commits, or later at `due_at`.

    While one of the same kind and key waits, it is that one, with the newer payload;
    where `due_at` is the latest that will do, an earlier one's time stays.
    """
    moment = clock.now()
    values = {
        "kind": kind,
        "key": key,
        "payload": payload,
        "title": title[:300],
        "body_id": body_id,
        "state": State.WAITING,
        "due_at": due_at or moment,
        "attempts": 0,
        "created_at": moment,
    }
    new = _insert().values(**values)
    newer: dict[str, Any] = {name: new.excluded[name] for name in values}
    if is_latest:
        is_sooner = Job.due_at < newer["due_at"]
        newer["due_at"] = case((is_sooner, Job.due_at), else_=newer["due_at"])
    db.session.execute(
        new.on_conflict_do_update(
            index_elements=["kind", "key"],
            index_where=text("state = 'waiting'"),
            set_=newer,
        )
    )


def _insert() -> sqlite.Insert | postgresql.Insert:
    # They share what a plain INSERT lacks: what to do with one that is there already.
    if db.engine.dialect.name == "sqlite":
        return sqlite.insert(Job)
    return postgresql.insert(Job)


@atomic
def cancel_job(actor: Actor, job: Job) -> None:
    """Have a job not done; what a worker is doing for it is thrown away."""
    if job.state not in {State.WAITING, State.RUNNING}:
        raise RuleError("This has ended already.")
    job.state = State.CANCELLED
    job.finished_at = clock.now()
    db.session.flush()
    _audit(actor, "job.cancelled", job)


@atomic
def retry_job(actor: Actor, job: Job) -> None:
    """Have a job done that failed or was cancelled, in place of how it ended."""
    if job.state not in {State.FAILED, State.CANCELLED}:
        raise RuleError("Only what failed or was cancelled can be tried again.")
    enqueue(
        kind=job.kind,
        key=job.key,
        payload=job.payload,
        title=job.title,
        body_id=job.body_id,
    )
    db.session.execute(delete(Job).where(Job.id == job.id))
    _audit(actor, "job.retried", job)


def _audit(actor: Actor, action: str, job: Job) -> None:
    audit.record(actor, action, f"job:{job.kind}:{job.key}"[:120], body_id=job.body_id)
