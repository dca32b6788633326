"""Putting a draft of minutes in review by members, and taking it back."""

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.meetings.forms.minutes import ReviewForm
from govapp.meetings.models import Minutes
from govapp.meetings.queries.minutes import get_minutes
from govapp.meetings.services import reviews as services
from govapp.meetings.views_desk.blueprint import minutes_route
from govapp.meetings.views_desk.minutes import to_minutes
from govapp.permissions import Permission
from govapp.web.access import requires
from govapp.web.forms import DeskForm, is_done, render_form


@minutes_route("/review", "POST")
@requires(Permission.MINUTES_EDIT, load=get_minutes)
def open_review(minutes: Minutes) -> ResponseReturnValue:
    """Let members read the draft, or change until when they may comment."""
    form = ReviewForm(obj=minutes)
    if is_done(
        form, lambda: services.open_review(current_user, minutes, **form.values())
    ):
        flash(_("In review: the members find it at their desk."), "success")
        return redirect(to_minutes(minutes.meeting_id), 303)
    return render_form(
        "desk/meetings/review_open.html", form, meeting=minutes.meeting, minutes=minutes
    )


@minutes_route("/review/end", "POST")
@requires(Permission.MINUTES_EDIT, load=get_minutes)
def end_review(minutes: Minutes) -> ResponseReturnValue:
    """Take the draft back to the desk."""
    form = DeskForm()
    if is_done(form, lambda: services.end_review(current_user, minutes)):
        flash(_("The review is ended. Only the desk sees the draft now."), "success")
        return redirect(to_minutes(minutes.meeting_id), 303)
    return render_form(
        "desk/meetings/review_end.html", form, meeting=minutes.meeting, minutes=minutes
    )
