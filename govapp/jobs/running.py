"""Doing what is due; never from within a web request.

A job is taken under a lease and settled in one transaction with what it changes. So one
whose worker was killed is done anew by another, and what it changes is changed once.
"""

import logging
import random
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Update, exists, select, update
from sqlalchemy.orm import aliased

from govapp import clock
from govapp.database import db
from govapp.errors import RuleError
from govapp.jobs.models import Job, State

LEASE = timedelta(minutes=5)
ATTEMPTS = 8
ENDED = "The worker ended each time while it did this."
log = logging.getLogger(__name__)


class LostError(Exception):
    """The job was cancelled, or its lease ended and another worker took it."""


@dataclass(frozen=True)
class Run:
    """One attempt at a job, as its handler sees it."""

    id: int
    kind: str
    key: str
    payload: dict[str, Any]
    attempt: int
    started_at: datetime

    def report(self, done: int, total: int, note: str = "") -> None:
        """Say how far it has come, at once and for all to see; renews the lease.

        Whatever was read so far is let go of. Raises LostError when it is in vain.
        """
        db.session.commit()
        values = {"done": done, "total": total, "note": note[:300]}
        with db.engine.begin() as connection:
            mine = self.mine().values(**values, due_at=clock.now() + LEASE)
            kept = connection.execute(mine.returning(Job.id)).first()
        if kept is None:
            raise LostError

    def mine(self) -> Update:
        """Return an update of the job, while it is still this attempt's."""
        return update(Job).where(
            Job.id == self.id,
            Job.state == State.RUNNING,
            Job.started_at == self.started_at,
        )


# What is to be written, if anything: it is written in one transaction with the end.
Finish = Callable[[], None]
# A handler reads and works; it may read only, so that nobody waits for it.
Handler = Callable[[Run], Finish | None]


def run_due(handlers: Mapping[str, Handler]) -> bool:
    """Do one job that is due, and say whether there was one."""
    run = _claim_due(handlers)
    db.session.commit()
    if run is None:
        return False
    try:
        if run.attempt > ATTEMPTS:
            raise RuleError(ENDED)  # noqa: TRY301 told like any other failure
        finish = _work(handlers[run.kind], run)
        _settle_done(run, finish)
    except LostError:
        db.session.rollback()
    except Exception as error:  # noqa: BLE001 whatever it is, the loop goes on
        db.session.rollback()
        with suppress(LostError):
            _settle_failed(run, error)
    db.session.commit()
    return True


def _claim_due(handlers: Mapping[str, Handler]) -> Run | None:
    """Take the job that is due longest, so that no other worker does.

    Two of one kind and key are done one after the other.
    """
    moment = clock.now()
    other = aliased(Job)
    running = exists().where(
        other.kind == Job.kind,
        other.key == Job.key,
        other.state == State.RUNNING,
        other.due_at > moment,
    )
    due = (
        select(Job.id)
        .where(
            Job.state.in_((State.WAITING, State.RUNNING)),
            Job.due_at <= moment,
            Job.kind.in_(handlers),
            ~running,
        )
        .order_by(Job.due_at, Job.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    taken = db.session.execute(
        update(Job)
        .where(Job.id.in_(select(due.c.id)))
        .values(
            state=State.RUNNING,
            started_at=moment,
            due_at=moment + LEASE,
            attempts=Job.attempts + 1,
            done=0,
            total=0,
            note="",
        )
        .returning(Job.id, Job.kind, Job.key, Job.payload, Job.attempts, Job.started_at)
        .execution_options(synchronize_session=False)
    ).first()
    return None if taken is None else Run(*taken)


def _work(handler: Handler, run: Run) -> Finish | None:
    """Let a handler read and work without keeping a writer waiting."""
    db.session.info["read_only"] = True
    try:
        return handler(run)
    finally:
        db.session.remove()


def _settle_done(run: Run, finish: Finish | None) -> None:
    if finish is not None:
        finish()
    _settle(run, state=State.DONE, finished_at=clock.now(), error="")


def _settle_failed(run: Run, error: Exception) -> None:
    """Note why it failed, and try again later unless that is in vain.

    Where a newer one of its kind and key waits already, that one is the next try.
    """
    refused = isinstance(error, RuleError)
    if not refused:
        log.error("Job %s %s failed.", run.kind, run.key, exc_info=error)
    told = str(error).partition("\n")[0] or type(error).__name__
    values: dict[str, Any] = {"error": told}
    newer = exists().where(
        Job.kind == run.kind, Job.key == run.key, Job.state == State.WAITING
    )
    if db.session.scalar(select(newer)):
        values |= {"state": State.CANCELLED, "finished_at": clock.now()}
    elif refused or run.attempt >= ATTEMPTS:
        values |= {"state": State.FAILED, "finished_at": clock.now()}
    else:
        values |= {"state": State.WAITING, "due_at": clock.now() + _wait(run.attempt)}
    _settle(run, **values)


def _settle(run: Run, **values: Any) -> None:
    mine = run.mine().values(**values).returning(Job.id)
    kept = db.session.execute(mine.execution_options(synchronize_session=False)).first()
    if kept is None:
        raise LostError


def _wait(attempt: int) -> timedelta:
    """Wait longer each time, up to an hour, and not all jobs equally long."""
    seconds = min(30 * 2 ** (attempt - 1), 3600)
    return timedelta(seconds=seconds * random.uniform(0.75, 1.25))  # noqa: S311
