"""The California ISO's bodies, members and held meetings, as sources report them."""

import json
from collections.abc import Iterator
from functools import cache

from govapp.accounts.services import SYSTEM
from govapp.committees import services as committees
from govapp.committees.models import Body
from govapp.demonstration.facts import facts
from govapp.demonstration.matters import post_matters
from govapp.demonstration.notice import attach_rules
from govapp.importing import services as importing
from govapp.importing.rules.order import order_meetings
from govapp.importing.rules.reading import Archive, read_archive
from govapp.meetings.models import Meeting

ZONE = "America/Los_Angeles"
# How the bodies stand in lists: the Board, then its committees, then the others.
ORDER = (
    "iso-board", "audit-committee", "dmm-oversight-committee", "msc",
    "wem-governing-body", "governance-review-committee",
)  # fmt: skip
# Its own purpose says that it worked in 2014 and 2015.
DISSOLVED = {"eim-transitional-committee": "2015"}
TITLES = {"iso-board": "Governor", "wem-governing-body": "Governing Body member"}


@cache
def archive() -> Archive:
    """Return the bodies and meetings among the facts, which are in the archive form."""
    told = {name: facts()[name] for name in ("bodies", "meetings")}
    return read_archive(json.dumps(told))


def load_bodies() -> Iterator[Body]:
    """Create and post each body with its reported members."""
    bodies: dict[str, Body] = {}
    for placed in archive().bodies:
        slug = placed.fact.slug
        bodies[slug] = importing.bring_body(
            SYSTEM,
            placed,
            found=[],
            time_zone=ZONE,
            holidays="both",
            member_title=TITLES.get(slug, "Member"),
            position=ORDER.index(slug) if slug in ORDER else len(ORDER),
        )
        yield bodies[slug]
    for slug, year in DISSOLVED.items():
        committees.dissolve_body(SYSTEM, bodies[slug], dissolved_on=year)
    attach_rules(bodies)
    _write_letterhead(bodies["wem-governing-body"])
    for body in bodies.values():
        committees.post_body(SYSTEM, body)
        committees.post_roster(SYSTEM, body)


def _write_letterhead(body: Body) -> None:
    """Let the papers of a body look like its own."""
    committees.set_letterhead(
        SYSTEM,
        body,
        row_version=body.row_version,
        letterhead_names=f"{body.name}\nA demonstration",
        letterhead_lines="",
        accent="#1f4d3a",
    )


def load_meetings() -> Iterator[Meeting]:
    """Take in each dated meeting, with what sources report of it."""
    matters = post_matters()
    for placed in order_meetings(archive().meetings):
        when = (str(placed.fact.date), placed.fact.body)
        own = {title: ref for (*key, title), ref in matters.items() if (*key,) == when}
        yield importing.import_meeting(
            SYSTEM, placed, seen={}, found=[], matters=own
        ).meeting
