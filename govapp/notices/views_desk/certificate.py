"""The certificate as it would be issued now, and issuing it."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.errors import NotFoundError
from govapp.meetings.models import Meeting
from govapp.meetings.queries.deadlines import UNNOTICED
from govapp.meetings.queries.meetings import get_meeting
from govapp.notices.content import build_certificate
from govapp.notices.queries.proof import get_proof
from govapp.notices.services import certificates
from govapp.notices.views_desk.blueprint import blueprint
from govapp.permissions import Permission
from govapp.web.access import requires
from govapp.web.forms import DeskForm, is_done, render_form


@blueprint.route("/meetings/<int:meeting_id>/certificate", methods=["GET", "POST"])
@requires(Permission.MEETING_POST, load=get_meeting)
def certificate(meeting: Meeting) -> ResponseReturnValue:
    """Show what would be certified now, and issue it."""
    form, proof = DeskForm(), get_proof(meeting)
    if proof.card is None or meeting.state in UNNOTICED:
        raise NotFoundError
    if is_done(form, lambda: certificates.issue_certificate(current_user, meeting)):
        flash(_("The certificate is issued. Everyone can read it."), "success")
        return redirect(url_for(".deadlines", meeting_id=meeting.id), 303)
    return render_form(
        "desk/notices/certificate.html",
        form,
        meeting=meeting,
        card=proof.card,
        shown=build_certificate(proof.card, proof),
    )
