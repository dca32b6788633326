"""The addresses of that interface: a list of each kind, and each object in it."""

import json
from typing import Any

from flask import Blueprint, Response, current_app, request
from flask.blueprints import BlueprintSetupState
from werkzeug.exceptions import HTTPException

from govapp.errors import NotFoundError
from govapp.exchange.api.answers import make_index, make_object, make_page
from govapp.exchange.api.lists import LISTS, PATH
from govapp.exchange.api.problems import RefusalError, refuse
from govapp.web import public

blueprint = Blueprint("exchange_api", __name__, url_prefix=PATH)

READ = "GET, HEAD, OPTIONS"
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": READ,
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
    "Access-Control-Max-Age": "86400",
}
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "TRACE"]


@blueprint.record_once
def set_up(state: BlueprintSetupState) -> None:
    """Let what is sent be refused as this interface does: no form of ours sends it."""
    state.app.extensions["csrf"].exempt(blueprint)


@blueprint.before_request
def say_how() -> Response | None:
    """Answer what may be done here."""
    if request.method != "OPTIONS":
        return None
    return Response(status=204, headers={"Allow": READ})


@blueprint.after_request
def open_to_all(response: Response) -> Response:
    """Let pages of any site read the answer."""
    response.headers.update(OPEN)
    return response


@blueprint.get("")
def index() -> Response:
    """Say what lists there are."""
    return _json(make_index(_base_url()))


@blueprint.get("/<string:name>")
def objects(name: str) -> Response:
    """Answer with a page of a list."""
    if name not in LISTS:
        raise NotFoundError
    return _json(make_page(LISTS[name], request.args, _base_url()))


@blueprint.get("/<string:name>/<string:key>")
def one(name: str, key: str) -> Response:
    """Answer with an object."""
    if name not in LISTS:
        raise NotFoundError
    return _json(make_object(LISTS[name], key, request.args, _base_url()))


@blueprint.route("/", methods=METHODS)
@blueprint.route("/<path:_rest>", methods=METHODS)
def nothing(_rest: str = "") -> Response:
    """Say that there is nothing here, or that it can only be read."""
    if request.method in {"GET", "HEAD"}:
        raise NotFoundError
    answer = refuse(405, "This can only be read.")
    answer.headers["Allow"] = READ
    return answer


@blueprint.errorhandler(RefusalError)
def refused(error: RefusalError) -> Response:
    """Say why something is refused."""
    return refuse(error.status, error.detail, error.faults)


@blueprint.errorhandler(NotFoundError)
def missing(_error: NotFoundError) -> Response:
    """Say that there is no such thing, and what there is."""
    return refuse(404, f"Under {PATH} there are: {', '.join(LISTS)}.")


@blueprint.errorhandler(HTTPException)
def broken(error: HTTPException) -> Response:
    """Say what HTTP itself refuses."""
    return refuse(error.code or 500, error.description or "")


def _json(answer: dict[str, Any]) -> Response:
    text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    return public.feed(text, "application/json")


def _base_url() -> str:
    return str(current_app.extensions["govapp.settings"].base_url)
