"""Putting mails into the outbox, within the caller's transaction."""

import uuid

from sqlalchemy import insert

from govapp import clock
from govapp.database import db
from govapp.mail.models import OutboxMessage

HERE = "here:"


def link(path: str) -> str:
    """Write a link into a mail; the delivery knows the installation's address."""
    return f"{HERE}{path}"


def enqueue(*, recipient: str, subject: str, text: str) -> None:
    """Put one plain mail into the outbox; it leaves once the transaction commits.

    `link` writes its links. The message's id is fixed now, so that a mail sent twice
    can be told to be the same; the delivery adds the host to it.
    """
    moment = clock.now()
    db.session.execute(
        insert(OutboxMessage).values(
            message_id=str(uuid.uuid4()),
            recipient=recipient,
            subject=" ".join(subject.split())[:300],
            text=text,
            created_at=moment,
            due_at=moment,
        )
    )
