"""Mail servers that hang, that put off, that refuse one of many, or that hang up."""

import dataclasses
import socket
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from govapp import clock
from govapp.config import Settings
from govapp.database import db
from govapp.mail import carriers, services
from govapp.mail.delivery import deliver_due
from govapp.mail.models import OutboxMessage
from tests.mail.sinks import OK, Sink, serving

ALL = ["ada@example.org", "bo@example.org", "cy@example.org"]


@pytest.fixture
def sink() -> Sink:
    return Sink()


@pytest.fixture
def served(sink: Sink, settings: Settings) -> Iterator[Settings]:
    with serving(sink) as url:
        yield dataclasses.replace(settings, smtp_url=url)


@pytest.fixture
def _three(app: Flask) -> Iterator[None]:
    with app.app_context():
        for recipient in ALL:
            services.enqueue(recipient=recipient, subject="News", text="News\n")
        db.session.commit()
        yield


def _errors() -> list[str]:
    kept = select(OutboxMessage).order_by(OutboxMessage.id)
    found = db.session.scalars(kept.execution_options(populate_existing=True))
    return [message.error for message in found]


def _deliver_later(served: Settings) -> int:
    with time_machine.travel(clock.now() + timedelta(minutes=1)):
        return deliver_due(served)


@pytest.mark.usefixtures("_three")
def test_a_server_that_hangs_costs_one_wait_and_loses_nothing(
    sink: Sink, served: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carriers, "TIMEOUT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"smtp://127.0.0.1:{silent.getsockname()[1]}"
        assert deliver_due(dataclasses.replace(served, smtp_url=url)) == 0
    assert ["timed out" in error for error in _errors()] == [True] * 3
    monkeypatch.undo()
    assert _deliver_later(served) == 3
    assert [to for envelope in sink.taken for to in envelope.rcpt_tos] == ALL
    assert _errors() == [""] * 3


@pytest.mark.parametrize("answer", ["550 5.1.1 Unknown", "451 4.7.1 Greylisted"])
@pytest.mark.usefixtures("_three")
def test_one_recipient_refused_keeps_no_other_waiting(
    sink: Sink, served: Settings, answer: str
) -> None:
    sink.on_recipient = lambda address: answer if address == ALL[1] else OK
    assert deliver_due(served) == 2
    assert [bool(error) for error in _errors()] == [False, True, False]
    sink.on_recipient = lambda _address: OK
    assert _deliver_later(served) == (0 if answer.startswith("5") else 1)
    assert len(sink.ids) == len(set(sink.ids))


@pytest.mark.usefixtures("_three")
def test_a_server_that_keeps_a_mail_and_hangs_up_gets_the_same_again(
    sink: Sink, served: Settings
) -> None:
    sink.on_data = lambda envelope: "" if envelope.rcpt_tos == [ALL[1]] else OK
    assert deliver_due(served) == 2
    sink.on_data = lambda _envelope: OK
    assert _deliver_later(served) == 1
    assert sorted(to for envelope in sink.taken for to in envelope.rcpt_tos) == sorted(
        [*ALL, ALL[1]]
    )
    assert len(set(sink.ids)) == 3
    assert len({envelope.content for envelope in sink.taken}) == 3
