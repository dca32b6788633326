"""On which items members are recused: as they declared, and as the room has it."""

from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import select

from govapp.committees.models import Person
from govapp.database import db
from govapp.meetings.models import Meeting
from govapp.portal.models import Conflict, ConflictKind
from govapp.record.cards import MeetingCard
from govapp.record.published import map_pages
from govapp.record.shapes.sittings import Conflict as Recorded
from govapp.sittings.models import SittingAct
from govapp.sittings.queries import get_room


def map_recused(
    person_id: int | None, meetings: Collection[Meeting]
) -> dict[int, frozenset[str]]:
    """Return the keys of the items on which a person is recused, by the meeting."""
    person = db.session.get(Person, person_id) if person_id else None
    found: dict[int, set[str]] = {meeting.id: set() for meeting in meetings}
    if person is None:
        return {}
    declared = db.session.execute(
        select(Conflict.meeting_id, Conflict.item_key).where(
            Conflict.person_id == person_id,
            Conflict.kind == ConflictKind.RECUSAL,
            Conflict.meeting_id.in_(found),
        )
    )
    for meeting_id, key in declared:
        found[meeting_id].add(key)
    for meeting_id, conflict in _list_recorded(meetings):
        is_own = conflict.person.slug == person.slug
        if is_own and conflict.kind == ConflictKind.RECUSAL:
            found[meeting_id].add(conflict.item)
    return {meeting_id: frozenset(keys) for meeting_id, keys in found.items()}


def _list_recorded(meetings: Iterable[Meeting]) -> Iterator[tuple[int, Recorded]]:
    """Yield what was posted of sittings, and what the room has before it is."""
    by_id = {meeting.id: meeting for meeting in meetings}
    cards = map_pages(f"meeting:{meeting.number}" for meeting in by_id.values())
    held = db.session.scalars(
        select(SittingAct.meeting_id)
        .where(SittingAct.meeting_id.in_(by_id), SittingAct.kind == "conflict")
        .distinct()
    ).all()
    for meeting in by_id.values():
        text = cards.get(f"meeting:{meeting.number}")
        sitting = MeetingCard.read(text).sitting if text else None
        for conflict in sitting.conflicts if sitting else ():
            yield meeting.id, conflict
    for meeting_id in held:
        for conflict in get_room(by_id[meeting_id]).conflicts:
            yield meeting_id, conflict
