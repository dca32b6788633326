"""How agendas are numbered, and whether they show the planned times."""

from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.committees.models import Body
from govapp.database import atomic, db
from govapp.errors import StaleError
from govapp.meetings.models import AgendaStyle, Meeting
from govapp.meetings.queries import agendas
from govapp.meetings.queries.style import find_style
from govapp.meetings.rules.bases import GENERIC
from govapp.meetings.rules.numbering import Numbering


@atomic
def set_body_style(
    actor: Actor,
    body: Body,
    *,
    row_version: int,
    numbering: str,
    posts_times: bool,
    law: str = GENERIC,
) -> None:
    """Say what a body's next agendas begin with; raises StaleError."""
    style = find_style(body.id)
    if (style.row_version if style else 0) != row_version:
        raise StaleError
    if style is None:
        style = AgendaStyle(body_id=body.id)
        db.session.add(style)
    style.numbering, style.posts_times = Numbering(numbering), posts_times
    style.law = law
    db.session.flush()
    audit.record(
        actor, "agendas.styled", f"body:{body.slug}", body_id=body.id, detail=numbering
    )


@atomic
def set_meeting_style(
    actor: Actor,
    meeting: Meeting,
    *,
    row_version: int,
    numbering: str,
    posts_times: bool,
) -> None:
    """Change how one agenda is numbered and whether it shows times; raises StaleError.

    Where numbers are typed from now on, each item keeps the one it has.
    """
    if meeting.row_version != row_version:
        raise StaleError
    if numbering == Numbering.TYPED and meeting.numbering != numbering:
        for top in agendas.get_tree(meeting):
            for node in top.walk():
                node.item.typed_number = node.item.typed_number or node.number
    meeting.numbering, meeting.posts_times = Numbering(numbering), posts_times
    db.session.flush()
    audit.record(
        actor,
        "agenda.styled",
        f"meeting:{meeting.id}",
        body_id=meeting.body_id,
        detail=numbering,
    )


def begin_style(meeting: Meeting, body: Body) -> None:
    """Let a meeting's agenda be made as its host makes them."""
    style = find_style(body.id)
    if style:
        meeting.numbering, meeting.posts_times = style.numbering, style.posts_times
