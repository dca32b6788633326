"""What is posted of when, where and how a meeting takes place."""

import json
from collections.abc import Iterable

from govapp import clock
from govapp.meetings.models import Meeting
from govapp.meetings.models.meeting import State
from govapp.notices.rules.duties import Due
from govapp.record.rules import canonical, digest
from govapp.record.shapes.base import BodyRef
from govapp.record.shapes.meetings import MeetingRef, Notice


def meeting_title(meeting: Meeting) -> str:
    """Return what the meeting is called: its own title, or its bodies' names."""
    if meeting.title:
        return meeting.title
    host, *others = [body.name for body in meeting.bodies]
    return f"{host}, joint with {' and '.join(others)}" if others else host


def refer(meeting: Meeting | None) -> MeetingRef | None:
    """Build what another meeting says of one that was posted, if there is one."""
    if meeting is None:
        return None
    return MeetingRef(
        number=meeting.number or "",
        title=meeting_title(meeting),
        date=meeting.start_local[:10],
    )


def build_notice(
    meeting: Meeting, *, number: str, is_postponed: bool, dues: Iterable[Due] = ()
) -> Notice:
    """Build the notice of a meeting as it stands at the desk, and what it must meet."""
    return Notice(
        number=number,
        uid=meeting.uid,
        sequence=meeting.notice_sequence,
        title=meeting_title(meeting),
        kind=meeting.kind,
        bodies=tuple(
            BodyRef(slug=body.slug, name=body.name) for body in meeting.bodies
        ),
        start_local=meeting.start_local,
        end_local=meeting.end_local,
        time_zone=meeting.time_zone,
        start_at=clock.stamp(meeting.start_at),
        end_at=clock.stamp(meeting.end_at) if meeting.end_at else "",
        is_all_day=meeting.is_all_day,
        is_postponed=is_postponed,
        is_tentative=meeting.is_tentative,
        place=meeting.place,
        directions=meeting.directions,
        join_url=meeting.join_url,
        join_details=meeting.join_details,
        webcast_url=meeting.webcast_url,
        contact=meeting.contact,
        note=meeting.note,
        reason=meeting.reason,
        sources=tuple(json.loads(meeting.sources)) if meeting.sources else (),
        is_demonstration=meeting.is_demonstration,
        duties=tuple(due.duty for due in dues),
    )


def notice_digest(meeting: Meeting) -> str:
    """Return the hash of a notice, whatever its number and what it must meet."""
    notice = build_notice(
        meeting,
        number=meeting.number or "",
        is_postponed=meeting.state == State.POSTPONED,
    )
    return digest(notice.model_copy(update={"sequence": 0}).canonical())


def duties_digest(dues: Iterable[Due]) -> str:
    """Return the hash of what a notice must meet, "" for nothing."""
    duties = [due.duty.model_dump() for due in dues]
    return digest(canonical(duties)) if duties else ""
