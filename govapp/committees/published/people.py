"""A person as posted: memberships and offices by body."""

from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import literal, select

from govapp.database import db
from govapp.record.cards import BodyCard
from govapp.record.models import PublishedPage, PublishedService
from govapp.record.shapes.bodies import Body, Membership


@dataclass(frozen=True)
class PersonPage:
    """A person's name and places, each body with its memberships."""

    slug: str
    name: str
    places: tuple[tuple[Body, tuple[Membership, ...]], ...]


def find_person(slug: str) -> PersonPage | None:
    """Return somebody named in a posted roster, or None."""
    rows = db.session.execute(
        select(PublishedService.membership, PublishedPage.card)
        .join(
            PublishedPage,
            PublishedPage.subject == literal("body:") + PublishedService.body,
        )
        .where(PublishedService.person == slug)
        .order_by(PublishedPage.sort_key, PublishedService.body)
        .order_by(PublishedService.position)
    ).all()
    if not rows:
        return None
    places = tuple(
        (
            BodyCard.read(card).body,
            tuple(Membership.read(text) for text, _ in group),
        )
        for card, group in groupby(rows, key=lambda row: row.card)
    )
    return PersonPage(slug=slug, name=places[0][1][0].person.name, places=places)
