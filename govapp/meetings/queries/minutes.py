"""Minutes as the desk writes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from govapp.committees.models import Membership
from govapp.committees.published import words
from govapp.committees.queries import list_memberships
from govapp.committees.rules import Dates, Serves, goes_on, serves_on
from govapp.database import db
from govapp.errors import NotFoundError
from govapp.meetings.models import Correction, Meeting, Minutes, MinutesSection
from govapp.meetings.models.minutes import KINDS
from govapp.meetings.queries.meetings import get_meeting
from govapp.record.shapes.meetings import Attendee

OPEN, CLOSED = KINDS


@dataclass(frozen=True)
class Place:
    """Where minutes are written: of a meeting, or of its closed session."""

    meeting: Meeting
    is_closed: bool

    @property
    def body_id(self) -> int:
        """The body it belongs to: the meeting's host."""
        return self.meeting.body_id


def get_place(meeting_id: int, kind: str) -> Place:
    """Return where minutes are written, begun or not; raises NotFoundError."""
    return Place(get_meeting(meeting_id), kind == CLOSED)


def find_minutes(meeting: Meeting, *, is_closed: bool = False) -> Minutes | None:
    """Return the minutes of a meeting, or None before they are begun."""
    return db.session.scalar(
        select(Minutes).where(
            Minutes.meeting_id == meeting.id, Minutes.is_closed == is_closed
        )
    )


def get_minutes(meeting_id: int, kind: str = OPEN) -> Minutes:
    """Return the minutes of a meeting; raises NotFoundError."""
    minutes = db.session.scalar(
        select(Minutes)
        .options(joinedload(Minutes.meeting).selectinload(Meeting.places))
        .where(Minutes.meeting_id == meeting_id, Minutes.is_closed == (kind == CLOSED))
    )
    if minutes is None:
        raise NotFoundError
    return minutes


def get_section(meeting_id: int, key: str, kind: str = OPEN) -> MinutesSection:
    """Return what the minutes of a meeting say of an item; raises NotFoundError."""
    section = db.session.scalar(
        select(MinutesSection)
        .join(MinutesSection.minutes)
        .where(
            Minutes.meeting_id == meeting_id,
            Minutes.is_closed == (kind == CLOSED),
            MinutesSection.item_key == key,
        )
    )
    if section is None:
        raise NotFoundError
    return section


def get_correction(meeting_id: int, correction_id: int, kind: str = OPEN) -> Correction:
    """Return a correction of a meeting's minutes; raises NotFoundError."""
    correction = db.session.scalar(
        select(Correction)
        .join(Correction.minutes)
        .where(
            Minutes.meeting_id == meeting_id,
            Minutes.is_closed == (kind == CLOSED),
            Correction.id == correction_id,
        )
    )
    if correction is None:
        raise NotFoundError
    return correction


def hold_minutes(minutes: Minutes) -> None:
    """Read minutes with all their parts afresh; nobody else writes them until the end.

    On SQLite every write transaction holds the whole database anyway.
    """
    lock = select(Minutes.id).where(Minutes.id == minutes.id).with_for_update()
    db.session.execute(lock)
    db.session.refresh(minutes)


def hold_section(section: MinutesSection) -> None:
    """Hold the minutes that a section belongs to, and read it afresh likewise."""
    hold_minutes(section.minutes)
    db.session.refresh(section)


def list_roster(meeting: Meeting) -> Sequence[Attendee]:
    """Return who sat on the meeting's bodies on its day, in the roster's order."""
    day = date.fromisoformat(meeting.start_local[:10])
    found: dict[str, Attendee] = {}
    for body in meeting.bodies:
        for membership in list_memberships(body):
            if serves_on(membership, day) is Serves.YES:
                name, role = membership.person.name, _role(membership, day)
                found.setdefault(name, Attendee(name=name, role=role))
    return tuple(found.values())


def _role(membership: Membership, day: date) -> str:
    """Name the office held on a day, else in what capacity somebody sits."""
    for held in membership.offices:
        if goes_on(Dates(held.start_on, held.end_on), day):
            return words.office(held.office, is_acting=held.is_acting)
    return words.capacity(membership.kind, membership.body.member_title)
