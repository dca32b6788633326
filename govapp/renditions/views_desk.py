"""How far the forms of an agenda are, and the draft of it for Word."""

from flask import Response, current_app, render_template
from flask.typing import ResponseReturnValue

from govapp import clock
from govapp.committees.published import find_card
from govapp.meetings.models import Meeting
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import drafts
from govapp.permissions import Permission
from govapp.record.published import find_organization
from govapp.renditions import standings
from govapp.renditions.models import Form
from govapp.renditions.published import FILES, Source
from govapp.renditions.word import write_word
from govapp.renditions.writing import write_paper
from govapp.web.access import desk_blueprint, requires
from govapp.web.public import NAMELESS

blueprint = desk_blueprint("renditions_desk", __name__, "/desk/meetings")


@blueprint.get("/<int:meeting_id>/forms")
@requires(Permission.MEETING_EDIT, load=get_meeting)
def index(meeting: Meeting) -> ResponseReturnValue:
    """Show in which forms the agenda can be had, and how far each is."""
    card = drafts.posted_card(meeting)
    return render_template(
        "desk/renditions/index.html",
        meeting=meeting,
        card=card,
        standings=list(standings.list_standings(card)) if card else [],
    )


@blueprint.get("/<int:meeting_id>/agenda.docx")
@requires(Permission.MEETING_EDIT, load=get_meeting)
def word(meeting: Meeting) -> ResponseReturnValue:
    """Give the agenda as it would be posted now, for Word."""
    name, media_type = FILES[Form.WORD]
    source = _read_draft(meeting)
    file = write_word(write_paper(source), clock.now())
    response = Response(file, mimetype=media_type)
    named = f"{source.card.number}-{name}"
    response.headers["Content-Disposition"] = f'attachment; filename="{named}"'
    return response


def _read_draft(meeting: Meeting) -> Source:
    draft = drafts.get_draft(meeting)
    card = drafts.preview_card(draft)
    body = find_card(meeting.host.slug)
    return Source(
        card=card,
        organization=find_organization() or NAMELESS,
        body=body.body if body else None,
        agenda=draft.agenda,
        version=None if draft.is_changed else card.agenda_version,
        base_url=current_app.extensions["govapp.settings"].base_url,
    )
