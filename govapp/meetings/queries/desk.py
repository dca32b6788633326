"""Which meetings the desk lists: those whose host is among the bodies given."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import selectinload

from govapp import clock
from govapp.database import db
from govapp.meetings.models import Meeting, MeetingBody, Minutes
from govapp.meetings.models.meeting import State
from govapp.meetings.models.minutes import MinutesState

A_YEAR = timedelta(days=366)
# A meeting under way is still ahead: who keeps the desk needs it then.
UNDER_WAY = timedelta(hours=12)
A_DAY = timedelta(days=1)
# No rule asks for notice so long before.
NEAR = timedelta(days=120)
PER_PAGE = 25


def paginate_meetings(
    hosts: Collection[int], *, which: str, body_ids: Collection[int], page: int
) -> Pagination:
    """Return a page of meetings: upcoming (soonest first), past (latest) or drafts.

    With `body_ids`, only those in which one of these takes part.
    """
    chosen, order = {
        "upcoming": (is_ahead(), Meeting.start_at),
        "past": (~is_ahead(), Meeting.start_at.desc()),
        "drafts": (Meeting.state == State.DRAFT, Meeting.start_at),
    }[which]
    query = _of(hosts).where(chosen).order_by(order, Meeting.id)
    if body_ids:
        query = query.where(_has_body(body_ids))
    return db.paginate(query, page=page, per_page=PER_PAGE, max_per_page=PER_PAGE)


def list_next(hosts: Collection[int], limit: int) -> Sequence[Meeting]:
    """Return the next meetings that were posted, soonest first."""
    query = _of(hosts).where(is_ahead(), Meeting.state != State.DRAFT)
    return _list(query.order_by(Meeting.start_at, Meeting.id).limit(limit))


def list_near(hosts: Collection[int]) -> Sequence[Meeting]:
    """Return the meetings of the next months, drafts too, soonest first."""
    now = clock.now()
    query = _of(hosts).where(Meeting.start_at > now, Meeting.start_at < now + NEAR)
    return _list(query.order_by(Meeting.start_at, Meeting.id))


def list_drafts(hosts: Collection[int], limit: int) -> Sequence[Meeting]:
    """Return meetings nobody has been told of, by start."""
    query = _of(hosts).where(Meeting.state == State.DRAFT)
    return _list(query.order_by(Meeting.start_at, Meeting.id).limit(limit))


def list_without_minutes(
    hosts: Collection[int], limit: int
) -> Sequence[tuple[Meeting, str]]:
    """Return the last year's meetings that lack approved minutes, and how far they are.

    "" is not begun. Those whose minutes are being corrected come with them. Latest
    first.
    """
    held = {State.SCHEDULED, State.NOTICED}
    rows = db.session.execute(
        _of(hosts)
        .add_columns(Minutes.state)
        .outerjoin(Minutes, and_(Minutes.meeting_id == Meeting.id, ~Minutes.is_closed))
        .where(
            or_(
                and_(
                    ~is_ahead(),
                    Meeting.start_at > clock.now() - A_YEAR,
                    Meeting.state.in_(held),
                ),
                Minutes.state == MinutesState.CORRECTING,
            )
        )
        .order_by(Meeting.start_at.desc(), Meeting.id)
        .limit(limit)
    )
    return [(meeting, state or "") for meeting, state in rows]


def list_later(meeting: Meeting) -> Sequence[Meeting]:
    """Return the meetings of the same host that were held after this one, in order."""
    query = _of([meeting.body_id]).where(
        Meeting.start_at > meeting.start_at,
        Meeting.start_at <= clock.now(),
        Meeting.number.is_not(None),
        Meeting.state != State.CANCELLED,
    )
    return _list(query.order_by(Meeting.start_at, Meeting.id))


def _of(hosts: Collection[int]) -> Select[Any]:
    return (
        select(Meeting)
        .options(selectinload(Meeting.places).joinedload(MeetingBody.body))
        .where(_has_body(hosts, MeetingBody.position == 0))
    )


def _has_body(
    body_ids: Collection[int], *more: ColumnElement[bool]
) -> ColumnElement[bool]:
    mine = select(MeetingBody.meeting_id).where(
        MeetingBody.body_id.in_(body_ids), *more
    )
    return Meeting.id.in_(mine)


def is_ahead() -> ColumnElement[bool]:
    """Choose the meetings that lie ahead or are under way."""
    now = clock.now()
    is_today = and_(Meeting.is_all_day, Meeting.start_at > now - A_DAY)
    return or_(is_today, Meeting.start_at > now - UNDER_WAY)


def _list(query: Select[Any]) -> Sequence[Meeting]:
    return db.session.scalars(query).all()
