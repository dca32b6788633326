"""The blueprint that the desk's pages of meetings share."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from govapp.errors import RuleError
from govapp.meetings.views_desk import trail
from govapp.web.access import desk_blueprint
from govapp.web.errors import say

blueprint = desk_blueprint("meetings_desk", __name__, "/desk/meetings")
blueprint.add_app_template_filter(trail.doing, "doing")


@blueprint.errorhandler(RuleError)
def refuse(error: RuleError) -> ResponseReturnValue:
    """Lead back to the meeting and say why something cannot be done with it."""
    flash(say(error), "error")
    meeting_id = (request.view_args or {})["meeting_id"]
    return redirect(url_for("meetings_desk.detail", meeting_id=meeting_id), 303)
