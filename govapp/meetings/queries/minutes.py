"""Minutes as the desk writes them."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from govapp.database import db
from govapp.errors import NotFoundError
from govapp.meetings.models import Meeting, Minutes, MinutesSection


def find_minutes(meeting: Meeting) -> Minutes | None:
    """Return a meeting's minutes, or None before they are begun."""
    return db.session.scalar(select(Minutes).where(Minutes.meeting_id == meeting.id))


def get_minutes(meeting_id: int) -> Minutes:
    """Return the minutes of a meeting; raises NotFoundError."""
    minutes = db.session.scalar(
        select(Minutes)
        .options(joinedload(Minutes.meeting).selectinload(Meeting.places))
        .where(Minutes.meeting_id == meeting_id)
    )
    if minutes is None:
        raise NotFoundError
    return minutes


def get_section(meeting_id: int, key: str) -> MinutesSection:
    """Return what the minutes of a meeting say of an item; raises NotFoundError."""
    section = db.session.scalar(
        select(MinutesSection)
        .join(MinutesSection.minutes)
        .where(Minutes.meeting_id == meeting_id, MinutesSection.item_key == key)
    )
    if section is None:
        raise NotFoundError
    return section
