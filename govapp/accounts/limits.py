"""How often one may try.

Wrong passwords are counted in the database. All else is counted in memory: each server
process counts for itself, and forgets when it ends.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask, Response, make_response, render_template, request, url_for
from flask_limiter import Limiter, RequestLimit
from flask_limiter.util import get_remote_address
from flask_login import current_user

from govapp.accounts import services
from govapp.accounts.rules import fold_email
from govapp.web import errors
from govapp.web.transactions import abandon, writing_down

RETRY_AFTER = 15 * 60
SEARCHES = "120 per minute"
# Wrong keys of calendars, from one network.
CALENDARS = "30 per hour"
# Questions to passkeys, and answers that are wrong, from one network.
ASKED, REFUSED = "60 per 15 minutes", "30 per 15 minutes"
# The fields of forms in which a password is shown.
PASSWORDS = frozenset({"password", "confirm_password"})


def init_app(app: Flask) -> None:
    """Limit requests for mails, on an application."""
    limiter = Limiter(
        get_remote_address, app=app, storage_uri="memory://", strategy="moving-window"
    )
    views = app.view_functions
    for endpoint, key, often in (
        ("security.reset_password", get_remote_address, "50 per 15 minutes"),
        ("security.forgot_password", _account, "5 per hour"),
        ("security.forgot_password", get_remote_address, "30 per hour"),
    ):
        views[endpoint] = limiter.limit(  # type: ignore[assignment]
            often,
            key_func=key,
            methods=["POST"],
            scope=key.__name__,
            deduct_when=_counts,
            on_breach=_refuse,
        )(views[endpoint])
    app.extensions["govapp.limiter"] = limiter


def limit_searches(app: Flask) -> None:
    """Limit what strangers may search; the page cache gives again without counting."""
    limiter: Limiter = app.extensions["govapp.limiter"]
    limited = limiter.limit(SEARCHES, on_breach=_let_wait)
    view = app.view_functions["site_public.search"]
    app.view_functions["site_public.search"] = limited(view)  # type: ignore[assignment]


def limit_calendars(app: Flask) -> None:
    """Limit wrong keys of calendars; right ones do not count."""
    limiter: Limiter = app.extensions["govapp.limiter"]
    limited = limiter.limit(
        CALENDARS,
        deduct_when=lambda answer: answer.status_code == 404,
        on_breach=_let_wait,
    )
    view = app.view_functions["portal_feed.calendar"]
    app.view_functions["portal_feed.calendar"] = limited(view)  # type: ignore[assignment]


def limit_passwords(app: Flask) -> None:
    """Limit wrong passwords wherever one is asked for."""
    for endpoint in (
        "security.login",
        "security.change_password",
        "accounts_account.confirm",
    ):
        view = app.view_functions[endpoint]
        app.view_functions[endpoint] = _count_passwords(view)


def _count_passwords(view: Callable[..., Any]) -> Callable[..., Response]:
    @wraps(view)
    def counted(**parts: Any) -> Response:
        if PASSWORDS.isdisjoint(request.form):
            return make_response(view(**parts))
        given = request.form.get("email", "")
        email = given if request.endpoint == "security.login" else current_user.email
        network = get_remote_address()
        if services.is_shut(email, network):
            return _refuse(None)
        answer = make_response(view(**parts))
        if answer.status_code == 422:
            # What the request did so far is not to be kept with the count.
            abandon()
            with writing_down():
                services.count_wrong_password(email, network)
        return answer

    return counted


def limit_passkeys(app: Flask) -> None:
    """Limit how often a network asks to sign in with a passkey, and is refused."""
    limiter: Limiter = app.extensions["govapp.limiter"]
    for endpoint, often, counts in (
        ("accounts_sign_in.options", ASKED, None),
        ("accounts_sign_in.passkey", REFUSED, _leads_back),
    ):
        view = app.view_functions[endpoint]
        limited = limiter.limit(often, deduct_when=counts, on_breach=_refuse)
        app.view_functions[endpoint] = limited(view)  # type: ignore[assignment]


def _leads_back(answer: Response) -> bool:
    return answer.location == url_for("security.login")


def _account() -> str:
    return fold_email(request.form.get("email", ""))


def _counts(response: Response) -> bool:
    """Count every mail asked for, and of passwords those that were refused."""
    return response.status_code == 422 or request.endpoint == "security.forgot_password"


def _refuse(_limit: RequestLimit | None) -> Response:
    answer = make_response(render_template("security/too_many.html"), 429)
    answer.headers["Retry-After"] = str(RETRY_AFTER)
    return answer


def _let_wait(_limit: RequestLimit) -> Response:
    answer = errors.show(429)
    answer.headers["Retry-After"] = "60"
    return answer
