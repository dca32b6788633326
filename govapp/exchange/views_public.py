"""The feeds that calendars and feed readers follow."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import Blueprint, Response, current_app, request
from flask_babel import gettext as _

from govapp import clock
from govapp.committees.published import find_card, list_bodies
from govapp.errors import NotFoundError
from govapp.exchange import feeds, published, sheets
from govapp.exchange.calendars import Feed, make_calendar
from govapp.exchange.rules import Address
from govapp.meetings.published import (
    Wanted,
    choose,
    get_card,
    list_attended,
    list_choices,
    list_lines,
    list_upcoming,
    list_voting_years,
)
from govapp.notices.published import timeliness
from govapp.record.cards import Line, MeetingCard
from govapp.record.published import find_organization
from govapp.record.shapes.bodies import Body
from govapp.web import public
from govapp.web.headers import FRAMED

blueprint = Blueprint("exchange_public", __name__)

NEWEST = 100
# Meetings that are shown on other sites.
COMING = 5


@blueprint.get("/calendar.ics")
def calendar() -> Response:
    """Give the meetings of all bodies for a calendar."""
    site = find_organization() or public.NAMELESS
    meetings = published.list_meetings(_since())
    return _calendar(_("%(name)s meetings", name=site.name), site.time_zone, meetings)


@blueprint.get("/committees/<string:slug>/calendar.ics")
def body_calendar(slug: str) -> Response:
    """Give the meetings of one body for a calendar."""
    body = _body(slug)
    meetings = published.list_meetings(_since(), body.slug)
    return _calendar(_("%(name)s meetings", name=body.name), body.time_zone, meetings)


@blueprint.get("/meetings/<string:number>/meeting.ics")
def meeting(number: str) -> Response:
    """Give one meeting for a calendar."""
    card = get_card(number)
    return _calendar(card.notice.title, card.notice.time_zone, [card])


@blueprint.get("/calendar/add")
def add() -> Response:
    """Show how a calendar here is followed, and how soon each program hears."""
    bodies = {body.slug: body.name for body in list_bodies()}
    slug, number = request.args.get("body", ""), request.args.get("meeting", "")
    if slug and slug not in bodies:
        raise NotFoundError
    path = f"/committees/{slug}/calendar.ics" if slug else "/calendar.ics"
    card = get_card(number) if number else None
    return public.render(
        "public/exchange/add.html",
        bodies=bodies,
        chosen=slug,
        address=Address(public.base_url() + path),
        card=card,
        canonical=public.base_url() + request.path,
    )


@blueprint.get("/embed/<string:slug>")
def embed(slug: str) -> Response:
    """Show a body's next meetings within a page of somebody else's site."""
    body = _body(slug)
    answer = public.render(
        "public/exchange/embed.html",
        body=body,
        coming=list_upcoming(clock.now(), COMING, body.slug),
        canonical=f"{public.base_url()}/committees/{body.slug}",
    )
    answer.headers["Content-Security-Policy"] = FRAMED
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@blueprint.get("/committees/<string:slug>/embed")
def embedding(slug: str) -> Response:
    """Show how a body's next meetings come onto somebody else's site."""
    body = _body(slug)
    return public.render(
        "public/exchange/embedding.html",
        body=body,
        coming=list_upcoming(clock.now(), COMING, body.slug),
        base_url=public.base_url(),
        canonical=f"{public.base_url()}{request.path}",
    )


@blueprint.get("/postings.atom")
def postings() -> Response:
    """Give what was posted of all bodies."""
    site = find_organization() or public.NAMELESS
    return _atom("postings", site.name, "/", list_lines(NEWEST))


@blueprint.get("/committees/<string:slug>/postings.atom")
def body_postings(slug: str) -> Response:
    """Give what was posted of one body."""
    body = _body(slug)
    page = f"/committees/{body.slug}"
    return _atom(f"postings/{slug}", body.name, page, list_lines(NEWEST, slug))


@blueprint.get("/people/<string:slug>/votes.csv")
def person_votes(slug: str) -> Response:
    """Give somebody's votes and attendance as a table."""
    choices = list_choices(slug)
    if not choices:
        raise NotFoundError
    return _sheet(slug, choose(slug, request.args, choices))


@blueprint.get("/committees/<string:slug>/votes.csv")
def body_votes(slug: str) -> Response:
    """Give the votes and attendance of a body's members as a table."""
    body, year = _body(slug), request.args.get("year", "")
    if year and year not in list_voting_years(body.slug):
        raise NotFoundError
    return _sheet(body.slug, Wanted(body=body.slug, year=year))


@blueprint.get("/committees/<string:slug>/timeliness.csv")
def body_timeliness(slug: str) -> Response:
    """Give how soon a body posted in a year as a table."""
    body, years = _body(slug), timeliness.list_years(slug)
    today = clock.today(body.time_zone)
    year = timeliness.choose_year(request.args, years, today)
    found = timeliness.get_timeliness(body.slug, year, clock.now())
    text = sheets.write_timeliness(found.timings, public.base_url())
    return _save(text, body.slug, "timeliness", year)


def _sheet(name: str, wanted: Wanted) -> Response:
    text = sheets.write_votes(list_attended(wanted), public.base_url())
    return _save(text, name, "votes", wanted.year)


def _save(text: str, *names: str) -> Response:
    """Give a table to be saved under a name of its own."""
    answer = public.feed(text, "text/csv")
    file = "-".join(filter(None, names))
    answer.headers["Content-Disposition"] = f'attachment; filename="{file}.csv"'
    return answer


def _body(slug: str) -> Body:
    card = find_card(slug) if slug.isprintable() else None
    if card is None:
        raise NotFoundError
    return card.body


def _since() -> datetime:
    """Return where calendars begin: with last year."""
    return datetime(clock.now().year - 1, 1, 1, tzinfo=UTC)


def _calendar(name: str, zone: str, meetings: Sequence[MeetingCard]) -> Response:
    keeps = request.args.get("cancelled") == "keep"
    feed = Feed(
        name=name,
        path=f"{request.path}?cancelled=keep" if keeps else request.path,
        base_url=public.base_url(),
        time_zone=zone,
        keeps_cancelled=keeps,
    )
    return public.feed(make_calendar(feed, meetings), "text/calendar")


def _atom(name: str, title: str, page: str, lines: Sequence[Line]) -> Response:
    base_url, hub = (
        public.base_url(),
        current_app.extensions["govapp.settings"].websub_hub,
    )
    notes = published.map_notes(lines)
    template = current_app.jinja_env.get_template("public/exchange/postings.xml")
    text = template.render(
        id=feeds.make_tag(base_url, name),
        title=feeds.make_title(title),
        author=(find_organization() or public.NAMELESS).name,
        base_url=base_url,
        path=request.path,
        page=page,
        hub=hub,
        entries=feeds.make_entries(lines, notes, base_url),
    )
    answer = public.feed(text, "application/atom+xml")
    if hub:
        topic = f'<{base_url}{request.path}>; rel="self"'
        answer.headers["Link"] = f'<{hub}>; rel="hub", {topic}'
    return answer
