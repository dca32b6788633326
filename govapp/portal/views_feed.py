"""A member's own calendar, for a device: no session, and a key in its address."""

from collections.abc import Iterator

from flask import Blueprint, Response, current_app
from flask_babel import gettext as _

from govapp.accounts.queries import find_calendar_owner
from govapp.errors import NotFoundError
from govapp.exchange.calendars import Feed, Own, make_calendar
from govapp.portal.models import Answer
from govapp.portal.queries.calendar import Planned, list_planned
from govapp.portal.services.declaring import OPEN
from govapp.record.published import find_organization
from govapp.web.prefixes import CALENDARS
from govapp.web.public import NAMELESS

blueprint = Blueprint("portal_feed", __name__, url_prefix=CALENDARS)

HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}


@blueprint.get("/<string:key>.ics")
def calendar(key: str) -> Response:
    """Give the meetings of somebody's bodies to whoever has the key."""
    owner = find_calendar_owner(key)
    if owner is None:
        raise NotFoundError
    planned = list_planned(owner)
    site = find_organization() or NAMELESS
    feed = Feed(
        name=_("My meetings, %(name)s", name=site.short_name or site.name),
        path="",
        base_url=str(current_app.extensions["govapp.settings"].base_url),
        time_zone=site.time_zone,
    )
    own = {each.card.number: _tell(each, feed.base_url) for each in planned}
    text = make_calendar(feed, [each.card for each in planned], own)
    return Response(text, headers=HEADERS, content_type="text/calendar; charset=utf-8")


def _tell(planned: Planned, base_url: str) -> Own:
    said = planned.attending
    lines = tuple(_write(planned, f"{base_url}/my/meetings/{planned.card.number}"))
    return Own(lines, said.answered_at if said else None)


def _write(planned: Planned, book: str) -> Iterator[str]:
    """Yield what the member alone reads: where their book is, and what they said."""
    said = planned.attending
    yield _("Your book: %(link)s", link=book)
    if said is None:
        if planned.meeting.state in OPEN:
            yield _("Say whether you come: %(link)s", link=f"{book}/attendance")
    elif said.answer == Answer.IN_PERSON:
        yield _("You come in person.")
    elif said.answer == Answer.REMOTE:
        yield _("You take part from elsewhere: %(place)s", place=said.place)
    else:
        yield _("You do not come.")
