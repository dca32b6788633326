"""On which items members are recused: what they declared themselves."""

from collections.abc import Collection

from sqlalchemy import select

from govapp.database import db
from govapp.meetings.models import Meeting
from govapp.portal.models import Conflict, ConflictKind


def map_recused(
    person_id: int | None, meetings: Collection[Meeting]
) -> dict[int, frozenset[str]]:
    """Return the keys of the items on which a person is recused, by the meeting."""
    rows = db.session.execute(
        select(Conflict.meeting_id, Conflict.item_key).where(
            Conflict.person_id == person_id,
            Conflict.kind == ConflictKind.RECUSAL,
            Conflict.meeting_id.in_([meeting.id for meeting in meetings]),
        )
    )
    found: dict[int, set[str]] = {}
    for meeting_id, key in rows:
        found.setdefault(meeting_id, set()).add(key)
    return {meeting_id: frozenset(keys) for meeting_id, keys in found.items()}
