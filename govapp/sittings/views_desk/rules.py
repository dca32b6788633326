"""By which rules a body decides, set at its desk."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.committees.models import Body
from govapp.committees.queries import get_body
from govapp.permissions import Permission
from govapp.sittings import services
from govapp.sittings.forms import RulesForm
from govapp.web.access import desk_blueprint, requires
from govapp.web.forms import is_saved, render_form

blueprint = desk_blueprint("decisions_desk", __name__, "/desk/committees")


@blueprint.route("/<string:slug>/decisions", methods=["GET", "POST"])
@requires(Permission.BODY_EDIT, load=get_body)
def rules(body: Body) -> ResponseReturnValue:
    """Set quorum, decision rule and the rest."""
    form = RulesForm(obj=body)
    if is_saved(
        form, body, lambda: services.set_rules(current_user, body, **form.values())
    ):
        flash(_("Saved. Meetings called to order from now on go by it."), "success")
        return redirect(url_for("committees_desk.detail", slug=body.slug), 303)
    return render_form("desk/sittings/rules.html", form, body=body)
