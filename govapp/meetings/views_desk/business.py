"""What stands beside an agenda at the builder: what waits, and where items go on."""

from collections.abc import Iterable
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from govapp.contributions.queries.proposals import Received, list_received
from govapp.meetings.content import meeting_title
from govapp.meetings.models import AgendaItem, Matter, Meeting
from govapp.meetings.published.matter_words import matter_name
from govapp.meetings.queries import approvals, business
from govapp.meetings.queries.matters import list_matters
from govapp.meetings.services.outline import Page
from govapp.meetings.views_desk.undo import list_acts
from govapp.permissions import Permission
from govapp.web.access import may
from govapp.web.filters import short_day

Link = tuple[str, str]


def describe(meeting: Meeting, page: Page) -> dict[str, Any]:
    """Return what the builder shows beside the items of a page."""
    received = list_received(meeting)
    return {
        "acts": list_acts(meeting),
        "waiting": business.list_waiting(meeting),
        "awaiting": approvals.list_awaiting(meeting),
        "received": received,
        "links": _map_links(page, received),
    }


def _map_links(page: Page, received: Iterable[Received]) -> dict[str, list[Link]]:
    """Return of each item where it came from and goes on, in words with an address."""
    keys = {row.node.item.key for top in page.rows for row in top.walk()}
    found: dict[str, list[Link]] = {}
    for key, former in approvals.map_approved(keys).items():
        found.setdefault(key, []).append(_link_minutes(former))
    for each in received:
        if each.proposal.taken:
            found.setdefault(each.proposal.item_key, []).append(_link_proposal(each))
    for old, new in business.list_links(keys):
        came, goes = _("Continued from %(item)s"), _("Continued to %(item)s")
        for key, words, other in ((new.key, came, old), (old.key, goes, new)):
            if key in keys and (link := _link(words, other)):
                found.setdefault(key, []).append(link)
    for key, link in _map_matters(page).items():
        found.setdefault(key, []).append(link)
    return found


def _link_proposal(received: Received) -> Link:
    proposal = received.proposal
    words = _("Proposed by %(name)s", name=proposal.author.name)
    if received.is_late:
        words = _("Proposed late by %(name)s", name=proposal.author.name)
    address = url_for(
        "proposals_desk.detail", meeting_id=proposal.meeting_id, key=proposal.key
    )
    return words, address


def _map_matters(page: Page) -> dict[str, Link]:
    """Return the matter that each item is part of, in words with an address."""
    items = [row.node.item for top in page.rows for row in top.walk()]
    ids = {item.matter_id for item in items if item.matter_id}
    links = {each.id: _link_matter(each) for each in list_matters(ids)} if ids else {}
    return {item.key: links[item.matter_id] for item in items if item.matter_id}


def _link_matter(matter: Matter) -> Link:
    if may(Permission.MEETING_EDIT, matter):
        return matter_name(matter), url_for("matters_desk.detail", matter_id=matter.id)
    return matter_name(matter), f"/matters/{matter.file_number}"


def _link_minutes(meeting: Meeting) -> Link:
    """Name the minutes of a former meeting, at the desk or in public."""
    named = f"{meeting_title(meeting)}, {short_day(meeting.start_local)}"
    words = _("Minutes of %(meeting)s", meeting=named)
    if may(Permission.MINUTES_EDIT, meeting):
        return words, url_for("meetings_desk.minutes", meeting_id=meeting.id)
    return words, f"/meetings/{meeting.number}/minutes"


def _link(words: str, item: AgendaItem) -> Link | None:
    """Name an item of another meeting, unless it is a draft of another desk."""
    meeting = item.meeting
    named = f"{meeting_title(meeting)}, {short_day(meeting.start_local)}"
    if may(Permission.MEETING_EDIT, meeting):
        address = url_for("meetings_desk.agenda", meeting_id=meeting.id, at=item.key)
        return words % {"item": named}, f"{address}#item-{item.key}"
    if meeting.number:
        return words % {"item": named}, f"/meetings/{meeting.number}"
    return None
