"""Addresses that their servers refuse for good: kept back, told, and tried again."""

import dataclasses
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from govapp import clock
from govapp.config import Settings
from govapp.database import db
from govapp.mail import queries, services
from govapp.mail.delivery import SUPPRESSED, deliver_due
from govapp.mail.models import OutboxMessage, Suppression
from govapp.mail.rules import is_dead, veil_in
from tests.accounts.people import ADMINISTRATOR, enter, open_account
from tests.mail.sinks import Sink, serving
from tests.meetings.building import hidden_fields

ADA, BO = "ada@example.org", "bo@example.org"
GONE = f"550 5.1.1 <{ADA}>: No such person"


@pytest.fixture
def sink() -> Sink:
    return Sink()


@pytest.fixture
def served(sink: Sink, settings: Settings) -> Iterator[Settings]:
    with serving(sink) as url:
        yield dataclasses.replace(settings, smtp_url=url)


def _send(served: Settings, recipient: str = ADA, *, is_list: bool = True) -> int:
    leave_at = "/subscribe/leave/a" if is_list else ""
    services.enqueue(
        recipient=recipient, subject="News", text="News\n", leave_at=leave_at
    )
    db.session.commit()
    return deliver_due(served)


@pytest.mark.parametrize(
    ("code", "answer", "expected"),
    [
        (550, "No such person", True),
        (551, "User not local", True),
        (553, "Mailbox name not allowed", True),
        (550, "5.1.1 User unknown", True),
        (550, "5.2.1 Mailbox disabled", True),
        # These say nothing of the mailbox: full, too large, not trusted, for now.
        (552, "Full", False),
        (554, "Relay access denied", False),
        (550, "5.7.1 Relay access denied", False),
        (550, "5.2.2 Mailbox full", False),
        (450, "4.2.0 Greylisted", False),
        (421, "Busy", False),
    ],
)
def test_what_a_refusal_means(code: int, answer: str, *, expected: bool) -> None:
    assert is_dead(code, answer) is expected


def test_an_answer_is_shown_without_the_address() -> None:
    assert (
        veil_in(f"550 <{ADA.upper()}> unknown", ADA) == "550 <a…@example.org> unknown"
    )


def test_lists_send_nothing_more_to_a_mailbox_that_is_gone(
    app: Flask, sink: Sink, served: Settings
) -> None:
    sink.on_recipient = lambda address: GONE if address == ADA else "250 OK"
    with app.app_context():
        assert [_send(served), _send(served, BO)] == [0, 1]
        sink.on_recipient = lambda _address: "250 OK"
        assert [_send(served), _send(served, BO)] == [0, 1]
        # A link to choose a password goes out all the same.
        assert _send(served, is_list=False) == 1
        errors = db.session.scalars(
            select(OutboxMessage.error)
            .where(OutboxMessage.failed_at.is_not(None))
            .order_by(OutboxMessage.id)
        ).all()
        [gone] = queries.list_suppressions()
        assert (gone.email, gone.reason) == (
            ADA,
            "550 5.1.1 <a…@example.org>: No such person",
        )
    assert "No such person" in errors[0]
    assert errors[1:] == [SUPPRESSED]
    assert [envelope.rcpt_tos for envelope in sink.taken] == [[BO], [BO], [ADA]]


@pytest.mark.parametrize("answer", ["554 5.7.1 Relay denied", "450 4.2.0 Greylisted"])
def test_a_server_that_trusts_us_not_or_not_yet_suppresses_nobody(
    app: Flask, sink: Sink, served: Settings, answer: str
) -> None:
    sink.on_recipient = lambda _address: answer
    with app.app_context():
        assert _send(served) == 0
        assert queries.list_suppressions() == []


def test_the_administrator_sees_who_and_tries_again(
    app: Flask, sink: Sink, served: Settings
) -> None:
    sink.on_recipient = lambda _address: GONE
    with app.app_context():
        with time_machine.travel(clock.now() - timedelta(days=8)):
            assert _send(served) == 0
        assert [_send(served), _send(served)] == [0, 0]
    client = enter(app, open_account(app, "root@example.org", roles=[ADMINISTRATOR]))
    page = client.get("/desk/followers/refused").text
    assert "550 5.1.1 &lt;a…@example.org&gt;: No such person" in page
    assert ADA not in page
    sink.on_recipient = lambda _address: "250 OK"
    sent = hidden_fields(page)
    answer = client.post("/desk/followers/refused/1/lift", data=sent)
    assert (answer.status_code, answer.location) == (303, "/desk/followers/refused")
    assert "No such person" not in client.get("/desk/followers/refused").text
    with app.app_context():
        # What was kept back in the last week is sent, what is older is not.
        deliver_due(served)
        assert [envelope.rcpt_tos for envelope in sink.taken].count([ADA]) == 2
        assert db.session.scalars(select(Suppression)).all() == []


def test_whoever_leaves_is_forgotten_here_too(app: Flask) -> None:
    with app.app_context():
        services.suppress(ADA, GONE)
        services.suppress(ADA, GONE)
        assert len(queries.list_suppressions()) == 1
        services.forget_list_mails(ADA)
        assert queries.list_suppressions() == []
