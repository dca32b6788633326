"""Which reports of closed sessions are owed."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from govapp import clock
from govapp.database import db
from govapp.errors import NotFoundError
from govapp.meetings.models import Meeting, MeetingBody, ReportDuty
from govapp.meetings.models.meeting import State
from govapp.meetings.models.reports import ReportState

UNHELD = (State.CANCELLED, State.POSTPONED)


def list_duties(meeting: Meeting) -> Sequence[ReportDuty]:
    """Return the duties of a meeting, whether done or not."""
    return db.session.scalars(
        select(ReportDuty)
        .where(ReportDuty.meeting_id == meeting.id)
        .order_by(ReportDuty.id)
    ).all()


def get_duty(meeting_id: int, key: str) -> ReportDuty:
    """Return the duty to report on an item; raises NotFoundError."""
    duty = db.session.scalar(
        select(ReportDuty)
        .options(joinedload(ReportDuty.meeting).selectinload(Meeting.places))
        .where(ReportDuty.meeting_id == meeting_id, ReportDuty.item_key == key)
    )
    if duty is None:
        raise NotFoundError
    return duty


def count_open(meeting: Meeting) -> int:
    """Return how many reports of a meeting are still owed."""
    count = select(func.count()).where(
        ReportDuty.meeting_id == meeting.id, ReportDuty.state == ReportState.OPEN
    )
    return db.session.scalar(count) or 0


def list_owing(hosts: Collection[int]) -> Sequence[Meeting]:
    """Return the meetings of these hosts that have begun and owe a report, in order."""
    hosted = select(MeetingBody.meeting_id).where(
        MeetingBody.position == 0, MeetingBody.body_id.in_(hosts)
    )
    owing = select(ReportDuty.meeting_id).where(ReportDuty.state == ReportState.OPEN)
    return db.session.scalars(
        select(Meeting)
        .options(selectinload(Meeting.places).joinedload(MeetingBody.body))
        .where(
            Meeting.id.in_(hosted),
            Meeting.id.in_(owing),
            Meeting.start_at <= clock.now(),
            Meeting.state.not_in(UNHELD),
        )
        .order_by(Meeting.start_at, Meeting.id)
    ).all()
