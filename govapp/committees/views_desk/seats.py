"""The desk's pages of seats."""

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.committees import forms, queries, services
from govapp.committees.models import Body, Seat
from govapp.committees.views_desk.blueprint import blueprint, to_body
from govapp.permissions import Permission
from govapp.web.access import requires
from govapp.web.forms import is_done, is_saved, render_form


@blueprint.route("/<string:slug>/seats/add", methods=["GET", "POST"])
@requires(Permission.BODY_EDIT, load=queries.get_body)
def add_seat(body: Body) -> ResponseReturnValue:
    """Add a seat."""
    form = forms.AddSeatForm()
    if is_done(form, lambda: services.add_seat(current_user, body, **form.values())):
        return to_body(body, _("The seat is added. Appoint somebody to it next."))
    return render_form("desk/committees/add_seat.html", form, body=body)


@blueprint.route("/<string:slug>/seats/<int:seat_id>/edit", methods=["GET", "POST"])
@requires(Permission.BODY_EDIT, load=queries.get_seat)
def edit_seat(seat: Seat) -> ResponseReturnValue:
    """Edit a seat."""
    form = forms.EditSeatForm(obj=seat)
    if is_saved(
        form, seat, lambda: services.edit_seat(current_user, seat, **form.values())
    ):
        return to_body(seat.body, _("The seat is saved."))
    return render_form(
        "desk/committees/edit_seat.html", form, seat=seat, body=seat.body
    )


@blueprint.route("/<string:slug>/seats/<int:seat_id>/retire", methods=["GET", "POST"])
@requires(Permission.BODY_EDIT, load=queries.get_seat)
def retire_seat(seat: Seat) -> ResponseReturnValue:
    """End a seat."""
    form = forms.RetireSeatForm()
    if is_done(form, lambda: services.retire_seat(current_user, seat, **form.values())):
        return to_body(seat.body, _("The seat has ended; its history stays."))
    return render_form(
        "desk/committees/retire_seat.html", form, seat=seat, body=seat.body
    )
