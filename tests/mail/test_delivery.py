"""The outbox, emptied into a folder and into a real SMTP server."""

import dataclasses
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from socket import socket

import pytest
import time_machine
from aiosmtpd.smtp import Envelope
from flask import Flask
from sqlalchemy import select

from govapp import clock
from govapp.config import Settings
from govapp.database import db
from govapp.mail import services
from govapp.mail.delivery import deliver_due
from govapp.mail.models import OutboxMessage
from govapp.worker import run_worker
from tests.mail.sinks import Sink, read_mail, serving


@pytest.fixture
def sink() -> Sink:
    return Sink()


@pytest.fixture
def served(sink: Sink, settings: Settings) -> Iterator[Settings]:
    """Return the settings of an installation that mails to the sink."""
    with serving(sink) as url:
        yield dataclasses.replace(
            settings, smtp_url=url, mail_from="Board <no@example.org>"
        )


def _enqueue(recipient: str = "ada@example.org") -> None:
    link = services.link("/account/reset/abc")
    services.enqueue(
        recipient=recipient,
        subject="Agenda\r\nBcc: x@example.org",
        text=f"Häre:\n{link}\n",
    )
    db.session.commit()


def _message() -> OutboxMessage:
    return db.session.scalars(
        select(OutboxMessage).execution_options(populate_existing=True)
    ).one()


def test_a_mail_reaches_a_server_once(app: Flask, sink: Sink, served: Settings) -> None:
    with app.app_context():
        _enqueue()
        assert deliver_due(served) == 1
        assert deliver_due(served) == 0
        message = _message()

    [envelope] = sink.taken
    mail = read_mail(envelope.content)
    assert envelope.rcpt_tos == ["ada@example.org"]
    assert mail["From"] == "Board <no@example.org>"
    assert mail["To"] == "ada@example.org"
    assert mail["Subject"] == "Agenda Bcc: x@example.org"
    assert "Bcc" not in mail
    assert mail["Message-ID"] == f"<{message.message_id}@localhost>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content().splitlines() == [
        "Häre:",
        "http://localhost/account/reset/abc",
    ]
    assert message.sent_at is not None


def test_the_way_to_leave_a_list_is_written_out_and_every_line_is_short(
    app: Flask, sink: Sink, served: Settings
) -> None:
    key = "0123456789abcdef" * 2
    with app.app_context():
        services.enqueue(
            recipient="ada@example.org",
            subject="Häre " * 50,
            text="Häre " * 500,
            html="<p>Häre</p>" * 500,
            calendar="METHOD:CANCEL\r\n",
            leave_at=f"/subscribe/leave/{key}",
        )
        db.session.commit()
        assert deliver_due(served) == 1

    [envelope] = sink.taken
    content = envelope.content
    assert isinstance(content, bytes)
    lines = content.split(b"\r\n")
    [leave_at] = [line for line in lines if line.startswith(b"List-Unsubscribe:")]
    start = f"List-Unsubscribe: <http://localhost/subscribe/leave/{key}/"
    assert re.fullmatch(f"{start}[0-9a-f]{{32}}>", leave_at.decode())
    assert max(map(len, lines)) <= 998
    assert content.isascii()


def test_without_a_server_mails_lie_in_a_folder(app: Flask, settings: Settings) -> None:
    with app.app_context():
        _enqueue()
        assert deliver_due(settings) == 1
        number = _message().id

    folder = settings.instance / "mail"
    assert [path.name for path in folder.iterdir()] == [f"{number:06}.eml"]
    mail = read_mail((folder / f"{number:06}.eml").read_bytes())
    assert mail["To"] == "ada@example.org"


def test_what_was_rolled_back_is_not_sent(app: Flask, settings: Settings) -> None:
    with app.app_context():
        services.enqueue(recipient="ada@example.org", subject="No", text="No")
        db.session.rollback()
        assert deliver_due(settings) == 0


@pytest.mark.parametrize(
    "recipient",
    [
        "ada@example.org\r\nBcc: x@example.org",
        "ada@example.org, x@example.org",
        "no address",
        "",
    ],
)
def test_what_is_no_address_is_given_up_at_once(
    app: Flask, sink: Sink, served: Settings, recipient: str
) -> None:
    with app.app_context():
        _enqueue(recipient)
        _enqueue("bo@example.org")
        assert deliver_due(served) == 1
        failed = db.session.scalars(
            select(OutboxMessage).where(OutboxMessage.failed_at.is_not(None))
        ).one()

    assert failed.recipient == recipient
    assert failed.error
    assert [envelope.rcpt_tos for envelope in sink.taken] == [["bo@example.org"]]


