"""Jobs: each is done once, whatever happens to the one who does it."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from govapp import clock
from govapp.accounts.services import SYSTEM
from govapp.audit import services as audit
from govapp.audit.models import AuditLine
from govapp.database import db
from govapp.errors import RuleError
from govapp.jobs import services
from govapp.jobs.models import Job, State
from govapp.jobs.running import ATTEMPTS, LEASE, Finish, Run, run_due


def enqueue(key: str = "a", **payload: Any) -> None:
    services.enqueue(kind="test", key=key, payload=payload)
    db.session.commit()


def jobs() -> list[Job]:
    found = select(Job).order_by(Job.id).execution_options(populate_existing=True)
    jobs = list(db.session.scalars(found))
    db.session.commit()
    return jobs


def read_job() -> Job:
    [job] = jobs()
    return job


def mark(run: Run) -> Finish:
    return lambda: audit.record(SYSTEM, "test.done", f"test:{run.key}")


def marks() -> Counter[str]:
    lines = select(AuditLine.subject).where(AuditLine.action == "test.done")
    marks = Counter(db.session.scalars(lines))
    db.session.commit()
    return marks


@pytest.fixture
def inside(app: Flask) -> Any:
    with app.app_context():
        yield app


@pytest.mark.usefixtures("inside")
def test_a_job_is_done_once_with_what_it_was_given() -> None:
    seen: list[dict[str, Any]] = []

    def handler(run: Run) -> Finish:
        seen.append(run.payload)
        return mark(run)

    enqueue(pages=[1, 2])
    assert run_due({"test": handler})
    assert not run_due({"test": handler})
    assert seen == [{"pages": [1, 2]}]
    assert marks() == {"test:a": 1}
    assert (read_job().state, read_job().attempts) == (State.DONE, 1)
    assert read_job().finished_at is not None


@pytest.mark.usefixtures("inside")
def test_what_was_rolled_back_is_not_done() -> None:
    services.enqueue(kind="test", key="a", payload={})
    db.session.rollback()
    assert not run_due({"test": mark})
    assert jobs() == []


@pytest.mark.usefixtures("inside")
def test_asking_twice_is_asking_once_while_it_waits() -> None:
    enqueue(version=1)
    enqueue(version=2)
    enqueue("b", version=1)
    assert [(job.key, job.payload["version"]) for job in jobs()] == [
        ("a", 2),
        ("b", 1),
    ]
    assert run_due({"test": mark})
    enqueue(version=3)
    assert len(jobs()) == 3


@pytest.mark.usefixtures("inside")
def test_what_nobody_here_can_do_waits_for_who_can() -> None:
    enqueue()
    assert not run_due({"other": mark})
    assert read_job().state == State.WAITING


@pytest.mark.usefixtures("inside")
def test_what_is_for_later_is_done_later() -> None:
    due_at = clock.now() + timedelta(hours=1)
    services.enqueue(kind="test", key="a", payload={}, due_at=due_at)
    db.session.commit()
    assert not run_due({"test": mark})
    with time_machine.travel(due_at + timedelta(seconds=1)):
        assert run_due({"test": mark})


@pytest.mark.usefixtures("inside")
def test_the_latest_time_that_will_do_puts_nothing_off() -> None:
    now = clock.now()
    for hours, expected in ((5, 5), (9, 5), (2, 2)):
        services.enqueue(
            kind="test",
            key="a",
            payload={},
            due_at=now + timedelta(hours=hours),
            is_latest=True,
        )
        db.session.commit()
        assert read_job().due_at == now + timedelta(hours=expected)


@pytest.mark.usefixtures("inside")
def test_a_handler_reads_only_and_writes_when_it_ends() -> None:
    def handler(run: Run) -> Finish:
        audit.record(SYSTEM, "test.done", f"test:{run.key}")
        return mark(run)

    enqueue()
    run_due({"test": handler})
    assert marks() == {}
    assert "read" in read_job().error


@pytest.mark.usefixtures("inside")
def test_a_handler_that_fails_is_tried_again_later_and_later() -> None:
    def handler(_run: Run) -> Finish:
        raise OSError("The store is away.")

    waits: list[timedelta] = []
    enqueue()
    moment = clock.now()
    while (job := read_job()).state == State.WAITING:
        with time_machine.travel(moment, tick=False):
            assert run_due({"test": handler})
        waits.append(read_job().due_at - moment)
        moment = read_job().due_at

    assert job.state == State.FAILED
    assert job.attempts == len(waits) == ATTEMPTS
    assert job.error == "The store is away."
    assert timedelta(seconds=22) < waits[0] < timedelta(seconds=38)
    assert timedelta(minutes=24) < waits[-2] < timedelta(minutes=75)


@pytest.mark.usefixtures("inside")
def test_what_is_refused_is_not_tried_again() -> None:
    def handler(_run: Run) -> Finish:
        raise RuleError("The file %(name)s is damaged.", name="a.pdf")

    enqueue()
    assert run_due({"test": handler})
    assert read_job().state == State.FAILED
    assert read_job().error == "The file a.pdf is damaged."


@pytest.mark.usefixtures("inside")
def test_what_fails_while_it_is_asked_for_anew_gives_way() -> None:
    def handler(_run: Run) -> Finish:
        _enqueue_aside()
        raise OSError("Away")

    def _enqueue_aside() -> None:
        db.session.remove()
        enqueue(version=2)

    enqueue(version=1)
    run_due({"test": handler})
    states = [(job.payload["version"], job.state) for job in jobs()]
    assert states == [(1, State.CANCELLED), (2, State.WAITING)]


@pytest.mark.usefixtures("inside")
def test_what_fails_at_its_end_has_changed_nothing() -> None:
    def handler(run: Run) -> Finish:
        def finish() -> None:
            mark(run)()
            raise DBAPIError("INSERT", None, Exception("no"))

        return finish

    enqueue()
    assert run_due({"test": handler})
    assert marks() == {}
    assert read_job().state == State.WAITING


@pytest.mark.usefixtures("inside")
def test_progress_shows_at_once_and_renews_the_lease() -> None:
    shown: list[tuple[int, int, str]] = []

    def handler(run: Run) -> Finish:
        for number in (1, 2):
            with time_machine.travel(clock.now() + LEASE * 0.7 * number):
                run.report(number, 2, f"File {number}")
                db.session.remove()
                assert not run_due({"test": mark})
                job = read_job()
                shown.append((job.done, job.total, job.note))
        return mark(run)

    enqueue()
    assert run_due({"test": handler})
    assert shown == [(1, 2, "File 1"), (2, 2, "File 2")]
    assert marks() == {"test:a": 1}


@pytest.mark.usefixtures("inside")
def test_a_job_cancelled_while_it_waits_is_not_done() -> None:
    enqueue()
    services.cancel_job(SYSTEM, read_job())
    db.session.commit()
    assert not run_due({"test": mark})
    with pytest.raises(RuleError):
        services.cancel_job(SYSTEM, read_job())


@pytest.mark.parametrize("reports", [True, False])
@pytest.mark.usefixtures("inside")
def test_what_is_done_for_a_job_cancelled_meanwhile_is_thrown_away(
    *, reports: bool
) -> None:
    reached: list[str] = []

    def handler(run: Run) -> Finish:
        db.session.remove()
        services.cancel_job(SYSTEM, read_job())
        db.session.commit()
        if reports:
            run.report(1, 2)
        reached.append("end")
        return mark(run)

    enqueue()
    assert run_due({"test": handler})
    assert reached == ([] if reports else ["end"])
    assert marks() == {}
    assert read_job().state == State.CANCELLED


@pytest.mark.usefixtures("inside")
def test_what_failed_can_be_tried_again() -> None:
    def handler(_run: Run) -> Finish:
        raise RuleError("No.")

    enqueue(version=1)
    with pytest.raises(RuleError):
        services.retry_job(SYSTEM, read_job())
    run_due({"test": handler})
    services.retry_job(SYSTEM, read_job())
    db.session.commit()
    assert run_due({"test": mark})
    assert (read_job().state, read_job().payload) == (State.DONE, {"version": 1})
