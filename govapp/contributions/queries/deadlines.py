"""Until when meetings take proposals."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from govapp.committees.queries import get_body
from govapp.contributions import rules
from govapp.contributions.models import ProposalDeadline, ProposalTerms
from govapp.database import db
from govapp.meetings.models import Meeting
from govapp.meetings.queries.meetings import get_meeting


def get_deadline(meeting: Meeting) -> datetime:
    """Return until when a meeting takes proposals."""
    return map_deadlines([meeting])[meeting.id]


def map_deadlines(meetings: Collection[Meeting]) -> dict[int, datetime]:
    """Return the same of some meetings: their own deadlines, else the usual ones."""
    days = dict(_pairs(select(ProposalTerms.body_id, ProposalTerms.days)))
    own = dict(
        _pairs(
            select(ProposalDeadline.meeting_id, ProposalDeadline.due_at).where(
                ProposalDeadline.meeting_id.in_([meeting.id for meeting in meetings]),
                ProposalDeadline.due_at.is_not(None),
            )
        )
    )
    return {
        meeting.id: own.get(meeting.id)
        or rules.usual_deadline(
            meeting.start_at,
            meeting.time_zone,
            days.get(meeting.body_id, rules.DAYS),
        )
        for meeting in meetings
    }


@dataclass
class Deadline:
    """A meeting with its own deadline, if it has one, and the usual one."""

    meeting: Meeting
    due_at: datetime | None
    usual: datetime
    row_version: int

    @property
    def body_id(self) -> int:
        """The body it belongs to: the meeting's host."""
        return self.meeting.body_id


def find_deadline(meeting_id: int) -> Deadline:
    """Return a meeting's own deadline and the usual one; raises NotFoundError."""
    meeting = get_meeting(meeting_id)
    terms = find_terms(meeting.body_id)
    usual = rules.usual_deadline(
        meeting.start_at, meeting.time_zone, terms.days if terms else rules.DAYS
    )
    own = db.session.get(ProposalDeadline, meeting_id)
    if own is None:
        return Deadline(meeting, None, usual, 0)
    return Deadline(meeting, own.due_at, usual, own.row_version)


def find_terms(body_id: int) -> ProposalTerms | None:
    """Return when a body's proposals are due, or None for the usual."""
    return db.session.get(ProposalTerms, body_id)


def get_terms(slug: str) -> ProposalTerms:
    """Return it, unsaved where it is the usual; raises NotFoundError."""
    body = get_body(slug)
    return find_terms(body.id) or ProposalTerms(
        body=body, body_id=body.id, days=rules.DAYS, row_version=0
    )


def _pairs(query: Any) -> list[tuple[Any, Any]]:
    return [(one, other) for one, other in db.session.execute(query)]
