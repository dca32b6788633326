"""Who one is here, and where one begins."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from govapp.accounts import queries, steps
from govapp.accounts.views_account.blueprint import blueprint
from govapp.committees.queries import list_bodies
from govapp.permissions import Permission
from govapp.web.access import may
from govapp.web.forms import DeskForm


@blueprint.get("/start")
def start() -> ResponseReturnValue:
    """Lead to the desk whoever works there, members to theirs, others to their page.

    A demonstration asks for a second thing first, which may wait.
    """
    if not request.args.get("later") and steps.may_be_asked():
        return redirect(url_for("accounts_account.protect"), 303)
    if may(Permission.DESK_OPEN):
        return redirect("/desk/", 303)
    if current_user.person_id:
        return redirect("/my/", 303)
    own = "/desk/contributions" if may(Permission.ITEM_PROPOSE) else "/account/"
    return redirect(own, 303)


@blueprint.get("/")
def detail() -> ResponseReturnValue:
    """Show who one is here, and what one may do."""
    bodies = {body.id: body.name for body in list_bodies()}
    return render_template(
        "account/detail.html",
        user=current_user,
        bodies=bodies,
        passkeys=queries.list_passkeys(current_user),
        app=queries.find_authenticator(current_user),
        codes=queries.count_recovery_codes(current_user),
        new_form=lambda: DeskForm(formdata=None),
    )
