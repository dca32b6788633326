"""Bodies and their rosters, for everyone."""

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from govapp import clock
from govapp.committees import published
from govapp.committees.published import words
from govapp.errors import NotFoundError
from govapp.meetings import published as meetings
from govapp.web import public

COMING = 5
PAST = 10

blueprint = Blueprint("committees_public", __name__, url_prefix="/committees")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """List every body."""
    bodies = published.list_bodies()
    return public.render(
        "public/committees/index.html",
        tree=published.list_tree(bodies),
        dissolved=published.list_dissolved(bodies),
        next_meetings=meetings.next_by_body(clock.now()),
        words=words,
    )


@blueprint.get("/<string:slug>")
def detail(slug: str) -> ResponseReturnValue:
    """Show a body, who sits on it today and its meetings."""
    page = published.get_page(slug)
    now = clock.now()
    day = clock.today(page.card.body.time_zone)
    roster = published.roster_on(page.card.roster, day)
    return public.render(
        "public/committees/detail.html",
        page=page,
        body=page.card.body,
        roster=roster,
        described=published.describe_body(page, roster, public.base_url()),
        reported=published.list_reported(page.card.roster),
        coming=meetings.list_upcoming(now, COMING, slug),
        past=meetings.list_past(now, PAST, slug),
        words=words,
    )


@blueprint.get("/<string:slug>/members")
def members(slug: str) -> ResponseReturnValue:
    """Show who sat on a body on a day."""
    card = published.get_card(slug)
    asked = request.args.get("on", "")
    today = clock.today(card.body.time_zone)
    day = published.parse_day(asked) if asked else today
    template = "public/committees/members.html"
    given = {"card": card, "body": card.body, "words": words, "today": today}
    if day is None:
        return public.error(template, 400, asked=asked, roster=None, **given)
    return public.render(
        template,
        asked=day.isoformat(),
        roster=published.roster_on(card.roster, day),
        name_then=published.name_on(card, day),
        **given,
    )


@blueprint.get("/<string:slug>/votes")
def votes(slug: str) -> ResponseReturnValue:
    """Show how a body's members voted in a year, and when they were there."""
    card, years = published.get_card(slug), meetings.list_voting_years(slug)
    year = request.args.get("year") or (years[0] if years else "")
    if year and year not in years:
        raise NotFoundError
    attended = meetings.list_attended(meetings.Wanted(body=slug, year=year))
    return public.render(
        "public/committees/votes.html",
        body=card.body,
        years=years,
        year=year,
        members=meetings.add_up(attended),
        motions=meetings.list_voted(attended),
    )


@blueprint.get("/<string:slug>/current-agenda")
def current_agenda(slug: str) -> ResponseReturnValue:
    """Lead to the newest agenda."""
    number = published.find_agenda_number(slug)
    if number is None:
        raise NotFoundError
    return redirect(f"/meetings/{number}#agenda")
