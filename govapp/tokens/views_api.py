"""The door of other systems: a token, no session and no cookie."""

import json
import re
from collections.abc import Callable
from contextlib import closing
from functools import wraps
from typing import Any, BinaryIO, cast

from flask import Blueprint, Response, current_app, g, request
from flask.blueprints import BlueprintSetupState
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from pydantic import BaseModel, ValidationError
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import HTTPException

from govapp.errors import NotFoundError, RuleError, StaleError
from govapp.exchange.api.lists import PATH
from govapp.exchange.api.problems import Fault, RefusalError, list_faults, refuse
from govapp.exchange.api.sending import KEY, SentAgenda, SentFile
from govapp.meetings.models import Meeting
from govapp.meetings.queries.meetings import find_meeting
from govapp.tokens import queries, services
from govapp.tokens.drafts import (
    get_open_item,
    tell_agenda,
    tell_file,
    tell_posted,
    unpack,
)
from govapp.web.errors import say
from govapp.web.transactions import claim_once, looking_up

blueprint = Blueprint("tokens_api", __name__, url_prefix=f"{PATH}/meetings")

OFTEN = parse("120 per minute")
LIMITER = "govapp.tokens"
TEXT_LIMIT = 1024 * 1024
View = Callable[[Meeting], BaseModel]


@blueprint.record_once
def set_up(state: BlueprintSetupState) -> None:
    """No browser sends here: there is no session that it could lend to others."""
    state.app.extensions["csrf"].exempt(blueprint)
    state.app.extensions[LIMITER] = MovingWindowRateLimiter(MemoryStorage())


def scoped(scope: str) -> Callable[[View], Callable[[str], Response]]:
    """Open a view to tokens of a scope, for a meeting of their body."""

    def mark(view: View) -> Callable[[str], Response]:
        @wraps(view)
        def guarded(number: str) -> Response:
            _admit(scope)
            meeting = find_meeting(number)
            if meeting is None or meeting.body_id != g.sender.body_id:
                raise RefusalError(404, "This token's body has no such meeting.")
            g.is_done = _is_repeated()
            answer = view(meeting)
            services.note_use(g.sender.token_id)
            return _json(answer)

        return guarded

    return mark


def _is_repeated() -> bool:
    """Say whether this was sent before with its key; raises RefusalError."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return False
    if not re.fullmatch(KEY, key):
        message = "Use 1 to 200 visible ASCII characters."
        raise RefusalError(400, "", Fault(name="Idempotency-Key", message=message))
    return not claim_once(f"token:{g.sender.token_id}", key)


def _admit(scope: str) -> None:
    """Let a token in that may do this; raises RefusalError."""
    if not current_app.extensions[LIMITER].hit(OFTEN, request.remote_addr or ""):
        raise RefusalError(429, "Go on in a minute.")
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    with looking_up():
        is_bearer = kind.casefold() == "bearer"
        g.sender = queries.find_sender(secret.strip()) if is_bearer else None
    if g.sender is None:
        raise RefusalError(401, "Send “Authorization: Bearer” with a valid token.")
    if scope not in g.sender.scopes:
        raise RefusalError(403, f"This token has no scope “{scope}”.")


@blueprint.put("/<string:number>/agenda")
@scoped("agenda")
def put_agenda(meeting: Meeting) -> BaseModel:
    """Make the draft of an agenda what is sent."""
    request.max_content_length = TEXT_LIMIT
    if request.mimetype != "application/json":
        raise RefusalError(415, "Send JSON, as application/json.")
    sent = _read(SentAgenda, request.get_data())
    if not g.is_done:
        services.put_agenda(g.sender, meeting, **unpack(sent))
    return tell_agenda(meeting)


@blueprint.post("/<string:number>/files")
@scoped("files")
def post_file(meeting: Meeting) -> BaseModel:
    """Attach a file for everyone, or its next version."""
    limit = current_app.extensions["govapp.settings"].upload_limit
    request.max_content_length = limit + TEXT_LIMIT
    sent, file = _read_file()
    place: dict[str, Any]
    place = {"label": sent.label, "item": get_open_item(meeting, sent.item)}
    if not g.is_done:
        store = current_app.extensions["govapp.files"]
        given = {"store": store, "limit": limit, "filename": file.filename or ""}
        with closing(file):
            stream = cast(BinaryIO, file.stream)
            services.put_file(g.sender, meeting, file=stream, **given, **place)
    return tell_file(meeting, **place)


@blueprint.post("/<string:number>/agenda/post")
@scoped("post")
def post_agenda(meeting: Meeting) -> BaseModel:
    """Post the agenda as it stands."""
    if request.get_data():
        raise RefusalError(400, "Nothing is to be sent along.")
    if not g.is_done:
        store = current_app.extensions["govapp.files"]
        services.post_sent(g.sender, meeting, store=store)
    return tell_posted(meeting)


@blueprint.errorhandler(RefusalError)
def refused(error: RefusalError) -> Response:
    """Say why something is refused."""
    answer = refuse(error.status, error.detail, error.faults)
    if error.status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    if error.status == 429:
        answer.headers["Retry-After"] = "60"
    return answer


@blueprint.errorhandler(RuleError)
def against_a_rule(error: RuleError) -> Response:
    """Say which rule of the field forbids it."""
    return refuse(409, say(error))


@blueprint.errorhandler(StaleError)
def stale(_error: StaleError) -> Response:
    """Say that somebody else was faster."""
    return refuse(409, "Somebody else changed this in the meantime. Send it again.")


@blueprint.errorhandler(NotFoundError)
def missing(_error: NotFoundError) -> Response:
    """Say that there is no such thing."""
    return refuse(404, "There is no such thing.")


@blueprint.errorhandler(HTTPException)
def broken(error: HTTPException) -> Response:
    """Say what HTTP itself refuses."""
    return refuse(error.code or 500, error.description or "")


def _read(model: type[SentAgenda], text: bytes) -> SentAgenda:
    return _check(lambda: model.model_validate_json(text), model)


def _read_file() -> tuple[SentFile, FileStorage]:
    if request.mimetype != "multipart/form-data":
        raise RefusalError(415, "Send a form, as multipart/form-data.")
    file = request.files.get("file")
    if file is None:
        raise RefusalError(400, "", Fault(name="file", message="Send a file."))
    told = {"file": b"", **request.form.to_dict()}
    return _check(lambda: SentFile.model_validate(told), SentFile), file


def _check(read: Callable[[], Any], model: type[BaseModel]) -> Any:
    try:
        return read()
    except ValidationError as error:
        faults = list_faults(error, model.model_fields)
        raise RefusalError(400, "", *faults[:20]) from error


def _json(answer: BaseModel) -> Response:
    text = json.dumps(answer.model_dump(mode="json"), ensure_ascii=False)
    headers = {"Cache-Control": "no-store"}
    return Response(text, 200, headers, content_type="application/json")
