"""The approval of former minutes, put on an agenda with one click."""

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.meetings.queries.approvals import Awaiting, get_awaiting
from govapp.meetings.services.approvals import add_approval
from govapp.meetings.views_desk.blueprint import blueprint
from govapp.meetings.views_desk.items import to_added
from govapp.meetings.views_desk.undo import flash_done
from govapp.permissions import Permission
from govapp.web.access import requires


@blueprint.post("/<int:meeting_id>/minutes-of/<string:number>/take")
@requires(Permission.MEETING_EDIT, load=get_awaiting)
def take_minutes(awaiting: Awaiting) -> ResponseReturnValue:
    """Let an agenda have the approval of minutes that wait for it."""
    item = add_approval(current_user, awaiting.meeting, former=awaiting.former)
    flash_done(_("“%(title)s” is on the agenda.", title=item.title), awaiting.meeting)
    return to_added(item)
