"""The administrator's pages about the organization itself."""

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.errors import NotFoundError, RuleError
from govapp.permissions import Permission
from govapp.record.published import find_organization
from govapp.site import queries, services
from govapp.site.content import build_organization
from govapp.site.forms import OrganizationForm
from govapp.site.models import OrganizationPage
from govapp.web.access import desk_blueprint, requires
from govapp.web.errors import say
from govapp.web.forms import DeskForm, is_saved, render_form

blueprint = desk_blueprint("site_desk", __name__, "/desk/organization")


@blueprint.route("", methods=["GET", "POST"])
@requires(Permission.ORGANIZATION_EDIT)
def edit() -> ResponseReturnValue:
    """Write who the organization is and how to reach it."""
    page = queries.find_page() or OrganizationPage(row_version=0)
    form = OrganizationForm(obj=page)
    if is_saved(
        form,
        page,
        lambda: services.edit_organization(current_user, **form.values()),
    ):
        flash(_("Saved. Look at it and post it."), "success")
        return redirect(url_for(".preview"), 303)
    return render_form("desk/site/edit.html", form)


@blueprint.get("/preview")
@requires(Permission.ORGANIZATION_EDIT)
def preview() -> ResponseReturnValue:
    """Show the page as everyone will read it."""
    page = queries.find_page()
    if page is None:
        raise NotFoundError
    shown = build_organization(page, time_zone=_time_zone())
    return render_template(
        "desk/site/preview.html",
        form=DeskForm(),
        shown=shown,
        is_posted=shown == find_organization(),
    )


@blueprint.post("/post")
@requires(Permission.ORGANIZATION_EDIT)
def post() -> ResponseReturnValue:
    """Post the page."""
    form = DeskForm()
    if form.validate_on_submit():
        try:
            services.post_organization(current_user, time_zone=_time_zone())
        except RuleError as error:
            flash(say(error), "error")
        else:
            flash(_("Posted. Everyone reads it now."), "success")
    return redirect(url_for(".preview"), 303)


def _time_zone() -> str:
    return str(current_app.extensions["govapp.settings"].time_zone)
