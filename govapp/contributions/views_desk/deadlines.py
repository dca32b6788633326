"""Until when proposals are taken: a body's rule, and a meeting's own deadline."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.contributions.forms import DeadlineForm, TermsForm, read_deadline
from govapp.contributions.models import ProposalTerms
from govapp.contributions.queries.deadlines import (
    Deadline,
    find_deadline,
    get_terms,
)
from govapp.contributions.services import deadlines as services
from govapp.contributions.views_desk.received import blueprint as proposals_desk
from govapp.permissions import Permission
from govapp.web.access import desk_blueprint, requires
from govapp.web.forms import is_saved, render_form

blueprint = desk_blueprint(
    "proposal_terms_desk",
    __name__,
    "/desk/committees/<string:slug>/agendas/proposals",
)


@proposals_desk.route("/deadline", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=find_deadline)
def deadline(found: Deadline) -> ResponseReturnValue:
    """Say until when one meeting takes proposals."""
    form, meeting = DeadlineForm(data=read_deadline(found)), found.meeting
    if is_saved(
        form,
        found,
        lambda: services.set_deadline(current_user, meeting, **form.values()),
    ):
        flash(_("The deadline is saved."), "success")
        return redirect(url_for("proposals_desk.index", meeting_id=meeting.id), 303)
    return render_form(
        "desk/proposals/deadline.html", form, meeting=meeting, usual=found.usual
    )


@blueprint.route("", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=get_terms)
def terms(kept: ProposalTerms) -> ResponseReturnValue:
    """Say how many days before a body's meetings proposals are due."""
    form, body = TermsForm(obj=kept), kept.body
    if is_saved(
        form, kept, lambda: services.set_terms(current_user, body, **form.values())
    ):
        flash(_("The deadline of the next meetings is saved."), "success")
        return redirect(url_for("agendas_desk.index", slug=body.slug), 303)
    return render_form("desk/agendas/proposals.html", form, body=body)
