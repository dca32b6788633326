"""Followers for tests, and the mails they get."""

from collections.abc import Callable, Sequence
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from flask import Flask
from sqlalchemy import select

from govapp.accounts.services import SYSTEM
from govapp.config import Settings
from govapp.database import db
from govapp.jobs.running import run_due
from govapp.mail.delivery import deliver_due, write_mail
from govapp.mail.models import OutboxMessage
from govapp.meetings.models import Meeting
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import posting
from govapp.subscriptions import services
from govapp.subscriptions.handlers import tell_followers
from govapp.subscriptions.models import SubscriptionRequest

HERE = {"Origin": "http://localhost"}
MAILED = "http://localhost"


def follow(
    app: Flask,
    email: str = "ada@example.org",
    *,
    bodies: Sequence[str] = (),
    topics: Sequence[str] = (),
    pace: str = "at_once",
) -> None:
    """Let an address follow, as its confirmation does."""
    with app.app_context():
        services.ask_to_follow(email=email, bodies=bodies, topics=topics)
        asked = db.session.get(SubscriptionRequest, email)
        assert asked
        services.confirm(asked, bodies=bodies, topics=topics, pace=pace)
        db.session.commit()


def list_mails(app: Flask, settings: Settings, email: str = "") -> list[EmailMessage]:
    """Return the mails as they go out to somebody, or to all, in their order."""
    with app.app_context():
        found = db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))
        written = [
            write_mail(message, settings).as_bytes()
            for message in found
            if email in {"", message.recipient}
        ]
    return [message_from_bytes(mail, policy=default) for mail in written]


def list_told(app: Flask, settings: Settings, email: str = "") -> list[EmailMessage]:
    """Return likewise what is told to followers, the request to confirm apart."""
    return [
        mail for mail in list_mails(app, settings, email) if mail["List-Unsubscribe"]
    ]


def find_path(mail: EmailMessage, name: str) -> str:
    """Return the path of a mail's link to a page for followers."""
    [found] = [
        word.removeprefix(MAILED)
        for word in mail.get_content().split()
        if f"/subscribe/{name}/" in word
    ]
    return found


def run(app: Flask, settings: Settings) -> None:
    """Write the mails that are due, as a worker does, and send them."""
    with app.app_context():
        while run_due({services.TELL: tell_followers}):
            pass
        while deliver_due(settings):
            pass


def act(app: Flask, meeting_id: int, change: Callable[[Meeting], object]) -> None:
    """Change a meeting, as its secretary does."""
    with app.app_context():
        change(get_meeting(meeting_id))
        db.session.commit()


def move(meeting: Meeting) -> None:
    """Give a meeting another day."""
    posting.reschedule_meeting(
        SYSTEM,
        meeting,
        reason="The room is taken",
        start=datetime(2031, 3, 12, 10),  # noqa: DTZ001 a wall time
        end=None,
        time_zone="America/Los_Angeles",
    )
