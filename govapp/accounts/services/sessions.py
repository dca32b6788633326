"""Beginning and ending sessions; a session is a row, the cookie only names it."""

import secrets
import uuid
from datetime import timedelta

from sqlalchemy import delete

from govapp import clock
from govapp.accounts import queries
from govapp.accounts.models import CalendarKey, SignIn, User
from govapp.accounts.rules import STRONG, Device, Way, hash_token
from govapp.accounts.services.telling import name_subject, tell_owner
from govapp.audit.services import Actor, record
from govapp.database import atomic, db

KEPT = timedelta(days=90)


@atomic
def begin_session(
    actor: Actor, *, user: User, device: Device, way: str
) -> tuple[SignIn, str]:
    """Begin a session; return it with its token, which its cookie alone knows.

    A device that was not seen lately is told to whose account it is.
    """
    moment = clock.now()
    db.session.execute(
        delete(SignIn).where(SignIn.user_id == user.id, SignIn.used_at < moment - KEPT)
    )
    known = queries.list_devices(user)
    token = secrets.token_urlsafe(32)
    session = SignIn(
        token_hash=hash_token(token),
        user_id=user.id,
        browser=device.browser,
        system=device.system,
        way=way,
        began_at=moment,
        used_at=moment,
        confirmed_at=moment,
    )
    db.session.add(session)
    db.session.flush()
    if known and device not in known:
        detail = ", ".join(filter(None, device))
        tell_owner(actor, user=user, event="user.new_device", detail=detail)
    record(actor, "user.signed_in", name_subject(user), detail=way)
    return session, token


def keep_session(session: SignIn) -> None:
    """Note that a session is in use."""
    session.used_at = clock.now()
    db.session.flush()


@atomic
def confirm_session(actor: Actor, *, user: User, session: SignIn, way: Way) -> str:
    """Note that somebody has shown again who they are; return the session's new token.

    A second thing stays shown for as long as the session lasts.
    """
    token = secrets.token_urlsafe(32)
    session.token_hash = hash_token(token)
    session.confirmed_at = clock.now()
    if way in STRONG:
        session.way = way
    db.session.flush()
    record(actor, "user.confirmed", name_subject(user), detail=way)
    return token


@atomic
def end_session(actor: Actor, *, user: User, session: SignIn) -> None:
    """End one session of an account."""
    session.ended_at = clock.now()
    db.session.flush()
    record(actor, "user.signed_out", name_subject(user), detail=session.system)


@atomic
def end_other_sessions(actor: Actor, *, user: User, kept: SignIn) -> None:
    """End every session of an account but one, and what reads its calendar."""
    for session in queries.list_sessions(user):
        if session.id != kept.id:
            session.ended_at = clock.now()
    _drop_calendar(user)
    record(actor, "user.signed_out_elsewhere", name_subject(user))


@atomic
def end_sessions(actor: Actor, *, user: User) -> None:
    """End every session of an account, and every link mailed to it."""
    forget_sessions(user)
    record(actor, "user.signed_out", name_subject(user))
    if actor.id != user.id:
        tell_owner(actor, user=user, event="user.sessions_ended")


def forget_sessions(user: User) -> None:
    """Let no session of an account count any longer, nor any link made for it."""
    for session in queries.list_sessions(user):
        session.ended_at = clock.now()
    user.fs_uniquifier = uuid.uuid4().hex
    _drop_calendar(user)


def _drop_calendar(user: User) -> None:
    db.session.execute(delete(CalendarKey).where(CalendarKey.user_id == user.id))
    db.session.flush()
