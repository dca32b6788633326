"""One page for every refusal, in plain words."""

from flask import Flask, Response, request
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from govapp.errors import NotFoundError, RuleError, StaleError
from govapp.web import public

PAGE = "errors/page.html"


def init_app(app: Flask) -> None:
    """Turn errors into pages."""
    app.before_request(refuse_nul)

    @app.errorhandler(NotFoundError)
    def not_found(_error: NotFoundError) -> Response:
        return public.error(PAGE, 404)

    @app.errorhandler(RuleError)
    def refused(error: RuleError) -> Response:
        return public.error(PAGE, 409, message=say(error))

    @app.errorhandler(StaleError)
    def stale(_error: StaleError) -> Response:
        message = gettext("Somebody else changed this in the meantime.")
        return public.error(PAGE, 409, message=message)

    @app.errorhandler(CSRFError)
    def expired(_error: CSRFError) -> Response:
        return public.error(PAGE, 400, is_expired=True)

    app.register_error_handler(HTTPException, describe)


def say(error: RuleError) -> str:
    """Say in the reader's language why something is refused."""
    return str(gettext(error.message, **error.values))


def refuse_nul() -> None:
    """Treat an address with a NUL, which PostgreSQL takes in no text, as unknown."""
    if "\0" in request.path or any("\0" in text for text in request.args.values()):
        raise NotFoundError


def describe(error: HTTPException) -> HTTPException | Response:
    """Show an HTTP error as a page of ours."""
    status = error.code or 500
    if status < 400 or error.response is not None:
        return error
    answer = public.error(PAGE, status)
    if isinstance(error, MethodNotAllowed):
        answer.headers["Allow"] = ", ".join(sorted(error.valid_methods or ()))
    return answer
