"""One meeting, and one item of it."""

from flask import request
from flask.typing import ResponseReturnValue

from govapp import clock
from govapp.errors import NotFoundError
from govapp.meetings import published
from govapp.meetings.views_public.blueprint import blueprint, settings
from govapp.web import public


@blueprint.get("/meetings/<string:number>")
def detail(number: str) -> ResponseReturnValue:
    """Show everything about one meeting."""
    card = published.get_card(number)
    return public.render(
        "public/meetings/detail.html",
        **published.describe(card, clock.now(), settings().base_url),
    )


@blueprint.get("/meetings/<string:number>/items/<string:key>")
def item(number: str, key: str) -> ResponseReturnValue:
    """Show one item of the agenda, also after it was taken off."""
    card = published.get_card(number)
    found = published.find_item(card, key)
    if found is None:
        raise NotFoundError
    version, agenda, item = found
    return public.render(
        "public/meetings/item.html",
        card=card,
        version=version,
        item=item,
        neighbors=published.list_neighbors(agenda, key),
        outcome=published.get_outcome(card, key),
        reading=published.make_reading(card, is_current=version == card.agenda_version),
        canonical=f"{settings().base_url}{request.path}",
    )
