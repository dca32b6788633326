"""From series to a year's plan: where each date falls, and what speaks against it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, selectinload

from govapp import clock
from govapp.committees.models import Body, Membership
from govapp.committees.rules import Serves, serves_on
from govapp.database import db
from govapp.meetings.models import ClosedDay, Meeting, MeetingBody, Series, SeriesDate
from govapp.meetings.models.meeting import State
from govapp.meetings.queries.closed_days import list_closed_days
from govapp.meetings.queries.plans import Plan, Proposal
from govapp.meetings.queries.series import (
    find_decision,
    list_series,
    read_start,
    rule_of,
)
from govapp.meetings.rules import clashes, holidays, recurrence, times
from govapp.meetings.rules.clashes import Against, Concern, Sitting

# How far before a year its first meetings may be, when they precede another's.
AHEAD = timedelta(days=100)
OFF = (State.CANCELLED, State.POSTPONED)


def get_plan(year: int, bodies: Sequence[Body], desk: Collection[int]) -> Plan:
    """Return the plan of a year for some bodies.

    `desk` are the ids of all bodies that whoever asks works for: of any other body's
    meetings only those that were posted count.
    """
    known = _Known(list_series(year, desk), _list_meetings(year, desk), year)
    own = {body.id for body in bodies}
    judge = _Judge(known, list_closed_days())
    return Plan(
        year=year,
        bodies=bodies,
        series=[each for each in known.series if each.body_id in own],
        proposals=[
            judge.weigh(each) for each in known.dates if each.series.body_id in own
        ],
        meetings=[
            meeting
            for meeting in known.alone
            if meeting.start_local.startswith(str(year))
            and not own.isdisjoint(place.body_id for place in meeting.places)
        ],
        titles={
            **{each.name: each for each in known.dates},
            **{_name(meeting): meeting for meeting in known.alone},
        },
    )


def get_proposal(plan: Plan, series: Series, key: str) -> Proposal | None:
    """Return a date of a series, or None where there is none."""
    return next(
        (
            each
            for each in plan.proposals
            if each.series.id == series.id and each.key == key
        ),
        None,
    )


def _list_meetings(year: int, desk: Collection[int]) -> Sequence[Meeting]:
    """Return the meetings that were posted, and the desk's own drafts, with bodies."""
    mine = select(MeetingBody.meeting_id).where(MeetingBody.body_id.in_(desk))
    first = datetime(year, 1, 1, tzinfo=UTC)
    return db.session.scalars(
        select(Meeting)
        .options(selectinload(Meeting.places).joinedload(MeetingBody.body))
        .where(
            Meeting.start_at >= first - AHEAD,
            Meeting.start_at < datetime(year + 1, 1, 2, tzinfo=UTC),
            Meeting.state.not_in(OFF),
            or_(Meeting.state != State.DRAFT, Meeting.id.in_(mine)),
        )
        .order_by(Meeting.start_at, Meeting.id)
    ).all()


def _list_memberships(body_ids: Collection[int]) -> Sequence[Membership]:
    return db.session.scalars(
        select(Membership)
        .options(joinedload(Membership.person))
        .where(Membership.body_id.in_(body_ids), Membership.is_reported.is_(False))
    ).all()


def _name(meeting: Meeting) -> str:
    return f"x{meeting.id}"


