"""Putting mails into the outbox, within the caller's transaction."""

import uuid

from sqlalchemy import insert

from govapp import clock
from govapp.database import db
from govapp.mail.models import OutboxMessage


def enqueue(*, recipient: str, subject: str, text: str, host: str) -> None:
    """Put one plain mail into the outbox; it leaves once the transaction commits."""
    moment = clock.now()
    db.session.execute(
        insert(OutboxMessage).values(
            message_id=f"<{uuid.uuid4()}@{host}>",
            recipient=recipient,
            subject=" ".join(subject.split())[:300],
            text=text,
            created_at=moment,
            due_at=moment,
        )
    )
