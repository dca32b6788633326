"""The home page: what is next, and what was posted just now."""

from flask import current_app
from flask.typing import ResponseReturnValue

from govapp import clock
from govapp.committees import published as committees
from govapp.meetings import published
from govapp.site.views_public.blueprint import blueprint
from govapp.web import public

NEXT = 6
LATEST = 8


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """Show what is next."""
    now = clock.now()
    return public.render(
        "public/site/home.html",
        entries=published.list_upcoming(now, NEXT),
        lines=published.list_lines(LATEST),
        bodies=[body for body in committees.list_bodies() if body.status == "active"],
        following=published.next_by_body(now),
        canonical=f"{current_app.extensions['govapp.settings'].base_url}/",
    )
