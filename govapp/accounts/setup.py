"""Signing in: Flask-Security on Flask-Login, cut down to what this product offers."""

from datetime import timedelta
from typing import Any

from flask import (
    Flask,
    Response,
    abort,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from flask_login import current_user
from flask_security import RoleMixin, Security
from flask_wtf import CSRFProtect, FlaskForm

from govapp.accounts import door, forms, limits, signing_in, sso, steps
from govapp.accounts.models import User
from govapp.accounts.overrides import Links, OutboxMail, Passwords, Users
from govapp.accounts.rules import fold_email, is_inside
from govapp.accounts.services import INVITED_FOR
from govapp.config import Settings
from govapp.database import db
from govapp.permissions import Permission
from govapp.record.published import find_organization
from govapp.web.access import may
from govapp.web.public import NAMELESS

MESSAGES = {
    "GENERIC_AUTHN_FAILED": (
        _("The e-mail address or the password is not right."),
        "error",
    ),
    "INVALID_PASSWORD": (_("This is not your present password."), "error"),
    "PASSWORD_IS_THE_SAME": (
        _("This is your present password. Choose another."),
        "error",
    ),
    "PASSWORD_CHANGE": (
        _("Your password is changed. Other sessions of yours have ended."),
        "success",
    ),
    "PASSWORD_RESET_REQUEST": (
        _(
            "If this address has an account, a mail with a link is on its way. "
            "Look in the spam folder too."
        ),
        "info",
    ),
    "PASSWORD_RESET_NO_LOGIN": (
        _("Your password is chosen. Sign in with it."),
        "success",
    ),
    "PASSWORD_RESET_EXPIRED": (_("That link is too old. Ask for a new one."), "error"),
    "INVALID_RESET_PASSWORD_TOKEN": (
        _("That link was used already or is not whole. Ask for a new one."),
        "error",
    ),
}
CONFIG: dict[str, Any] = {
    "CHANGEABLE": True,
    "RECOVERABLE": True,
    "RETURN_GENERIC_RESPONSES": True,
    # No tokens, no command line, no static files and no second sign-in of its own.
    "API_ENABLED_METHODS": ["session"],
    "CLI_ROLES_NAME": None,
    "CLI_USERS_NAME": None,
    "FRESHNESS": timedelta(seconds=-1),
    "STATIC_FOLDER": None,
    "TWO_FACTOR_IMPLEMENTATIONS": {},
    "LOGIN_URL": "/sign-in",
    "LOGOUT_URL": "/sign-out",
    "LOGOUT_CSRF": True,
    "CHANGE_URL": "/account/password",
    "RESET_URL": "/account/reset",
    "POST_LOGIN_VIEW": "/account/start",
    "POST_CHANGE_VIEW": "/account/",
    "LOGIN_USER_TEMPLATE": "security/sign_in.html",
    "FORGOT_PASSWORD_TEMPLATE": "security/forgotten.html",
    "RESET_PASSWORD_TEMPLATE": "security/choose_password.html",
    "CHANGE_PASSWORD_TEMPLATE": "security/change_password.html",
    "EMAIL_HTML": False,
    "EMAIL_PLAINTEXT": False,
    "EMAIL_TEMPLATE_PASSWORD_RESET": "mail/reset.txt",
    "EMAIL_TEMPLATE_PASSWORD_RESET_NOTICE": "mail/password_changed.txt",
    "EMAIL_TEMPLATE_PASSWORD_CHANGE_NOTICE": "mail/password_changed.txt",
    "RESET_PASSWORD_WITHIN": INVITED_FOR,
    "PASSWORD_SCHEMES": ["argon2"],
    "PASSWORD_SINGLE_HASH": {"argon2"},
    "PASSWORD_HASH_PASSLIB_OPTIONS": {
        "argon2__memory_cost": 19 * 1024,
        "argon2__time_cost": 2,
        "argon2__parallelism": 1,
    },
    # Of a hash made by argon2, a plain one gives nothing away in a link.
    "HASHING_SCHEMES": ["hex_sha256"],
    "USER_IDENTITY_ATTRIBUTES": [
        {"email": {"mapper": fold_email, "case_insensitive": False}}
    ],
}


def init_app(app: Flask) -> None:
    """Let people sign in to an application."""
    app.config.update({f"SECURITY_{name}": value for name, value in CONFIG.items()})
    app.config.update({f"SECURITY_MSG_{name}": text for name, text in MESSAGES.items()})
    settings: Settings = app.extensions["govapp.settings"]
    _idle, absolute = settings.session_limits
    # A form may stand open for as long as the session lasts.
    app.config.update(WTF_CSRF_TIME_LIMIT=None, PERMANENT_SESSION_LIFETIME=absolute)
    CSRFProtect(app)
    security = Security(
        app,
        Users(db, User, RoleMixin),
        mail_util_cls=OutboxMail,
        password_util_cls=Passwords,
        login_form=forms.SignInForm,
        forgot_password_form=forms.ForgottenForm,
        reset_password_form=forms.ChoosePasswordForm,
        change_password_form=forms.ChangeForm,
        render_template=_render,  # type: ignore[arg-type]  # answers do as well
    )
    security.want_json(lambda _request: False)
    security.reset_serializer = Links(app.config["SECRET_KEY"], salt="reset")
    _leave_public_pages_alone(app, security)
    door.init_app(app)
    steps.init_app(app, security)
    signing_in.init_app(app)
    sso.init_app(app)
    limits.init_app(app)
    app.before_request(_refuse_what_leads_away)
    app.context_processor(_describe_page)


def _leave_public_pages_alone(app: Flask, security: Security) -> None:
    """Take off what would read the session on every request, the public's too."""
    security.principal.identity_loaders.clear()
    hooks: list[Any] = app.after_request_funcs[None]
    hooks.remove(security.login_manager._update_remember_cookie)  # noqa: SLF001


def _render(template: str, **context: Any) -> Response:
    """Answer with a page of Flask-Security's, as our own forms do: 422 when refused."""
    sent = [form for form in context.values() if isinstance(form, FlaskForm)]
    for form in sent:
        form.form_errors = list(dict.fromkeys(form.form_errors))
    status = 422 if any(form.errors for form in sent) else 200
    return make_response(render_template(template, **context), status)


def _refuse_what_leads_away() -> ResponseReturnValue | None:
    """Take only forms at Flask-Security's views, and no `next` outside the desk."""
    if request.blueprint != "security":
        return None
    if request.is_json:
        abort(415)
    asked = [*request.args.getlist("next"), *request.form.getlist("next")]
    if all(not address or is_inside(address) for address in asked):
        return None
    return redirect(url_for("security.login"), 303)


def _describe_page() -> dict[str, Any]:
    """Give each signed-in page what the layouts ask for."""
    return {
        "session_left": door.count_seconds() if current_user.is_authenticated else 0,
        "provider": sso.name_provider(),
        "passkey_host": signing_in.get_passkeys().host,
        "site": find_organization() or NAMELESS,
        "page_path": request.path,
        "may": may,
        "Permission": Permission,
    }
