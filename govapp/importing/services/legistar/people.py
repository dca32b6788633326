"""Taking in people, and their times on bodies."""

from collections.abc import Iterable, Mapping

from slugify import slugify

from govapp import clock
from govapp.audit.services import Actor
from govapp.committees import content, queries
from govapp.committees import services as committees
from govapp.committees.models import Body, Person
from govapp.committees.services.members import Terms
from govapp.committees.services.offices import Held
from govapp.database import atomic, db
from govapp.errors import RuleError
from govapp.importing.queries import is_slug_taken
from govapp.importing.rules.legistar.cells import until
from govapp.importing.rules.legistar.rows import OfficeRow, PersonRow
from govapp.importing.services.legistar.places import LONGEST_NAME, Place

OFFICES = {
    "chair": "chair",
    "chairman": "chair",
    "chairperson": "chair",
    "chairwoman": "chair",
    "vice chair": "vice_chair",
    "vice chairperson": "vice_chair",
    "secretary": "secretary",
}
UNSAID = ("member", "committee member", "council member")
SLUG = 64


@atomic
def import_person_row(
    actor: Actor, row: PersonRow, *, place: Place, digest: str = ""
) -> Person:
    """Take in somebody; who is here already keeps the name that the desk gave."""
    known = place.find("person", row.id)
    person = queries.find_person(known.local) if known else None
    if person is None:
        name = row.full_name or f"{row.first_name} {row.last_name}".strip()
        if not name:
            place.note(f"persons/{row.id}", "is kept, though there is no name")
        name = name[:LONGEST_NAME] or f"Person {row.id}"
        person = committees.add_person(actor, name=name, slug=_slug(name, row.id))
    place.keep("person", row.id, person.slug, digest)
    return person


def _slug(name: str, key: int) -> str:
    slug = slugify(name, max_length=SLUG, word_boundary=True)
    return slug if slug and not is_slug_taken(slug) else f"{slug or 'person'}-{key}"


@atomic
def import_offices(
    actor: Actor,
    body: Body,
    rows: Iterable[OfficeRow],
    *,
    place: Place,
    digests: Mapping[int, str],
) -> int:
    """Take in who sits and sat on a body, and post it; return how many are new.

    Who sits there today is a member like any other; what is over is dated history.
    """
    count = 0
    is_waiting = content.changed(body)[0]
    for row in sorted(rows, key=_order):
        known = place.find("office", row.id)
        if known is None or known.digest != digests[row.id]:
            count += _import_office(actor, body, row, place, digests[row.id])
    if count and is_waiting:
        reason = "members were added; post them at the desk, which has other changes"
        place.note(f"bodies/{body.slug}", reason)
    elif count:
        committees.post_roster(actor, body)
    return count


def _order(row: OfficeRow) -> tuple[bool, str, int]:
    """Put chairs first: of two places at one time the first one is kept in force."""
    is_plain = row.title.casefold() not in OFFICES
    return (is_plain, str(row.start_date), row.id)


def _import_office(
    actor: Actor, body: Body, row: OfficeRow, place: Place, digest: str
) -> int:
    where = f"officerecords/{row.id}"
    if row.person_id is None:
        place.note(where, "left out: it is nobody's")
        return 0
    person = import_person_row(
        actor,
        PersonRow(id=row.person_id, full_name=row.full_name),
        place=place,
        digest=_digest_of_person(place, row.person_id),
    )
    known = place.find("office", row.id)
    local = known.local if known else ""
    try:
        with db.session.begin_nested():
            local = _place(actor, body, person, row, local)
    except RuleError as error:
        place.note(where, f"left out: {error}")
        return 0
    place.keep("office", row.id, local, digest)
    return 1


def _digest_of_person(place: Place, key: int) -> str:
    known = place.find("person", key)
    return known.digest if known else ""


def _place(actor: Actor, body: Body, person: Person, row: OfficeRow, local: str) -> str:
    """Appoint somebody, or correct what is known of it; return the membership's id."""
    here = next((one for one in body.memberships if str(one.id) == local), None)
    if here:
        committees.edit_membership(
            actor,
            here,
            row_version=here.row_version,
            seat=here.seat,
            **_terms(row, is_reported=here.is_reported),
        )
        return local
    is_over = bool(until(row.end_date)) and until(row.end_date) < _today(body)
    for is_reported in (True,) if is_over else (False, True):
        try:
            with db.session.begin_nested():
                made = committees.appoint_member(
                    actor,
                    body,
                    person=person,
                    is_reported=is_reported,
                    offices=_offices(row),
                    **_terms(row, is_reported=is_reported),
                )
                return str(made.id)
        except RuleError:
            if is_reported:
                raise
    raise AssertionError


def _today(body: Body) -> str:
    return clock.today(body.time_zone).isoformat()


def _terms(row: OfficeRow, *, is_reported: bool) -> Terms:
    start = row.start_date.isoformat() if row.start_date else ""
    title = row.title.casefold()
    terms: Terms = {
        "start_on": start,
        "note": "" if title in UNSAID or title in OFFICES else row.title,
    }
    terms["ended_on" if is_reported else "term_end_on"] = until(row.end_date)
    return terms


def _offices(row: OfficeRow) -> list[Held]:
    office = OFFICES.get(row.title.casefold())
    if office is None:
        return []
    start = row.start_date.isoformat() if row.start_date else ""
    return [{"office": office, "start_on": start, "end_on": until(row.end_date)}]
