"""What one signs in with, beside the password."""

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.accounts import queries, services, steps
from govapp.accounts.forms import CodeForm
from govapp.accounts.rules import Way, is_inside
from govapp.accounts.views_account.blueprint import blueprint
from govapp.web.access import confirmed
from govapp.web.forms import DeskForm, is_done, render_form

NEW_SECRET = "new_authenticator"  # noqa: S105 its name in the session


def _new_form() -> DeskForm:
    return DeskForm(formdata=None)


@blueprint.get("/protect")
def protect() -> ResponseReturnValue:
    """Say why a password is not enough, and what else there is."""
    wanted = request.args.get("next", "")
    to = wanted if is_inside(wanted) else steps.LATER
    if queries.has_factor(current_user):
        return redirect(url_for("accounts_account.confirm", next=to), 303)
    return render_template("account/protect.html", to=to, is_lax=steps.is_lax())


@blueprint.route("/authenticator", methods=["GET", "POST"])
@confirmed("GET", "POST")
def authenticator() -> ResponseReturnValue:
    """Take in an app that shows codes."""
    codes, form = steps.get_codes(), CodeForm()
    form.code.description = _("The six digits.")
    sealed = session.setdefault(NEW_SECRET, codes.make())
    if is_done(form, lambda: _add(form, sealed)):
        flash(_("Your app is taken in. Now make recovery codes."), "success")
        return redirect(url_for("accounts_account.recovery_codes"), 303)
    return render_form(
        "account/authenticator.html",
        form,
        picture=codes.draw(sealed, current_user.email),
        key=codes.spell(sealed),
    )


def _add(form: CodeForm, sealed: str) -> None:
    services.add_authenticator(
        current_user,
        user=current_user,
        codes=steps.get_codes(),
        sealed=sealed,
        code=form.code.data or "",
    )
    session.pop(NEW_SECRET)
    steps.note_confirmed(current_user, Way.CODE)


@blueprint.post("/authenticator/remove")
@confirmed("POST")
def remove_authenticator() -> ResponseReturnValue:
    """Let go of it."""
    services.remove_authenticator(current_user, user=current_user)
    flash(_("Codes of your app count no longer."), "success")
    return redirect(url_for("accounts_account.detail"), 303)


@blueprint.get("/recovery-codes")
@confirmed("GET")
def recovery_codes() -> ResponseReturnValue:
    """Say how many recovery codes are left."""
    return render_template(
        "account/recovery_codes.html",
        count=queries.count_recovery_codes(current_user),
        codes=[],
        new_form=_new_form,
    )


@blueprint.post("/recovery-codes")
@confirmed("POST")
def renew_recovery_codes() -> ResponseReturnValue:
    """Make new ones, and show them this once."""
    codes = services.renew_recovery_codes(current_user, user=current_user)
    return render_template(
        "account/recovery_codes.html", count=len(codes), codes=codes, new_form=_new_form
    )
