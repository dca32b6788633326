"""The steps of showing who one is: a second one to sign in, and again before more."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import (
    Flask,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_security import Security
from flask_security.utils import login_user, verify_password

from govapp import clock
from govapp.accounts import door, queries, services, signing_in
from govapp.accounts.codes import Codes
from govapp.accounts.forms import ConfirmForm
from govapp.accounts.models import User
from govapp.accounts.passkeys import REFUSED
from govapp.accounts.rules import (
    STRONG,
    Way,
    is_inside,
    is_lately,
    needs_two,
    normalize_password,
)
from govapp.config import Settings
from govapp.errors import RuleError
from govapp.record.published import find_organization
from govapp.web.transactions import SAFE, abandon, writing_down

HALF = "half"
HALF_LASTS = timedelta(minutes=10)
CONFIRMED_FOR = timedelta(minutes=30)
START = "/account/start"
LATER = "/account/start?later=yes"


@dataclass(frozen=True)
class Half:
    """Somebody who gave the right password, and has not shown a second thing yet."""

    user: User
    to: str


def init_app(app: Flask, security: Security) -> None:
    """Ask for what a password alone does not give, on an application."""
    settings: Settings = app.extensions["govapp.settings"]
    app.extensions["govapp.codes"] = Codes(settings.secret_key, settings.host)
    app.extensions["govapp.confirm"] = ask_to_confirm
    security.two_factor_plugins.tf_enter = _ask_second  # type: ignore[assignment, method-assign]
    app.before_request(_ask_for_more)


def get_codes() -> Codes:
    """Return what makes and reads codes here."""
    codes: Codes = current_app.extensions["govapp.codes"]
    return codes


def _ask_second(
    user: User, _remember: object, _way: str, **_next: object
) -> ResponseReturnValue | None:
    """Let a password alone begin no session where there is a second thing."""
    if not queries.has_factor(user):
        return None
    wanted = request.values.get("next", "")
    return redirect(_begin_half(user, wanted if is_inside(wanted) else START), 303)


def _begin_half(user: User, to: str) -> str:
    """Remember in this browser who is halfway in; return where they go on."""
    session[HALF] = {
        "user": user.fs_uniquifier,
        "at": clock.stamp(clock.now()),
        "to": to,
    }
    return url_for("accounts_sign_in.code")


def come_in(user: User, to: str, way: Way) -> str:
    """Sign in whom a provider has named, or ask for a code first; return where to go.

    Whoever has a second thing here shows it, unless the provider asked for one.
    """
    if way not in STRONG and queries.has_factor(user):
        session.clear()
        return _begin_half(user, to)
    begin(user, way)
    return to


def find_half() -> Half | None:
    """Return who is halfway in, in this browser, for some minutes; or None."""
    kept = session.get(HALF)
    if not kept:
        return None
    at = datetime.fromisoformat(kept["at"])
    user = queries.find_active(kept["user"])
    if user is None or not is_lately(at, now=clock.now(), within=HALF_LASTS):
        return None
    return Half(user, kept["to"])


def enter(user: User, code: str) -> None:
    """Sign somebody in with a code; raises RuleError on a wrong one."""
    begin(user, use_code(user, code))


def begin(user: User, way: Way) -> None:
    """Begin a session in which nothing is left of what was before it."""
    session.clear()
    login_user(user, authn_via=[way.value])


def use_code(user: User, code: str) -> Way:
    """Use a code up; raises RuleError on a wrong one, which is counted."""
    # What the request did so far is not to be kept with the count.
    abandon()
    with writing_down():
        way = services.take_code(user, user=user, codes=get_codes(), code=code)
    if way is None:
        raise RuleError("This code is not right, or was used already.", "code")
    return way


def is_lax() -> bool:
    """Say whether a second thing is offered here, and not asked for."""
    settings: Settings = current_app.extensions["govapp.settings"]
    if settings.second_factor == "offered":
        return True
    organization = find_organization()
    return organization is not None and organization.is_demonstration


def may_be_asked() -> bool:
    """Say whether a demonstration should ask whose session it is for a second thing."""
    organization = find_organization()
    return bool(
        organization
        and organization.is_demonstration
        and g.sign_in.way not in STRONG
        and needs_two(current_user.grants)
        and not queries.has_factor(current_user)
    )


def is_weak() -> bool:
    """Say whether the session in hand began with less than what is needed here."""
    return g.sign_in.way not in STRONG and not is_lax()


def is_confirmed() -> bool:
    """Say whether whose session it is has shown lately who they are.

    Whoever has a second thing has to show that.
    """
    at, now = g.sign_in.confirmed_at, clock.now()
    if not is_lately(at, now=now, within=CONFIRMED_FOR):
        return False
    return g.sign_in.way in STRONG or not queries.has_factor(current_user)


def confirm(form: ConfirmForm) -> None:
    """Take what a form shows; raises RuleError when it is not right."""
    user = current_user._get_current_object()  # noqa: SLF001 the way of Flask-Login
    if form.confirm_credential.data:
        if signing_in.take_passkey(form.confirm_credential.data).id != user.id:
            raise RuleError(REFUSED)
        note_confirmed(user, Way.PASSKEY)
        return
    if "confirm_code" in form:
        note_confirmed(user, use_code(user, form.confirm_code.data or ""))
        return
    password = normalize_password(form.confirm_password.data or "")
    if not verify_password(password, user.password or ""):
        raise RuleError("This is not your password.", "confirm_password")
    note_confirmed(user, Way.PASSWORD)


def note_confirmed(user: User, way: Way) -> None:
    """Note that somebody has shown who they are; their session gets a new token."""
    session[door.TOKEN] = services.confirm_session(
        user, user=user, session=g.sign_in, way=way
    )


def ask_to_confirm() -> ResponseReturnValue | None:
    """Ask whoever wants to read closed papers to show who they are, if they must."""
    if is_weak() and not queries.has_factor(current_user):
        return redirect(url_for("accounts_account.protect", next=_here()), 303)
    return None if is_confirmed() else ask_again()


def ask_again() -> ResponseReturnValue:
    """Ask to confirm, and keep what was sent meanwhile."""
    if request.method in SAFE:
        return redirect(url_for("accounts_account.confirm", next=_here()), 303)
    form = make_form(formdata=None)
    form.confirm_to.data, form.confirm_waits.data = _here(), "yes"
    return show_form(form, 403)


def make_form(**values: Any) -> ConfirmForm:
    """Return the form that asks for what somebody has."""
    form = ConfirmForm(**values)
    del form["confirm_password" if queries.has_factor(current_user) else "confirm_code"]
    if form.confirm_credential.data and "confirm_code" in form:
        form.confirm_code.validators = []
    return form


def show_form(form: ConfirmForm, status: int = 200) -> ResponseReturnValue:
    """Show it, with what was sent and waits."""
    form.confirm_credential.data = ""
    waits = [
        (name, text)
        for name, text in request.form.items(multi=True)
        if not name.startswith("confirm_") and name != "csrf_token"
    ]
    page = render_template(
        "account/confirm.html",
        form=form,
        waits=waits,
        has_passkey=bool(queries.list_passkeys(current_user)),
    )
    return make_response(page, status)


def _here() -> str:
    address = request.full_path.rstrip("?")
    return address if is_inside(address) else START


def _ask_for_more() -> ResponseReturnValue | None:
    if not door.is_signed_in():
        return None
    if (
        request.path.startswith("/desk")
        and needs_two(current_user.grants)
        and is_weak()
    ):
        return redirect(url_for("accounts_account.protect", next=_here()), 303)
    view = current_app.view_functions.get(request.endpoint or "")
    if request.method in getattr(view, "confirms", ()) and not is_confirmed():
        return ask_again()
    return None
