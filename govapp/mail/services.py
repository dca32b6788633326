"""Putting mails into the outbox, within the caller's transaction."""

import random
import uuid
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, insert, select, update

from govapp import clock
from govapp.database import db
from govapp.mail import queries, rules
from govapp.mail.models import OutboxMessage, Suppression

HERE = "here:"
SEALED = "sealed:"
LEASE = timedelta(minutes=10)
ATTEMPTS = 48
# What was kept back is still news for so long.
OF_LATE = timedelta(days=7)


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
) -> int:
    """Put one mail into the outbox; it leaves once the transaction commits.

    `html` says the same as its text; `calendar` is iCalendar, for a calendar to take
    in. `link` writes its links; `leave_at` is the path where its list is left. The
    message's id is fixed now, so that a mail sent twice can be told to be the same; the
    delivery adds the host to it. Returns the mail's number.
    """
    moment = clock.now()
    return db.session.execute(
        insert(OutboxMessage)
        .values(
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
        .returning(OutboxMessage.id)
    ).scalar_one()


def forget_list_mails(recipient: str) -> None:
    """Drop what lists sent to somebody, or were about to send, and what came of it."""
    db.session.execute(delete(Suppression).where(Suppression.email == recipient))
    db.session.execute(
        delete(OutboxMessage).where(
            OutboxMessage.recipient == recipient, OutboxMessage.leave_at != ""
        )
    )


def take_back(numbers: Sequence[int]) -> Sequence[int]:
    """Drop those of some mails that nobody has tried to send; return which."""
    return db.session.scalars(
        delete(OutboxMessage)
        .where(OutboxMessage.id.in_(numbers), OutboxMessage.attempts == 0)
        .returning(OutboxMessage.id)
        .execution_options(synchronize_session=False)
    ).all()


def suppress(email: str, reason: str) -> None:
    """Have lists send nothing more to an address that its server refused for good."""
    if not queries.find_suppressed([email]):
        db.session.add(
            Suppression(
                email=email, reason=rules.veil_in(reason, email), since=clock.now()
            )
        )
        db.session.flush()


def lift_suppression(suppression: Suppression) -> None:
    """Let lists send to an address again, and what was kept back of late."""
    db.session.execute(
        update(OutboxMessage)
        .where(
            OutboxMessage.recipient == suppression.email,
            OutboxMessage.leave_at != "",
            OutboxMessage.failed_at > clock.now() - OF_LATE,
        )
        .values(failed_at=None, attempts=0, due_at=clock.now())
    )
    db.session.delete(suppression)
    db.session.flush()


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
