"""Reads of who follows what; nothing but the follower's own key leads to an address."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from govapp import clock
from govapp.database import db
from govapp.errors import NotFoundError
from govapp.record.cards import Line
from govapp.subscriptions.models import Subscription, SubscriptionRequest, Telling
from govapp.subscriptions.rules import LASTS, Pace, is_told, takes_back


def get_request(key: str) -> SubscriptionRequest:
    """Return what was asked for; raises NotFoundError once it is too old."""
    found = db.session.scalar(
        select(SubscriptionRequest).where(
            SubscriptionRequest.key == key,
            SubscriptionRequest.asked_at > clock.now() - LASTS,
        )
    )
    if found is None:
        raise NotFoundError
    return found


def find_subscription(key: str) -> Subscription | None:
    """Return who follows under a key, or None where nobody does any more."""
    return db.session.scalar(select(Subscription).where(Subscription.key == key))


def get_subscription(key: str) -> Subscription:
    """Return likewise; raises NotFoundError."""
    found = find_subscription(key)
    if found is None:
        raise NotFoundError
    return found


def find_address(email: str) -> Subscription | None:
    """Return what an address follows, or None."""
    return db.session.scalar(select(Subscription).where(Subscription.email == email))


def list_followers(line: Line) -> Sequence[tuple[int, Pace]]:
    """Return whom a posting is told, and how soon.

    That is who follows it, or must hear that it is off.
    """
    chosen = db.session.execute(
        select(
            Subscription.id, Subscription.bodies, Subscription.topics, Subscription.pace
        ).order_by(Subscription.id)
    )
    told: Collection[int] = ()
    if takes_back(line):
        told = set(
            db.session.scalars(
                select(Telling.subscription_id)
                .where(Telling.meeting == line.number)
                .distinct()
            )
        )
    return [
        (number, Pace(pace))
        for number, bodies, topics, pace in chosen
        if is_told(bodies, topics, line, was_told=number in told)
    ]


def count_followers(lines: Iterable[Line]) -> int:
    """Count whom any of some postings would be told."""
    return len({follower for line in lines for follower, _ in list_followers(line)})


def count_addresses() -> int:
    """Count who follows."""
    return db.session.scalar(select(func.count(Subscription.id))) or 0


def find_next() -> datetime | None:
    """Return when something is to be told next, or None."""
    waiting = select(func.min(Telling.due_at)).where(Telling.written_at.is_(None))
    return db.session.scalar(waiting)


@dataclass(frozen=True)
class Due:
    """How many are told when; until then it may still be added to."""

    followers: int
    at: datetime


def list_due() -> Sequence[Due]:
    """Return when mails are written of what was posted already, the next first."""
    rows = db.session.execute(
        select(func.count(Telling.subscription_id.distinct()), Telling.due_at)
        .where(Telling.written_at.is_(None))
        .group_by(Telling.due_at)
        .order_by(Telling.due_at)
    )
    return [Due(*row) for row in rows]
