"""How often one may try: per account and per address, counted in memory.

Each server process counts for itself, and forgets when it ends.
"""

from flask import Flask, Response, make_response, render_template, request
from flask_limiter import Limiter, RequestLimit
from flask_limiter.util import get_remote_address
from flask_login import current_user

from govapp.accounts.rules import fold_email
from govapp.web import errors

RETRY_AFTER = 15 * 60
SEARCHES = "120 per minute"
# Wrong keys of calendars, from one network.
CALENDARS = "30 per hour"


def init_app(app: Flask) -> None:
    """Limit wrong passwords, and requests for mails, on an application."""
    limiter = Limiter(
        get_remote_address, app=app, storage_uri="memory://", strategy="moving-window"
    )
    views = app.view_functions
    for endpoint, key, often in (
        ("security.login", _account, "10 per 15 minutes"),
        ("security.login", get_remote_address, "50 per 15 minutes"),
        ("security.change_password", get_remote_address, "10 per 15 minutes"),
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


def limit_confirming(app: Flask) -> None:
    """Limit wrong passwords of somebody who is to show once more who they are."""
    limiter: Limiter = app.extensions["govapp.limiter"]
    limited = limiter.limit(
        "10 per 15 minutes",
        key_func=_self,
        methods=["POST"],
        deduct_when=_counts,
        on_breach=_refuse,
    )
    view = app.view_functions["accounts_account.confirm"]
    app.view_functions["accounts_account.confirm"] = limited(view)  # type: ignore[assignment]


def _self() -> str:
    return str(current_user.id)


def _account() -> str:
    return fold_email(request.form.get("email", ""))


def _counts(response: Response) -> bool:
    """Count every mail asked for, and of passwords those that were refused."""
    return response.status_code == 422 or request.endpoint == "security.forgot_password"


def _refuse(_limit: RequestLimit) -> Response:
    answer = make_response(render_template("security/too_many.html"), 429)
    answer.headers["Retry-After"] = str(RETRY_AFTER)
    return answer


def _let_wait(_limit: RequestLimit) -> Response:
    answer = errors.show(429)
    answer.headers["Retry-After"] = "60"
    return answer
