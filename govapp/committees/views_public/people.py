"""A person's memberships, votes and attendance, for everyone."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from govapp.committees import published
from govapp.committees.published import PersonPage, words
from govapp.errors import NotFoundError
from govapp.meetings import published as meetings
from govapp.web import public
from govapp.web.paging import Paging, read_page

# How many meetings stand on a page.
EACH = 20

blueprint = Blueprint("people_public", __name__, url_prefix="/people")


@blueprint.get("/<string:slug>")
def detail(slug: str) -> ResponseReturnValue:
    """Show a person's memberships and offices, votes and attendance."""
    found = read_record(slug, request.args)
    person = published.find_person(slug) or name_voter(slug, found["attended"])
    return public.render(
        "public/people/detail.html",
        person=person,
        described=published.describe_person(person, public.base_url()),
        words=words,
        names=name_bodies(person, found["attended"]),
        **found,
    )


def read_record(slug: str, given: Mapping[str, str]) -> dict[str, Any]:
    """Return what is asked for of somebody's votes; raises NotFoundError."""
    choices = meetings.list_choices(slug)
    wanted = meetings.choose(slug, given, choices)
    counts = meetings.count_votes(wanted)
    paging = Paging(read_page(given), EACH, counts.meetings).checked()
    return {
        "choices": choices,
        "wanted": wanted,
        "counts": counts,
        "paging": paging,
        "attended": meetings.list_attended(wanted, limit=EACH, offset=paging.offset),
    }


def name_voter(slug: str, attended: list[meetings.Attended]) -> PersonPage:
    """Name somebody who is in no roster by the last vote; raises NotFoundError."""
    if not attended:
        raise NotFoundError
    return PersonPage(slug=slug, name=attended[0].member.name, places=())


def name_bodies(
    person: PersonPage, attended: list[meetings.Attended]
) -> dict[str, str]:
    """Return what the bodies are called, by their addresses, as far as it is told."""
    told = {b.slug: b.name for each in attended for b in each.meeting.bodies}
    return told | {body.slug: body.name for body, _ in person.places}
