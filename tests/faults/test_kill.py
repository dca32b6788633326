"""The server is killed again and again under load: nothing acknowledged is lost."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import delete, func, select

from govapp.accounts import services as accounts
from govapp.accounts.services import SYSTEM
from govapp.audit.models import AuditLine
from govapp.commands.record import record
from govapp.committees import services as committees
from govapp.config import Settings
from govapp.database import db
from govapp.mail.models import OutboxMessage
from govapp.meetings.services import agenda, schedule
from govapp.permissions import Role
from govapp.record import projection, sealing
from govapp.record.models import RecordEntry, RecordHead
from govapp.record.shapes.base import Kind
from govapp.web.transactions import IdempotencyKey
from tests.benchmarks.servers import free_port, wait_for
from tests.faults.visitor import Visitor

POSTINGS, SECRETARIES = 200, 4
EMAIL, PASSWORD = "secretary@govapp.example", "quiet harbor lanterns 4711"


@dataclass
class Server:
    """A server that comes back after each kill."""

    environment: dict[str, str]
    port: int
    kills: int = 0
    process: subprocess.Popen[bytes] = field(init=False)

    def start(self) -> None:
        command = ["-m", "govapp.cli", "serve", "--port", str(self.port), "--no-worker"]
        self.process = subprocess.Popen(
            [sys.executable, *command],
            env={**os.environ, **self.environment},
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        wait_for(self.process, self.port, "/livez")

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def being_killed(server: Server) -> Iterator[None]:
    """Kill and restart a server at random moments until the block ends."""
    stop, chance = threading.Event(), random.Random(4711)  # noqa: S311 no secret

    def torment() -> None:
        while not stop.wait(chance.uniform(0.3, 2.5)):
            server.kill()
            server.kills += 1
            server.start()

    server.start()
    tormentor = threading.Thread(target=torment)
    tormentor.start()
    try:
        yield
    finally:
        stop.set()
        tormentor.join()
        server.kill()


def _prepare(app: Flask) -> list[int]:
    """Make a body, a secretary who can sign in, and a meeting for each thread."""
    with app.app_context():
        body = committees.create_body(
            SYSTEM, slug="board", name="Board", kind="board", time_zone="UTC"
        )
        user = accounts.invite_user(
            SYSTEM,
            email=EMAIL,
            name="Demo secretary",
            roles=[(Role.SECRETARY, body.id)],
        )
        accounts.set_password(SYSTEM, user=user, password=PASSWORD)
        meetings = [
            schedule.schedule_meeting(
                SYSTEM,
                bodies=[body],
                kind="regular",
                start=datetime(2027, 3, 3 + day, 10),  # noqa: DTZ001 wall time
            )
            for day in range(SECRETARIES)
        ]
        for meeting in meetings:
            agenda.add_item(SYSTEM, meeting, title="Call to order")
        db.session.execute(delete(OutboxMessage))
        db.session.commit()
        db.engine.dispose()
        return [meeting.id for meeting in meetings]


def _work(base: str, meeting: int, acknowledged: list[str]) -> None:
    """Post an agenda again and again, each time with another note."""
    visitor = Visitor(base)
    visitor.submit("/sign-in", "Sign in", email=EMAIL, password=PASSWORD)
    for number in range(POSTINGS // SECRETARIES):
        status, _, text = visitor.submit(
            f"/desk/meetings/{meeting}/agenda/note",
            "Save",
            agenda_note=f"Note {number}",
        )
        assert status == 303, text
        status, location, text = visitor.submit(
            f"/desk/meetings/{meeting}/post", "Post the agenda"
        )
        assert status == 303, text
        acknowledged.append(location)


@pytest.mark.timeout(900)  # a server needs seconds to come back
def test_nothing_acknowledged_is_lost_and_nothing_is_half_done(
    app: Flask, settings: Settings
) -> None:
    meetings = _prepare(app)
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    server = Server(
        {
            "GOVAPP_INSTANCE": str(settings.instance),
            "GOVAPP_DATABASE_URL": settings.database_url,
            "GOVAPP_SECRET_KEY": settings.secret_key,
            "GOVAPP_LOG_KEY": settings.log_key,
            "GOVAPP_FILES_KEY": settings.files_key,
            "GOVAPP_BASE_URL": base,
            "GOVAPP_SECOND_FACTOR": "offered",
        },
        port,
    )
    acknowledged: list[str] = []
    with being_killed(server):
        threads = [
            threading.Thread(target=_work, args=(base, meeting, acknowledged))
            for meeting in meetings
        ]
        begun = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    print(f"{server.kills} kills, {time.monotonic() - begun:.0f} s")  # noqa: T201
    assert len(acknowledged) == POSTINGS
    assert server.kills >= 5
    with app.app_context():
        _check()
        sealing.start()
    done = CliRunner().invoke(record, ["verify", "--projection"], obj=settings)
    assert done.exit_code == 0, done.output


def _count(*where: object) -> int:
    query = select(func.count()).where(*where)  # type: ignore[arg-type]
    return db.session.scalar(query) or 0


def _check() -> None:
    agendas = _count(RecordEntry.kind == Kind.AGENDA)
    notices = _count(RecordEntry.kind == Kind.NOTICE)
    size = db.session.scalar(select(RecordHead.size))
    numbers = db.session.scalars(select(RecordEntry.seq).order_by(RecordEntry.seq))
    assert (agendas, notices) == (POSTINGS, SECRETARIES)
    assert list(numbers) == list(range(1, (size or 0) + 1))
    assert size == agendas + notices
    assert _count(AuditLine.action == "agenda.posted") == agendas
    assert _count(OutboxMessage.id > 0) == size
    assert _count(IdempotencyKey.location == "") == 0
    versions = db.session.execute(
        select(RecordEntry.subject, RecordEntry.version)
        .where(RecordEntry.kind == Kind.AGENDA)
        .order_by(RecordEntry.subject, RecordEntry.version)
    ).all()
    assert len(set(versions)) == POSTINGS
    assert {version for _, version in versions} == set(
        range(1, POSTINGS // SECRETARIES + 1)
    )
    grown = projection.dump()
    projection.rebuild()
    assert projection.dump() == grown
    db.session.rollback()
