"""Reads of accounts and of the roles they hold."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import func, or_, select

from govapp.accounts.models import (
    Authenticator,
    CalendarKey,
    Identity,
    Passkey,
    RecoveryCode,
    RoleAssignment,
    SignIn,
    User,
    WrongCode,
    WrongPassword,
)
from govapp.accounts.rules import Device, Tried, fold_email, hash_token
from govapp.database import db
from govapp.errors import NotFoundError
from govapp.permissions import Role


def find_user(email: str) -> User | None:
    """Return the account of an e-mail address, or None."""
    return db.session.scalar(select(User).where(User.email == fold_email(email)))


def get_user(user_id: int) -> User:
    """Return an account; raises NotFoundError."""
    user = db.session.get(User, user_id)
    if user is None:
        raise NotFoundError
    return user


def find_linked(person_id: int) -> User | None:
    """Return the account that is somebody's who sits on bodies, or None."""
    return db.session.scalar(select(User).where(User.person_id == person_id))


def map_linked(people: Iterable[int]) -> dict[int, User]:
    """Return the accounts of people that can be used, by the person's number."""
    found = db.session.scalars(
        select(User)
        .where(User.person_id.in_(list(people)), User.active)
        .order_by(User.id)
    )
    return {user.person_id: user for user in found if user.person_id}


def get_assignment(user_id: int, assignment_id: int) -> RoleAssignment:
    """Return a role that an account holds; raises NotFoundError."""
    assignment = db.session.get(RoleAssignment, assignment_id)
    if assignment is None or assignment.user_id != user_id:
        raise NotFoundError
    return assignment


def list_users() -> Sequence[User]:
    """Return every account with its roles, by name."""
    query = select(User).order_by(func.lower(User.name), User.id)
    return db.session.scalars(query).all()


def list_administrators() -> Sequence[User]:
    """Return the accounts that may administer now, kept from changing meanwhile."""
    return db.session.scalars(
        select(User)
        .join(User.assignments)
        .where(User.active, RoleAssignment.role == Role.ADMINISTRATOR)
        .order_by(User.id)
        .with_for_update()
    ).all()


def list_emails(role: Role, body_ids: Collection[int] | None = None) -> Sequence[str]:
    """Return the addresses of those who hold a role for any of these bodies now.

    Without bodies: for the installation.
    """
    held_for = RoleAssignment.body_id
    return db.session.scalars(
        select(User.email)
        .join(User.assignments)
        .where(
            RoleAssignment.role == role,
            held_for.is_(None) if body_ids is None else held_for.in_(body_ids),
            User.active,
        )
        .distinct()
        .order_by(User.email)
    ).all()


def has_users() -> bool:
    """Say whether anybody has an account."""
    return db.session.scalar(select(User.id).limit(1)) is not None


def find_signed_in(uniquifier: str, token: str) -> tuple[User, SignIn] | None:
    """Return whose session it is that a cookie names, and the session; or None."""
    found = db.session.execute(
        select(User, SignIn)
        .join(SignIn, SignIn.user_id == User.id)
        .where(
            User.fs_uniquifier == uniquifier,
            User.active,
            SignIn.token_hash == hash_token(token),
            SignIn.ended_at.is_(None),
        )
    ).first()
    return found and (found[0], found[1])


def get_session(user: User, session_id: int) -> SignIn:
    """Return an open session of an account; raises NotFoundError."""
    session = db.session.get(SignIn, session_id)
    if session is None or session.user_id != user.id or session.ended_at:
        raise NotFoundError
    return session


def list_sessions(user: User) -> Sequence[SignIn]:
    """Return the open sessions of an account, the one used last first."""
    query = select(SignIn).where(SignIn.user_id == user.id, SignIn.ended_at.is_(None))
    return db.session.scalars(query.order_by(SignIn.used_at.desc(), SignIn.id)).all()


def list_devices(user: User) -> set[Device]:
    """Return what an account was used with lately."""
    query = select(SignIn.browser, SignIn.system).where(SignIn.user_id == user.id)
    return {Device(*row) for row in db.session.execute(query)}


def find_active(uniquifier: str) -> User | None:
    """Return the account that may sign in and bears this mark, or None."""
    return db.session.scalar(
        select(User).where(User.fs_uniquifier == uniquifier, User.active)
    )


def find_authenticator(user: User) -> Authenticator | None:
    """Return the app with which somebody makes codes, or None."""
    return db.session.get(Authenticator, user.id)


def get_authenticator(user: User) -> Authenticator:
    """Return the same; raises NotFoundError."""
    found = find_authenticator(user)
    if found is None:
        raise NotFoundError
    return found


def has_factor(user: User) -> bool:
    """Say whether somebody has more than a password to sign in with."""
    return find_authenticator(user) is not None or bool(list_passkeys(user))


def list_passkeys(user: User) -> Sequence[Passkey]:
    """Return the passkeys of an account, the oldest first."""
    query = select(Passkey).where(Passkey.user_id == user.id)
    return db.session.scalars(query.order_by(Passkey.id)).all()


def find_passkey(credential_id: str) -> Passkey | None:
    """Return the passkey of an id, or None."""
    query = select(Passkey).where(Passkey.credential_id == credential_id)
    return db.session.scalar(query)


def get_passkey(user: User, passkey_id: int) -> Passkey:
    """Return a passkey of an account; raises NotFoundError."""
    passkey = db.session.get(Passkey, passkey_id)
    if passkey is None or passkey.user_id != user.id:
        raise NotFoundError
    return passkey


def list_recovery_codes(user: User) -> Sequence[RecoveryCode]:
    """Return the recovery codes that somebody has not used."""
    query = select(RecoveryCode).where(RecoveryCode.user_id == user.id)
    return db.session.scalars(query.order_by(RecoveryCode.id)).all()


def count_recovery_codes(user: User) -> int:
    """Count them."""
    return len(list_recovery_codes(user))


def count_wrong_codes(user: User, *, since: datetime) -> int:
    """Count the wrong codes of an account since a moment."""
    query = select(func.count()).select_from(WrongCode)
    found = db.session.scalar(
        query.where(WrongCode.user_id == user.id, WrongCode.at >= since)
    )
    return found or 0


def list_wrong_passwords(
    account: str, network: str, *, since: datetime
) -> Sequence[Tried]:
    """Return the wrong passwords since a moment, for an account or from a network."""
    found = db.session.execute(
        select(WrongPassword.account, WrongPassword.network).where(
            WrongPassword.at >= since,
            or_(WrongPassword.account == account, WrongPassword.network == network),
        )
    )
    return [Tried(*row) for row in found]


def find_identified(issuer: str, subject: str) -> User | None:
    """Return the account of somebody's identity at a provider, or None."""
    return db.session.scalar(
        select(User)
        .join(Identity, Identity.user_id == User.id)
        .where(Identity.issuer == issuer, Identity.subject == subject)
    )


def find_calendar_key(user: User) -> CalendarKey | None:
    """Return the key of somebody's own calendar, or None."""
    return db.session.get(CalendarKey, user.id)


def find_calendar_owner(key: str) -> User | None:
    """Return whose calendar a key opens now, or None."""
    return db.session.scalar(
        select(User)
        .join(CalendarKey, CalendarKey.user_id == User.id)
        .where(CalendarKey.key_hash == hash_token(key), User.active)
    )
