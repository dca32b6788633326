"""What is posted of what happened at a meeting."""

from collections.abc import Iterator

from govapp.meetings.content.notices import refer
from govapp.meetings.models import Minutes
from govapp.record.cards import MeetingCard
from govapp.record.rules import canonical, digest
from govapp.record.shapes.meetings import Attendee, MinutesCorrection
from govapp.record.shapes.meetings import Minutes as MinutesContent
from govapp.record.shapes.meetings import MinutesSection as SectionContent


def build_minutes(
    minutes: Minutes, *, state: str, card: MeetingCard | None
) -> MinutesContent:
    """Build the public minutes: what the desk wrote, and the facts as posted so far.

    `card` is what everyone reads of the meeting.
    """
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
        sitting=card.sitting if card else None,
        reports=tuple(posted.report for posted in card.reports) if card else (),
        corrections=tuple(_build_corrections(minutes)),
        approved_at=refer(minutes.approved_meeting),
        corrected_at=refer(minutes.corrected_meeting),
    )


def _build_corrections(minutes: Minutes) -> Iterator[MinutesCorrection]:
    for correction in minutes.corrections:
        section = correction.section
        if correction.is_made:
            yield MinutesCorrection(
                key=correction.item_key,
                number=section.number if section else "",
                title=section.title if section else "",
                text=correction.answer or correction.text,
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
