"""The addresses at which OParl 1.1 is read."""

import json
from collections.abc import Callable

from flask import Blueprint, Response, request

from govapp.exchange.oparl import answers
from govapp.exchange.oparl.filters import FilterError, Filters, read_filters
from govapp.exchange.oparl.names import ROOT, SCHEMA, Row, Site
from govapp.record.published import find_organization
from govapp.web import public

blueprint = Blueprint("exchange_oparl", __name__, url_prefix=ROOT)

OPEN = {"Access-Control-Allow-Origin": "*"}


@blueprint.get("/system")
def system() -> Response:
    """Give the entrance."""
    site = find_organization() or public.NAMELESS
    return _answer(answers.find_system(site, _site()))


@blueprint.get("/bodies")
def bodies() -> Response:
    """List the one organization whose record this is."""
    site = find_organization() or public.NAMELESS
    body = answers.find_body(site, _site())
    return _list(lambda filters: answers.page_of([body] if body else [], filters))


@blueprint.get("/body")
def body() -> Response:
    """Give that organization."""
    site = find_organization() or public.NAMELESS
    return _answer(answers.find_body(site, _site()))


@blueprint.get("/body/<string:name>")
def objects(name: str) -> Response:
    """Give a page of a list."""
    return _list(lambda filters: answers.list_objects(name, filters, _site()))


@blueprint.get("/organization/<string:slug>/<string:name>")
def of_organization(slug: str, name: str) -> Response:
    """Give a page of a list of what one body has."""
    if name not in {"meeting", "consultation"} or not slug.isprintable():
        return _refuse("There is no such list.", 404)
    return _list(lambda filters: answers.list_objects(name, filters, _site(), slug))


@blueprint.get("/<string:kind>/<path:key>")
def one(kind: str, key: str) -> Response:
    """Give an object, also one that is no longer there."""
    return _answer(answers.find_object(kind, key, _site()))


def _list(find: Callable[[Filters], answers.Listing | None]) -> Response:
    """Answer with the page of a list that is asked for."""
    try:
        filters = read_filters(request.args)
    except FilterError as error:
        return _refuse(str(error), 400)
    found = find(filters)
    if found is None:
        return _refuse("There is no such list.", 404)
    return _answer(_describe(found, filters))


def _describe(found: answers.Listing, filters: Filters) -> Row:
    """Return a page of a list with what it is a page of."""
    url = f"{_site().base_url}{request.path}"
    pagination = {"currentPage": filters.page, "totalPages": found.pages}
    if found.total is not None:
        pagination |= {"totalElements": found.total, "elementsPerPage": filters.limit}
    pages = {"first": 1, "self": filters.page, "last": found.pages}
    if filters.page > 1:
        pages["prev"] = filters.page - 1
    if filters.page < found.pages:
        pages["next"] = filters.page + 1
    links = {name: url + filters.query(page) for name, page in pages.items()}
    return {"data": found.rows, "pagination": pagination, "links": links}


def _site() -> Site:
    return Site(public.base_url())


def _answer(found: Row | None) -> Response:
    if found is None:
        return _refuse("There is no such object.", 404)
    text = json.dumps(found, ensure_ascii=False)
    response = public.feed(text, "application/json")
    response.headers.update(OPEN)
    return response


def _refuse(message: str, status: int) -> Response:
    said = {"type": f"{SCHEMA}Error", "message": message, "debug": request.path}
    text = json.dumps(said, ensure_ascii=False)
    headers = {**OPEN, "Cache-Control": "no-store"}
    return Response(text, status, headers, mimetype="application/json")
