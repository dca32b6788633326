"""Bodies and people as schema.org has them, which search engines read."""

from collections.abc import Iterator
from typing import Any

from govapp.committees.published.bodies import Page
from govapp.committees.published.people import PersonPage
from govapp.committees.published.roster import RosterOn
from govapp.record.shapes.base import BodyRef
from govapp.record.shapes.bodies import Body, Membership

SCHEMA = "https://schema.org"
Described = dict[str, Any]


def describe_body(page: Page, roster: RosterOn, base_url: str) -> Described:
    """Describe a body with who sits on it that day; what is not known is left out."""
    body = page.card.body
    names = [body.short_name, *(former.name for former in body.former_names)]
    return {
        "@context": SCHEMA,
        **_organization(body, base_url),
        **_known(
            alternateName=[name for name in names if name],
            description=body.purpose,
            foundingDate=body.established_on,
            dissolutionDate=body.dissolved_on,
            parentOrganization=_named(body.parent, base_url),
            subOrganization=[_organization(below, base_url) for below in page.below],
            contactPoint=_contact(body),
            member=[
                row
                for place in roster.serving
                for row in _roles(
                    body, place.member, "member", _person(place.member, base_url)
                )
            ],
        ),
    }


def describe_person(person: PersonPage, base_url: str) -> Described:
    """Describe somebody with every place held, each office beside it."""
    url = f"{base_url}/people/{person.slug}"
    return {
        "@context": SCHEMA,
        "@type": "Person",
        "@id": url,
        "url": url,
        "name": person.name,
        **_known(
            memberOf=[
                row
                for body, members in person.places
                for member in members
                for row in _roles(
                    body, member, "memberOf", _organization(body, base_url)
                )
            ]
        ),
    }


def _known(**said: Any) -> Described:
    return {name: value for name, value in said.items() if value}


def _organization(body: Body | BodyRef, base_url: str) -> Described:
    url = f"{base_url}/committees/{body.slug}"
    return {"@type": "Organization", "@id": url, "url": url, "name": body.name}


def _named(body: BodyRef | None, base_url: str) -> Described | None:
    return _organization(body, base_url) if body else None


def _contact(body: Body) -> Described | None:
    if not body.contact:
        return None
    return {"@type": "ContactPoint", "description": body.contact}


def _person(member: Membership, base_url: str) -> Described:
    url = f"{base_url}/people/{member.person.slug}"
    return {"@type": "Person", "@id": url, "url": url, "name": member.person.name}


def _roles(body: Body, member: Membership, name: str, what: Described) -> Iterator[Any]:
    """Yield a membership as schema.org has it, and each office held with it.

    A role repeats the property it qualifies.
    """
    ended = member.ended_on or ("" if member.is_holdover else member.term_end_on)
    named = [(body.member_title, member.start_on, ended)]
    named += [
        (office.office.replace("_", " ").capitalize(), office.start_on, office.end_on)
        for office in member.offices
    ]
    for title, start, end in named:
        role = {"@type": "OrganizationRole", "roleName": title}
        yield role | _known(startDate=start, endDate=end) | {name: what}
