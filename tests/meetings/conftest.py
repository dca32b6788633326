"""Two bodies, the secretary of each and meetings to work on; what visitors read."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
import time_machine
from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.committees.queries import find_body
from govapp.database import db
from govapp.meetings.services import posting, schedule
from govapp.permissions import Role
from tests.accounts.people import enter, open_account, open_body
from tests.meetings.states import NOW, post_states
from tests.pages import PageClient

Make = Callable[..., int]


@pytest.fixture
def bodies(app: Flask) -> dict[str, int]:
    """Return the ids of two bodies by their slugs."""
    return {slug: open_body(app, slug) for slug in ("board", "audit")}


def _sign_in(app: Flask, email: str, body_id: int) -> PageClient:
    """Return a client with a session, made without the slow check of a password."""
    account = open_account(app, email, roles=[(Role.SECRETARY, body_id)], password=None)
    return enter(app, account)


@pytest.fixture
def secretary(app: Flask, bodies: dict[str, int]) -> PageClient:
    """Return the client of the board's secretary, signed in."""
    return _sign_in(app, "sue@example.org", bodies["board"])


@pytest.fixture
def deputy(app: Flask, bodies: dict[str, int]) -> PageClient:
    """Return the client of a second secretary of the board, signed in."""
    return _sign_in(app, "dan@example.org", bodies["board"])


@pytest.fixture
def stranger(app: Flask, bodies: dict[str, int]) -> PageClient:
    """Return the client of another body's secretary, signed in."""
    return _sign_in(app, "tom@example.org", bodies["audit"])


@pytest.fixture
def make_meeting(app: Flask, bodies: dict[str, int]) -> Make:
    """Return what drafts a meeting of the board, and posts its notice if asked."""
    assert bodies

    def make(
        start: str = "2031-03-05T10:00",
        *,
        is_posted: bool = False,
        slugs: tuple[str, ...] = ("board",),
        **details: Any,
    ) -> int:
        with app.app_context():
            found = [body for slug in slugs if (body := find_body(slug))]
            meeting = schedule.schedule_meeting(
                SYSTEM,
                bodies=found,
                start=datetime.fromisoformat(start),
                **{"kind": "regular", **details},
            )
            if is_posted:
                posting.post_notice(SYSTEM, meeting)
            db.session.commit()
            return meeting.id

    return make


@pytest.fixture
def now() -> Iterator[None]:
    """Let it be the moment at which visitors read."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def posted(app: Flask) -> None:
    """Post a meeting in each state at that moment."""
    with time_machine.travel(NOW, tick=False):
        post_states(app)


@pytest.fixture
def public(app: Flask) -> Iterator[Flask]:
    """Run what a test asks for as a public page would."""
    with app.test_request_context("/"):
        yield app
