"""Bodies, people and their offices, as that interface has them."""

from collections.abc import Iterable, Iterator

from govapp.record.cards import BodyCard
from govapp.record.legistar_rows import VERSION, guid_of, number_of, utc
from govapp.record.rows import Row
from govapp.record.shapes.bodies import Membership

BODY_TYPES = {
    "board": (1, "Primary Legislative Body"),
    "committee": (2, "Committee"),
    "subcommittee": (3, "Subcommittee"),
    "advisory": (4, "Advisory Body"),
    "other": (5, "Other"),
}
OFFICES = {"chair": "Chair", "vice_chair": "Vice Chair", "secretary": "Secretary"}
# Its clients read both dates of a term as dates.
FIRST, OPEN = "1900-01-01", "2099-12-31"


def body_row(card: BodyCard) -> Row:
    """Return the row of a body."""
    body = card.body
    type_id, type_name = BODY_TYPES.get(body.kind, BODY_TYPES["other"])
    return {
        "BodyId": number_of("body", body.slug),
        "BodyGuid": guid_of(f"body:{body.slug}"),
        "BodyLastModifiedUtc": utc(max(card.posted_at, card.roster_posted_at)),
        "BodyRowVersion": VERSION,
        "BodyName": body.name,
        "BodyTypeId": type_id,
        "BodyTypeName": type_name,
        "BodyMeetFlag": 1,
        "BodyActiveFlag": int(body.status != "dissolved"),
        "BodySort": body.position,
        "BodyDescription": body.purpose,
        "BodyContactNameId": None,
        "BodyContactFullName": body.contact or None,
        "BodyContactPhone": None,
        "BodyContactEmail": None,
        "BodyUsedControlFlag": 0,
        "BodyNumberOfMembers": body.seats_authorized,
        "BodyUsedActingFlag": 0,
        "BodyUsedTargetFlag": 0,
        "BodyUsedSponsorFlag": 0,
    }


def body_type_rows() -> list[Row]:
    """Return the kinds of bodies."""
    return [
        {
            "BodyTypeId": key,
            "BodyTypeGuid": guid_of(f"body type:{key}"),
            "BodyTypeLastModifiedUtc": None,
            "BodyTypeRowVersion": VERSION,
            "BodyTypeName": name,
        }
        for key, name in BODY_TYPES.values()
    ]


def person_row(slug: str, name: str, base_url: str) -> Row:
    """Return the row of somebody."""
    first, _, last = name.rpartition(" ")
    unused = {
        f"Person{field}{place}": None
        for place in ("1", "2")
        for field in ("Address", "City", "State", "Zip")
    }
    unused |= {
        f"Person{field}{place}": None
        for place in ("", "2")
        for field in ("Phone", "Fax", "Email", "WWW")
    }
    return {
        "PersonId": number_of("person", slug),
        "PersonGuid": guid_of(f"person:{slug}"),
        "PersonLastModifiedUtc": None,
        "PersonRowVersion": VERSION,
        "PersonFirstName": first,
        "PersonLastName": last,
        "PersonFullName": name,
        "PersonActiveFlag": 1,
        "PersonCanViewFlag": 1,
        "PersonUsedSponsorFlag": 0,
        **unused,
        "PersonWWW": f"{base_url}/people/{slug}",
    }


def office_rows(cards: Iterable[BodyCard]) -> list[Row]:
    """Return every place held on some bodies, and each office beside it."""
    return [
        row
        for card in cards
        for member in (card.roster.members if card.roster else ())
        for row in _offices(card, member)
    ]


def _offices(card: BodyCard, member: Membership) -> Iterator[Row]:
    ended = member.ended_on or member.term_end_on
    yield _office(card, member, card.body.member_title, member.start_on, ended)
    for office in member.offices:
        title = OFFICES.get(office.office, office.office)
        yield _office(
            card,
            member,
            f"Acting {title}" if office.is_acting else title,
            office.start_on or member.start_on,
            office.end_on or ended,
        )


def _office(
    card: BodyCard, member: Membership, title: str, start: str, end: str
) -> Row:
    slug, body = member.person.slug, card.body
    key = f"{body.slug}/{slug}/{title}/{member.source}/{start}"
    first, _, last = member.person.name.rpartition(" ")
    return {
        "OfficeRecordId": number_of("office", key),
        "OfficeRecordGuid": guid_of(f"office:{key}"),
        "OfficeRecordLastModifiedUtc": utc(card.roster_posted_at),
        "OfficeRecordRowVersion": VERSION,
        "OfficeRecordFirstName": first,
        "OfficeRecordLastName": last,
        "OfficeRecordEmail": None,
        "OfficeRecordFullName": member.person.name,
        "OfficeRecordStartDate": _date(start, FIRST),
        "OfficeRecordEndDate": _date(end, OPEN),
        "OfficeRecordSort": 0,
        "OfficeRecordPersonId": number_of("person", slug),
        "OfficeRecordBodyId": number_of("body", body.slug),
        "OfficeRecordBodyName": body.name,
        "OfficeRecordTitle": title,
        "OfficeRecordVoteDivider": 1.0,
        "OfficeRecordExtendFlag": 0,
        "OfficeRecordMemberTypeId": 1 if member.is_voting else 2,
        "OfficeRecordMemberType": "Voting" if member.is_voting else "Non-voting",
        "OfficeRecordSupportNameId": None,
        "OfficeRecordSupportFullName": None,
        "OfficeRecordExtraText": member.seat or None,
    }


def _date(known: str, usual: str) -> str:
    """Write 2023, 2023-05 or 2023-05-04 as a day; at the end of one if it is a last."""
    if not known:
        return f"{usual}T00:00:00"
    parts = known.split("-")
    # Of a month that is all that is known the first day is surely within it.
    rest = usual.split("-")[1:] if len(parts) == 1 else ["01"]
    return f"{'-'.join([*parts, *rest][:3])}T00:00:00"
