"""One commit at the edge; reading never writes; a form sent twice counts once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from govapp.accounts.services import SYSTEM
from govapp.audit import services as audit
from govapp.audit.models import AuditLine
from govapp.database import db


@pytest.fixture
def writing(app: Flask) -> Flask:
    """Return an application with a view that writes, on the public side of the door."""

    @app.route("/write", methods=["GET", "POST"])
    def write() -> ResponseReturnValue:
        audit.record(SYSTEM, "test.written", "test:")
        db.session.flush()
        status = int(request.args.get("status", "303"))
        return redirect("/written", 303) if status == 303 else ({}, status)

    csrf = app.extensions["csrf"]
    csrf.exempt(write)
    return app


def _count(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(AuditLine)) or 0


def test_a_good_answer_is_committed(writing: Flask) -> None:
    assert writing.test_client().post("/write").status_code == 303
    assert _count(writing) == 1


@pytest.mark.parametrize("status", [400, 404, 409, 422, 500])
def test_a_bad_answer_leaves_nothing(writing: Flask, status: int) -> None:
    answer = writing.test_client().post(f"/write?status={status}")
    assert answer.status_code == status
    assert _count(writing) == 0


def test_get_cannot_write(writing: Flask) -> None:
    with pytest.raises(DBAPIError, match=r"read-?only"):
        writing.test_client().get("/write")
    assert _count(writing) == 0


def test_the_same_key_counts_once_and_leads_to_the_same_place(writing: Flask) -> None:
    client = writing.test_client()
    answers = [
        client.post("/write", data={"idempotency_key": "once"}) for _ in range(3)
    ]
    assert [answer.status_code for answer in answers] == [303, 303, 303]
    assert {answer.location for answer in answers} == {"/written"}
    assert _count(writing) == 1


def test_a_refused_form_does_not_use_its_key_up(writing: Flask) -> None:
    client = writing.test_client()
    data = {"idempotency_key": "twice"}
    assert client.post("/write?status=422", data=data).status_code == 422
    assert client.post("/write", data=data).status_code == 303
    assert _count(writing) == 1


def test_twenty_at_once_count_once(writing: Flask) -> None:
    def send(_number: int) -> tuple[int, str | None]:
        answer = writing.test_client().post("/write", data={"idempotency_key": "race"})
        return answer.status_code, answer.location

    with ThreadPoolExecutor(20) as pool:
        answers = set(pool.map(send, range(20)))
    assert answers == {(303, "/written")}
    assert _count(writing) == 1
