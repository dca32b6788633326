"""The desk's pages of memberships."""

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.committees import forms, queries, services
from govapp.committees.models import Body, Membership
from govapp.committees.views_desk.blueprint import (
    blueprint,
    is_done,
    is_saved,
    to_body,
)
from govapp.permissions import Permission
from govapp.web.access import requires
from govapp.web.forms import render_form


@blueprint.route("/<slug>/members/appoint", methods=["GET", "POST"])
@requires(Permission.BODY_EDIT, load=queries.get_body)
def appoint(body: Body) -> ResponseReturnValue:
    """Appoint a member."""
    form = forms.AppointForm(is_voting=True)
    form.offer_seats([seat.label for seat in body.seats if not seat.ended_on])
    form.person.offer([(one.slug, one.name) for one in queries.list_people()])
    if is_done(
        form,
        lambda: services.appoint_member(
            current_user,
            body,
            **form.values()
            | {
                "person": queries.get_person(form.person.data),
                "seat": queries.find_seat(body, form.seat.data),
            },
        ),
    ):
        return to_body(body, _("Appointed. The public sees it once it is posted."))
    return render_form("desk/committees/appoint.html", form, body=body)


@blueprint.route("/<slug>/members/<int:membership_id>/edit", methods=["GET", "POST"])
@requires(Permission.BODY_EDIT, load=queries.get_membership)
def edit_membership(membership: Membership) -> ResponseReturnValue:
    """Correct a membership."""
    form = forms.EditMembershipForm(obj=membership)
    form.offer_seats([seat.label for seat in membership.body.seats])
    if is_saved(
        form,
        membership,
        lambda: services.edit_membership(
            current_user,
            membership,
            row_version=form.row_version.data or 0,
            **form.values()
            | {"seat": queries.find_seat(membership.body, form.seat.data)},
        ),
    ):
        return to_body(membership.body, _("The membership is saved."))
    return render_form(
        "desk/committees/edit_membership.html",
        form,
        membership=membership,
        body=membership.body,
    )


@blueprint.route("/<slug>/members/<int:membership_id>/end", methods=["GET", "POST"])
@requires(Permission.BODY_EDIT, load=queries.get_membership)
def end_membership(membership: Membership) -> ResponseReturnValue:
    """End a membership."""
    form = forms.EndMembershipForm()
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
