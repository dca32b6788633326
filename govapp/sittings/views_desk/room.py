"""The meeting screen: one page, on which each button is an act."""

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from govapp.errors import RuleError
from govapp.meetings.models import Meeting
from govapp.meetings.queries.meetings import get_meeting
from govapp.permissions import Permission
from govapp.portal.models import Conflict
from govapp.portal.queries.declared import list_declared
from govapp.sittings import queries, services
from govapp.sittings.forms import read_act
from govapp.sittings.views_desk import words
from govapp.sittings.views_desk.showing import Showing, show
from govapp.web.access import desk_blueprint, requires
from govapp.web.errors import say

blueprint = desk_blueprint("sittings_desk", __name__, "/desk/meetings")


@blueprint.get("/<int:meeting_id>/room")
@requires(Permission.MEETING_POST, load=get_meeting)
def room(meeting: Meeting) -> ResponseReturnValue:
    """Show the room as it stands."""
    return _render(meeting)


@blueprint.post("/<int:meeting_id>/room")
@requires(Permission.MEETING_POST, load=get_meeting)
def record(meeting: Meeting) -> ResponseReturnValue:
    """Record an act, or say on the same page why it cannot be."""
    try:
        services.record_act(current_user, meeting, **read_act(request.form))
    except RuleError as error:
        return _render(meeting, 409, say(error))
    place = request.form.get("place") or None
    return redirect(url_for(".room", meeting_id=meeting.id, _anchor=place), 303)


@blueprint.get("/<int:meeting_id>/room/entries")
@requires(Permission.MEETING_POST, load=get_meeting)
def entries(meeting: Meeting) -> ResponseReturnValue:
    """Say how many entries there are, for screens that ask whether to look again."""
    return Response(str(queries.count_acts(meeting)), mimetype="text/plain")


def _render(meeting: Meeting, status: int = 200, refused: str = "") -> Response:
    shown = show(meeting)
    page = render_template(
        "desk/sittings/room.html",
        meeting=meeting,
        shown=shown,
        declared=_list_declared(shown),
        refused=refused,
        words=words,
    )
    return make_response(page, status)


def _list_declared(shown: Showing) -> list[Conflict]:
    """Return what members declared beforehand and the room has not recorded."""
    known = {(each.person.slug, each.item) for each in shown.room.conflicts}
    return [
        each
        for each in list_declared(shown.meeting).conflicts
        if each.person.slug in shown.names
        and each.item_key in shown.items
        and (each.person.slug, each.item_key) not in known
    ]
