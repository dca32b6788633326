"""What was proposed for a meeting, as its secretary reads it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from govapp.contributions.queries import proposals as queries
from govapp.contributions.queries.deadlines import get_deadline
from govapp.contributions.views_desk.files import hand_over
from govapp.errors import RuleError
from govapp.meetings.models import Meeting
from govapp.meetings.queries import agendas
from govapp.meetings.queries.meetings import get_meeting
from govapp.permissions import Permission
from govapp.web.access import desk_blueprint, requires
from govapp.web.errors import say

blueprint = desk_blueprint(
    "proposals_desk", __name__, "/desk/meetings/<int:meeting_id>/proposals"
)


@blueprint.errorhandler(RuleError)
def refuse(error: RuleError) -> ResponseReturnValue:
    """Lead back to what was proposed and say why something cannot be done."""
    flash(say(error), "error")
    meeting_id = (request.view_args or {})["meeting_id"]
    return redirect(url_for("proposals_desk.index", meeting_id=meeting_id), 303)


def get_version(
    meeting_id: int, key: str, file_id: int, version: int
) -> queries.FileVersion:
    """Return one version of a file that was submitted; raises NotFoundError."""
    proposal = queries.get_received(meeting_id, key).proposal
    return queries.get_version(queries.get_file(proposal, file_id), version)


@blueprint.get("")
@requires(Permission.MEETING_EDIT, load=get_meeting)
def index(meeting: Meeting) -> ResponseReturnValue:
    """List what was proposed for a meeting, and until when it may be."""
    return render_template(
        "desk/proposals/index.html",
        meeting=meeting,
        due_at=get_deadline(meeting),
        received=queries.list_received(meeting),
        places=dict(agendas.list_places(meeting)),
    )


@blueprint.get("/<string:key>")
@requires(Permission.MEETING_EDIT, load=queries.get_received)
def detail(received: queries.Received) -> ResponseReturnValue:
    """Show one proposal, to decide on it."""
    proposal = received.proposal
    return render_template(
        "desk/proposals/detail.html",
        meeting=proposal.meeting,
        received=received,
        proposal=proposal,
        places=dict(agendas.list_places(proposal.meeting)),
    )


@blueprint.get("/<string:key>/files/<int:file_id>/v/<int:version>")
@requires(Permission.MEETING_EDIT, load=get_version)
def open_file(found: queries.FileVersion) -> ResponseReturnValue:
    """Give one version of a file that was submitted."""
    return hand_over(found)
