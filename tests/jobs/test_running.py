"""Jobs: each is done once, whatever happens to the one who does it."""

import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from govapp import clock
from govapp.accounts.services import SYSTEM
from govapp.audit import services as audit
from govapp.audit.models import AuditLine
from govapp.config import Settings
from govapp.database import db
from govapp.errors import RuleError
from govapp.jobs import services
from govapp.jobs.models import Job, State
from govapp.jobs.running import ATTEMPTS, ENDED, LEASE, Finish, Run, run_due
from govapp.worker import run_worker


def _enqueue(key: str = "a", **payload: Any) -> None:
    services.enqueue(kind="test", key=key, payload=payload)
    db.session.commit()


def _jobs() -> list[Job]:
    found = select(Job).order_by(Job.id).execution_options(populate_existing=True)
    jobs = list(db.session.scalars(found))
    db.session.commit()
    return jobs


def _job() -> Job:
    [job] = _jobs()
    return job


def _mark(run: Run) -> Finish:
    return lambda: audit.record(SYSTEM, "test.done", f"test:{run.key}")


def _marks() -> Counter[str]:
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
        return _mark(run)

    _enqueue(pages=[1, 2])
    assert run_due({"test": handler})
    assert not run_due({"test": handler})
    assert seen == [{"pages": [1, 2]}]
    assert _marks() == {"test:a": 1}
    assert (_job().state, _job().attempts) == (State.DONE, 1)
    assert _job().finished_at is not None


@pytest.mark.usefixtures("inside")
def test_what_was_rolled_back_is_not_done() -> None:
    services.enqueue(kind="test", key="a", payload={})
    db.session.rollback()
    assert not run_due({"test": _mark})
    assert _jobs() == []


@pytest.mark.usefixtures("inside")
def test_asking_twice_is_asking_once_while_it_waits() -> None:
    _enqueue(version=1)
    _enqueue(version=2)
    _enqueue("b", version=1)
    assert [(job.key, job.payload["version"]) for job in _jobs()] == [
        ("a", 2),
        ("b", 1),
    ]
    assert run_due({"test": _mark})
    _enqueue(version=3)
    assert len(_jobs()) == 3


@pytest.mark.usefixtures("inside")
def test_what_nobody_here_can_do_waits_for_who_can() -> None:
    _enqueue()
    assert not run_due({"other": _mark})
    assert _job().state == State.WAITING


@pytest.mark.usefixtures("inside")
def test_what_is_for_later_is_done_later() -> None:
    due_at = clock.now() + timedelta(hours=1)
    services.enqueue(kind="test", key="a", payload={}, due_at=due_at)
    db.session.commit()
    assert not run_due({"test": _mark})
    with time_machine.travel(due_at + timedelta(seconds=1)):
        assert run_due({"test": _mark})


@pytest.mark.usefixtures("inside")
def test_a_handler_reads_only_and_writes_when_it_ends() -> None:
    def handler(run: Run) -> Finish:
        audit.record(SYSTEM, "test.done", f"test:{run.key}")
        return _mark(run)

    _enqueue()
    run_due({"test": handler})
    assert _marks() == {}
    assert "read" in _job().error


@pytest.mark.usefixtures("inside")
def test_a_handler_that_fails_is_tried_again_later_and_later() -> None:
    def handler(_run: Run) -> Finish:
        raise OSError("The store is away.")

    waits: list[timedelta] = []
    _enqueue()
    moment = clock.now()
    while (job := _job()).state == State.WAITING:
        with time_machine.travel(moment, tick=False):
            assert run_due({"test": handler})
        waits.append(_job().due_at - moment)
        moment = _job().due_at

    assert job.state == State.FAILED
    assert job.attempts == len(waits) == ATTEMPTS
    assert job.error == "The store is away."
    assert timedelta(seconds=22) < waits[0] < timedelta(seconds=38)
    assert timedelta(minutes=24) < waits[-2] < timedelta(minutes=75)


@pytest.mark.usefixtures("inside")
def test_what_is_refused_is_not_tried_again() -> None:
    def handler(_run: Run) -> Finish:
        raise RuleError("The file %(name)s is damaged.", name="a.pdf")

    _enqueue()
    assert run_due({"test": handler})
    assert _job().state == State.FAILED
    assert _job().error == "The file a.pdf is damaged."


@pytest.mark.usefixtures("inside")
def test_what_fails_while_it_is_asked_for_anew_gives_way() -> None:
    def handler(_run: Run) -> Finish:
        _enqueue_aside()
        raise OSError("Away")

    def _enqueue_aside() -> None:
        db.session.remove()
        _enqueue(version=2)

    _enqueue(version=1)
    run_due({"test": handler})
    states = [(job.payload["version"], job.state) for job in _jobs()]
    assert states == [(1, State.CANCELLED), (2, State.WAITING)]


@pytest.mark.usefixtures("inside")
def test_what_fails_at_its_end_has_changed_nothing() -> None:
    def handler(run: Run) -> Finish:
        def finish() -> None:
            _mark(run)()
            raise DBAPIError("INSERT", None, Exception("no"))

        return finish

    _enqueue()
    assert run_due({"test": handler})
    assert _marks() == {}
    assert _job().state == State.WAITING


@pytest.mark.usefixtures("inside")
def test_progress_shows_at_once_and_renews_the_lease() -> None:
    shown: list[tuple[int, int, str]] = []

    def handler(run: Run) -> Finish:
        for number in (1, 2):
            with time_machine.travel(clock.now() + LEASE * 0.7 * number):
                run.report(number, 2, f"File {number}")
                db.session.remove()
                assert not run_due({"test": _mark})
                job = _job()
                shown.append((job.done, job.total, job.note))
        return _mark(run)

    _enqueue()
    assert run_due({"test": handler})
    assert shown == [(1, 2, "File 1"), (2, 2, "File 2")]
    assert _marks() == {"test:a": 1}


