"""Telling somebody by mail what happened to their account, and writing it down."""

from dataclasses import dataclass

from govapp.accounts.models import User
from govapp.audit.services import Actor, record
from govapp.database import atomic
from govapp.mail import services as mail
from govapp.mail import texts
from govapp.record.published import find_organization


@dataclass(frozen=True)
class System:
    """The actor of what nobody does in person: the command line, the demonstration."""

    id: None = None
    name: str = "System"


SYSTEM = System()


def name_organization() -> str:
    """Return the organization's name as posted, or what stands in for it."""
    organization = find_organization()
    return organization.name if organization else "Public meetings"


def name_subject(user: User) -> str:
    """Name an account as the trail does."""
    return f"user:{user.id}"


@atomic
def tell_owner(actor: Actor, *, user: User, event: str, detail: str = "") -> None:
    """Write an event of an account down, and mail it to whose account it is."""
    record(actor, event, name_subject(user), detail=detail)
    title, text = texts.write(
        "mail/account_event.txt",
        name=user.name,
        organization=name_organization(),
        event=event,
        detail=detail,
        by="" if actor.id == user.id else actor.name,
        address=mail.link("/account/"),
    )
    mail.enqueue(recipient=user.email, subject=title, text=text)
