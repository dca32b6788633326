"""Who publishes, bodies, people and who sits where, as OParl has them."""

from collections.abc import Mapping, Sequence

from govapp.exchange.oparl.names import Row, Site, Times, day, own
from govapp.record.cards import BodyCard
from govapp.record.legistar_rows import guid_of
from govapp.record.shapes.bodies import Membership, Organization, Roster

VERSION = "https://schema.oparl.org/1.1/"
# Lists of a body: how it names them, and what they are called in addresses.
LISTS = {
    "organization": "organization",
    "person": "person",
    "meeting": "meeting",
    "paper": "paper",
    "agendaItem": "agendaitem",
    "consultation": "consultation",
    "file": "file",
    "locationList": "location",
    "legislativeTermList": "legislativeterm",
    "membership": "membership",
}


def system_of(site: Organization, times: Times, at: Site) -> Row:
    """Describe this interface."""
    return at.make(
        "System",
        "",
        times,
        {
            "oparlVersion": VERSION,
            "body": at.url("bodies"),
            "name": site.name,
            "contactEmail": site.email,
            "contactName": site.name,
            "website": at.page("/"),
        },
    )


def body_of(
    site: Organization, terms: Mapping[str, Times], times: Times, at: Site
) -> Row:
    """Describe the organization: what OParl calls a body, a municipality."""
    lists = {name: at.url("body", path) for name, path in LISTS.items()}
    fields = {
        "system": at.url("system"),
        "name": site.name,
        "shortName": site.short_name,
        "website": at.page("/"),
        "contactEmail": site.email,
        "contactName": site.name,
        "web": at.page("/about"),
        **lists,
        **own(about=site.about, address=site.address, phone=site.phone),
    }
    made = at.make("Body", "", times, fields)
    # Required, so that it stands also where there is none.
    listed = [term_of(year, terms[year], at) for year in terms]
    return {**made, "legislativeTerm": listed}


def term_of(year: str, times: Times, at: Site) -> Row:
    """Describe a year: our meetings are numbered by it."""
    fields = {
        "body": at.url("body"),
        "name": year,
        "startDate": f"{year}-01-01",
        "endDate": f"{year}-12-31",
    }
    return at.make("LegislativeTerm", year, times, fields)


def organization_of(card: BodyCard, times: Times, at: Site) -> Row:
    """Describe a body: what OParl calls an organization."""
    body, roster = card.body, card.roster
    seats = roster.seats if roster else ()
    parent = body.parent
    fields = {
        "body": at.url("body"),
        "name": body.name,
        "shortName": body.short_name,
        "membership": [
            at.url("membership", *key.split("/")) for key in memberships_of(roster)
        ],
        "meeting": at.url("organization", body.slug, "meeting"),
        "consultation": at.url("organization", body.slug, "consultation"),
        "post": [seat.label for seat in seats],
        "subOrganizationOf": at.organization(parent.slug) if parent else "",
        "organizationType": "Gremium",
        "classification": body.kind,
        "startDate": day(body.established_on),
        "endDate": day(body.dissolved_on),
        "memberCount": body.seats_authorized or None,
        "votingMemberCount": sum(seat.is_voting for seat in seats) or None,
        "web": at.page(f"/committees/{body.slug}"),
        **own(body=body.model_dump(mode="json", exclude_defaults=True)),
    }
    return at.make("Organization", body.slug, times, fields)


def memberships_of(roster: Roster | None) -> dict[str, tuple[Membership, str]]:
    """Return who sits or sat on a body, by keys that stay, each with a role.

    An office is a membership of its own beside its holder's.
    """
    found: dict[str, tuple[Membership, str]] = {}
    for member in roster.members if roster else ():
        for role in ("", *(office.office for office in member.offices)):
            slug = roster.body.slug if roster else ""
            name = f"{member.person.slug}/{member.seat}/{member.start_on}/{role}"
            key = guid_of(f"membership:{slug}/{name}").lower()
            while f"{slug}/{key}" in found:
                key = guid_of(key).lower()
            found[f"{slug}/{key}"] = member, role
    return found


def membership_of(
    key: str, held: tuple[Membership, str], title: str, times: Times, at: Site
) -> Row:
    """Describe who sits or sat on a body, or held an office of it."""
    member, role = held
    ended = member.ended_on or ("" if member.is_holdover else member.term_end_on)
    start = member.start_on
    for office in member.offices:
        if role and office.office == role:
            start, ended = office.start_on or start, office.end_on or ended
    fields = {
        "person": at.person(member.person.slug),
        "organization": at.organization(key.partition("/")[0]),
        "role": role.replace("_", " ").capitalize() or title,
        "votingRight": member.is_voting,
        "startDate": day(start),
        "endDate": day(ended),
        **own(membership=member.model_dump(mode="json", exclude_defaults=True)),
    }
    return at.make("Membership", key, times, fields)


def person_of(
    slug: str, name: str, memberships: Sequence[Row], times: Times, at: Site
) -> Row:
    """Describe somebody with all that they are and were a member of."""
    fields = {
        "body": at.url("body"),
        "name": name,
        "membership": list(memberships),
        "web": at.page(f"/people/{slug}"),
    }
    return at.make("Person", slug, times, fields)
