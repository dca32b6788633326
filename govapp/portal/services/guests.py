"""Letting guests and counsel into a closed session, and shutting the door again."""

from collections.abc import Collection
from datetime import datetime

from govapp import clock
from govapp.accounts import services as accounts
from govapp.accounts.models import User
from govapp.accounts.queries import find_user
from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.database import atomic, db
from govapp.errors import RuleError
from govapp.meetings.models import Meeting
from govapp.meetings.queries.agendas import lock_items
from govapp.meetings.queries.meetings import find_meeting
from govapp.meetings.rules.times import instant
from govapp.meetings.services.drafts import posted_card
from govapp.portal import receipts, rules
from govapp.portal.models import Guest, GuestKind
from govapp.portal.queries.guests import find_emergency, list_guests
from govapp.portal.queries.members import get_reader
from govapp.portal.rules import Standing


@atomic
def invite_guest(
    actor: Actor,
    meeting: Meeting,
    *,
    email: str,
    name: str,
    kind: str,
    item_keys: Collection[str],
    from_local: datetime,
    until_local: datetime,
) -> Guest:
    """Let somebody read the papers of closed items for a while; raises RuleError.

    Who has no account yet is invited to open one. The wall times are the meeting's.
    """
    lock_items(meeting)
    if meeting.number is None:
        raise RuleError("Post the meeting first: a guest is invited to what is known.")
    if not item_keys:
        raise RuleError("Choose what they may read.", "item_keys")
    zone = meeting.time_zone
    # Of an hour that comes twice, what keeps the door shut for longer is meant.
    from_at = instant(from_local, zone, later=True, field="from_time")
    until_at = instant(until_local, zone, later=False, field="until_time")
    rules.check_window(from_at, until_at, now=clock.now())
    user = find_user(email)
    if user is None:
        user = accounts.invite_user(actor, email=email, name=name)
    _check_guest(actor, meeting, user)
    guest = Guest(
        meeting=meeting,
        user=user,
        name=name,
        kind=GuestKind(kind),
        item_keys=[rules.EVERY] if rules.EVERY in item_keys else sorted(item_keys),
        from_at=from_at,
        until_at=until_at,
    )
    db.session.add(guest)
    db.session.flush()
    receipts.tell_guest(actor, guest)
    _audit(actor, "guest.invited", guest)
    return guest


@atomic
def end_guest(actor: Actor, guest: Guest) -> None:
    """Shut the door on a guest at once; raises RuleError where it is shut."""
    lock_items(guest.meeting)
    db.session.refresh(guest)
    if is_over(guest):
        raise RuleError("This invitation is over already.")
    guest.ended_at = clock.now()
    db.session.flush()
    if guest.kind == GuestKind.EMERGENCY:
        receipts.tell_emergency(actor, guest)
        _audit(actor, "emergency.ended", guest)
    else:
        receipts.tell_guest(actor, guest)
        _audit(actor, "guest.ended", guest)


@atomic
def open_in_emergency(actor: User, *, number: str, reason: str) -> Guest:
    """Let an administrator read what is closed of a meeting; raises RuleError.

    That is written down, and told to its secretaries and all administrators, before
    anything is shown.
    """
    meeting = find_meeting(number)
    card = posted_card(meeting) if meeting else None
    items = card.agenda.walk() if card and card.agenda else ()
    if meeting is None or not any(item.kind == rules.CLOSED for item in items):
        raise RuleError("No posted agenda of this number has a closed item.", "number")
    lock_items(meeting)
    _check_emergency(actor, meeting)
    now = clock.now()
    guest = Guest(
        meeting=meeting,
        user=actor,
        name=actor.name,
        kind=GuestKind.EMERGENCY,
        item_keys=[rules.EVERY],
        from_at=now,
        until_at=now + rules.EMERGENCY,
        reason=reason,
    )
    db.session.add(guest)
    db.session.flush()
    receipts.tell_emergency(actor, guest)
    _audit(actor, "emergency.opened", guest)
    return guest


def is_over(guest: Guest) -> bool:
    """Say whether a guest is let in no more."""
    return guest.ended_at is not None or guest.until_at <= clock.now()


def _check_guest(actor: Actor, meeting: Meeting, user: User) -> None:
    if user.id == actor.id:
        raise RuleError("You read this at the desk.", "email")
    if not user.active:
        raise RuleError("This account is disabled: ask an administrator.", "email")
    known = list_guests(meeting)
    if any(each.user_id == user.id and not is_over(each) for each in known):
        raise RuleError(
            "They are invited already. End that first to change it.", "email"
        )


def _check_emergency(actor: User, meeting: Meeting) -> None:
    reader = get_reader(actor)
    if reader.stand(meeting) is Standing.SECRETARY:
        raise RuleError("You read this at the desk.", "number")
    is_open = find_emergency(actor, meeting) is not None
    if is_open or reader.stand(meeting) is Standing.MEMBER:
        raise RuleError("This is open to you already.", "number")


def _audit(actor: Actor, action: str, guest: Guest) -> None:
    told = f"{guest.name} ({guest.user.email}), {guest.kind}"
    audit.record(
        actor,
        action,
        f"meeting:{guest.meeting_id}",
        body_id=guest.body_id,
        detail=": ".join(filter(None, (told, guest.reason))),
    )
