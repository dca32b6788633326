"""Passkeys: making them, and signing in with one."""

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.accounts import queries, services, signing_in, steps
from govapp.accounts.forms import PasskeyForm, RenameForm
from govapp.accounts.models import Passkey
from govapp.accounts.rules import Way, is_inside
from govapp.accounts.views_account.blueprint import blueprint, sign_in_blueprint
from govapp.errors import RuleError
from govapp.web.access import confirmed
from govapp.web.errors import say
from govapp.web.forms import DeskForm, is_done, render_form


@sign_in_blueprint.get("/passkey")
def options() -> ResponseReturnValue:
    """Give a browser what it asks a passkey to sign."""
    return Response(signing_in.ask_known(), mimetype="application/json")


@sign_in_blueprint.post("/passkey")
def passkey() -> ResponseReturnValue:
    """Sign in with a passkey, and nothing else."""
    wanted = request.form.get("next", "")
    try:
        user = signing_in.take_passkey(request.form.get("credential", ""))
    except RuleError as error:
        flash(say(error), "error")
        return redirect(url_for("security.login"), 303)
    steps.begin(user, Way.PASSKEY)
    return redirect(wanted if is_inside(wanted) else steps.START, 303)


@blueprint.route("/passkeys", methods=["GET", "POST"])
@confirmed("GET", "POST")
def passkeys() -> ResponseReturnValue:
    """List one's passkeys; take a new one in."""
    form = PasskeyForm()
    if is_done(form, lambda: _take_in(form)):
        flash(_("Your passkey is taken in: sign in with it from now on."), "success")
        return redirect(url_for("accounts_account.passkeys"), 303)
    form.credential.data = ""
    return render_form(
        "account/passkeys.html",
        form,
        passkeys=queries.list_passkeys(current_user),
        new_form=lambda: DeskForm(formdata=None),
    )


def _take_in(form: PasskeyForm) -> None:
    signing_in.take_in(form.name.data, form.credential.data)
    # Who has just made one has shown it.
    steps.note_confirmed(current_user, Way.PASSKEY)


@blueprint.get("/passkeys/options")
@confirmed("GET")
def new_options() -> ResponseReturnValue:
    """Give a browser what it makes a passkey of."""
    return Response(signing_in.ask_new(), mimetype="application/json")


@blueprint.post("/passkeys/<int:passkey_id>/rename")
@confirmed("POST")
def rename_passkey(passkey_id: int) -> ResponseReturnValue:
    """Call a passkey something else."""
    found, form = queries.get_passkey(current_user, passkey_id), RenameForm()
    if is_done(form, lambda: _rename(found, form.name.data or "")):
        flash(_("It is called “%(name)s” from now on.", name=found.name), "success")
    else:
        flash(_("Give it a name by which you know it again."), "error")
    return redirect(url_for("accounts_account.passkeys"), 303)


def _rename(passkey: Passkey, name: str) -> None:
    services.rename_passkey(current_user, user=current_user, passkey=passkey, name=name)


@blueprint.post("/passkeys/<int:passkey_id>/remove")
@confirmed("POST")
def remove_passkey(passkey_id: int) -> ResponseReturnValue:
    """Let go of a passkey."""
    found = queries.get_passkey(current_user, passkey_id)
    services.remove_passkey(current_user, user=current_user, passkey=found)
    flash(_("That passkey counts no longer."), "success")
    return redirect(url_for("accounts_account.passkeys"), 303)