@dataclass
class _Known:
    """All series and meetings of a year; `alone` are meetings of no series."""

    series: Sequence[Series]
    meetings: Sequence[Meeting]
    year: int
    _unfolded: dict[int, list[Proposal]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        posted = {
            decision.meeting_id for each in self.series for decision in each.decisions
        }
        self.alone = [each for each in self.meetings if each.id not in posted]
        dates = chain.from_iterable(map(self._unfold, self.series))
        self.dates = sorted(dates, key=lambda each: (each.day, each.name))

    def _unfold(self, series: Series) -> list[Proposal]:
        """Return a series' dates: those that were posted, and those of its rule."""
        if series.id in self._unfolded:
            return self._unfolded[series.id]
        self._unfolded[series.id] = []  # should it ever wait for itself
        days = recurrence.list_days(
            rule_of(series), series.year, self._list_others(series)
        )
        found = {
            decision.key: _posted(series, decision, meeting, days.get(decision.key))
            for decision in series.decisions
            if (meeting := decision.meeting)
        }
        if not series.is_ended:
            planned = {key: _planned(series, key, day) for key, day in days.items()}
            found = planned | found
        self._unfolded[series.id] = list(found.values())
        return self._unfolded[series.id]

    def _list_others(self, series: Series) -> dict[str, date]:
        """Return the days of the meetings before which a series meets."""
        before = series.before_body_id
        if before is None:
            return {}
        planned = chain.from_iterable(
            self._unfold(each) for each in self.series if each.body_id == before
        )
        return {
            **{each.name: each.day for each in planned if _is_on(each)},
            **{
                _name(meeting): date.fromisoformat(meeting.start_local[:10])
                for meeting in self.alone
                if meeting.body_id == before
                and meeting.start_local.startswith(str(self.year))
            },
        }


def _is_on(proposal: Proposal) -> bool:
    if proposal.meeting:
        return proposal.meeting.state not in OFF
    return proposal.state != "dropped"


def _planned(series: Series, key: str, rule_day: date) -> Proposal:
    decision = find_decision(series, key)
    moved_to, at = (decision.day, decision.start) if decision else ("", "")
    day = date.fromisoformat(moved_to) if moved_to else rule_day
    start = read_start(at or series.start)
    span = times.span(day, start, series.minutes, series.body.time_zone)
    return Proposal(series, key, rule_day, day, start, span, decision)


def _posted(
    series: Series, decision: SeriesDate, meeting: Meeting, rule_day: date | None
) -> Proposal:
    day, _, start = meeting.start_local.partition("T")
    return Proposal(
        series,
        decision.key,
        rule_day,
        date.fromisoformat(day),
        None if meeting.is_all_day else time.fromisoformat(start),
        None,
        decision,
    )


class _Judge:
    """Says what speaks against a date, knowing all that takes place in its year."""

    def __init__(self, known: _Known, closings: Sequence[ClosedDay]) -> None:
        self.closings = closings
        bodies = {
            *(each.body_id for each in known.series),
            *(place.body_id for each in known.meetings for place in each.places),
        }
        members = _list_memberships(bodies)
        self.names = {each.person_id: each.person.name for each in members}
        self.members: dict[int, list[Membership]] = {}
        for member in members:
            self.members.setdefault(member.body_id, []).append(member)
        found = (self._sit(each) for each in known.dates)
        self.sittings = [each for each in found if each]
        self.sittings += [self._meet(each, _name(each)) for each in known.alone]

    def weigh(self, proposal: Proposal) -> Proposal:
        """Return a date with what speaks against it; of what is settled, nothing."""
        if proposal.state in {"posted", "dropped"}:
            return proposal
        own = self._sit(proposal)
        found = [*self._weigh_day(proposal)]
        if own:
            found += clashes.find_clashes(own, self.sittings, self.names)
        return replace(proposal, concerns=tuple(found))

    def _weigh_day(self, proposal: Proposal) -> Iterator[Concern]:
        body, day, span = proposal.series.body, proposal.day, proposal.span
        if span is None:
            yield Concern(Against.GAP)
        elif span.start_later is not None:
            yield Concern(Against.TWICE)
        if day < clock.today(body.time_zone):
            yield Concern(Against.PAST)
        if day.weekday() >= clashes.SATURDAY:
            yield Concern(Against.WEEKEND)
        if names := holidays.list_holidays(body.holidays, day):
            yield Concern(Against.HOLIDAY, names)
        if reasons := holidays.list_closings(self.closings, day):
            yield Concern(Against.CLOSED, reasons)

    def _sit(self, proposal: Proposal) -> Sitting | None:
        """Return a date as a sitting, or None where nothing takes place."""
        if proposal.meeting:
            is_on = proposal.meeting.state not in OFF
            return self._meet(proposal.meeting, proposal.name) if is_on else None
        if proposal.span is None or proposal.state == "dropped":
            return None
        bodies = frozenset({proposal.series.body_id})
        return Sitting(
            key=proposal.name,
            bodies=bodies,
            day=proposal.day,
            start_at=proposal.span.start_at,
            over_at=proposal.span.over_at,
            place=proposal.series.place,
            people=self._list_people(bodies, proposal.day),
        )

    def _meet(self, meeting: Meeting, name: str) -> Sitting:
        day = date.fromisoformat(meeting.start_local[:10])
        bodies = frozenset(place.body_id for place in meeting.places)
        return Sitting(
            key=name,
            bodies=bodies,
            day=day,
            start_at=meeting.start_at,
            over_at=meeting.end_at or times.day_end(day, meeting.time_zone),
            place=meeting.place,
            people=self._list_people(bodies, day),
        )

    def _list_people(self, bodies: Collection[int], day: date) -> frozenset[int]:
        return frozenset(
            member.person_id
            for body in bodies
            for member in self.members.get(body, ())
            if serves_on(member, day) is Serves.YES
        )
