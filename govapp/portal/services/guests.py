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
from govapp.meetings.rules.times import instant
from govapp.portal import receipts, rules
from govapp.portal.models import Guest, GuestKind
from govapp.portal.queries.guests import list_guests


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
    receipts.tell_guest(actor, guest)
    _audit(actor, "guest.ended", guest)


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


def _audit(actor: Actor, action: str, guest: Guest) -> None:
    audit.record(
        actor,
        action,
        f"meeting:{guest.meeting_id}",
        body_id=guest.body_id,
        detail=f"{guest.name} ({guest.user.email}), {guest.kind}",
    )
