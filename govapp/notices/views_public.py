"""The certificate of posting, as it was issued, and how soon a body posts."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from govapp import clock
from govapp.committees import published as committees
from govapp.errors import NotFoundError
from govapp.meetings.published import get_card
from govapp.notices.published import timeliness as published
from govapp.web import public

blueprint = Blueprint("notices_public", __name__)


@blueprint.get("/meetings/<string:number>/certificate")
def certificate(number: str) -> ResponseReturnValue:
    """Show the newest certificate of a meeting."""
    card = get_card(number)
    if card.certificate is None:
        raise NotFoundError
    return public.render("public/notices/certificate.html", card=card)


@blueprint.get("/committees/<string:slug>/timeliness")
def timeliness(slug: str) -> ResponseReturnValue:
    """Show how soon a body posted what belongs to its meetings of a year."""
    body, years = committees.get_card(slug).body, published.list_years(slug)
    year = published.choose_year(request.args, years, clock.today(body.time_zone))
    return public.render(
        "public/notices/timeliness.html",
        body=body,
        years=years,
        year=year,
        found=published.get_timeliness(slug, year, clock.now()),
    )
