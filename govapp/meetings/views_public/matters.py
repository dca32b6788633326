"""Matters, and one of them across its meetings."""

from dataclasses import dataclass

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from govapp import clock
from govapp.committees import published as committees
from govapp.meetings import published
from govapp.meetings.published import Listed, MatterSearch
from govapp.meetings.published.matter_words import matter_kinds
from govapp.meetings.views_public.archive import PAGE, Options, choose
from govapp.meetings.views_public.blueprint import blueprint, settings
from govapp.web import public
from govapp.web.paging import Paging, read_page


@dataclass(frozen=True)
class Page(Paging):
    """Some of the matters found."""

    entries: tuple[Listed, ...]


@blueprint.get("/matters")
def matters() -> ResponseReturnValue:
    """List the matters asked for, fifty to a page."""
    options = list_options()
    search = MatterSearch(**choose(request.args, options))
    return public.render(
        "public/meetings/matters.html",
        options=options,
        search=search,
        page=turn_to(search, read_page(request.args)),
    )


@blueprint.get("/matters/<string:file_number>")
def matter(file_number: str) -> ResponseReturnValue:
    """Show a matter, and each meeting at which it stood or will stand."""
    return public.render(
        "public/meetings/matter.html",
        matter=published.get_matter(file_number),
        stops=published.list_stops(file_number, clock.now()),
        canonical=f"{settings().base_url}{request.path}",
    )


def list_options() -> Options:
    """Return what may be chosen: for each filter its values, and how they read."""
    return {
        "body": [(body.slug, body.name) for body in committees.list_bodies()],
        "kind": list(matter_kinds().items()),
        "standing": [("open", gettext("Open")), ("closed", gettext("Closed"))],
    }


def turn_to(search: MatterSearch, number: int) -> Page:
    """Return a page of what was found; raises NotFoundError beyond the last."""
    found, total = published.search_matters(
        search, limit=PAGE, offset=(number - 1) * PAGE
    )
    return Page(number, PAGE, total, found).checked()
