"""Minutes that wait for approval at a meeting, and the items that approve some."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased, selectinload

from govapp import clock
from govapp.database import db
from govapp.errors import NotFoundError
from govapp.meetings.models import AgendaItem, Meeting, MeetingBody, Minutes
from govapp.meetings.models.meeting import Kind, State
from govapp.meetings.models.minutes import MinutesState
from govapp.meetings.queries.business import OPEN
from govapp.meetings.queries.desk import is_ahead

A_YEAR = timedelta(days=366)


@dataclass(frozen=True)
class Awaiting:
    """A former meeting whose minutes wait for approval at another of its host.

    `state` is how far they are, "" before they are begun.
    """

    meeting: Meeting
    former: Meeting
    state: str

    @property
    def body_id(self) -> int:
        """The body it belongs to: the host of both meetings."""
        return self.meeting.body_id


def list_awaiting(meeting: Meeting) -> list[Awaiting]:
    """Return the minutes that wait for approval at a meeting, the oldest first.

    They are those of its host's former meetings. What another agenda ahead has, or
    what waits to be carried on, is left out.
    """
    rows = db.session.execute(
        select(Meeting, Minutes.state)
        .outerjoin(Minutes, and_(Minutes.meeting_id == Meeting.id, ~Minutes.is_closed))
        .options(_places())
        .where(
            _hosted(meeting.body_id),
            Meeting.start_at < meeting.start_at,
            Meeting.state.in_((State.SCHEDULED, State.NOTICED)),
            ~is_ahead(),
            or_(Minutes.state == MinutesState.PROPOSED, _is_recent()),
            ~_is_named(meeting),
        )
        .order_by(Meeting.start_at, Meeting.id)
    )
    return [Awaiting(meeting, former, state or "") for former, state in rows]


def get_awaiting(meeting_id: int, number: str) -> Awaiting:
    """Return minutes that wait for this meeting; raises NotFoundError."""
    meeting = db.session.get(Meeting, meeting_id, options=[_places()])
    for awaiting in list_awaiting(meeting) if meeting else ():
        if awaiting.former.number == number:
            return awaiting
    raise NotFoundError


def is_next(meeting: Meeting) -> bool:
    """Say whether a meeting is the next regular one of its host.

    There the minutes of former meetings are approved, also those of special ones.
    """
    if meeting.kind != Kind.REGULAR or meeting.start_at <= clock.now():
        return False
    sooner = select(Meeting.id).where(
        _hosted(meeting.body_id),
        Meeting.kind == Kind.REGULAR,
        Meeting.state.in_(OPEN),
        Meeting.start_at > clock.now(),
        Meeting.start_at < meeting.start_at,
    )
    return db.session.scalar(sooner.limit(1)) is None


def list_approving(former: Meeting) -> Sequence[int]:
    """Return the ids of the meetings whose agendas have a meeting's minutes."""
    return db.session.scalars(
        select(AgendaItem.meeting_id).where(
            AgendaItem.minutes_of_id == former.id, ~AgendaItem.is_withdrawn
        )
    ).all()


def map_approved(keys: Collection[str]) -> dict[str, Meeting]:
    """Return the meetings whose minutes some items approve, by the items' keys."""
    rows = db.session.execute(
        select(AgendaItem.key, Meeting)
        .join(AgendaItem.minutes_of)
        .options(_places())
        .where(AgendaItem.key.in_(keys))
    )
    return dict(rows.all())


def _is_recent() -> ColumnElement[bool]:
    """Choose what was held within a year, of which minutes are to be expected."""
    return and_(
        Meeting.start_at > clock.now() - A_YEAR,
        or_(Minutes.id.is_not(None), Meeting.agenda_version > 0),
    )


def _is_named(meeting: Meeting) -> ColumnElement[bool]:
    """Choose what an item names: here, on another agenda ahead, or one that waits."""
    item, at = aliased(AgendaItem), aliased(Meeting)
    waits = and_(item.put_off > "", item.dismissed == "")
    is_open = and_(
        at.state.in_(OPEN),
        at.start_at > clock.now(),
        ~item.is_withdrawn,
        item.put_off == "",
    )
    return (
        select(item.id)
        .join(at, at.id == item.meeting_id)
        .where(
            item.minutes_of_id == Meeting.id,
            or_(item.meeting_id == meeting.id, waits, is_open),
        )
        .exists()
    )


def _places() -> Any:  # SQLAlchemy's own options
    return selectinload(Meeting.places).joinedload(MeetingBody.body)


def _hosted(body_id: int) -> ColumnElement[bool]:
    hosted = select(MeetingBody.meeting_id).where(
        MeetingBody.body_id == body_id, MeetingBody.position == 0
    )
    return Meeting.id.in_(hosted)
