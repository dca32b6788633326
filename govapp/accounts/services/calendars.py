"""The address of somebody's own calendar, which whoever knows it can read."""

import secrets

from sqlalchemy import delete

from govapp import clock
from govapp.accounts import queries
from govapp.accounts.models import CalendarKey, User
from govapp.accounts.rules import hash_token
from govapp.accounts.services.telling import tell_owner
from govapp.audit.services import Actor
from govapp.database import atomic, db
from govapp.errors import RuleError


@atomic
def make_calendar_key(actor: Actor, *, user: User) -> str:
    """Make a key, in place of an earlier one; return it, which nobody can do again."""
    key = secrets.token_urlsafe(32)
    db.session.execute(delete(CalendarKey).where(CalendarKey.user_id == user.id))
    db.session.add(
        CalendarKey(user_id=user.id, key_hash=hash_token(key), made_at=clock.now())
    )
    db.session.flush()
    tell_owner(actor, user=user, event="user.calendar_made")
    return key


@atomic
def revoke_calendar_key(actor: Actor, *, user: User) -> None:
    """Let the address count no longer; raises RuleError where there is none."""
    found = queries.find_calendar_key(user)
    if found is None:
        raise RuleError("There is no address any more.")
    db.session.delete(found)
    db.session.flush()
    tell_owner(actor, user=user, event="user.calendar_revoked")
