"""Several workers, and those that were killed."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from govapp import clock
from govapp.config import Settings
from govapp.database import db
from govapp.jobs import services
from govapp.jobs.models import Job, State
from govapp.jobs.running import ATTEMPTS, ENDED, LEASE, Finish, Run, run_due
from govapp.worker import run_worker
from tests.jobs.test_running import enqueue, inside, jobs, mark, marks, read_job

__all__ = ["inside"]


@pytest.mark.usefixtures("inside")
def test_two_of_one_key_are_done_one_after_the_other() -> None:
    def handler(run: Run) -> Finish:
        db.session.remove()
        enqueue(version=2)
        assert not run_due({"test": mark})
        return mark(run)

    enqueue(version=1)
    assert run_due({"test": handler})
    assert run_due({"test": mark})
    assert marks() == {"test:a": 2}


@pytest.mark.usefixtures("inside")
def test_who_comes_back_after_its_lease_changes_nothing() -> None:
    def handler(run: Run) -> Finish:
        db.session.remove()
        with time_machine.travel(clock.now() + LEASE * 1.1):
            assert run_due({"test": mark})
        return mark(run)

    enqueue()
    assert run_due({"test": handler})
    assert marks() == {"test:a": 1}
    assert (read_job().state, read_job().attempts) == (State.DONE, 2)


@pytest.mark.usefixtures("inside")
def test_what_kills_each_worker_is_given_up() -> None:
    def handler(_run: Run) -> Finish:
        raise SystemExit

    enqueue()
    moment = clock.now()
    for _ in range(ATTEMPTS):
        with time_machine.travel(moment), pytest.raises(SystemExit):
            run_due({"test": handler})
        db.session.remove()
        moment += LEASE * 1.1
    with time_machine.travel(moment):
        assert run_due({"test": handler})
    assert (read_job().state, read_job().error) == (State.FAILED, ENDED)


def test_several_workers_do_each_job_once(app: Flask) -> None:
    with app.app_context():
        for number in range(30):
            services.enqueue(kind="test", key=str(number), payload={})
        db.session.commit()
    stop = threading.Event()
    workers = [
        threading.Thread(target=run_worker, args=(app, stop, {"test": mark}))
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
        assert marks() == {f"test:{number}": 1 for number in range(30)}
        assert {job.attempts for job in jobs()} == {1}


WORKER = """
import os, pathlib, sys, time
from govapp.app import create_app
from govapp.config import load_settings
from govapp.jobs.running import run_due
from tests.jobs.test_running import mark

def handler(run):
    run.report(1, 2, "half")
    pathlib.Path(sys.argv[1]).touch()
    time.sleep(60)
    return mark(run)

with create_app(load_settings(os.environ)).app_context():
    run_due({"test": handler})
"""


def test_what_a_killed_worker_had_begun_is_done_by_the_next(
    app: Flask, settings: Settings, tmp_path: Path
) -> None:
    with app.app_context():
        enqueue()
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
        assert (read_job().state, read_job().note) == (State.RUNNING, "half")
        assert not run_due({"test": mark})
        with time_machine.travel(clock.now() + LEASE * 1.1):
            assert run_due({"test": mark})
        assert marks() == {"test:a": 1}
        assert (read_job().state, read_job().attempts) == (State.DONE, 2)
