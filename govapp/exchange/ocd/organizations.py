"""Bodies, seats, people and who sits where, as Open Civic Data has them."""

from collections.abc import Iterable, Iterator, Sequence

from govapp.exchange.ocd.names import (
    Publisher,
    Row,
    make_id,
    organization_id,
    person_id,
    publisher_id,
    tell_apart,
)
from govapp.record.cards import BodyCard
from govapp.record.shapes.bodies import Body, Membership, Office, Organization

# Of the format's few words the nearest; `extras` has ours.
CLASSIFICATIONS = {
    "board": "legislature",
    "committee": "committee",
    "subcommittee": "committee",
}
OFFICES = {"chair": "Chair", "vice_chair": "Vice Chair", "secretary": "Secretary"}


def jurisdiction_of(site: Organization, years: Sequence[str], by: Publisher) -> Row:
    """Describe who governs; each year is a session of its own."""
    return {
        "id": by.jurisdiction_id,
        "name": site.name,
        "url": by.page("/"),
        "classification": "government",
        "division_id": by.division_id,
        "legislative_sessions": [
            {
                "identifier": year,
                "name": year,
                "type": "primary",
                "start_date": f"{year}-01-01",
                "end_date": f"{year}-12-31",
            }
            for year in years
        ],
        "feature_flags": [],
        "extras": {"time_zone": site.time_zone},
    }


def publisher_of(site: Organization, by: Publisher) -> Row:
    """Describe the organization whose bodies they are."""
    contacts = (
        ("address", site.address),
        ("voice", site.phone),
        ("email", site.email),
    )
    return {
        **_organization(publisher_id(), site.name, "corporation", by),
        "other_names": [{"name": site.short_name}] if site.short_name else [],
        "contact_details": [
            {"type": kind, "value": value, "note": ""}
            for kind, value in contacts
            if value
        ],
        "links": [{"url": by.page("/about"), "note": ""}],
        "sources": by.sources("/about"),
        "extras": _dump(site),
    }


def organization_of(card: BodyCard, by: Publisher) -> Row:
    """Describe a body."""
    body, page = card.body, f"/committees/{card.body.slug}"
    kind = CLASSIFICATIONS.get(body.kind, "commission")
    parent = body.parent
    former = [
        {"name": name.name, "start_date": name.start_on, "end_date": name.end_on}
        for name in body.former_names
    ]
    return {
        **_organization(organization_id(body.slug), body.name, kind, by),
        "other_names": [
            *former,
            *([{"name": body.short_name}] if body.short_name else []),
        ],
        "identifiers": [{"scheme": "slug", "identifier": body.slug}],
        "parent_id": organization_id(parent.slug) if parent else publisher_id(),
        "founding_date": body.established_on,
        "dissolution_date": body.dissolved_on,
        "links": [{"url": by.page(page), "note": ""}],
        "sources": by.sources(page, (fact.source for fact in body.facts)),
        "extras": _dump(body),
        "updated_at": max(card.posted_at, card.roster_posted_at),
    }


def _organization(key: str, name: str, kind: str, by: Publisher) -> Row:
    return {
        "id": key,
        "name": name,
        "other_names": [],
        "identifiers": [],
        "classification": kind,
        "parent_id": None,
        "founding_date": "",
        "dissolution_date": "",
        "image": "",
        "contact_details": [],
        "jurisdiction_id": by.jurisdiction_id,
        "division_id": by.division_id,
    }


def _dump(shape: Organization | Body | Membership) -> Row:
    return shape.model_dump(mode="json", exclude_defaults=True)


def posts_of(card: BodyCard, by: Publisher) -> list[Row]:
    """Describe the seats of a body, and its offices that somebody held."""
    body = card.body
    there = card.roster.seats if card.roster else ()
    members = card.roster.members if card.roster else ()
    seats = [
        {
            **_post(key, seat.label, body),
            "start_date": seat.created_on,
            "end_date": seat.ended_on,
            "extras": seat.model_dump(mode="json", exclude_defaults=True),
        }
        for key, seat in zip(
            tell_apart(seat.label for seat in there), there, strict=True
        )
    ]
    held = sorted({o.office for member in members for o in member.offices})
    offices = [_post(office, _title(office), body, "office") for office in held]
    links = [{"url": by.page(f"/committees/{body.slug}/members"), "note": ""}]
    return [{**post, "links": links} for post in [*seats, *offices]]


def _post(key: str, label: str, body: Body, kind: str = "seat") -> Row:
    return {
        "id": make_id("post", f"{kind}:{body.slug}/{key}"),
        "label": label,
        "role": body.member_title if kind == "seat" else label,
        "maximum_memberships": 1,
        "organization_id": organization_id(body.slug),
        "division_id": None,
        "start_date": "",
        "end_date": "",
        "contact_details": [],
        "extras": {},
    }


def memberships_of(card: BodyCard, by: Publisher) -> list[Row]:
    """Describe who sits or sat on a body, and each office beside it."""
    members = card.roster.members if card.roster else ()
    rows = [row for member in members for row in _memberships(card, member)]
    links = [{"url": by.page(f"/committees/{card.body.slug}/members"), "note": ""}]
    keys = tell_apart(str(row["id"]) for row in rows)
    return [
        {**row, "id": make_id("membership", key), "links": links}
        for key, row in zip(keys, rows, strict=True)
    ]


def _memberships(card: BodyCard, member: Membership) -> Iterator[Row]:
    body, person = card.body, member.person
    ended = member.ended_on or ("" if member.is_holdover else member.term_end_on)
    labels = [seat.label for seat in card.roster.seats] if card.roster else []
    row: Row = {
        "id": f"{body.slug}/{person.slug}/{member.seat}/{member.start_on}",
        "label": member.seat,
        "role": body.member_title,
        "person_id": person_id(person.slug),
        "person_name": person.name,
        "organization_id": organization_id(body.slug),
        "post_id": (
            make_id("post", f"seat:{body.slug}/{member.seat}")
            if member.seat in labels
            else None
        ),
        "on_behalf_of_id": None,
        "start_date": member.start_on,
        "end_date": ended,
        "contact_details": [],
        "extras": _dump(member),
    }
    yield row
    for office in member.offices:
        yield {
            **row,
            **_office(body, office, str(row["id"])),
            "start_date": office.start_on or member.start_on,
            "end_date": office.end_on or ended,
        }


def _office(body: Body, office: Office, key: str) -> Row:
    title = _title(office.office)
    return {
        "id": f"{key}/{office.office}/{office.start_on}",
        "label": f"Acting {title}" if office.is_acting else title,
        "role": title,
        "post_id": make_id("post", f"office:{body.slug}/{office.office}"),
        "extras": office.model_dump(mode="json", exclude_defaults=True),
    }


def _title(office: str) -> str:
    return OFFICES.get(office, office.replace("_", " ").capitalize())


def person_of(slug: str, names: Iterable[str], by: Publisher) -> Row:
    """Describe somebody; the last of their names is the one they have now."""
    page, known = f"/people/{slug}", list(dict.fromkeys(names))
    return {
        "id": person_id(slug),
        "name": known[-1],
        "other_names": [{"name": name} for name in known[:-1]],
        "identifiers": [{"scheme": "slug", "identifier": slug}],
        "image": "",
        "contact_details": [],
        "links": [{"url": by.page(page), "note": ""}],
        "sources": by.sources(page),
        "extras": {},
    }
