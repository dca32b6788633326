"""The days on which the office is closed, for the whole installation."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.meetings.forms.closed_days import ClosedDayForm
from govapp.meetings.models import ClosedDay
from govapp.meetings.queries.closed_days import get_closed_day, list_closed_days
from govapp.meetings.services import closed_days
from govapp.permissions import Permission
from govapp.web.access import desk_blueprint, requires
from govapp.web.forms import is_done, render_form

blueprint = desk_blueprint("closed_days_desk", __name__, "/desk/closed-days")


@blueprint.route("", methods=["GET", "POST"])
@requires(Permission.ORGANIZATION_EDIT)
def index() -> ResponseReturnValue:
    """List the days, and take in another."""
    form = ClosedDayForm()
    if is_done(form, lambda: closed_days.close_office(current_user, **form.values())):
        flash(_("Saved. The year planner warns of meetings on it."), "success")
        return redirect(url_for(".index"), 303)
    return render_form("desk/closed_days/index.html", form, found=list_closed_days())


@blueprint.post("/<int:closed_day_id>/remove")
@requires(Permission.ORGANIZATION_EDIT, load=get_closed_day)
def remove(closed: ClosedDay) -> ResponseReturnValue:
    """Take a day off the list."""
    closed_days.open_office(current_user, closed)
    flash(_("Removed."), "success")
    return redirect(url_for(".index"), 303)
