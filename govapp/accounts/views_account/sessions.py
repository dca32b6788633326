"""Where one is signed in."""

from flask import flash, g, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import generate_csrf

from govapp.accounts import door, queries, services
from govapp.accounts.views_account.blueprint import blueprint
from govapp.web.forms import DeskForm


def _to_sessions(told: str) -> ResponseReturnValue:
    flash(told, "success")
    return redirect(url_for("accounts_account.sessions"), 303)


@blueprint.get("/sessions")
def sessions() -> ResponseReturnValue:
    """List where one is signed in."""
    return render_template(
        "account/sessions.html",
        sessions=door.list_live(current_user),
        own=g.sign_in,
        new_form=lambda: DeskForm(formdata=None),
    )


@blueprint.post("/sessions/<int:session_id>/end")
def end_session(session_id: int) -> ResponseReturnValue:
    """End one of one's sessions."""
    found = queries.get_session(current_user, session_id)
    services.end_session(current_user, user=current_user, session=found)
    return _to_sessions(_("That session has ended."))


@blueprint.post("/sessions/end-others")
def end_others() -> ResponseReturnValue:
    """End all of one's sessions but this."""
    services.end_other_sessions(current_user, user=current_user, kept=g.sign_in)
    return _to_sessions(_("You are signed in here alone."))


@blueprint.get("/session")
def session() -> ResponseReturnValue:
    """Say how long the session in hand still lasts, without using it."""
    return jsonify(left=door.count_seconds(), token=generate_csrf())


@blueprint.post("/session")
def keep_session() -> ResponseReturnValue:
    """Go on with the session in hand."""
    services.keep_session(g.sign_in)
    return jsonify(left=door.count_seconds())
