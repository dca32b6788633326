"""Another system, which sends with a token."""

import io
import json
from datetime import datetime
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from govapp.accounts.services import SYSTEM
from govapp.committees.queries import get_body
from govapp.database import db
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import posting, schedule
from govapp.tokens import services

ALL = ("agenda", "files", "post")


def make_token(app: Flask, *scopes: str, slug: str = "board", days: int = 30) -> str:
    """Make a token for a body; return its secret."""
    with app.app_context():
        secret = services.make_token(
            SYSTEM, get_body(slug), label="Clerk", scopes=scopes or ALL, days=days
        )
        db.session.commit()
        return secret


def get_number(app: Flask, meeting_id: int) -> str:
    """Return a meeting's public number."""
    with app.app_context():
        return get_meeting(meeting_id).number or ""


def draft_meeting(app: Flask) -> str:
    """Draft a meeting of the board, and post its notice; return its number."""
    with app.app_context():
        meeting = schedule.schedule_meeting(
            SYSTEM,
            bodies=[get_body("board")],
            start=datetime(2031, 3, 5, 10),  # noqa: DTZ001 wall time
            kind="regular",
        )
        posting.post_notice(SYSTEM, meeting)
        db.session.commit()
        return meeting.number or ""


class System:
    """A system with a token, at one meeting."""

    def __init__(self, app: Flask, number: str, secret: str) -> None:
        self.client = app.test_client()
        self.path = f"/api/v1/meetings/{number}"
        self.headers = {"Authorization": f"Bearer {secret}"}

    def put(self, agenda: Any, **headers: str) -> TestResponse:
        """Send an agenda."""
        return self.client.put(
            f"{self.path}/agenda",
            data=agenda if isinstance(agenda, bytes) else json.dumps(agenda),
            headers={"Content-Type": "application/json", **self.headers, **headers},
        )

    def attach(
        self, content: bytes, label: str = "Memo", **fields: str
    ) -> TestResponse:
        """Send a file."""
        data = {"file": (io.BytesIO(content), "memo.pdf"), "label": label, **fields}
        return self.client.post(f"{self.path}/files", data=data, headers=self.headers)

    def post(self) -> TestResponse:
        """Post the agenda."""
        return self.client.post(f"{self.path}/agenda/post", headers=self.headers)


def read(answer: TestResponse) -> Any:
    """Return what was answered, all being well."""
    assert answer.status_code == 200, answer.text
    assert "Set-Cookie" not in answer.headers
    return json.loads(answer.data)


def refuse(answer: TestResponse, status: int) -> Any:
    """Return the problem that was answered."""
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    return json.loads(answer.data)
