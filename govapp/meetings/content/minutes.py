"""What is posted of what happened at a meeting."""

from collections.abc import Iterator

from govapp.meetings.content.agendas import build_agenda, build_members_agenda
from govapp.meetings.content.notices import refer
from govapp.meetings.models import AgendaItem, Meeting, Minutes
from govapp.meetings.models.agenda import ItemKind
from govapp.meetings.queries.agendas import get_tree, list_items
from govapp.record.cards import MeetingCard
from govapp.record.rules import canonical, digest
from govapp.record.shapes.closed import ClosedMinutes, ClosedSection, MembersItem
from govapp.record.shapes.meetings import Attendee, Item, MinutesCorrection
from govapp.record.shapes.meetings import Minutes as MinutesContent
from govapp.record.shapes.meetings import MinutesSection as SectionContent
from govapp.record.shapes.sittings import Sitting


def list_minuted(meeting: Meeting, *, is_closed: bool) -> list[Item]:
    """Return the items of which minutes say something, those that stand.

    They are those that everyone reads, or the closed ones and what is beneath them, by
    the titles that members read.
    """
    tree = get_tree(meeting)
    if not is_closed:
        public = build_agenda(meeting, tree, [])
        return [item for item in public.walk() if item.status == "active"]
    closed = {
        item.key: item.model_copy(update={"title": item.closed_title or item.title})
        for top in build_members_agenda(meeting, tree, []).walk()
        if top.kind == ItemKind.CLOSED
        for item in top.walk()
        if isinstance(item, MembersItem) and item.status == "active"
    }
    return list(closed.values())


def build_minutes(
    minutes: Minutes, *, state: str, card: MeetingCard | None
) -> MinutesContent:
    """Build the public minutes: what the desk wrote, and the facts as posted so far.

    `card` is what everyone reads of the meeting.
    """
    agenda = card.agenda.walk() if card and card.agenda else ()
    bases = {item.key: item.legal_basis for item in agenda}
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
                legal_basis=bases.get(section.item_key, ""),
                text=section.text,
            )
            for section in minutes.sections
        ),
        released=card.minutes.released if card and card.minutes else (),
        sitting=card.sitting if card else None,
        reports=tuple(posted.report for posted in card.reports) if card else (),
        corrections=tuple(_build_corrections(minutes)),
        approved_at=refer(minutes.approved_meeting),
        corrected_at=refer(minutes.corrected_meeting),
    )


def build_closed_minutes(
    minutes: Minutes, *, state: str, sitting: Sitting | None
) -> ClosedMinutes:
    """Build the minutes of a closed session, as its members will read them.

    `sitting` is what was recorded of it.
    """
    above = {item.key: _list_above(item) for item in list_items(minutes.meeting)}
    built = build_minutes(minutes, state=state, card=None)
    sections = tuple(
        ClosedSection(**section.model_dump(), above=above.get(section.key, ()))
        for section in built.sections
    )
    values = {**dict(built), "sections": sections, "sitting": sitting}
    return ClosedMinutes(**values)


def _list_above(item: AgendaItem) -> tuple[str, ...]:
    """Return the keys of the items above one, the topmost first."""
    found: list[str] = []
    step = item.parent
    while step is not None:
        found.insert(0, step.key)
        step = step.parent
    return tuple(found)


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
