"""Scheduling: when, where and how a meeting takes place."""

import json
import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.committees.models import Body
from govapp.database import atomic, db
from govapp.errors import RuleError, StaleError
from govapp.meetings.content import meeting_title
from govapp.meetings.models import Meeting, MeetingBody
from govapp.meetings.rules import states, times
from govapp.meetings.services.style import begin_style
from govapp.meetings.services.templates import begin_with_standing

DETAILS = (
    "title",
    "kind",
    "place",
    "directions",
    "join_url",
    "join_details",
    "webcast_url",
    "contact",
    "note",
)


@atomic
def schedule_meeting(
    actor: Actor,
    *,
    bodies: Sequence[Body],
    kind: str,
    start: datetime,
    end: datetime | None = None,
    time_zone: str = "",
    start_later: bool | None = None,
    end_later: bool | None = None,
    is_all_day: bool = False,
    is_demonstration: bool = False,
    sources: Sequence[str] = (),
    has_standing_items: bool = True,
    **details: str,
) -> Meeting:
    """Draft a meeting of one or more bodies, the host first.

    `start` and `end` are naive wall times in the zone (the host's by default);
    `start_later` and `end_later` choose where one of them comes twice. The agenda
    begins with the host's standing items, unless it is not to have them.
    """
    if not bodies:
        raise RuleError("Choose the body that meets.", "bodies")
    meeting = Meeting(
        uid=str(uuid.uuid4()),
        kind=kind,
        is_demonstration=is_demonstration,
        sources=json.dumps(list(sources)) if sources else "",
        **details,
    )
    set_times(
        meeting,
        start=start,
        end=end,
        time_zone=time_zone or bodies[0].time_zone,
        start_later=start_later,
        end_later=end_later,
        is_all_day=is_all_day,
    )
    meeting.places = [
        MeetingBody(body=body, position=position)
        for position, body in enumerate(dict.fromkeys(bodies))
    ]
    begin_style(meeting, bodies[0])
    db.session.add(meeting)
    db.session.flush()
    _audit(actor, "meeting.scheduled", meeting, meeting.start_local)
    if has_standing_items:
        begin_with_standing(actor, meeting)
    return meeting


@atomic
def edit_meeting(
    actor: Actor, meeting: Meeting, *, row_version: int, **details: str
) -> None:
    """Change what a meeting's notice says besides its time; raises StaleError."""
    states.check("edit", meeting.state)
    if meeting.row_version != row_version:
        raise StaleError
    changed = [
        name
        for name in DETAILS
        if name in details and details[name] != getattr(meeting, name)
    ]
    for name in changed:
        setattr(meeting, name, details[name])
    db.session.flush()
    _audit(actor, "meeting.edited", meeting, ", ".join(changed))


@atomic
def change_draft_times(
    actor: Actor, meeting: Meeting, *, row_version: int, **when: Any
) -> None:
    """Change the time of a meeting not posted yet, or raise StaleError.

    One that was posted is rescheduled instead.
    """
    states.check("change_times", meeting.state)
    if meeting.row_version != row_version:
        raise StaleError
    set_times(meeting, **when)
    db.session.flush()
    _audit(actor, "meeting.timed", meeting, meeting.start_local)


@atomic
def change_bodies(
    actor: Actor, meeting: Meeting, *, row_version: int, bodies: Sequence[Body]
) -> None:
    """Set which bodies meet together, the host stays; raises StaleError."""
    states.check("edit", meeting.state)
    if meeting.row_version != row_version:
        raise StaleError
    joined = [body for body in dict.fromkeys(bodies) if body is not meeting.host]
    kept = {place.body_id: place for place in meeting.places}
    meeting.places = [
        kept.get(body.id) or MeetingBody(body=body) for body in [meeting.host, *joined]
    ]
    for position, place in enumerate(meeting.places):
        place.position = position
    # The places have rows of their own, yet a form has the meeting's version.
    flag_modified(meeting, "title")
    db.session.flush()
    _audit(actor, "meeting.joined", meeting, meeting_title(meeting))


def set_times(
    meeting: Meeting,
    *,
    start: datetime,
    end: datetime | None,
    time_zone: str,
    start_later: bool | None = None,
    end_later: bool | None = None,
    is_all_day: bool = False,
) -> None:
    """Set wall times and their instants; raises RuleError on a time that is not one."""
    if is_all_day:
        start, end = start.replace(hour=0, minute=0), None
        start_at = times.day_start(start, time_zone)
    else:
        start_at = times.instant(start, time_zone, later=start_later, field="start")
    end_at = None
    if end is not None:
        end_at = times.instant(end, time_zone, later=end_later, field="end")
    if end_at is not None and end_at <= start_at:
        raise RuleError("The meeting ends before it starts: check both times.", "end")
    meeting.start_at, meeting.end_at = start_at, end_at
    meeting.start_local = start.strftime("%Y-%m-%dT%H:%M")
    meeting.end_local = end.strftime("%Y-%m-%dT%H:%M") if end else ""
    meeting.time_zone = time_zone
    meeting.is_all_day = is_all_day


def _audit(actor: Actor, action: str, meeting: Meeting, detail: str) -> None:
    audit.record(
        actor, action, f"meeting:{meeting.id}", body_id=meeting.body_id, detail=detail
    )
