"""Business that waits for a later meeting, and where it went on."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, and_, or_, select, union
from sqlalchemy.orm import aliased, joinedload, selectinload

from govapp import clock
from govapp.database import db
from govapp.errors import NotFoundError
from govapp.meetings.models import AgendaItem, Meeting, MeetingBody
from govapp.meetings.models.agenda import ItemKind
from govapp.meetings.models.meeting import State
from govapp.meetings.queries.desk import is_ahead

A_YEAR = timedelta(days=366)
OPEN = (State.DRAFT, State.SCHEDULED, State.NOTICED, State.POSTPONED)
# What a meeting that was cancelled leaves undone; the rest belongs to each meeting.
BUSINESS = (
    ItemKind.CONSENT,
    ItemKind.DECISION,
    ItemKind.BRIEFING,
    ItemKind.CLOSED,
    ItemKind.OTHER,
)


@dataclass(frozen=True)
class Waiting:
    """An item of a former meeting that waits for this one.

    `why` is continued, deferred, not_reached, withdrawn or cancelled.
    """

    meeting: Meeting
    item: AgendaItem

    @property
    def why(self) -> str:
        """Why it waits."""
        if self.item.put_off:
            return self.item.put_off
        return "withdrawn" if self.item.is_withdrawn else "cancelled"

    @property
    def body_id(self) -> int:
        """The body it belongs to: the host of both meetings."""
        return self.meeting.body_id


def list_waiting(meeting: Meeting) -> list[Waiting]:
    """Return what waits for a meeting of its host, the oldest meeting's first.

    Of an item that waits with all beneath it, the item alone.
    """
    found = db.session.scalars(
        select(AgendaItem)
        .join(AgendaItem.meeting)
        .options(joinedload(AgendaItem.meeting).options(_places()))
        .where(
            _hosted([meeting.body_id]),
            Meeting.id != meeting.id,
            Meeting.start_at < meeting.start_at,
            AgendaItem.id.in_(_ids(meeting)),
            AgendaItem.dismissed == "",
            ~_goes_on(),
        )
        .order_by(Meeting.start_at, AgendaItem.position, AgendaItem.id)
    ).all()
    return [Waiting(meeting, item) for item in _keep_tops(found)]


def get_waiting(meeting_id: int, key: str) -> Waiting:
    """Return what waits for this meeting by its key; raises NotFoundError."""
    meeting = db.session.get(Meeting, meeting_id, options=[_places()])
    for waiting in list_waiting(meeting) if meeting else ():
        if waiting.item.key == key:
            return waiting
    raise NotFoundError


def list_targets(
    source: Meeting, hosts: Collection[int], limit: int
) -> Sequence[Meeting]:
    """Return the meetings ahead to which an item may be carried, soonest first."""
    return db.session.scalars(
        select(Meeting)
        .options(_places())
        .where(
            _hosted(hosts),
            is_ahead(),
            Meeting.state.in_(OPEN),
            Meeting.id != source.id,
        )
        .order_by(Meeting.start_at, Meeting.id)
        .limit(limit)
    ).all()


def list_links(keys: Collection[str]) -> Sequence[tuple[AgendaItem, AgendaItem]]:
    """Return each item that goes on with another, where one of both is among these."""
    later, source = aliased(AgendaItem), aliased(AgendaItem)
    rows = db.session.execute(
        select(source, later)
        .join(later, later.continued_from == source.key)
        .options(
            joinedload(source.meeting).options(_places()),
            joinedload(later.meeting).options(_places()),
        )
        .where(or_(source.key.in_(keys), later.key.in_(keys)))
        .order_by(later.id)
    )
    return [(old, new) for old, new in rows]


def _ids(meeting: Meeting) -> CompoundSelect[int]:
    """Select what was put off, ever, and what a year's meetings left undone."""
    withdrawn = and_(AgendaItem.is_withdrawn, Meeting.start_at < clock.now())
    cancelled = and_(Meeting.state == State.CANCELLED, AgendaItem.kind.in_(BUSINESS))
    undone = (
        select(AgendaItem.id)
        .join(AgendaItem.meeting)
        .where(
            Meeting.start_at > meeting.start_at - A_YEAR,
            Meeting.agenda_version > 0,
            or_(withdrawn, cancelled),
        )
    )
    # Not "unequal": an index finds what is greater.
    put_off = select(AgendaItem.id).where(AgendaItem.put_off > "")
    return union(put_off, undone)


def _goes_on() -> ColumnElement[bool]:
    later = aliased(AgendaItem)
    return select(later.id).where(later.continued_from == AgendaItem.key).exists()


def _keep_tops(items: Sequence[AgendaItem]) -> Iterable[AgendaItem]:
    """Leave out what stands right beneath another of them."""
    ids = {item.id for item in items}
    return (item for item in items if item.parent_id not in ids)


def _hosted(hosts: Collection[int]) -> ColumnElement[bool]:
    hosted = select(MeetingBody.meeting_id).where(
        MeetingBody.body_id.in_(hosts), MeetingBody.position == 0
    )
    return Meeting.id.in_(hosted)


def _places() -> Any:  # SQLAlchemy's own options
    return selectinload(Meeting.places).joinedload(MeetingBody.body)
