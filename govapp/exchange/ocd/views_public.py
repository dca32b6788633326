"""The addresses at which Open Civic Data is read: lists in pages, objects by id."""

import json
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, current_app, request

from govapp.exchange.ocd import answers
from govapp.exchange.ocd.names import Publisher
from govapp.record.published import find_organization
from govapp.web import public

blueprint = Blueprint("exchange_ocd", __name__, url_prefix="/api/ocd")

OPEN = {"Access-Control-Allow-Origin": "*"}
USUAL, MOST = 100, 1000
# Pages beyond any list.
LAST = 10**9


@blueprint.get("/")
def index() -> Response:
    """Name the lists there are."""
    by = _publisher()
    lists = {name: by.page(f"/api/ocd/{name}") for name in answers.NAMES if name}
    return _answer({"jurisdiction_id": by.jurisdiction_id, "lists": lists})


@blueprint.get("/<string:name>")
def objects(name: str) -> Response:
    """Give a page of a list."""
    page, size = _number("page", 1, LAST), _number("per_page", USUAL, MOST)
    if page is None or size is None:
        return _refuse(f"page and per_page are numbers from 1, per_page to {MOST}.")
    site, by = find_organization() or public.NAMELESS, _publisher()
    found = answers.list_objects(name, (page - 1) * size, size, site, by)
    if found is None:
        return _refuse("There is no such list.", 404)
    meta = _describe(by, name, found, page, size)
    return _answer({"meta": meta, "results": found[1]})


@blueprint.get("/<string:kind>/<path:key>")
def one(kind: str, key: str) -> Response:
    """Give an object by its id."""
    site = find_organization() or public.NAMELESS
    found = answers.find_object(kind, key, site, _publisher())
    if found is None:
        return _refuse("There is no object with this id.", 404)
    return _answer(found)


def _describe(
    by: Publisher, name: str, found: answers.Found, page: int, size: int
) -> dict[str, Any]:
    """Say which part of a list a page is, and where it goes on."""
    total, rows = found
    pages = max(1, -(-total // size))
    query = urlencode({"page": page + 1, "per_page": size})
    following = by.page(f"/api/ocd/{name}?{query}")
    return {
        "page": page,
        "per_page": size,
        "count": len(rows),
        "total_count": total,
        "max_page": pages,
        "next": following if page < pages else None,
    }


def _number(name: str, usual: int, most: int) -> int | None:
    text = request.args.get(name, str(usual))
    is_one = text.isascii() and text.isdecimal() and len(text) <= len(str(LAST))
    return int(text) if is_one and 1 <= int(text) <= most else None


def _publisher() -> Publisher:
    settings = current_app.extensions["govapp.settings"]
    return Publisher(settings.base_url, settings.division)


def _answer(found: Any) -> Response:
    text = json.dumps(found, ensure_ascii=False)
    response = public.feed(text, "application/json")
    response.headers.update(OPEN)
    return response


def _refuse(message: str, status: int = 400) -> Response:
    text = json.dumps({"error": message})
    headers = {**OPEN, "Cache-Control": "no-store"}
    return Response(text, status, headers, mimetype="application/json")
