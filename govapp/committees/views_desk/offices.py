"""The desk's pages of offices."""

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.committees import forms, queries, services
from govapp.committees.models import Membership, Office
from govapp.committees.published import words
from govapp.committees.views_desk.blueprint import blueprint, to_body
from govapp.permissions import Permission
from govapp.web.access import requires
from govapp.web.forms import is_done, render_form


@blueprint.route(
    "/<string:slug>/members/<int:membership_id>/office", methods=["GET", "POST"]
)
@requires(Permission.BODY_EDIT, load=queries.get_membership)
def give_office(membership: Membership) -> ResponseReturnValue:
    """Give a member an office."""
    form = forms.OfficeForm()
    if is_done(
        form, lambda: services.give_office(current_user, membership, **form.values())
    ):
        return to_body(membership.body, _("The office is given."))
    return render_form(
        "desk/committees/give_office.html",
        form,
        membership=membership,
        body=membership.body,
    )


@blueprint.route("/<string:slug>/offices/<int:office_id>/end", methods=["GET", "POST"])
@requires(Permission.BODY_EDIT, load=queries.get_office)
def end_office(office: Office) -> ResponseReturnValue:
    """End an office."""
    form = forms.EndOfficeForm()
    if is_done(
        form, lambda: services.end_office(current_user, office, **form.values())
    ):
        return to_body(office.membership.body, _("The office is ended."))
    return render_form(
        "desk/committees/end_office.html",
        form,
        office=office,
        body=office.membership.body,
        words=words,
    )
