"""Posting a year's plan, and changing what was posted of a series together."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, time
from typing import Any

from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.committees.models import Body
from govapp.database import atomic, db
from govapp.errors import RuleError, StaleError
from govapp.meetings import receipts
from govapp.meetings.models import Meeting, Series, SeriesDate
from govapp.meetings.queries.planning import get_plan
from govapp.meetings.queries.plans import Proposal
from govapp.meetings.queries.series import find_decision, list_remaining
from govapp.meetings.rules import times
from govapp.meetings.services import posting
from govapp.meetings.services.schedule import DETAILS, schedule_meeting, set_times
from govapp.meetings.services.series import write_start
from govapp.record import services as record


@atomic
def post_plan(
    actor: Actor,
    *,
    year: int,
    bodies: Sequence[Body],
    desk: Collection[int],
    seen: str,
    is_tentative: bool = False,
    is_demonstration: bool = False,
) -> list[Meeting]:
    """Schedule and post every date of a plan that is ready, all or none.

    `seen` is what the plan was like when this was decided.
    """
    record.lock()
    plan = get_plan(year, bodies, desk)
    if not plan.ready:
        raise RuleError("No date is ready to be posted.")
    if plan.seen != seen:
        raise RuleError(
            "The plan was changed in the meantime. Nothing was posted: look at it "
            "once more."
        )
    with receipts.gathered():
        posted = [
            _post_date(actor, each, is_demonstration=is_demonstration)
            for each in plan.ready
        ]
        for meeting in posted:
            posting.post_notice(actor, meeting, is_tentative=is_tentative)
    for series in {each.series for each in plan.ready}:
        _audit(actor, "series.posted", series, str(year))
    return posted


@atomic
def change_series(
    actor: Actor,
    series: Series,
    *,
    row_version: int,
    start: time | None,
    minutes: int,
    reason: str = "",
    **details: str,
) -> list[Meeting]:
    """Change time, place and joining of a series' dates that lie ahead.

    Those not posted yet follow the series anyway. Of those posted, each whose values
    were the series' own gets the new ones and a revised notice; a meeting that was
    moved by itself stays as it is. Returns the meetings that changed.
    """
    if series.row_version != row_version:
        raise StaleError
    changed = {
        name: value for name, value in details.items() if getattr(series, name) != value
    }
    is_timed = (write_start(start), minutes) != (series.start, series.minutes)
    remaining = list_remaining(series)
    told = []
    with receipts.gathered():
        for decision, meeting in remaining:
            own = {
                name: value
                for name, value in changed.items()
                if getattr(meeting, name) == getattr(series, name)
            }
            when = None
            if is_timed and not decision.start:
                day = date.fromisoformat(decision.day)
                span = times.span(day, start, minutes, series.body.time_zone)
                when = _when(day, span)
            if own or when:
                _revise(actor, meeting, own, when, reason)
                told.append(meeting)
    for name, value in changed.items():
        setattr(series, name, value)
    series.start, series.minutes = write_start(start), minutes
    db.session.flush()
    what = [*changed, *(["times"] if is_timed else [])]
    _audit(actor, "series.changed", series, ", ".join(what))
    return told


@atomic
def end_series(actor: Actor, series: Series, *, reason: str) -> list[Meeting]:
    """Plan no more of a series, and cancel what was posted of it and lies ahead."""
    if series.is_ended:
        raise RuleError("This series was ended already.")
    cancelled = [meeting for _, meeting in list_remaining(series)]
    with receipts.gathered():
        for meeting in cancelled:
            posting.cancel_meeting(actor, meeting, reason=reason)
    series.is_ended = True
    db.session.flush()
    _audit(actor, "series.ended", series, reason)
    return cancelled


def _post_date(actor: Actor, proposal: Proposal, *, is_demonstration: bool) -> Meeting:
    series = proposal.series
    meeting = schedule_meeting(
        actor,
        bodies=[series.body],
        time_zone=series.body.time_zone,
        is_demonstration=is_demonstration,
        **_when(proposal.day, proposal.span),
        **{name: getattr(series, name) for name in DETAILS},
    )
    decision = find_decision(series, proposal.key)
    if decision is None:
        decision = SeriesDate(key=proposal.key)
        series.decisions.append(decision)
    decision.day, decision.meeting = proposal.day.isoformat(), meeting
    return meeting


def _when(day: date, span: times.Span | None) -> dict[str, Any]:
    """Return what scheduling calls the time of a meeting; raises RuleError."""
    if span is None:
        raise RuleError(
            "This time does not exist on %(day)s: clocks go forward past it. "
            "Choose another time.",
            "start",
            day=day.isoformat(),
        )
    return {
        "start": span.start,
        "end": span.end,
        "start_later": span.start_later,
        "end_later": span.end_later,
        "is_all_day": span.is_all_day,
    }


def _revise(
    actor: Actor,
    meeting: Meeting,
    details: Mapping[str, str],
    when: dict[str, Any] | None,
    reason: str,
) -> None:
    """Give a posted meeting new details and a new time, in one posting."""
    if posting.notice_changed(meeting):
        raise RuleError(
            "The meeting of %(day)s has changes that are not posted. Post them first.",
            day=meeting.start_local[:10],
        )
    for name, value in details.items():
        setattr(meeting, name, value)
    timed = {**(when or {}), "time_zone": meeting.time_zone}
    if when and when["start"].isoformat() != f"{meeting.start_local}:00":
        if not reason:
            raise RuleError("Say why; everyone will read it.", "reason")
        posting.reschedule_meeting(actor, meeting, reason=reason, **timed)
        return
    if when:
        set_times(meeting, **timed)
    posting.post_notice(actor, meeting, is_tentative=meeting.is_tentative)


def _audit(actor: Actor, action: str, series: Series, detail: str) -> None:
    audit.record(
        actor, action, f"series:{series.id}", body_id=series.body_id, detail=detail
    )
