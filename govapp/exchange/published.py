"""The meetings that a calendar holds, and the checkpoints of postings."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from govapp.database import db
from govapp.record import log
from govapp.record.cards import Line, MeetingCard
from govapp.record.models import PublishedDate, PublishedPage


def list_meetings(since: datetime, body: str | None = None) -> Sequence[MeetingCard]:
    """Return the meetings, of one body or of all, that start at or after an instant."""
    chosen = PublishedDate.body == body if body else PublishedDate.is_host.is_(True)
    subject = "meeting:" + PublishedDate.number
    cards = db.session.scalars(
        select(PublishedPage.card)
        .join(PublishedDate, PublishedPage.subject == subject)
        .where(
            chosen,
            PublishedDate.is_current.is_(True),
            PublishedDate.start_at >= since,
        )
        .order_by(PublishedDate.start_at, PublishedDate.number)
    )
    return [MeetingCard.read(card) for card in cards]


def map_notes(lines: Sequence[Line]) -> dict[int, str]:
    """Return the checkpoint signed with each posting, by the posting's number."""
    signed = log.map_signed(line.seq for line in lines)
    return {size: one.note for size, one in signed.items()}
