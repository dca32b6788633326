"""Passkeys: taken in, used, let go."""

from datetime import datetime

from sqlalchemy import update

from govapp import clock
from govapp.accounts import queries
from govapp.accounts.models import Passkey, User
from govapp.accounts.passkeys import REFUSED, Made
from govapp.accounts.services.factors import drop_idle_codes
from govapp.accounts.services.telling import name_subject, tell_owner
from govapp.audit.services import Actor, record
from govapp.database import atomic, db
from govapp.errors import RuleError

MOST = 20


@atomic
def add_passkey(actor: Actor, *, user: User, made: Made, name: str) -> None:
    """Take a passkey in; raises RuleError where it is known, or there are many."""
    if len(queries.list_passkeys(user)) >= MOST:
        raise RuleError("You have many passkeys already. Remove one first.")
    if queries.find_passkey(made.credential_id):
        raise RuleError("This passkey is known already.")
    db.session.add(
        Passkey(
            user_id=user.id,
            credential_id=made.credential_id,
            public_key=made.public_key,
            sign_count=made.sign_count,
            name=name,
            added_at=clock.now(),
        )
    )
    db.session.flush()
    tell_owner(actor, user=user, event="user.passkey_added", detail=name)


@atomic
def use_passkey(
    actor: Actor, *, user: User, passkey: Passkey, count: int, asked_at: datetime
) -> None:
    """Note that a passkey signed what was asked; raises RuleError if it did before.

    That is told by its count, and by when it was used last: the browser's cookie, which
    has the question, can be copied.
    """
    # Many devices do not count: theirs stays at nothing.
    is_next = Passkey.sign_count < count if count else Passkey.sign_count == 0
    is_new = Passkey.used_at.is_(None) | (Passkey.used_at < asked_at)
    grown: int | None = db.session.scalar(
        update(Passkey)
        .where(Passkey.id == passkey.id, is_next, is_new)
        .values(sign_count=count, used_at=clock.now())
        .returning(Passkey.id)
        .execution_options(synchronize_session=False)
    )
    if grown is None:
        raise RuleError(REFUSED)
    record(actor, "user.passkey_used", name_subject(user), detail=passkey.name)


@atomic
def rename_passkey(actor: Actor, *, user: User, passkey: Passkey, name: str) -> None:
    """Call a passkey something else."""
    passkey.name = name
    db.session.flush()
    record(actor, "user.passkey_renamed", name_subject(user), detail=name)


@atomic
def remove_passkey(actor: Actor, *, user: User, passkey: Passkey) -> None:
    """Let go of a passkey, and of recovery codes when nothing else is left."""
    db.session.delete(passkey)
    db.session.flush()
    tell_owner(actor, user=user, event="user.passkey_removed", detail=passkey.name)
    drop_idle_codes(user)
