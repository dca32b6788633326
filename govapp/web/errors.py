"""One page for every refusal, in plain words."""

from typing import Any

from flask import Flask, Response, current_app, request
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, MethodNotAllowed, SecurityError

from govapp.errors import NotFoundError, RuleError, StaleError
from govapp.web import public
from govapp.web.transactions import abandon

PAGE = "errors/page.html"
RETRY_AFTER = "5"
PASSING = (
    "SQLITE_BUSY",
    "SQLITE_CANTOPEN",
    "SQLITE_FULL",
    "SQLITE_IOERR",
    "SQLITE_LOCKED",
)


def init_app(app: Flask) -> None:
    """Turn errors into pages."""
    app.before_request(refuse_host)
    app.before_request(refuse_nul)

    @app.errorhandler(NotFoundError)
    def not_found(_error: NotFoundError) -> Response:
        return show(404)

    @app.errorhandler(RuleError)
    def refused(error: RuleError) -> Response:
        return show(409, message=say(error))

    @app.errorhandler(StaleError)
    def stale(_error: StaleError) -> Response:
        message = gettext("Somebody else changed this in the meantime.")
        return show(409, message=message)

    @app.errorhandler(CSRFError)
    def expired(_error: CSRFError) -> Response:
        return show(400, is_expired=True)

    @app.errorhandler(OperationalError)
    def busy(error: OperationalError) -> Response:
        if not is_passing(error):
            raise error
        message = "The database is busy or out of reach."
        current_app.logger.error(message, exc_info=error)
        answer = show(503)
        answer.headers["Retry-After"] = RETRY_AFTER
        return answer

    app.register_error_handler(HTTPException, describe)


def is_passing(error: OperationalError) -> bool:
    """Say whether the same request may well succeed later."""
    # SQLite has this one error for its own mistakes in a statement too.
    name = getattr(error.orig, "sqlite_errorname", None)
    return name is None or name.startswith(PASSING)


def show(status: int, **context: Any) -> Response:
    """Show the page of a refusal, in place of whatever the request had begun."""
    abandon()
    return public.error(PAGE, status, **context)


def say(error: RuleError) -> str:
    """Say in the reader's language why something is refused."""
    return str(gettext(error.message, **error.values))


def refuse_host() -> None:
    """Refuse a host that is not ours before anything is made of it."""
    if isinstance(request.routing_exception, SecurityError):
        raise request.routing_exception


def refuse_nul() -> None:
    """Treat an address with a NUL, which PostgreSQL takes in no text, as unknown."""
    if "\0" in request.path or any("\0" in text for text in request.args.values()):
        raise NotFoundError


def describe(error: HTTPException) -> HTTPException | Response:
    """Show an HTTP error as a page of ours."""
    status = error.code or 500
    if status < 400 or error.response is not None:
        return error
    answer = show(status)
    if isinstance(error, MethodNotAllowed):
        answer.headers["Allow"] = ", ".join(sorted(error.valid_methods or ()))
    return answer
