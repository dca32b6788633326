"""What is posted of what happened at a meeting."""

from govapp.meetings.content.notices import meeting_title
from govapp.meetings.models import Minutes
from govapp.record.rules import canonical, digest
from govapp.record.shapes.meetings import Attendee, MeetingRef
from govapp.record.shapes.meetings import Minutes as MinutesContent
from govapp.record.shapes.meetings import MinutesSection as SectionContent


def build_minutes(minutes: Minutes, *, state: str) -> MinutesContent:
    """Build the public minutes."""
    approved = minutes.approved_meeting
    return MinutesContent(
        state=state,
        preface=minutes.preface,
        closing=minutes.closing,
        attendance=build_attendance(minutes),
        sections=tuple(
            SectionContent(
                key=section.item_key,
                number=section.number,
                title=section.title,
                text=section.text,
            )
            for section in minutes.sections
        ),
        approved_at=MeetingRef(
            number=approved.number or "",
            title=meeting_title(approved),
            date=approved.start_local[:10],
        )
        if approved
        else None,
    )


def build_attendance(minutes: Minutes) -> tuple[Attendee, ...]:
    """Build the attendance list, in its order."""
    return tuple(
        Attendee(name=line.name, role=line.role, status=line.status, mode=line.mode)
        for line in minutes.attendance
    )


def digest_attendance(minutes: Minutes) -> str:
    """Return what tells one attendance list from another."""
    lines = [line.model_dump() for line in build_attendance(minutes)]
    return digest(canonical(lines))