def test_a_recipient_refused_for_good_is_given_up(
    app: Flask, sink: Sink, served: Settings
) -> None:
    sink.on_recipient = lambda _address: "550 No such person"

    with app.app_context():
        _enqueue()
        assert deliver_due(served) == 0
        message = _message()

    assert message.failed_at is not None
    assert "No such person" in message.error


def test_a_refusal_for_now_is_tried_again_later_and_later(
    app: Flask, sink: Sink, served: Settings
) -> None:
    sink.on_recipient = lambda _address: "450 Busy"
    waits: list[timedelta] = []

    with app.app_context():
        _enqueue()
        moment = clock.now()
        while (message := _message()).failed_at is None:
            with time_machine.travel(moment, tick=False):
                assert deliver_due(served) == 0
                message = _message()
                waits.append(message.due_at - clock.now())
            moment = message.due_at

    assert len(waits) == services.ATTEMPTS
    assert timedelta(seconds=22) < waits[0] < timedelta(seconds=38)
    assert timedelta(minutes=45) <= waits[-2] <= timedelta(minutes=75)
    assert sum(waits[:-1], timedelta()) > timedelta(hours=24)
    assert "Busy" in message.error


def test_a_server_that_is_away_loses_nothing(
    app: Flask, sink: Sink, served: Settings
) -> None:
    with closing(socket()) as nobody:
        nobody.bind(("127.0.0.1", 0))
        away = f"smtp://127.0.0.1:{nobody.getsockname()[1]}"
        with app.app_context():
            for number in range(3):
                _enqueue(f"{number}@example.org")
            assert deliver_due(dataclasses.replace(served, smtp_url=away)) == 0
            assert deliver_due(served) == 0
            with time_machine.travel(clock.now() + timedelta(minutes=1)):
                assert deliver_due(served) == 3

    assert len(set(sink.ids)) == 3


KILLED = """
import os
from govapp.app import create_app
from govapp.config import load_settings
from govapp.mail.delivery import deliver_due
settings = load_settings(os.environ)
with create_app(settings).app_context():
    deliver_due(settings)
"""


def test_a_worker_killed_after_sending_sends_the_same_mail_again(
    app: Flask, sink: Sink, served: Settings
) -> None:
    with app.app_context():
        _enqueue()
    worker = subprocess.Popen(  # this very Python
        [sys.executable, "-c", KILLED], env=_environment(served), cwd=Path.cwd()
    )

    def kill(_envelope: Envelope) -> str:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        return "250 OK"

    sink.on_data = kill
    assert worker.wait(60) == -signal.SIGKILL
    assert len(sink.taken) == 1
    sink.on_data = lambda _envelope: "250 OK"
    with app.app_context():
        assert deliver_due(served) == 0
        with time_machine.travel(clock.now() + services.LEASE * 1.1):
            assert deliver_due(served) == 1

    assert len(sink.ids) == 2
    assert len(set(sink.ids)) == 1


def _environment(settings: Settings) -> dict[str, str]:
    given = {
        f"GOVAPP_{field.name.upper()}": str(getattr(settings, field.name))
        for field in dataclasses.fields(settings)
    }
    return {**os.environ, **given}


def test_two_workers_send_each_mail_once(
    app: Flask, sink: Sink, served: Settings
) -> None:
    with app.app_context():
        for number in range(30):
            _enqueue(f"{number}@example.org")
    sent: list[int] = []

    def work() -> None:
        with app.app_context():
            while count := deliver_due(served, limit=4):
                sent.append(count)

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sum(sent) == 30
    assert len(sink.ids) == len(set(sink.ids)) == 30


def test_the_worker_works_until_it_is_told_to_stop(
    app: Flask, settings: Settings
) -> None:
    stop = threading.Event()
    worker = threading.Thread(target=run_worker, args=(app, stop))
    worker.start()
    with app.app_context():
        _enqueue()
    folder = settings.instance / "mail"
    for _ in range(100):
        if folder.is_dir() and list(folder.glob("*.eml")):
            break
        stop.wait(0.1)
    stop.set()
    worker.join(10)

    assert not worker.is_alive()
    assert len(list(folder.glob("*.eml"))) == 1