@pytest.mark.usefixtures("inside")
def test_a_job_cancelled_while_it_waits_is_not_done() -> None:
    _enqueue()
    services.cancel_job(SYSTEM, _job())
    db.session.commit()
    assert not run_due({"test": _mark})
    with pytest.raises(RuleError):
        services.cancel_job(SYSTEM, _job())


@pytest.mark.parametrize("reports", [True, False])
@pytest.mark.usefixtures("inside")
def test_what_is_done_for_a_job_cancelled_meanwhile_is_thrown_away(
    *, reports: bool
) -> None:
    reached: list[str] = []

    def handler(run: Run) -> Finish:
        db.session.remove()
        services.cancel_job(SYSTEM, _job())
        db.session.commit()
        if reports:
            run.report(1, 2)
        reached.append("end")
        return _mark(run)

    _enqueue()
    assert run_due({"test": handler})
    assert reached == ([] if reports else ["end"])
    assert _marks() == {}
    assert _job().state == State.CANCELLED


@pytest.mark.usefixtures("inside")
def test_what_failed_can_be_tried_again() -> None:
    def handler(_run: Run) -> Finish:
        raise RuleError("No.")

    _enqueue(version=1)
    with pytest.raises(RuleError):
        services.retry_job(SYSTEM, _job())
    run_due({"test": handler})
    services.retry_job(SYSTEM, _job())
    db.session.commit()
    assert run_due({"test": _mark})
    assert (_job().state, _job().payload) == (State.DONE, {"version": 1})


@pytest.mark.usefixtures("inside")
def test_two_of_one_key_are_done_one_after_the_other() -> None:
    def handler(run: Run) -> Finish:
        db.session.remove()
        _enqueue(version=2)
        assert not run_due({"test": _mark})
        return _mark(run)

    _enqueue(version=1)
    assert run_due({"test": handler})
    assert run_due({"test": _mark})
    assert _marks() == {"test:a": 2}


@pytest.mark.usefixtures("inside")
def test_who_comes_back_after_its_lease_changes_nothing() -> None:
    def handler(run: Run) -> Finish:
        db.session.remove()
        with time_machine.travel(clock.now() + LEASE * 1.1):
            assert run_due({"test": _mark})
        return _mark(run)

    _enqueue()
    assert run_due({"test": handler})
    assert _marks() == {"test:a": 1}
    assert (_job().state, _job().attempts) == (State.DONE, 2)


@pytest.mark.usefixtures("inside")
def test_what_kills_each_worker_is_given_up() -> None:
    def handler(_run: Run) -> Finish:
        raise SystemExit

    _enqueue()
    moment = clock.now()
    for _ in range(ATTEMPTS):
        with time_machine.travel(moment), pytest.raises(SystemExit):
            run_due({"test": handler})
        db.session.remove()
        moment += LEASE * 1.1
    with time_machine.travel(moment):
        assert run_due({"test": handler})
    assert (_job().state, _job().error) == (State.FAILED, ENDED)


def test_several_workers_do_each_job_once(app: Flask) -> None:
    with app.app_context():
        for number in range(30):
            services.enqueue(kind="test", key=str(number), payload={})
        db.session.commit()
    stop = threading.Event()
    workers = [
        threading.Thread(target=run_worker, args=(app, stop, {"test": _mark}))
        for _ in range(3)
    ]
    for worker in workers:
        worker.start()
    with app.app_context():
        open_ = select(func.count()).where(Job.state != State.DONE)
        for _ in range(300):
            left = db.session.scalar(open_)
            db.session.commit()
            if not left:
                break
            stop.wait(0.1)
    stop.set()
    for worker in workers:
        worker.join()

    with app.app_context():
        assert _marks() == {f"test:{number}": 1 for number in range(30)}
        assert {job.attempts for job in _jobs()} == {1}


WORKER = """
import os, pathlib, sys, time
from govapp.app import create_app
from govapp.config import load_settings
from govapp.jobs.running import run_due
from tests.jobs.test_running import _mark

def handler(run):
    run.report(1, 2, "half")
    pathlib.Path(sys.argv[1]).touch()
    time.sleep(60)
    return _mark(run)

with create_app(load_settings(os.environ)).app_context():
    run_due({"test": handler})
"""


def test_what_a_killed_worker_had_begun_is_done_by_the_next(
    app: Flask, settings: Settings, tmp_path: Path
) -> None:
    with app.app_context():
        _enqueue()
    begun = tmp_path / "begun"
    environment = {
        "GOVAPP_INSTANCE": str(settings.instance),
        "GOVAPP_DATABASE_URL": settings.database_url,
        "GOVAPP_SECRET_KEY": settings.secret_key,
    }
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(begun)],
        env={**os.environ, **environment},
        cwd=Path.cwd(),
    )
    while not begun.exists():
        assert worker.poll() is None
        threading.Event().wait(0.1)
    worker.send_signal(signal.SIGKILL)
    worker.wait()

    with app.app_context():
        assert (_job().state, _job().note) == (State.RUNNING, "half")
        assert not run_due({"test": _mark})
        with time_machine.travel(clock.now() + LEASE * 1.1):
            assert run_due({"test": _mark})
        assert _marks() == {"test:a": 1}
        assert (_job().state, _job().attempts) == (State.DONE, 2)
