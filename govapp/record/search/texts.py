"""What bodies, people and matters are found by: pure functions of what was posted."""

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from govapp.record.cards import BodyCard
from govapp.record.search.rows import (
    UNDATED,
    Draft,
    Found,
    join,
    make_id,
    plain,
)
from govapp.record.shapes.base import BodyRef
from govapp.record.shapes.bodies import Body, Membership
from govapp.record.shapes.matters import Matter


def body_text(card: BodyCard) -> Draft:
    """Return what a body is found by."""
    body = card.body
    lines = [
        body.short_name,
        body.purpose,
        *(each.name for each in body.former_names),
        body.parent.name if body.parent else "",
        *(each.parent.name for each in body.former_parents),
        body.successor.name if body.successor else "",
        body.contact,
        *(fact.text for fact in body.facts),
        *(seat.label for seat in (card.roster.seats if card.roster else ())),
    ]
    found = Found(
        kind="body",
        title=body.name,
        path=f"/committees/{body.slug}",
        bodies=(_ref(body),),
    )
    return _undated(f"body:{body.slug}", found, join(lines))


def person_texts(
    slug: str, served: Sequence[tuple[Body, str, Membership]]
) -> Iterator[Draft]:
    """Yield what a person is found by, from all places held, if any is."""
    if not served:
        return
    lines = [line for body, _, each in served for line in _place_lines(body, each)]
    found = Found(
        kind="person",
        title=served[-1][1],
        path=f"/people/{slug}",
        bodies=tuple(dict.fromkeys(_ref(body) for body, _, _ in served)),
    )
    yield _undated(f"person:{slug}", found, join(lines))


def matter_text(matter: Matter) -> Draft:
    """Return what a matter is found by."""
    found = Found(
        kind="matter",
        title=matter.title,
        path=f"/matters/{quote(matter.file_number, safe='')}",
        number=matter.file_number,
        bodies=(matter.body,),
    )
    lines = [plain(matter.summary), matter.closing, matter.body.name]
    return _undated(f"matter:{matter.file_number}", found, join(lines))


def _place_lines(body: Body, place: Membership) -> Iterator[str]:
    offices = (held.office.replace("_", " ") for held in place.offices)
    yield from (place.person.name, body.name, *offices, place.seat, place.note)


def _ref(body: Body) -> BodyRef:
    return BodyRef(slug=body.slug, name=body.name)


def _undated(subject: str, found: Found, text: str) -> Draft:
    number = make_id(UNDATED, subject)
    return Draft(number, subject, found, found.number, text)
