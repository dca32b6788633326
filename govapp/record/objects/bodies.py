"""The objects of bodies, people and matters: pure functions of what was posted."""

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

from govapp import clock
from govapp.record.cards import BodyCard
from govapp.record.folding import Posting
from govapp.record.legistar_rows import guid_of, number_of
from govapp.record.objects.rows import Made, Mark
from govapp.record.objects.shapes import (
    BodyObject,
    Gone,
    MatterObject,
    MembershipObject,
    PersonObject,
    SeatObject,
)
from govapp.record.shapes.base import BodyRef, Kind
from govapp.record.shapes.bodies import Membership, Roster, Seat
from govapp.record.shapes.matters import Matter

T = TypeVar("T")
# What an address has instead of what it cannot hold.
UNFIT = re.compile(r"[^a-z0-9]+")


def body_objects(card: BodyCard, postings: list[Posting]) -> list[Made]:
    """Return a body, its seats and memberships, and what remains of those gone."""
    body, mark = card.body, _mark(postings)
    shape = BodyObject(
        **dict(body),
        **mark.of(body.slug),
        integer=number_of("body", body.slug),
        guid=guid_of(f"body:{body.slug}"),
    )
    made = [Made("bodies", shape, body=body.slug, status=body.status)]
    ref = BodyRef(slug=body.slug, name=body.name)
    made += _of_roster(card.roster or Roster(body=ref), ref, mark)
    there = {(each.kind, each.shape.id) for each in made}
    ever = {
        (each.kind, each.shape.id): each
        for posting in postings
        if posting.kind == Kind.ROSTER
        for each in _of_roster(Roster.read(posting.content), ref, mark)
    }
    return made + [
        Made(each.kind, Gone(**mark.of(key)), body=body.slug, person=each.person)
        for (kind, key), each in ever.items()
        if (kind, key) not in there
    ]


def _mark(postings: list[Posting]) -> Mark:
    return Mark(clock.stamp(postings[-1].posted_at), postings[-1].seq)


def _of_roster(roster: Roster, body: BodyRef, mark: Mark) -> list[Made]:
    seats = [
        SeatObject(**dict(seat), **mark.of(key), body=body)
        for key, seat in _name_seats(roster.seats, body.slug)
    ]
    made = [Made("seats", seat, body=body.slug) for seat in seats]
    for key, member in _name_members(roster.members, body.slug):
        shape = MembershipObject(**dict(member), **mark.of(key), body=body)
        person = member.person.slug
        made.append(Made("memberships", shape, body=body.slug, person=person))
    return made


def _name_seats(seats: Iterable[Seat], body: str) -> Iterator[tuple[str, Seat]]:
    """Yield seats with ids that stay as long as their labels do."""
    names = [(f"{body}.{_fit(seat.label) or 'seat'}", seat) for seat in seats]
    return _apart(names)


def _name_members(
    members: Iterable[Membership], body: str
) -> Iterator[tuple[str, Membership]]:
    """Yield memberships with ids that stay as long as person and first day do."""
    names = [
        (f"{body}.{each.person.slug}.{_fit(each.start_on) or 'unknown'}", each)
        for each in members
    ]
    return _apart(names)


def _fit(text: str) -> str:
    return UNFIT.sub("-", text.casefold()).strip("-")[:60]


def _apart(named: Iterable[tuple[str, T]]) -> Iterator[tuple[str, T]]:
    """Tell those of one name apart by their places."""
    counts: dict[str, int] = {}
    for name, value in named:
        counts[name] = counts.get(name, 0) + 1
        yield (f"{name}.{counts[name]}" if counts[name] > 1 else name), value


def person_object(
    slug: str, names: list[str], bodies: tuple[BodyRef, ...], mark: Mark
) -> Made:
    """Return somebody, by what the bodies call them; what remains where none does."""
    if not names:
        return Made("people", Gone(**mark.of(slug)), person=slug)
    shape = PersonObject(
        **mark.of(slug),
        name=names[0],
        integer=number_of("person", slug),
        guid=guid_of(f"person:{slug}"),
        bodies=bodies,
    )
    return Made("people", shape, person=slug)


def matter_object(matter: Matter, postings: list[Posting]) -> Made:
    """Return a matter."""
    number = matter.file_number
    shape = MatterObject(
        **dict(matter),
        **_mark(postings).of(number),
        integer=number_of("matter", number),
        guid=guid_of(f"matter:{number}"),
    )
    status = "closed" if matter.closed_on else "open"
    return Made("matters", shape, body=matter.body.slug, matter=number, status=status)
