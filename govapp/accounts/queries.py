"""Reads of accounts and of the roles they hold."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select

from govapp.accounts.models import RoleAssignment, User
from govapp.accounts.rules import fold_email
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


def list_emails(role: Role, body_ids: Collection[int]) -> Sequence[str]:
    """Return the addresses of those who hold a role for any of these bodies now."""
    return db.session.scalars(
        select(User.email)
        .join(User.assignments)
        .where(
            RoleAssignment.role == role,
            RoleAssignment.body_id.in_(body_ids),
            User.active,
        )
        .distinct()
        .order_by(User.email)
    ).all()


def has_users() -> bool:
    """Say whether anybody has an account."""
    return db.session.scalar(select(User.id).limit(1)) is not None
