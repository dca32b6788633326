"""What each address answers: lists a page at a time, and each object by its id."""

import uuid
from collections.abc import Callable, Sequence

from govapp.exchange.ocd import organizations, published
from govapp.exchange.ocd.bills import bill_of
from govapp.exchange.ocd.events import event_of
from govapp.exchange.ocd.names import Publisher, Row
from govapp.exchange.ocd.votes import motion_of, vote_event_of
from govapp.record.cards import BodyCard, MeetingCard
from govapp.record.shapes.bodies import Organization
from govapp.record.shapes.sittings import Motion

Found = tuple[int, Sequence[Row]]
Describe = Callable[[MeetingCard, Motion, Publisher], Row]


def list_objects(
    name: str, first: int, most: int, site: Organization, by: Publisher
) -> Found | None:
    """Return how many objects a list has, and some of them; None without that list."""
    if name in SMALL:
        rows = SMALL[name](site, by)
        return len(rows), rows[first : first + most]
    make = LARGE.get(name)
    return make(first, most, by) if make else None


def find_object(kind: str, key: str, site: Organization, by: Publisher) -> Row | None:
    """Return an object by the two parts of its id, or None."""
    name = KINDS.get(kind)
    if name in SMALL:
        whole = f"{kind}/{key}"
        return next((r for r in SMALL[name](site, by) if r["id"] == whole), None)
    return FIND[kind](key, by) if kind in FIND and _is_uuid(key) else None


def _is_uuid(key: str) -> bool:
    try:
        return str(uuid.UUID(key)) == key
    except ValueError:
        return False


def _jurisdictions(site: Organization, by: Publisher) -> list[Row]:
    return [organizations.jurisdiction_of(site, published.list_years(), by)]


def _organizations(site: Organization, by: Publisher) -> list[Row]:
    bodies = [
        organizations.organization_of(card, by) for card in published.list_bodies()
    ]
    return [organizations.publisher_of(site, by), *bodies]


def _people(_site: Organization, by: Publisher) -> list[Row]:
    people = published.map_people()
    return [organizations.person_of(slug, people[slug], by) for slug in people]


def _of_bodies(
    make: Callable[[BodyCard, Publisher], list[Row]],
) -> Callable[[Organization, Publisher], list[Row]]:
    def rows(_site: Organization, by: Publisher) -> list[Row]:
        return [row for card in published.list_bodies() for row in make(card, by)]

    return rows


def _events(first: int, most: int, by: Publisher) -> Found:
    total, cards = published.list_meetings(first, most)
    return total, [event_of(card, by) for card in cards]


def _bills(first: int, most: int, by: Publisher) -> Found:
    total, matters = published.list_matters(first, most)
    return total, [bill_of(matter, cards, by) for matter, cards in matters]


def _of_motions(describe: Describe) -> Callable[[int, int, Publisher], Found]:
    def found(first: int, most: int, by: Publisher) -> Found:
        total, motions = published.list_motions(first, most)
        return total, [_motion(describe, card, key, by) for card, key in motions]

    return found


def _motion(describe: Describe, card: MeetingCard, key: str, by: Publisher) -> Row:
    motion = next(one for one in card.motions if one.id == key and one.deciding)
    return describe(card, motion, by)


def _find_event(key: str, by: Publisher) -> Row | None:
    card = published.find_meeting(key)
    return event_of(card, by) if card else None


def _find_bill(key: str, by: Publisher) -> Row | None:
    found = published.find_matter(f"ocd-bill/{key}")
    return bill_of(*found, by) if found else None


def _find_vote(key: str, by: Publisher) -> Row | None:
    found = published.find_motion(f"ocd-vote/{key}")
    return _motion(vote_event_of, *found, by) if found else None


def _find_motion(key: str, by: Publisher) -> Row | None:
    found = published.find_motion(f"ocd-motion/{key}")
    return _motion(motion_of, *found, by) if found else None


SMALL: dict[str | None, Callable[[Organization, Publisher], list[Row]]] = {
    "jurisdictions": _jurisdictions,
    "organizations": _organizations,
    "people": _people,
    "posts": _of_bodies(organizations.posts_of),
    "memberships": _of_bodies(organizations.memberships_of),
}
LARGE: dict[str, Callable[[int, int, Publisher], Found]] = {
    "events": _events,
    "bills": _bills,
    "votes": _of_motions(vote_event_of),
    "motions": _of_motions(motion_of),
}
# The list that has the objects of a kind of id.
KINDS = {
    "ocd-jurisdiction": "jurisdictions",
    "ocd-organization": "organizations",
    "ocd-person": "people",
    "ocd-post": "posts",
    "ocd-membership": "memberships",
}
FIND: dict[str, Callable[[str, Publisher], Row | None]] = {
    "ocd-event": _find_event,
    "ocd-bill": _find_bill,
    "ocd-vote": _find_vote,
    "ocd-motion": _find_motion,
}
NAMES = (*SMALL, *LARGE)
