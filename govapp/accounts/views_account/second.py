"""The second step of signing in: a code."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from govapp.accounts import steps
from govapp.accounts.forms import CodeForm
from govapp.accounts.views_account.blueprint import sign_in_blueprint
from govapp.web.forms import is_done, render_form


@sign_in_blueprint.route("/code", methods=["GET", "POST"])
def code() -> ResponseReturnValue:
    """Ask whoever gave the right password for a code."""
    half = steps.find_half()
    if half is None:
        return redirect(url_for("security.login"), 303)
    form = CodeForm()
    if is_done(form, lambda: steps.enter(half.user, form.code.data or "")):
        return redirect(half.to, 303)
    return render_form("security/code.html", form, to=half.to)
