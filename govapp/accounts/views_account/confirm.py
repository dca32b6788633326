"""Showing once more who one is, before what matters."""

from flask import redirect, request
from flask.typing import ResponseReturnValue

from govapp.accounts import steps
from govapp.accounts.rules import is_inside
from govapp.accounts.views_account.blueprint import blueprint
from govapp.web.forms import is_done


@blueprint.route("/confirm", methods=["GET", "POST"])
def confirm() -> ResponseReturnValue:
    """Ask for a code or the password; then lead back, with what was sent."""
    form = steps.make_form()
    wanted = request.args.get("next") or form.confirm_to.data or ""
    to = wanted if is_inside(wanted) else steps.START
    form.confirm_to.data = to
    if is_done(form, lambda: steps.confirm(form)):
        # 307 has the browser send the same form on to where it was meant for.
        return redirect(to, 307 if form.confirm_waits.data else 303)
    return steps.show_form(form, 422 if request.method == "POST" else 200)
