"""The desk's pages of memberships."""

from typing import Any

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.committees import queries, services
from govapp.committees.forms import (
    AppointForm,
    EditMembershipForm,
    EndMembershipForm,
)
from govapp.committees.models import Body, Membership
from govapp.committees.views_desk.blueprint import blueprint, to_body
from govapp.permissions import Permission
from govapp.web.access import requires
from govapp.web.forms import is_done, is_saved, render_form


def _terms(form: AppointForm | EditMembershipForm, body: Body) -> dict[str, Any]:
    """Return what was typed, with the seat in place of its name."""
    return form.values() | {"seat": queries.find_seat(body, form.seat.data)}


@blueprint.route("/<string:slug>/members/appoint", methods=["GET", "POST"])
@requires(Permission.BODY_EDIT, load=queries.get_body)
def appoint(body: Body) -> ResponseReturnValue:
    """Appoint a member."""
    form = AppointForm()
    form.offer_seats(seat.label for seat in body.seats if not seat.ended_on)
    people = [(one.slug, one.name) for one in queries.list_people()]
    form.person.offer([("", _("Choose a person")), *people])

    def act() -> None:
        person = queries.get_person(form.person.data)
        terms = _terms(form, body) | {"person": person}
        services.appoint_member(current_user, body, **terms)

    if is_done(form, act):
        return to_body(body, _("Appointed. The public sees it once it is posted."))
    return render_form("desk/committees/appoint.html", form, body=body)


@blueprint.route(
    "/<string:slug>/members/<int:membership_id>/edit", methods=["GET", "POST"]
)
@requires(Permission.BODY_EDIT, load=queries.get_membership)
def edit_membership(membership: Membership) -> ResponseReturnValue:
    """Correct a membership."""
    body = membership.body
    form = EditMembershipForm(obj=membership)
    form.offer_seats(seat.label for seat in body.seats)

    def act() -> None:
        terms = _terms(form, body)
        services.edit_membership(current_user, membership, **terms)

    if is_saved(form, membership, act):
        return to_body(body, _("The membership is saved."))
    template = "desk/committees/edit_membership.html"
    return render_form(template, form, membership=membership, body=body)


@blueprint.route(
    "/<string:slug>/members/<int:membership_id>/end", methods=["GET", "POST"]
)
@requires(Permission.BODY_EDIT, load=queries.get_membership)
def end_membership(membership: Membership) -> ResponseReturnValue:
    """End a membership."""
    form = EndMembershipForm()
    if is_done(
        form,
        lambda: services.end_membership(current_user, membership, **form.values()),
    ):
        return to_body(membership.body, _("The membership is ended."))
    return render_form(
        "desk/committees/end_membership.html",
        form,
        membership=membership,
        body=membership.body,
    )
