"""Planned series, and what was decided of their dates."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from govapp import clock
from govapp.database import db
from govapp.errors import NotFoundError
from govapp.meetings.models import Meeting, MeetingBody, Series, SeriesDate
from govapp.meetings.models.meeting import State
from govapp.meetings.rules.recurrence import Rule

_WHOLE = (
    joinedload(Series.body),
    joinedload(Series.before),
    selectinload(Series.decisions)
    .joinedload(SeriesDate.meeting)
    .selectinload(Meeting.places)
    .joinedload(MeetingBody.body),
)


def get_series(series_id: int) -> Series:
    """Return a series with its decisions; raises NotFoundError."""
    series = db.session.get(Series, series_id, options=_WHOLE)
    if series is None:
        raise NotFoundError
    return series


def list_series(year: int, body_ids: Collection[int]) -> Sequence[Series]:
    """Return the series of some bodies in a year, with their decisions, as now."""
    return db.session.scalars(
        select(Series)
        .options(*_WHOLE)
        .where(Series.year == year, Series.body_id.in_(body_ids))
        .order_by(Series.id)
        .execution_options(populate_existing=True)
    ).all()


def list_planned(body_ids: Collection[int], since: int) -> list[tuple[int, int]]:
    """Return for which years since one which of some bodies have series."""
    rows = db.session.execute(
        select(Series.year, Series.body_id)
        .where(Series.body_id.in_(body_ids), Series.year >= since)
        .distinct()
    )
    return [(year, body_id) for year, body_id in rows]


@dataclass(frozen=True)
class Place:
    """A meeting's place in the series from which it was posted."""

    series: Series
    is_moved: bool
    before: Meeting | None
    after: Meeting | None


def find_place(meeting: Meeting) -> Place | None:
    """Return where in a series a meeting stands, or None where it is of none."""
    series = db.session.scalar(
        select(Series)
        .options(*_WHOLE)
        .join(Series.decisions)
        .where(SeriesDate.meeting_id == meeting.id)
    )
    if series is None:
        return None
    posted = sorted(
        ((each.meeting, each) for each in series.decisions if each.meeting),
        key=lambda pair: pair[0].start_at,
    )
    index = [other.id for other, _ in posted].index(meeting.id)
    before, after = posted[:index][-1:], posted[index + 1 :][:1]
    return Place(
        series=series,
        is_moved=not stands(posted[index][1], meeting),
        before=before[0][0] if before else None,
        after=after[0][0] if after else None,
    )


def find_decision(series: Series, key: str) -> SeriesDate | None:
    """Return what was decided of a date, or None before anything was."""
    return next((each for each in series.decisions if each.key == key), None)


def list_remaining(series: Series) -> list[tuple[SeriesDate, Meeting]]:
    """Return the posted meetings of a series that lie ahead, where it put them.

    One that was moved or postponed by itself has left it.
    """
    found = [
        (decision, meeting)
        for decision in series.decisions
        if (meeting := decision.meeting)
        and meeting.state in {State.SCHEDULED, State.NOTICED}
        and meeting.start_at > clock.now()
        and stands(decision, meeting)
    ]
    return sorted(found, key=lambda pair: pair[1].start_at)


def stands(decision: SeriesDate, meeting: Meeting) -> bool:
    """Say whether a posted meeting is where its series put it."""
    start = decision.start or decision.series.start
    expected = f"{decision.day}T{start or '00:00'}"
    return (meeting.start_local, meeting.is_all_day) == (expected, not start)


def rule_of(series: Series) -> Rule:
    """Return a series' rule as the rules take it."""
    return Rule(
        kind=series.rule,
        ordinals=tuple(int(word) for word in series.ordinals.split()),
        weekday=series.weekday,
        months=tuple(int(word) for word in series.months.split()),
        days_before=series.days_before,
        dates=tuple(date.fromisoformat(word) for word in series.dates.split()),
    )


def read_start(text: str) -> time | None:
    """Read a wall time as series keep it; empty is none."""
    return time.fromisoformat(text) if text else None
