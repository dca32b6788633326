"""Whoever waits for a job sees it, and can try it again or cancel it."""

from collections.abc import Sequence

import pytest
from flask import Flask
from sqlalchemy import select

from govapp.database import db
from govapp.errors import RuleError
from govapp.jobs import services
from govapp.jobs.models import Job, State
from govapp.jobs.running import Run, run_due
from govapp.permissions import Role
from tests.accounts.people import enter, open_account, open_body
from tests.meetings.building import hidden_fields, read_main
from tests.pages import PageClient


@pytest.fixture
def board(app: Flask) -> int:
    return open_body(app, "board")


@pytest.fixture
def secretary(app: Flask, board: int) -> PageClient:
    account = open_account(app, roles=[(Role.SECRETARY, board)], password=None)
    return enter(app, account)


def _enqueue(app: Flask, body_id: int, title: str) -> int:
    with app.app_context():
        services.enqueue(
            kind="test", key=title, payload={}, title=title, body_id=body_id
        )
        db.session.commit()
        return db.session.scalars(select(Job.id).where(Job.key == title)).one()


def _press(client: PageClient, address: str) -> int:
    sent = hidden_fields(client.get("/desk/jobs").text)
    return client.post(address, data=sent).status_code


def _states(app: Flask) -> Sequence[str]:
    with app.app_context():
        return db.session.scalars(select(Job.state).order_by(Job.id)).all()


def _fail(run: Run) -> None:
    raise RuleError("The file %(name)s is damaged.", name=run.key)


def test_what_failed_is_told_and_tried_again(
    app: Flask, secretary: PageClient, board: int
) -> None:
    job_id = _enqueue(app, board, "Read Memo.pdf")
    with app.app_context():
        run_due({"test": _fail})
    page = read_main(secretary.get("/desk/jobs").text)
    assert "Read Memo.pdf Failed The file Read Memo.pdf is damaged." in page
    assert "Nothing is under way." in page
    assert _press(secretary, f"/desk/jobs/{job_id}/retry") == 303
    assert _states(app) == [State.WAITING]
    assert "It is tried again." in read_main(secretary.get("/desk/jobs").text)


def test_what_is_under_way_shows_how_far_it_is_and_can_be_cancelled(
    app: Flask, secretary: PageClient, board: int
) -> None:
    seen: list[str] = []

    def handler(run: Run) -> None:
        run.report(3, 12, "Memo.pdf")
        seen.append(read_main(secretary.get("/desk/jobs").text))

    _enqueue(app, board, "Build the packet")
    with app.app_context():
        run_due({"test": handler})
    assert "Build the packet Under way 3 of 12 Memo.pdf" in seen[0]
    assert "Done lately" in read_main(secretary.get("/desk/jobs").text)
    job_id = _enqueue(app, board, "Read Plan.pdf")
    assert _press(secretary, f"/desk/jobs/{job_id}/cancel") == 303
    assert _states(app) == [State.DONE, State.CANCELLED]
    assert _press(secretary, f"/desk/jobs/{job_id}/cancel") == 303
    assert "This has ended already." in read_main(secretary.get("/desk/jobs").text)


def test_another_bodys_jobs_are_not_there(
    app: Flask, secretary: PageClient, board: int
) -> None:
    assert board
    job_id = _enqueue(app, open_body(app, "audit"), "Read Secret.pdf")
    assert "Secret" not in secretary.get("/desk/jobs").text
    for verb in ("retry", "cancel"):
        assert _press(secretary, f"/desk/jobs/{job_id}/{verb}") == 404
    assert _states(app) == [State.WAITING]
