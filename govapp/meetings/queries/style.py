"""How a body's agendas are made."""

from govapp.committees.models import Body
from govapp.committees.queries import get_body
from govapp.database import db
from govapp.meetings.models import AgendaStyle
from govapp.meetings.rules.bases import GENERIC
from govapp.meetings.rules.numbering import Numbering


def find_style(body_id: int) -> AgendaStyle | None:
    """Return what a body's next agendas begin with, or None for the usual."""
    return db.session.get(AgendaStyle, body_id)


def get_style(slug: str) -> AgendaStyle:
    """Return it, unsaved where it is the usual; raises NotFoundError."""
    body: Body = get_body(slug)
    return find_style(body.id) or AgendaStyle(
        body=body,
        body_id=body.id,
        numbering=Numbering.DECIMAL,
        posts_times=False,
        law=GENERIC,
        row_version=0,
    )
