"""Putting mails into the outbox, within the caller's transaction."""

import random
import uuid
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, insert, select, update

from govapp import clock
from govapp.database import db
from govapp.mail.models import OutboxMessage

HERE = "here:"
SEALED = "sealed:"
LEASE = timedelta(minutes=10)
ATTEMPTS = 48


def link(path: str) -> str:
    """Write a link into a mail; the delivery knows the installation's address."""
    return f"{HERE}{path}"


def sealed_link(path: str) -> str:
    """Write a link that nobody else can make; the delivery seals it."""
    return f"{SEALED}{path}"


def enqueue(
    *,
    recipient: str,
    subject: str,
    text: str,
    html: str = "",
    calendar: str = "",
    leave_at: str = "",
) -> None:
    """Put one mail into the outbox; it leaves once the transaction commits.

    `html` says the same as its text; `calendar` is iCalendar, for a calendar to take
    in. `link` writes its links; `leave_at` is the path where its list is left. The
    message's id is fixed now, so that a mail sent twice can be told to be the same; the
    delivery adds the host to it.
    """
    moment = clock.now()
    db.session.execute(
        insert(OutboxMessage).values(
            message_id=str(uuid.uuid4()),
            recipient=recipient,
            subject=" ".join(subject.split())[:300],
            text=text,
            html=html,
            calendar=calendar,
            leave_at=leave_at,
            created_at=moment,
            due_at=moment,
        )
    )


def forget_list_mails(recipient: str) -> None:
    """Drop what lists sent to somebody, or were about to send."""
    db.session.execute(
        delete(OutboxMessage).where(
            OutboxMessage.recipient == recipient, OutboxMessage.leave_at != ""
        )
    )


def claim_due(*, limit: int) -> Sequence[OutboxMessage]:
    """Take mails that are due, so that no other worker does.

    Whoever takes one and ends before settling it leaves it to be due again.
    """
    moment = clock.now()
    due = (
        select(OutboxMessage.id)
        .where(
            OutboxMessage.due_at <= moment,
            OutboxMessage.sent_at.is_(None),
            OutboxMessage.failed_at.is_(None),
        )
        .order_by(OutboxMessage.due_at, OutboxMessage.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    taken = db.session.scalars(
        update(OutboxMessage)
        .where(OutboxMessage.id.in_(select(due.c.id)))
        .values(due_at=moment + LEASE, attempts=OutboxMessage.attempts + 1)
        .returning(OutboxMessage)
        .execution_options(populate_existing=True, synchronize_session=False)
    ).all()
    return sorted(taken, key=lambda message: message.id)


def settle_sent(message: OutboxMessage) -> None:
    """Note that a mail has left."""
    message.sent_at = clock.now()
    message.error = ""


def settle_failed(message: OutboxMessage, error: str, *, for_good: bool) -> None:
    """Note why a mail did not leave, and try again later unless it is in vain."""
    message.error = error[:2000]
    if for_good or message.attempts >= ATTEMPTS:
        message.failed_at = clock.now()
    else:
        message.due_at = clock.now() + _wait(message.attempts)


def _wait(attempts: int) -> timedelta:
    """Wait longer each time, up to an hour, and not all mails equally long."""
    seconds = min(30 * 2 ** (attempts - 1), 3600)
    return timedelta(seconds=seconds * random.uniform(0.75, 1.25))  # noqa: S311
