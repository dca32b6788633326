"""The meetings of somebody's own calendar, with what they themselves said of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select

from govapp import clock
from govapp.accounts.models import CalendarKey, User
from govapp.accounts.queries import find_calendar_key
from govapp.database import db
from govapp.errors import NotFoundError
from govapp.meetings.models import Meeting
from govapp.meetings.models.meeting import State
from govapp.meetings.queries.meetings import list_meetings
from govapp.portal import rules
from govapp.portal.models import Attending
from govapp.portal.queries.members import get_reader
from govapp.portal.rules import Thing
from govapp.record.cards import MeetingCard
from govapp.record.published import map_pages

MOST = 2000


@dataclass(frozen=True)
class Planned:
    """A meeting of one's own calendar."""

    meeting: Meeting
    card: MeetingCard
    attending: Attending | None


@dataclass(frozen=True)
class MyCalendar:
    """Whose calendar it is, and the key of its address if there is one."""

    user: User
    key: CalendarKey | None


def get_calendar(user: User) -> MyCalendar:
    """Return somebody's calendar; raises NotFoundError for who serves nowhere."""
    if not get_reader(user).serving:
        raise NotFoundError
    return MyCalendar(user, find_calendar_key(user))


def list_planned(user: User) -> Sequence[Planned]:
    """Return the posted meetings that somebody has a book of, from last year on.

    Raises NotFoundError for who serves nowhere.
    """
    reader = get_reader(user)
    if not reader.serving:
        raise NotFoundError
    since = datetime(clock.now().year - 1, 1, 1, tzinfo=UTC)
    found = [
        meeting
        for meeting in list_meetings(
            [body.id for body in reader.serving], since=since, limit=MOST
        )
        if meeting.state != State.DRAFT
        if rules.may_read(reader.stand(meeting), Thing.BOOK)
    ]
    cards = map_pages(f"meeting:{meeting.number}" for meeting in found)
    said = _map_attending(user, found)
    return [
        Planned(
            meeting,
            MeetingCard.read(cards[f"meeting:{meeting.number}"]),
            said.get(meeting.id),
        )
        for meeting in found
    ]


def _map_attending(user: User, meetings: Sequence[Meeting]) -> dict[int, Attending]:
    rows = db.session.scalars(
        select(Attending).where(
            Attending.person_id == user.person_id,
            Attending.meeting_id.in_([meeting.id for meeting in meetings]),
        )
    )
    return {row.meeting_id: row for row in rows}
