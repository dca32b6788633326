"""The desk's bodies, people and matters, made from what was posted of them."""

from collections.abc import Iterable

from sqlalchemy import select

from govapp.committees.models import (
    Body,
    BodyFact,
    BodyName,
    BodyParent,
    BodyRuleSet,
    Membership,
    Office,
    Person,
    Seat,
)
from govapp.database import db
from govapp.meetings.models import Matter
from govapp.record.cards import BodyCard
from govapp.record.models import PublishedPage
from govapp.record.published import find_organization
from govapp.record.rules import digest
from govapp.record.shapes import bodies as shapes
from govapp.record.shapes import matters
from govapp.record.shapes.base import Frozen
from govapp.site.models import OrganizationPage

# What body and seat have under one name at the desk and in the record.
OF_BODY = (
    "slug",
    "name",
    "short_name",
    "kind",
    "purpose",
    "established_on",
    "dissolved_on",
    "seats_authorized",
    "term_years",
    "time_zone",
    "contact",
    "member_title",
    "position",
)
OF_SEAT = (
    "label",
    "is_voting",
    "appointing_authority",
    "term_years",
    "created_on",
    "ended_on",
)
OF_MEMBERSHIP = (
    "kind",
    "is_voting",
    "start_on",
    "term_end_on",
    "ended_on",
    "end_reason",
    "is_holdover",
    "is_reported",
    "source",
    "note",
)
OF_OFFICE = ("office", "is_acting", "start_on", "end_on")
OF_MATTER = ("title", "kind", "summary", "initiative_url", "closed_on", "closing")


def make_organization() -> None:
    """Let the desk go on with the organization's page."""
    posted = find_organization()
    if posted:
        own = {
            name: value
            for name, value in posted.model_dump().items()
            if name in OrganizationPage.__table__.columns
        }
        db.session.add(OrganizationPage(id=1, **own))


def make_bodies() -> dict[str, Body]:
    """Make every body with its members and seats; return them by their slugs."""
    cards = [BodyCard.read(card) for card in list_cards("body")]
    made = {card.body.slug: _body(card) for card in cards}
    db.session.add_all(made.values())
    db.session.flush()
    people: dict[str, Person] = {}
    for card in cards:
        body, posted = made[card.body.slug], card.body
        body.parent = made.get(posted.parent.slug) if posted.parent else None
        body.successor = made.get(posted.successor.slug) if posted.successor else None
        body.parents = [
            BodyParent(parent=made[old.parent.slug], **_take(old, OF_OFFICE[2:]))
            for old in posted.former_parents
            if old.parent.slug in made
        ]
        if card.roster:
            _seat_members(body, card.roster, people)
    db.session.flush()
    return made


def make_matters(bodies: dict[str, Body]) -> dict[str, Matter]:
    """Make every matter; return them by their file numbers."""
    made = {}
    for text in list_cards("matter"):
        posted = matters.Matter.read(text)
        if posted.body.slug in bodies:
            made[posted.file_number] = Matter(
                body=bodies[posted.body.slug],
                file_number=posted.file_number,
                posted_sha256=digest(posted.canonical()),
                **_take(posted, OF_MATTER),
            )
    db.session.add_all(made.values())
    db.session.flush()
    return made


def list_cards(kind: str) -> list[str]:
    """Return the cards of a kind, in the order of its list."""
    return list(
        db.session.scalars(
            select(PublishedPage.card)
            .where(PublishedPage.subject.startswith(f"{kind}:", autoescape=True))
            .order_by(PublishedPage.sort_key, PublishedPage.subject)
        )
    )


def _take(posted: Frozen, names: Iterable[str]) -> dict[str, object]:
    return {name: getattr(posted, name) for name in names}


def _body(card: BodyCard) -> Body:
    posted, letterhead = card.body, card.body.letterhead or shapes.Letterhead()
    return Body(
        **_take(posted, OF_BODY),
        is_dormant=posted.status == "dormant",
        letterhead_names="\n".join(letterhead.names),
        letterhead_lines="\n".join(letterhead.lines),
        accent=letterhead.accent,
        names=[
            BodyName(**_take(old, ("name", "start_on", "end_on")))
            for old in posted.former_names
        ],
        facts=[BodyFact(text=fact.text, source=fact.source) for fact in posted.facts],
        rule_sets=[
            BodyRuleSet(
                code=one.code,
                content=one.model_copy(
                    update={"start_on": "", "end_on": ""}
                ).canonical(),
                start_on=one.start_on,
                end_on=one.end_on,
            )
            for one in posted.rule_sets
        ],
        posted_sha256=digest(posted.canonical()),
        roster_sha256=digest(card.roster.canonical()) if card.roster else "",
    )


def _seat_members(body: Body, roster: shapes.Roster, people: dict[str, Person]) -> None:
    """Make the seats of a body, and who sits, sat or will sit on it."""
    seats = {
        seat.label: Seat(body=body, position=position, **_take(seat, OF_SEAT))
        for position, seat in enumerate(roster.seats)
    }
    db.session.add_all(seats.values())
    for position, member in enumerate(roster.members):
        named = member.person
        person = people.setdefault(named.slug, Person(slug=named.slug, name=named.name))
        held = Membership(
            body=body,
            person=person,
            seat=seats.get(member.seat),
            position=position,
            **_take(member, OF_MEMBERSHIP),
        )
        held.offices = [Office(**_take(office, OF_OFFICE)) for office in member.offices]
        db.session.add(held)
