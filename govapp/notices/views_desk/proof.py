"""A meeting's deadlines: what was in time, and what is seen from outside."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.errors import NotFoundError
from govapp.meetings.models import Meeting
from govapp.meetings.queries.meetings import get_meeting
from govapp.notices.forms.proof import ExceptionForm
from govapp.notices.queries.proof import get_proof
from govapp.notices.services import proof as services
from govapp.notices.views_desk.blueprint import blueprint
from govapp.permissions import Permission
from govapp.record.shapes.notices import Duty
from govapp.web.access import requires
from govapp.web.forms import is_done, render_form


class Late:
    """A meeting with a rule whose deadline it missed."""

    def __init__(self, meeting_id: int, rule: str) -> None:
        """Find them; raises NotFoundError."""
        self.meeting: Meeting = get_meeting(meeting_id)
        self.body_id = self.meeting.body_id
        found = [
            one.duty
            for one in get_proof(self.meeting).standings
            if one.duty.rule == rule and one.state in {"late", "excepted"}
        ]
        if not found:
            raise NotFoundError
        self.duty: Duty = found[0]


@blueprint.get("/meetings/<int:meeting_id>/deadlines")
@requires(Permission.MEETING_EDIT, load=get_meeting)
def deadlines(meeting: Meeting) -> ResponseReturnValue:
    """Show by when notice is due, whether it was given, and what is seen of it."""
    return render_template(
        "desk/notices/deadlines.html", meeting=meeting, proof=get_proof(meeting)
    )


@blueprint.route(
    "/meetings/<int:meeting_id>/deadlines/<string:rule>/exception",
    methods=["GET", "POST"],
)
@requires(Permission.MEETING_POST, load=Late)
def exception(late: Late) -> ResponseReturnValue:
    """State why notice was short, and the motion that allows it."""
    form, meeting, duty = ExceptionForm(), late.meeting, late.duty
    if is_done(
        form,
        lambda: services.state_exception(
            current_user, meeting, rule=duty.rule, **form.values()
        ),
    ):
        flash(_("The exception is stated."), "success")
        return redirect(url_for(".deadlines", meeting_id=meeting.id), 303)
    return render_form("desk/notices/exception.html", form, meeting=meeting, duty=duty)
