"""The addresses of that interface, and the few pages that its clients look at."""

import json

from flask import Blueprint, Response, current_app, redirect, request

from govapp import clock
from govapp.errors import NotFoundError
from govapp.exchange.legistar import published
from govapp.exchange.legistar.answers import Asked, answer, read_key
from govapp.exchange.legistar.odata import QueryError
from govapp.record.published import find_organization
from govapp.web import public

blueprint = Blueprint("exchange_legistar", __name__, url_prefix="/api/legistar")

OPEN = {"Access-Control-Allow-Origin": "*"}
NOTHING = "No HTTP resource was found that matches the request URI."


@blueprint.get("/v1/<string:client>/<path:path>")
def api(client: str, path: str) -> Response:
    """Answer as that interface does; any client's name is this installation's."""
    site = find_organization() or public.NAMELESS
    today = clock.today(site.time_zone)
    asked = Asked(_base_url(), request.args.to_dict(), today)
    try:
        found = answer(path.casefold().strip("/").split("/"), asked)
    except QueryError as error:
        return _refuse(str(error), 400)
    if found is None or not client.isprintable():
        return _refuse(NOTHING, 404)
    response = public.feed(json.dumps(found, ensure_ascii=False), "application/json")
    response.headers.update(OPEN)
    return response


@blueprint.get("/insite/<string:page>")
def insite(page: str) -> Response:
    """Show, or lead to, what a link of that interface names."""
    key = request.args.get("ID", "") or request.args.get("id", "")
    name, number = page.casefold(), read_key(key)
    if name == "meetingdetail.aspx":
        return _meeting(number)
    target = _find_target(name, number)
    if target is None:
        raise NotFoundError
    answered = redirect(target, 302)
    return Response(answered.data, 302, answered.headers)


def _find_target(name: str, key: int) -> str | None:
    """Return where a link leads here, or None."""
    kind = request.args.get("m", request.args.get("M", "")).casefold()
    if name == "legislationdetail.aspx" or (name, kind) == ("gateway.aspx", "l"):
        return _matter_path(key)
    return _person_path(key) if name == "persondetail.aspx" else None


def _meeting(key: int) -> Response:
    card = published.find_card(key)
    row = published.find_row("event", key, _base_url())
    if card is None or row is None:
        raise NotFoundError
    return public.render("public/exchange/insite.html", card=card, row=row)


def _matter_path(key: int) -> str | None:
    row = published.find_row("matter", key, "")
    return f"/matters/{row['MatterFile']}" if row else None


def _person_path(key: int) -> str | None:
    known = published.map_people().get(key)
    return f"/people/{known[0]}" if known else None


def _refuse(message: str, status: int) -> Response:
    text = json.dumps({"Message": message}, ensure_ascii=False)
    headers = {**OPEN, "Cache-Control": "no-store"}
    return Response(text, status, headers, mimetype="application/json")


def _base_url() -> str:
    return str(current_app.extensions["govapp.settings"].base_url)
