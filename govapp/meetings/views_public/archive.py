"""All meetings, with filters and pages."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from govapp.committees import published as committees
from govapp.errors import NotFoundError
from govapp.meetings import published
from govapp.meetings.published import Entry, Search
from govapp.meetings.published.words import meeting_kind
from govapp.meetings.views_public.blueprint import blueprint
from govapp.web import public
from govapp.web.paging import Paging, read_page

PAGE = 50
KINDS = ("regular", "special", "emergency", "adjourned", "workshop", "closed_only")
LONGEST = 200

Options = dict[str, list[tuple[str, str]]]


@dataclass(frozen=True)
class Page(Paging):
    """Some of the meetings found."""

    entries: tuple[Entry, ...]


@blueprint.get("/meetings")
def archive() -> ResponseReturnValue:
    """List the meetings asked for, fifty to a page."""
    options = list_options()
    search = Search(**choose(request.args, options))
    years = published.count_years(search)
    return public.render(
        "public/meetings/archive.html",
        options=options,
        search=search,
        years=years,
        page=turn_to(search, years, read_page(request.args)),
    )


def list_options() -> Options:
    """Return what may be chosen: for each filter its values, and how they read."""
    return {
        "body": [(body.slug, body.name) for body in committees.list_bodies()],
        "year": [(year, year) for year in published.list_years()],
        "kind": [(kind, meeting_kind(kind)) for kind in KINDS],
        "having": [("agenda", gettext("Agenda")), ("minutes", gettext("Minutes"))],
    }


def choose(given: Mapping[str, str], options: Options) -> dict[str, str]:
    """Read what is asked for; raises NotFoundError where there is no such choice."""
    chosen = {name: given.get(name, "") for name in options}
    for name, value in chosen.items():
        if value and value not in dict(options[name]):
            raise NotFoundError
    return {**chosen, "words": given.get("q", "")[:LONGEST]}


def turn_to(search: Search, years: Mapping[str, int], number: int) -> Page:
    """Return a page of what was found; raises NotFoundError beyond the last."""
    total = years.get(search.year, 0) if search.year else sum(years.values())
    entries = published.search_meetings(search, limit=PAGE, offset=(number - 1) * PAGE)
    return Page(number, PAGE, total, entries).checked()
