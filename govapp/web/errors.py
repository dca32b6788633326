"""One page for every refusal, in plain words."""

from flask import Flask, Response, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from govapp.errors import NotFoundError, RuleError
from govapp.web import public

PAGE = "errors/page.html"


def init_app(app: Flask) -> None:
    """Turn errors into pages."""

    @app.before_request
    def refuse_nul() -> None:
        # PostgreSQL takes no NUL in a text, and no address of ours has one.
        if "\0" in request.path or any("\0" in text for text in request.args.values()):
            raise NotFoundError

    @app.errorhandler(NotFoundError)
    def not_found(_error: NotFoundError) -> Response:
        return public.error(PAGE, 404)

    @app.errorhandler(RuleError)
    def refused(error: RuleError) -> Response:
        return public.error(PAGE, 409, message=str(error))

    @app.errorhandler(CSRFError)
    def expired(_error: CSRFError) -> Response:
        return public.error(PAGE, 400, reason="expired")

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> HTTPException | Response:
        status = error.code or 500
        if status < 400 or error.response is not None:
            return error
        answer = public.error(PAGE, status)
        if status == 405 and request.url_rule:
            answer.headers["Allow"] = ", ".join(sorted(request.url_rule.methods or ()))
        return answer
