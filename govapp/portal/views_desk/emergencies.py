"""Closed papers that an administrator opens in an emergency, and shuts again."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.permissions import Permission
from govapp.portal.forms import EmergencyForm
from govapp.portal.models import Guest
from govapp.portal.queries.guests import get_emergency, list_emergencies
from govapp.portal.services import guests as services
from govapp.web.access import confirmed, desk_blueprint, requires
from govapp.web.forms import DeskForm, is_done, render_form

blueprint = desk_blueprint("portal_emergencies", __name__, "/desk/emergency")


@blueprint.get("")
@requires(Permission.CLOSED_OPEN)
def index() -> ResponseReturnValue:
    """Show each time that closed papers were opened so, and what is open now."""
    return render_template(
        "desk/portal/emergencies.html",
        emergencies=list_emergencies(),
        is_over=services.is_over,
    )


@blueprint.route("/open", methods=["GET", "POST"])
@confirmed("POST")
@requires(Permission.CLOSED_OPEN)
def begin() -> ResponseReturnValue:
    """Open the closed papers of one meeting, for whoever asks."""
    form = EmergencyForm()
    if is_done(form, lambda: services.open_in_emergency(current_user, **form.values())):
        flash(_("It is open to you, and told to those whom it concerns."), "success")
        return redirect(url_for(".index"), 303)
    return render_form("desk/portal/emergency_open.html", form)


@blueprint.route("/<int:guest_id>/end", methods=["GET", "POST"])
@requires(Permission.CLOSED_OPEN, load=get_emergency)
def end(guest: Guest) -> ResponseReturnValue:
    """Shut them before their time."""
    form = DeskForm()
    if is_done(form, lambda: services.end_guest(current_user, guest)):
        flash(_("Nothing of it can be read any more."), "success")
        return redirect(url_for(".index"), 303)
    return render_form("desk/portal/emergency_end.html", form, guest=guest)
