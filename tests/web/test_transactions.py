"""One commit at the edge; reading never writes; a form sent twice counts once."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

import pytest
from flask import Flask, flash, get_flashed_messages, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy import event, func, insert, select, text
from sqlalchemy.exc import DBAPIError

from govapp.accounts.models import RoleAssignment
from govapp.accounts.services import SYSTEM
from govapp.audit import services as audit
from govapp.audit.models import AuditLine
from govapp.database import db
from govapp.errors import RuleError
from tests.accounts.people import enter, open_account


@pytest.fixture
def writing(app: Flask) -> Flask:
    """Return an application with a view that writes, before anybody signs in."""

    @app.route("/sign-in/write", methods=["GET", "POST"])
    def write() -> ResponseReturnValue:
        audit.record(SYSTEM, "test.written", "test:")
        db.session.flush()
        status = int(request.args.get("status", "303"))
        return redirect("/written", 303) if status == 303 else ({}, status)

    app.add_url_rule("/sign-in/write-more", "more", write, methods=["POST"])
    csrf = app.extensions["csrf"]
    csrf.exempt(write)
    return app


def _count(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(AuditLine)) or 0


def test_a_good_answer_is_committed(writing: Flask) -> None:
    assert writing.test_client().post("/sign-in/write").status_code == 303
    assert _count(writing) == 1


@pytest.mark.parametrize("status", [400, 404, 409, 422, 500])
def test_a_bad_answer_leaves_nothing(writing: Flask, status: int) -> None:
    answer = writing.test_client().post(f"/sign-in/write?status={status}")
    assert answer.status_code == status
    assert _count(writing) == 0


def test_get_cannot_write(writing: Flask) -> None:
    with pytest.raises(DBAPIError, match=r"read-?only"):
        writing.test_client().get("/sign-in/write")
    assert _count(writing) == 0


def test_the_same_key_counts_once_and_leads_to_the_same_place(writing: Flask) -> None:
    client = writing.test_client()
    answers = [
        client.post("/sign-in/write", data={"idempotency_key": "once"})
        for _ in range(3)
    ]
    assert [answer.status_code for answer in answers] == [303, 303, 303]
    assert {answer.location for answer in answers} == {"/written"}
    assert _count(writing) == 1


def test_a_refused_form_does_not_use_its_key_up(writing: Flask) -> None:
    client = writing.test_client()
    data = {"idempotency_key": "twice"}
    assert client.post("/sign-in/write?status=422", data=data).status_code == 422
    assert client.post("/sign-in/write", data=data).status_code == 303
    assert _count(writing) == 1


def test_twenty_at_once_count_once(writing: Flask) -> None:
    def send(_number: int) -> tuple[int, str | None]:
        answer = writing.test_client().post(
            "/sign-in/write", data={"idempotency_key": "race"}
        )
        return answer.status_code, answer.location

    with ThreadPoolExecutor(20) as pool:
        answers = set(pool.map(send, range(20)))
    assert answers == {(303, "/written")}
    assert _count(writing) == 1


def test_each_person_has_their_own_keys_at_each_address(writing: Flask) -> None:
    """Whoever learns another's key neither loses a form by it nor is led anywhere."""
    data = {"idempotency_key": "known"}
    clients = [
        enter(writing, open_account(writing, email, password=None))
        for email in ("ada@example.org", "bob@example.org")
    ]
    for client in clients:
        for path in ("/sign-in/write", "/sign-in/write-more"):
            assert client.post(path, data=data).status_code == 303
            assert client.post(path, data=data).status_code == 303
    before = 3  # An account, its invitation and its session were written down.
    assert _count(writing) == 2 * before + len(clients) * 2


def test_a_key_may_be_anything(writing: Flask) -> None:
    for key in ("k" * 10_000, "\0", "\ud800", "é"):
        data = {"idempotency_key": key.encode("utf-8", "surrogatepass")}
        answer = writing.test_client().post("/sign-in/write", data=data)
        assert answer.status_code == 303
    assert _count(writing) == 4


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_what_was_not_committed_is_not_said_to_be_done(app: Flask) -> None:
    @app.post("/sign-in/fail")
    def fail() -> ResponseReturnValue:
        db.session.execute(text("PRAGMA defer_foreign_keys = ON"))
        wrong = {"user_id": 999, "role": "auditor", "body_id": None}
        db.session.execute(insert(RoleAssignment).values(wrong))
        flash("It is posted.")
        return redirect("/sign-in/told", 303)

    @app.get("/sign-in/told")
    def told() -> ResponseReturnValue:
        return {"told": get_flashed_messages()}

    app.extensions["csrf"].exempt(fail)
    app.testing = False
    client = app.test_client()
    assert client.post("/sign-in/fail").status_code == 500
    assert client.get("/sign-in/told").json == {"told": []}


@contextmanager
def _hold(app: Flask) -> Iterator[None]:
    """Be in the midst of a posting."""
    with app.app_context():
        engine = db.engine
    with engine.connect() as connection:
        connection.execute(text("UPDATE record_head SET size = size"))
        yield


def test_the_public_side_never_holds_a_lock(app: Flask) -> None:
    """Forms sent there wait for nobody and keep nobody waiting."""
    with _hold(app):
        for path in ("/", "/nothing-here", "/meetings"):
            assert app.test_client().post(path).status_code in {400, 404, 405}


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_a_busy_database_is_said_in_a_page(writing: Flask) -> None:
    with writing.app_context():
        for engine in db.engines.values():
            engine.dispose()

        @event.listens_for(db.engine, "connect")
        def hurry(connection: sqlite3.Connection, _record: object) -> None:
            connection.execute("PRAGMA busy_timeout = 50")

    with _hold(writing):
        answer = writing.test_client().post("/sign-in/write")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "Back in a few minutes" in answer.text
    assert _count(writing) == 0


def test_an_error_within_a_broken_transaction_is_a_page(app: Flask) -> None:
    @app.post("/sign-in/break")
    def break_it() -> ResponseReturnValue:
        with suppress(DBAPIError):
            db.session.execute(text("SELECT nothing_like_this"))
        raise RuleError("This cannot be.")

    app.extensions["csrf"].exempt(break_it)
    answer = app.test_client().post("/sign-in/break")
    assert answer.status_code == 409
    assert "This cannot be." in answer.text
