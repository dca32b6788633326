"""Agendas on their way in."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from govapp.database import db
from govapp.errors import NotFoundError
from govapp.meetings.models import Meeting
from govapp.meetings.models.imports import AgendaImport


def get_import(meeting_id: int, import_id: int) -> AgendaImport:
    """Return a file on its way into this meeting's agenda; raises NotFoundError."""
    found = db.session.scalar(
        select(AgendaImport)
        .options(joinedload(AgendaImport.meeting).selectinload(Meeting.places))
        .where(AgendaImport.meeting_id == meeting_id, AgendaImport.id == import_id)
    )
    if found is None:
        raise NotFoundError
    return found
