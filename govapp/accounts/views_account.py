"""One's own account."""

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from govapp.committees.queries import list_bodies
from govapp.permissions import Permission
from govapp.web.access import may

blueprint = Blueprint("accounts_account", __name__, url_prefix="/account")


@blueprint.get("/start")
def start() -> ResponseReturnValue:
    """Lead to the desk whoever works there, and everybody else to their page."""
    own = "/desk/contributions" if may(Permission.ITEM_PROPOSE) else "/account/"
    return redirect("/desk/" if may(Permission.DESK_OPEN) else own, 303)


@blueprint.get("/")
def detail() -> ResponseReturnValue:
    """Show who one is here, and what one may do."""
    bodies = {body.id: body.name for body in list_bodies()}
    return render_template("account/detail.html", user=current_user, bodies=bodies)
