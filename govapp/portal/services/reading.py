"""Reading what is closed, written down for the secretary of its body."""

from datetime import timedelta

from sqlalchemy import select

from govapp import clock
from govapp.audit import services as audit
from govapp.audit.models import AuditLine
from govapp.audit.services import Actor
from govapp.database import atomic, db
from govapp.portal.rules.readings import name_reading

# A program that shows a file asks for it part by part.
ONCE_WITHIN = timedelta(minutes=10)
ACTION = "closed.read"


@atomic
def note_reading(actor: Actor, *, meeting_id: int, body_id: int, what: str) -> None:
    """Write down that somebody reads something closed, once for each sitting."""
    subject = name_reading(meeting_id)
    known = db.session.scalar(
        select(AuditLine.id)
        .where(
            AuditLine.subject == subject,
            AuditLine.actor_id == actor.id,
            AuditLine.detail == what,
            AuditLine.at > clock.now() - ONCE_WITHIN,
        )
        .limit(1)
    )
    if known is None:
        audit.record(actor, ACTION, subject, body_id=body_id, detail=what)
