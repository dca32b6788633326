"""Guests of a closed session, as the secretary lets them in."""

from datetime import datetime
from typing import Any

from flask import Flask

from govapp.accounts.queries import find_user
from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.meetings.queries.meetings import get_meeting
from govapp.portal.services.guests import invite_guest
from tests.accounts.people import enter
from tests.pages import PageClient
from tests.portal.papers import Papers

GUEST = "gil@example.org"
# Noon at the meeting's place; the door is open from then until two.
NOON = "2026-12-01T20:00:00Z"


def let_in(app: Flask, papers: Papers, *keys: str, **given: Any) -> PageClient:
    """Invite somebody to closed items, by default to every one; return their client."""
    values = {
        "email": GUEST,
        "name": "Gil",
        "kind": "counsel",
        "item_keys": keys or ["*"],
        "from_local": wall("2026-12-01T12:00"),
        "until_local": wall("2026-12-01T14:00"),
        **given,
    }
    with app.app_context():
        invite_guest(SYSTEM, get_meeting(papers.meeting_id), **values)
        user = find_user(values["email"])
        db.session.commit()
        assert user
        return enter(app, user.id)


def wall(text: str) -> datetime:
    """Return a wall time."""
    return datetime.fromisoformat(text)
