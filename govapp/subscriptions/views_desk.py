"""How many follow; an address can be removed, and none is shown."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_login import current_user

from govapp.permissions import Permission
from govapp.subscriptions import queries, services
from govapp.web.access import desk_blueprint, requires
from govapp.web.fields import line
from govapp.web.forms import DeskForm, is_done, render_form

blueprint = desk_blueprint("subscriptions_desk", __name__, "/desk/followers")


class RemoveForm(DeskForm):
    """The address that somebody wants to be forgotten."""

    email = line(
        lazy_gettext("E-mail address"),
        required=lazy_gettext("Enter an e-mail address."),
    )


@blueprint.route("", methods=["GET", "POST"])
@requires(Permission.USER_MANAGE)
def index() -> ResponseReturnValue:
    """Show how many follow, and remove an address."""
    form = RemoveForm()
    if is_done(form, lambda: _remove(form)):
        flash(_("The address is forgotten; nothing more is sent to it."), "success")
        return redirect(url_for(".index"), 303)
    count = queries.count_addresses()
    return render_form("desk/subscriptions/index.html", form, count=count)


def _remove(form: RemoveForm) -> None:
    services.remove_address(current_user, email=form.email.data or "")
