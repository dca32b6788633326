"""The journal of a sitting, as the desk reads it."""

import json
from collections.abc import Sequence

from sqlalchemy import func, select

from govapp.database import db
from govapp.meetings.models import Meeting
from govapp.sittings.models import SittingAct
from govapp.sittings.rules import journal
from govapp.sittings.rules.room import Act, Room


def list_acts(meeting: Meeting) -> Sequence[SittingAct]:
    """Return all that was recorded of a meeting's sitting, in order."""
    return db.session.scalars(
        select(SittingAct)
        .where(SittingAct.meeting_id == meeting.id)
        .order_by(SittingAct.seq)
    ).all()


def count_acts(meeting: Meeting) -> int:
    """Return how many entries there are."""
    count = select(func.count()).where(SittingAct.meeting_id == meeting.id)
    return db.session.scalar(count) or 0


def hold_acts(meeting: Meeting) -> Sequence[SittingAct]:
    """Return the same; nobody else adds to it until the transaction ends.

    On SQLite every write transaction holds the whole database anyway.
    """
    lock = select(Meeting.id).where(Meeting.id == meeting.id).with_for_update()
    db.session.execute(lock)
    return list_acts(meeting)


def read_acts(rows: Sequence[SittingAct]) -> list[Act]:
    """Return entries as the rules read them."""
    return [
        Act(seq=row.seq, kind=row.kind, at=row.at, data=json.loads(row.data))
        for row in rows
    ]


def get_room(meeting: Meeting) -> Room:
    """Return the room of a meeting as it stands."""
    return journal.fold(read_acts(list_acts(meeting)))
