"""The addresses of that interface: a list of each kind, and each object in it."""

import json
from typing import Any

from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound

from govapp.errors import NotFoundError
from govapp.exchange.api.answers import make_index, make_object, make_page
from govapp.exchange.api.lists import LISTS, PATH
from govapp.exchange.api.openapi import describe
from govapp.exchange.api.problems import Fault, RefusalError, refuse
from govapp.web import public

blueprint = Blueprint("exchange_api", __name__, url_prefix=PATH)
pages = Blueprint("exchange_api_pages", __name__, url_prefix="/api")

OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
    "Access-Control-Max-Age": "86400",
}


@pages.get("")
def about() -> Response:
    """Show people what there is for programs."""
    return public.render(
        "public/exchange/api.html", base_url=public.base_url(), lists=LISTS
    )


@pages.get("/openapi.json")
def document() -> Response:
    """Describe the interface to programs."""
    return open_to_all(_json(describe(public.base_url())))


@blueprint.before_app_request
def lead() -> Response | None:
    """Say what is to be done where no view answers, and which methods one takes."""
    error = request.routing_exception
    if not f"{request.path}/".startswith(f"{PATH}/") or error is None:
        return None
    answer = missing() if isinstance(error, NotFound) else broken(error)
    if isinstance(error, MethodNotAllowed):
        answer.headers["Allow"] = ", ".join(sorted(error.valid_methods or ()))
    return open_to_all(answer)


@blueprint.after_request
def open_to_all(response: Response) -> Response:
    """Let pages of any site read the answer."""
    response.headers.update(OPEN)
    return response


@blueprint.get("")
def index() -> Response:
    """Say what lists there are."""
    return _json(make_index(public.base_url()))


@blueprint.get("/<string:name>")
def objects(name: str) -> Response:
    """Answer with a page of a list."""
    if name not in LISTS:
        raise NotFoundError
    return _json(make_page(LISTS[name], request.args, public.base_url()))


@blueprint.get("/<string:name>/<string:key>")
def one(name: str, key: str) -> Response:
    """Answer with an object."""
    if name not in LISTS:
        raise NotFoundError
    return _json(make_object(LISTS[name], key, request.args, public.base_url()))


@blueprint.errorhandler(RefusalError)
def refused(error: RefusalError) -> Response:
    """Say why something is refused."""
    return refuse(error.status, error.detail, error.faults)


@blueprint.errorhandler(NotFoundError)
def missing(_error: NotFoundError | None = None) -> Response:
    """Say that there is no such thing, and what there is."""
    faults = [
        Fault(name=name[:200], message="No text holds a NUL.")
        for name, value in request.args.items(multi=True)
        if "\0" in value
    ]
    if faults:
        return refuse(400, faults=faults)
    return refuse(404, f"Under {PATH} there are: {', '.join(LISTS)}.")


@blueprint.errorhandler(HTTPException)
def broken(error: HTTPException) -> Response:
    """Say what HTTP itself refuses."""
    return refuse(error.code or 500, error.description or "")


def _json(answer: dict[str, Any]) -> Response:
    text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    return public.feed(text, "application/json")
