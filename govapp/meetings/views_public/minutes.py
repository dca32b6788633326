"""The minutes of a meeting, and their former versions."""

from flask.typing import ResponseReturnValue

from govapp import clock
from govapp.meetings import published
from govapp.meetings.published.minutes import list_facts
from govapp.meetings.views_public.blueprint import blueprint
from govapp.web import public


@blueprint.get("/meetings/<string:number>/minutes")
def minutes(number: str) -> ResponseReturnValue:
    """Show the minutes in force."""
    card = published.get_card(number)
    return public.render(
        "public/meetings/minutes.html",
        card=card,
        version=card.minutes_version,
        minutes=card.minutes,
        facts=list_facts(card.minutes) if card.minutes else {},
        is_current=True,
        is_held=published.is_held(card, clock.now()),
        following=published.find_following(card, clock.now()),
    )


@blueprint.get("/meetings/<string:number>/minutes/v/<int:version>")
def minutes_version(number: str, version: int) -> ResponseReturnValue:
    """Show one version of the minutes."""
    card = published.get_card(number)
    known, content = published.get_minutes(card, version)
    return public.render(
        "public/meetings/minutes.html",
        card=card,
        version=known,
        minutes=content,
        facts=list_facts(content) if content else {},
        is_current=known == card.minutes_version,
        is_held=True,
        following=None,
    )
