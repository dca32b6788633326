"""How many follow, and what is sent to them; no address is shown."""

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_login import current_user

from govapp.mail import queries as mail
from govapp.mail.models import Suppression
from govapp.mail.rules import veil
from govapp.permissions import Permission
from govapp.subscriptions import queries, services
from govapp.web.access import desk_blueprint, requires
from govapp.web.fields import line
from govapp.web.forms import DeskForm, is_done, render_form

blueprint = desk_blueprint("subscriptions_desk", __name__, "/desk/followers")

SHOWN = 50


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


@blueprint.get("/refused")
@requires(Permission.USER_MANAGE)
def refused() -> ResponseReturnValue:
    """Show to which addresses nothing is sent, and why."""
    return render_template(
        "desk/subscriptions/refused.html",
        form=DeskForm(formdata=None),
        refused=mail.list_suppressions(),
        veil=veil,
    )


@blueprint.post("/refused/<int:suppression_id>/lift")
@requires(Permission.USER_MANAGE, load=mail.get_suppression)
def lift(suppression: Suppression) -> ResponseReturnValue:
    """Send to an address again that its server refused."""
    services.try_again(current_user, suppression)
    flash(_("Mails are sent to this address again."), "success")
    return redirect(url_for(".refused"), 303)


@blueprint.get("/mails")
@requires(Permission.MEETING_EDIT)
def mails() -> ResponseReturnValue:
    """Show what followers are about to be told, and how far the mails have come."""
    return render_template(
        "desk/subscriptions/mails.html",
        count=queries.count_addresses(),
        due=queries.list_due(),
        sendings=mail.list_sendings(SHOWN),
        sends_mail=bool(current_app.extensions["govapp.settings"].smtp_url),
    )


def _remove(form: RemoveForm) -> None:
    services.remove_address(current_user, email=form.email.data or "")
