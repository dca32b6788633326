"""Inviting people, giving and taking roles, choosing passwords, ending access."""

import uuid
from collections.abc import Iterable
from datetime import timedelta

from email_validator import EmailNotValidError, validate_email
from flask_security.recoverable import generate_reset_password_token
from flask_security.utils import hash_password

from govapp import clock
from govapp.accounts import queries
from govapp.accounts.models import RoleAssignment, User
from govapp.accounts.rules import check_password, fold_email, normalize_password
from govapp.accounts.services.sessions import forget_sessions
from govapp.accounts.services.telling import name_organization, name_subject
from govapp.audit.services import Actor, record
from govapp.database import atomic, db
from govapp.errors import RuleError
from govapp.mail import services as mail
from govapp.mail import texts
from govapp.permissions import INSTALLATION_ROLES, Role
from govapp.record.published import find_organization

INVITED_FOR = timedelta(days=3)
RESET_WITHIN = timedelta(hours=1)
Grant = tuple[Role, int | None]


@atomic
def invite_user(
    actor: Actor,
    *,
    email: str,
    name: str,
    roles: Iterable[Grant] = (),
    by_mail: bool = True,
) -> User:
    """Open an account without a password, and mail a link that lets them choose one.

    Whoever comes by single sign-on needs no such mail.

    Raises RuleError on an address that is wrong or taken, and on an impossible role.
    """
    user = User(
        email=_check_email(email),
        name=_check_name(name),
        fs_uniquifier=uuid.uuid4().hex,
        created_at=clock.now(),
        assignments=[],
    )
    db.session.add(user)
    db.session.flush()
    record(actor, "user.invited", name_subject(user), detail=user.email)
    for role, body_id in sorted(roles, key=str):
        grant_role(actor, user=user, role=role, body_id=body_id)
    if by_mail:
        send_invitation(actor, user=user)
    return user


@atomic
def send_invitation(actor: Actor, *, user: User) -> None:
    """Mail a fresh link to somebody who has not chosen a password yet."""
    if user.password:
        raise RuleError("They have a password already: the invitation was used.")
    subject, text = texts.write(
        "mail/invitation.txt",
        name=user.name,
        inviter=actor.name,
        organization=name_organization(),
        address=mail.link(make_link(user)),
        days=INVITED_FOR.days,
    )
    mail.enqueue(recipient=user.email, subject=subject, text=text)
    record(actor, "user.invitation_sent", name_subject(user))


def make_link(user: User) -> str:
    """Return the path at which this person, once, chooses a password."""
    token = generate_reset_password_token(user)  # type: ignore[no-untyped-call]
    return f"/account/reset/{token}"


def check_new_password(password: str, *, email: str) -> None:
    """Refuse a weak password for this address; raises RuleError saying why."""
    organization = find_organization()
    names = [organization.name, organization.short_name] if organization else []
    check_password(password, email=email, names=["govapp", *names])


@atomic
def set_password(actor: Actor, *, user: User, password: str) -> None:
    """Give an account a password, ending its sessions; raises RuleError if weak."""
    password = normalize_password(password)
    check_new_password(password, email=user.email)
    user.password = hash_password(password)
    forget_sessions(user)
    record(actor, "user.password_set", name_subject(user))


@atomic
def disable_user(actor: Actor, *, user: User) -> None:
    """Take away all access at once; raises RuleError for the last administrator."""
    _keep_an_administrator(user)
    user.active = False
    forget_sessions(user)
    record(actor, "user.disabled", name_subject(user))


@atomic
def enable_user(actor: Actor, *, user: User) -> None:
    """Let somebody in again who was disabled, with the roles they have."""
    user.active = True
    db.session.flush()
    record(actor, "user.enabled", name_subject(user))


@atomic
def grant_role(
    actor: Actor, *, user: User, role: Role, body_id: int | None = None
) -> None:
    """Give a role for a body or for the installation; raises RuleError if it cannot be.

    To give what is held already changes nothing.
    """
    if role in INSTALLATION_ROLES and body_id is not None:
        raise RuleError(
            "This role is for the whole installation: choose no body.", "bodies"
        )
    if role not in INSTALLATION_ROLES and body_id is None:
        raise RuleError("Choose the bodies this role is for.", "bodies")
    if (role, body_id) in user.grants:
        return
    user.assignments.append(RoleAssignment(role=role.value, body_id=body_id))
    db.session.flush()
    record(
        actor, "role.granted", name_subject(user), body_id=body_id, detail=role.value
    )


@atomic
def revoke_role(
    actor: Actor, *, user: User, role: Role, body_id: int | None = None
) -> None:
    """Take a role away; raises RuleError for the last administrator's."""
    if role == Role.ADMINISTRATOR:
        _keep_an_administrator(user)
    held = [
        assignment
        for assignment in user.assignments
        if (assignment.role, assignment.body_id) == (role.value, body_id)
    ]
    for assignment in held:
        user.assignments.remove(assignment)
        record(
            actor,
            "role.revoked",
            name_subject(user),
            body_id=body_id,
            detail=role.value,
        )
    db.session.flush()


@atomic
def link_person(
    actor: Actor, *, user: User, person_id: int | None, name: str = ""
) -> None:
    """Say who it is of those who sit on bodies, or (None) that it is nobody of them.

    What members read opens with it: raises RuleError for one's own account, and for a
    person whose account is another.
    """
    if actor.id == user.id:
        raise RuleError("Another administrator has to say who you are.", "person")
    known = queries.find_linked(person_id) if person_id is not None else None
    if known is not None and known.id != user.id:
        raise RuleError(
            "%(name)s has this account already: %(email)s.",
            "person",
            name=name,
            email=known.email,
        )
    if user.person_id == person_id:
        return
    user.person_id = person_id
    db.session.flush()
    action = "user.unlinked" if person_id is None else "user.linked"
    record(actor, action, name_subject(user), detail=name)


def _keep_an_administrator(user: User) -> None:
    if [one.id for one in queries.list_administrators()] == [user.id]:
        raise RuleError("This is the last administrator. Make somebody else one first.")


def _check_email(email: str) -> str:
    try:
        found = validate_email(
            email.strip(), check_deliverability=False, allow_smtputf8=False
        )
    except EmailNotValidError as error:
        raise RuleError(
            "Enter an e-mail address in the form name@example.org.", "email"
        ) from error
    if queries.find_user(found.normalized):
        raise RuleError("This address has an account already.", "email")
    return fold_email(found.normalized)


def _check_name(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise RuleError("Enter the person's name.", "name")
    return name
