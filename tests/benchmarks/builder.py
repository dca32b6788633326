"""The agenda builder: how much longer a long agenda takes to open than a short one."""

import io
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from statistics import median

from flask import Flask
from flask.testing import FlaskClient

from govapp.accounts import services as accounts
from govapp.accounts.services import SYSTEM
from govapp.app import create_app
from govapp.committees import services as committees
from govapp.committees.models import Body
from govapp.config import Settings
from govapp.database import db
from govapp.meetings.models import AgendaItem
from govapp.meetings.services import agenda, files, posting, schedule
from govapp.permissions import Role
from tests.accounts.people import let_in
from tests.documents.samples import PDF

SHORT, LONG = (10, 33), (300, 1000)
ROUNDS = 40
SECTION = 10


def measure(settings: Settings) -> tuple[float, float]:
    """Return the milliseconds that a short and a long agenda take, by turns.

    Both were posted and have changed since, so that the strip has all to tell.
    """
    app = create_app(settings)
    with app.app_context():
        board = committees.create_body(SYSTEM, name="Bench", kind="board")
        paths = [_build(app, board, *size) for size in (SHORT, LONG)]
        db.session.commit()
        client = _enter(app, board)
    with _closing(app):
        taken: dict[str, list[float]] = {path: [] for path in paths}
        for _ in range(ROUNDS):
            for path in paths:
                begun = time.process_time()
                assert client.get(path).status_code == 200
                taken[path].append(time.process_time() - begun)
    short, long = (median(taken[path]) * 1000 for path in paths)
    return short, long


def _build(app: Flask, board: Body, items: int, papers: int) -> str:
    meeting = schedule.schedule_meeting(
        SYSTEM,
        bodies=[board],
        kind="regular",
        start=datetime(2031, 3, 5, 10),  # noqa: DTZ001 wall time
    )
    made: list[AgendaItem] = []
    above: AgendaItem | None = None
    for number in range(items):
        parent = above if number % SECTION else None
        item = agenda.add_item(
            SYSTEM,
            meeting,
            title=f"Decision {number} on something that has a title of some length",
            parent=parent,
            kind="decision",
            presenter="Demo presenter",
            minutes_planned=5,
        )
        above = parent or item
        made.append(item)
    store = app.extensions["govapp.files"]
    for number in range(papers):
        files.attach_file(
            SYSTEM,
            meeting,
            store=store,
            file=io.BytesIO(PDF + str(number).encode()),
            filename=f"Memorandum {number}.pdf",
            visibility="public",
            item=made[number % items],
        )
    posting.post_agenda(SYSTEM, meeting, store=store)
    agenda.move_item_by(SYSTEM, made[-1], steps=-1)
    return f"/desk/meetings/{meeting.id}/agenda"


def _enter(app: Flask, board: Body) -> FlaskClient:
    user = accounts.invite_user(
        SYSTEM,
        email="bench@govapp.example",
        name="Bench",
        roles=[(Role.SECRETARY, board.id)],
    )
    db.session.commit()
    client = app.test_client()
    let_in(client, app, user.id)
    return client


@contextmanager
def _closing(app: Flask) -> Iterator[None]:
    yield
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()
