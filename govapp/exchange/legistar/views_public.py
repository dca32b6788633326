"""The addresses of that interface."""

import json

from flask import Blueprint, Response, request

from govapp import clock
from govapp.exchange.legistar.answers import Asked, answer
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
    asked = Asked(public.base_url(), request.args.to_dict(), today)
    try:
        found = answer(path.casefold().strip("/").split("/"), asked)
    except QueryError as error:
        return _refuse(str(error), 400)
    if found is None or not client.isprintable():
        return _refuse(NOTHING, 404)
    response = public.feed(json.dumps(found, ensure_ascii=False), "application/json")
    response.headers.update(OPEN)
    return response


def _refuse(message: str, status: int) -> Response:
    text = json.dumps({"Message": message}, ensure_ascii=False)
    headers = {**OPEN, "Cache-Control": "no-store"}
    return Response(text, status, headers, mimetype="application/json")
