"""Tokens are made, used and revoked."""

import secrets
from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import update

from govapp import clock
from govapp.accounts.rules import hash_token
from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.committees.models import Body
from govapp.database import atomic, db
from govapp.errors import RuleError
from govapp.tokens.models import ApiToken


@atomic
def make_token(
    actor: Actor, body: Body, *, label: str, scopes: Iterable[str], days: int
) -> str:
    """Make a token for a body; return its secret, which nobody can read again."""
    secret = secrets.token_urlsafe(32)
    now = clock.now()
    token = ApiToken(
        body_id=body.id,
        label=label,
        scopes=" ".join(scopes),
        token_hash=hash_token(secret),
        made_by=actor.name,
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    db.session.add(token)
    db.session.flush()
    _audit(actor, "token.made", token)
    return secret


@atomic
def revoke_token(actor: Actor, token: ApiToken) -> None:
    """Let a token count no longer; raises RuleError where it does not already."""
    if token.revoked_at:
        raise RuleError("This token is revoked already.")
    token.revoked_at = clock.now()
    db.session.flush()
    _audit(actor, "token.revoked", token)


def note_use(token_id: int) -> None:
    """Note that something was done by a token."""
    mine = update(ApiToken).where(ApiToken.id == token_id)
    db.session.execute(mine.values(used_at=clock.now()))


def _audit(actor: Actor, action: str, token: ApiToken) -> None:
    detail = f"{token.label}: {token.scopes}"
    subject = f"token:{token.id}"
    audit.record(actor, action, subject, body_id=token.body_id, detail=detail)
