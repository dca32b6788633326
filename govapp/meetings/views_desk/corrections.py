"""Corrections of a meeting's minutes."""

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.meetings.forms.minutes import CorrectionForm, decide_form
from govapp.meetings.models import Correction, Minutes
from govapp.meetings.queries import minutes as queries
from govapp.meetings.services import corrections as services
from govapp.meetings.services.minutes import check_open
from govapp.meetings.views_desk.blueprint import minutes_route
from govapp.meetings.views_desk.minutes import to_minutes
from govapp.permissions import Permission
from govapp.web.access import requires
from govapp.web.forms import is_done, is_saved, render_form


@minutes_route("/corrections/add", "POST")
@requires(Permission.MINUTES_EDIT, load=queries.get_minutes)
def ask_correction(minutes: Minutes) -> ResponseReturnValue:
    """Enter a correction that somebody asks for."""
    form = CorrectionForm(minutes)
    if is_done(
        form,
        lambda: services.ask_correction(current_user, minutes, **form.values()),
    ):
        flash(_("The correction is entered. Decide it before the approval."), "success")
        return redirect(to_minutes(minutes.meeting_id, "corrections"), 303)
    return render_form("desk/meetings/correction_add.html", form, minutes=minutes)


@minutes_route("/corrections/<int:correction_id>", "POST")
@requires(Permission.MINUTES_EDIT, load=queries.get_correction)
def decide_correction(correction: Correction) -> ResponseReturnValue:
    """Say what becomes of a correction."""
    check_open(correction.minutes)
    form = decide_form(correction)
    if is_saved(
        form,
        correction,
        lambda: services.decide_correction(current_user, correction, **form.values()),
    ):
        flash(_("Decided."), "success")
        place = correction.item_key if correction.is_comment else "corrections"
        return redirect(to_minutes(correction.minutes.meeting_id, place), 303)
    return render_form(
        "desk/meetings/correction_decide.html", form, correction=correction
    )
