"""Who is let into closed sessions, and until when."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from govapp import clock
from govapp.accounts.models import User
from govapp.database import db
from govapp.errors import NotFoundError
from govapp.meetings.models import Meeting, MeetingBody
from govapp.meetings.queries.agendas import get_tree
from govapp.permissions import Role
from govapp.portal.models import Guest, GuestKind
from govapp.portal.rules import CLOSED


def list_invited(user: User) -> tuple[Guest, ...]:
    """Return the invitations of somebody that are in force at this moment."""
    now = clock.now()
    found = db.session.scalars(
        select(Guest)
        .join(Guest.meeting)
        .where(
            Guest.user_id == user.id,
            Guest.from_at <= now,
            Guest.until_at > now,
            Guest.ended_at.is_(None),
        )
        .order_by(Meeting.start_at, Guest.id)
    )
    # Who administers no longer has no emergencies.
    is_administrator = (Role.ADMINISTRATOR, None) in user.grants
    return tuple(
        guest
        for guest in found
        if is_administrator or guest.kind != GuestKind.EMERGENCY
    )


def find_emergency(user: User, meeting: Meeting) -> Guest | None:
    """Return by which emergency somebody reads what is closed of a meeting now."""
    found = (each for each in list_invited(user) if each.meeting_id == meeting.id)
    return next((each for each in found if each.kind == GuestKind.EMERGENCY), None)


def list_guests(meeting: Meeting) -> Sequence[Guest]:
    """Return whom the secretary let in, or will, the newest first."""
    return db.session.scalars(
        select(Guest)
        .options(joinedload(Guest.user))
        .where(Guest.meeting_id == meeting.id)
        .order_by(Guest.id.desc())
    ).all()


def list_emergencies() -> Sequence[Guest]:
    """Return every time administrators opened what is closed, the newest first."""
    return db.session.scalars(
        select(Guest)
        .options(
            joinedload(Guest.user),
            joinedload(Guest.meeting)
            .selectinload(Meeting.places)
            .joinedload(MeetingBody.body),
        )
        .where(Guest.kind == GuestKind.EMERGENCY)
        .order_by(Guest.id.desc())
    ).all()


def get_emergency(guest_id: int) -> Guest:
    """Return one of these times; raises NotFoundError."""
    guest = db.session.get(Guest, guest_id)
    if guest is None or guest.kind != GuestKind.EMERGENCY:
        raise NotFoundError
    return guest


def get_guest(meeting_id: int, guest_id: int) -> Guest:
    """Return one of them; raises NotFoundError."""
    guest = db.session.get(Guest, guest_id)
    if guest is None or guest.meeting_id != meeting_id:
        raise NotFoundError
    return guest


def list_closed_items(meeting: Meeting) -> Iterator[tuple[str, str]]:
    """Yield the keys and open names of a meeting's closed items."""
    for top in get_tree(meeting):
        for node in top.walk():
            if node.item.kind == CLOSED:
                yield node.item.key, f"{node.number} {node.item.title}".strip()
