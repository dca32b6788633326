"""The door for forms of the public side, where nobody signs in and nothing is kept.

There is no session, hence no token against forged forms: a form counts when the browser
says that it comes from a page of ours. Each network may send so many an hour; each
server process counts for itself, and forgets when it ends.
"""

from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, current_app, request
from flask.blueprints import BlueprintSetupState
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from govapp.web import public

OFTEN = parse("30 per hour")
RETRY_AFTER = "3600"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LIMITER = "govapp.door"


def open_blueprint(name: str, import_name: str, prefix: str, afar: str) -> Blueprint:
    """Return a blueprint that takes forms of ours from anyone, within limits.

    `afar` names the one view to which others send too: it must know by what is sent
    that it may do what is asked.
    """
    blueprint = Blueprint(name, import_name, url_prefix=prefix)

    @blueprint.record_once
    def set_up(state: BlueprintSetupState) -> None:
        state.app.extensions["csrf"].exempt(blueprint)
        state.app.extensions[LIMITER] = MovingWindowRateLimiter(MemoryStorage())

    @blueprint.before_request
    def guard() -> Response | None:
        if request.method in SAFE or request.endpoint == f"{name}.{afar}":
            return None
        if not is_from_here():
            abort(403)
        limiter = current_app.extensions[LIMITER]
        if limiter.hit(OFTEN, request.remote_addr or ""):
            return None
        answer = public.error("errors/page.html", 429)
        answer.headers["Retry-After"] = RETRY_AFTER
        return answer

    return blueprint


def is_from_here() -> bool:
    """Say whether the browser sends this from a page of ours."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return urlsplit(request.headers.get("Origin", "")).netloc == request.host
