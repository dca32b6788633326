"""Meetings as the desk sees them."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from govapp import clock
from govapp.committees.models import Body
from govapp.database import db
from govapp.errors import NotFoundError
from govapp.meetings.models import Meeting, MeetingBody
from govapp.meetings.models.meeting import State

AHEAD = (State.SCHEDULED, State.NOTICED, State.POSTPONED)


def get_meeting(meeting_id: int) -> Meeting:
    """Return a meeting with its bodies; raises NotFoundError."""
    meeting = db.session.get(
        Meeting,
        meeting_id,
        options=[selectinload(Meeting.places).joinedload(MeetingBody.body)],
    )
    if meeting is None:
        raise NotFoundError
    return meeting


def find_meeting(number: str) -> Meeting | None:
    """Return the meeting of a public number, or None."""
    return db.session.scalar(select(Meeting).where(Meeting.number == number))


def list_numbers(year: int) -> Sequence[str]:
    """Return the public numbers given in a year."""
    query = select(Meeting.number).where(
        Meeting.number.startswith(f"{year}-", autoescape=True)
    )
    return [number for number in db.session.scalars(query) if number]


def list_meetings(
    body_ids: Collection[int] | None,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int = 200,
) -> Sequence[Meeting]:
    """Return meetings by start, of some bodies (None: of all), within two instants."""
    query = (
        select(Meeting)
        .options(selectinload(Meeting.places).joinedload(MeetingBody.body))
        .order_by(Meeting.start_at, Meeting.id)
        .limit(limit)
    )
    if body_ids is not None:
        mine = select(MeetingBody.meeting_id).where(MeetingBody.body_id.in_(body_ids))
        query = query.where(Meeting.id.in_(mine))
    if since is not None:
        query = query.where(Meeting.start_at >= since)
    if until is not None:
        query = query.where(Meeting.start_at < until)
    return db.session.scalars(query).all()


def list_ahead(body: Body) -> Sequence[Meeting]:
    """Return the posted meetings a body takes part in that are yet to begin."""
    mine = select(MeetingBody.meeting_id).where(MeetingBody.body_id == body.id)
    return db.session.scalars(
        select(Meeting)
        .where(
            Meeting.id.in_(mine),
            Meeting.state.in_(AHEAD),
            Meeting.start_at > clock.now(),
        )
        .order_by(Meeting.start_at, Meeting.id)
    ).all()
