"""Tokens as the desk and the door see them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from govapp import clock
from govapp.accounts.rules import hash_token
from govapp.committees.models import Body
from govapp.database import db
from govapp.errors import NotFoundError
from govapp.tokens.models import ApiToken


@dataclass(frozen=True)
class Sender:
    """Another system at the door: who acts in its services, and for which body."""

    token_id: int
    body_id: int
    scopes: frozenset[str]
    name: str
    id: None = None


def list_tokens(body: Body) -> Sequence[ApiToken]:
    """Return the tokens of a body, the newest first."""
    mine = select(ApiToken).where(ApiToken.body_id == body.id)
    return db.session.scalars(mine.order_by(ApiToken.id.desc())).all()


def get_token(slug: str, token_id: int) -> ApiToken:
    """Return a token of a body; raises NotFoundError."""
    found = db.session.scalar(
        select(ApiToken)
        .join(Body, Body.id == ApiToken.body_id)
        .where(ApiToken.id == token_id, Body.slug == slug)
    )
    if found is None:
        raise NotFoundError
    return found


def find_sender(secret: str) -> Sender | None:
    """Return whose secret this is, unless it counts no longer."""
    known = db.session.scalar(
        select(ApiToken).where(ApiToken.token_hash == hash_token(secret))
    )
    if known is None or known.revoked_at or known.expires_at <= clock.now():
        return None
    name = f"API token “{known.label}”"
    return Sender(known.id, known.body_id, frozenset(known.scopes.split()), name)
