"""Whose account it is that a provider of single sign-on names."""

from contextlib import suppress

from govapp.accounts import queries
from govapp.accounts.models import Identity, User
from govapp.accounts.services.people import (
    Grant,
    grant_role,
    invite_user,
    revoke_role,
)
from govapp.accounts.services.telling import tell_owner
from govapp.audit.services import Actor
from govapp.database import atomic, db
from govapp.errors import RuleError

UNKNOWN = (
    "You have no account here that is open to single sign-on. Ask an administrator to "
    "invite you at the address that the service has of you."
)


@atomic
def recognize(
    actor: Actor,
    *,
    issuer: str,
    subject: str,
    email: str,
    name: str,
    granted: set[Grant],
    managed: set[Grant],
) -> User:
    """Return the account of somebody's identity; raises RuleError where there is none.

    The first time it is known by its proven address, or opened for whom a role is
    meant. Roles that the settings manage are given and taken as the provider says.
    """
    user = queries.find_identified(issuer, subject)
    if user is None:
        user = _find_or_open(actor, email, name, is_meant=bool(granted))
        db.session.add(Identity(user_id=user.id, issuer=issuer, subject=subject))
        db.session.flush()
        tell_owner(actor, user=user, event="user.identity_linked", detail=issuer)
    if not user.active:
        raise RuleError(UNKNOWN)
    for role, body_id in sorted(granted - user.grants, key=str):
        grant_role(actor, user=user, role=role, body_id=body_id)
    for role, body_id in sorted((managed - granted) & user.grants, key=str):
        # Nobody is left without an administrator by a mapping.
        with suppress(RuleError):
            revoke_role(actor, user=user, role=role, body_id=body_id)
    return user


def _find_or_open(actor: Actor, email: str, name: str, *, is_meant: bool) -> User:
    user = queries.find_user(email) if email else None
    if user is not None:
        return user
    if not email or not is_meant:
        raise RuleError(UNKNOWN)
    return invite_user(actor, email=email, name=name, by_mail=False)
