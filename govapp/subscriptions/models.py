"""Who follows what, who asked to, and what they are still to be told."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from govapp.database import Base, Instant
from govapp.subscriptions.rules import Pace

EMAIL = 320


class Subscription(Base):
    """A confirmed address and what it follows; no bodies are all, no topics all.

    `key` names it in links, which hold for nobody without this installation's seal.
    """

    __tablename__ = "subscription"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(EMAIL), unique=True)
    key: Mapped[str] = mapped_column(String(32), unique=True)
    bodies: Mapped[list[str]] = mapped_column(JSON)
    topics: Mapped[list[str]] = mapped_column(JSON)
    pace: Mapped[str] = mapped_column(String(10), default=Pace.AT_ONCE)
    confirmed_at: Mapped[datetime] = mapped_column(Instant)


class SubscriptionRequest(Base):
    """What was asked for an address; it is told once a day at most."""

    __tablename__ = "subscription_request"

    email: Mapped[str] = mapped_column(String(EMAIL), primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True)
    bodies: Mapped[list[str]] = mapped_column(JSON)
    topics: Mapped[list[str]] = mapped_column(JSON)
    pace: Mapped[str] = mapped_column(String(10), default=Pace.AT_ONCE)
    asked_at: Mapped[datetime] = mapped_column(Instant, index=True)


class Telling(Base):
    """A posting that a follower is told of.

    `written_at` says since when it stands in a mail, which is `mail_id` of the outbox.
    """

    __tablename__ = "subscription_telling"
    __table_args__ = (UniqueConstraint("subscription_id", "seq"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subscription_id: Mapped[int] = mapped_column(
        ForeignKey("subscription.id", ondelete="CASCADE")
    )
    meeting: Mapped[str] = mapped_column(String(20), index=True)
    seq: Mapped[int]
    due_at: Mapped[datetime] = mapped_column(Instant)
    written_at: Mapped[datetime | None] = mapped_column(Instant, index=True)
    mail_id: Mapped[int | None]
