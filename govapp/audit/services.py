"""Writing the audit trail."""

from typing import Protocol

from sqlalchemy import insert

from govapp import clock
from govapp.audit.models import AuditLine
from govapp.database import db


class Actor(Protocol):
    """Who did it; the command line and the worker have id None."""

    @property
    def id(self) -> int | None:
        """The user's id."""

    @property
    def name(self) -> str:
        """The name to write down."""


def record(
    actor: Actor,
    action: str,
    subject: str,
    *,
    body_id: int | None = None,
    detail: str = "",
) -> None:
    """Write one line; `action` is noun.verb, such as `meeting.cancelled`."""
    db.session.execute(
        insert(AuditLine).values(
            at=clock.now(),
            actor_id=actor.id,
            actor_name=actor.name,
            action=action,
            subject=subject,
            body_id=body_id,
            detail=detail,
        )
    )
