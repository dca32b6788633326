"""What members told before a meeting, and who of them read closed papers."""

from flask import render_template
from flask.typing import ResponseReturnValue

from govapp.audit.queries import list_lines
from govapp.meetings.models import Meeting
from govapp.meetings.queries.agendas import get_tree, list_attachments
from govapp.meetings.queries.meetings import get_meeting
from govapp.permissions import Permission
from govapp.portal.queries.declared import list_declared, list_outlooks
from govapp.portal.rules.readings import name_reading
from govapp.portal.views_desk.blueprint import blueprint
from govapp.web.access import requires

SHOWN = 200


@blueprint.get("/<int:meeting_id>/members")
@requires(Permission.MEETING_EDIT, load=get_meeting)
def members(meeting: Meeting) -> ResponseReturnValue:
    """Show who comes, which conflicts were declared, and who read what is closed."""
    declared = list_declared(meeting)
    nodes = [node for top in get_tree(meeting) for node in top.walk()]
    files = list_attachments(meeting)
    return render_template(
        "desk/portal/members.html",
        meeting=meeting,
        declared=declared,
        outlooks=list_outlooks(meeting, declared),
        items={n.item.key: f"{n.number} {n.item.title}".strip() for n in nodes},
        labels={file.document.key: file.label for file in files},
        readings=list_lines(name_reading(meeting.id), limit=SHOWN),
    )
