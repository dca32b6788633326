"""What a session is worth: found for each request, kept in use, ended in time."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, Response, after_this_request, current_app, g, request, session
from flask_login import current_user, user_logged_out
from flask_security import password_changed, password_reset, user_authenticated
from flask_security.utils import set_request_attr

from govapp import clock
from govapp.accounts import queries, services
from govapp.accounts.models import SignIn, User
from govapp.accounts.rules import name_device
from govapp.audit.services import record
from govapp.config import Settings
from govapp.web.prefixes import is_private
from govapp.web.transactions import writing_down

TOKEN = "sign_in"  # noqa: S105 its name in the cookie
# How exactly it is known when a session was last used.
NOTED_EVERY = timedelta(minutes=1)
# To ask how long a session lasts is not to use it.
UNCOUNTED = frozenset({"accounts_account.session"})


def init_app(app: Flask) -> None:
    """Give an application sessions that are rows."""
    app.login_manager.user_loader(_find_user)  # type: ignore[attr-defined]
    user_authenticated.connect(_signed_in, app)
    user_logged_out.connect(_signed_out, app)
    password_changed.connect(_password_changed, app)
    password_reset.connect(_password_reset, app)
    app.before_request(_note_use)


def get_end(found: SignIn) -> datetime:
    """Return when a session ends unless it is used again."""
    settings: Settings = current_app.extensions["govapp.settings"]
    idle, absolute = settings.session_limits
    return min(found.used_at + idle, found.began_at + absolute)


def count_seconds() -> int:
    """Count the seconds that are left of the session in hand, unless it is used."""
    return max(0, int((get_end(g.sign_in) - clock.now()).total_seconds()))


def list_live(user: User) -> Sequence[SignIn]:
    """Return the sessions of an account that have not ended."""
    moment = clock.now()
    return [one for one in queries.list_sessions(user) if get_end(one) > moment]


def _find_user(uniquifier: str) -> User | None:
    """Return whose session this is; None once it has ended."""
    found = queries.find_signed_in(uniquifier, session.get(TOKEN, ""))
    if found is None:
        return None
    user, g.sign_in = found
    if get_end(g.sign_in) <= clock.now():
        return None
    set_request_attr("fs_authn_via", "session")
    return user


def is_signed_in() -> bool:
    """Say whether somebody is signed in; public addresses are not asked."""
    return bool(
        is_private(request.path)
        and session.get(TOKEN)
        and current_user.is_authenticated
    )


def _note_use() -> None:
    if request.endpoint in UNCOUNTED or not is_signed_in():
        return
    if clock.now() - g.sign_in.used_at >= NOTED_EVERY:
        with writing_down():
            services.keep_session(g.sign_in)


def _signed_in(_app: Flask, user: User, authn_via: list[str], **_rest: Any) -> None:
    device = name_device(request.user_agent.string)
    # Whoever changes the password goes on as they came.
    way = g.sign_in.way if authn_via == ["change"] else authn_via[0]
    g.sign_in, session[TOKEN] = services.begin_session(
        user, user=user, device=device, way=way
    )


def _signed_out(_app: Flask, user: User, **_rest: Any) -> None:
    session.pop(TOKEN, None)
    services.end_session(user, user=user, session=g.sign_in)
    after_this_request(_clear_device)


def _clear_device(response: Response) -> Response:
    """Have the browser forget what pages kept, also where their script did not."""
    response.headers["Clear-Site-Data"] = '"storage"'
    return response


def _password_changed(_app: Flask, user: User, **_rest: Any) -> None:
    services.end_other_sessions(user, user=user, kept=g.sign_in)
    record(user, "user.password_set", f"user:{user.id}")


def _password_reset(_app: Flask, user: User, **_rest: Any) -> None:
    services.forget_sessions(user)
    record(user, "user.password_set", f"user:{user.id}")
