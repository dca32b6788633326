"""What Open Civic Data and Popolo ask of each object, written down by hand.

Read from the proposals OCDEP 2 to 7 and the field lists of Popolo (popoloproject.com),
with the words that Open Civic Data's own tools allow (`opencivicdata.common`). Stricter
than these: every field that we give must be there, and no other. Their own schemas were
run over the same objects when this was written; they are not copied here.
"""

from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from tests.exchange.ocd.parts import (
    AGENDA,
    CONTACTS,
    COUNTS,
    DAY,
    DIVISION,
    EXTRAS,
    FLAG,
    IDENTIFIERS,
    JURISDICTION,
    LINKS,
    MEDIA,
    NAME,
    NAMES,
    NUMBER,
    OPTION,
    ORGANIZATION,
    PAPERS,
    PARTICIPANT,
    PERSON,
    RESULT,
    SOURCES,
    STAMP,
    TEXT,
    URL,
    WHEN,
    having,
    key,
    listing,
    maybe,
    one_of,
)

SCHEMAS = {
    "jurisdictions": having(
        {
            "id": JURISDICTION,
            "name": NAME,
            "url": URL,
            "classification": one_of("government"),
            "division_id": DIVISION,
            "legislative_sessions": listing(
                having(
                    {
                        "identifier": NAME,
                        "name": NAME,
                        "type": one_of("primary", "special"),
                        "start_date": DAY,
                        "end_date": DAY,
                    }
                )
            ),
            "feature_flags": listing(NAME),
            "extras": EXTRAS,
        }
    ),
    "organizations": having(
        {
            "id": ORGANIZATION,
            "name": NAME,
            "other_names": NAMES,
            "identifiers": IDENTIFIERS,
            "classification": one_of(
                "legislature", "executive", "committee", "commission", "corporation",
                "agency", "department", "judiciary",
            ),
            "parent_id": maybe(ORGANIZATION),
            "founding_date": DAY,
            "dissolution_date": DAY,
            "image": TEXT,
            "contact_details": CONTACTS,
            "jurisdiction_id": JURISDICTION,
            "division_id": DIVISION,
            "links": LINKS,
            "sources": SOURCES,
            "extras": EXTRAS,
        },
        updated_at=WHEN,
    ),
    "people": having(
        {
            "id": PERSON,
            "name": NAME,
            "other_names": NAMES,
            "identifiers": IDENTIFIERS,
            "image": TEXT,
            "contact_details": CONTACTS,
            "links": LINKS,
            "sources": SOURCES,
            "extras": EXTRAS,
        }
    ),
    "posts": having(
        {
            "id": key("post"),
            "label": NAME,
            "role": TEXT,
            "maximum_memberships": NUMBER,
            "organization_id": ORGANIZATION,
            "division_id": maybe(DIVISION),
            "start_date": DAY,
            "end_date": DAY,
            "contact_details": CONTACTS,
            "links": LINKS,
            "extras": EXTRAS,
        }
    ),
    "memberships": having(
        {
            "id": key("membership"),
            "label": TEXT,
            "role": TEXT,
            "person_id": PERSON,
            "person_name": NAME,
            "organization_id": ORGANIZATION,
            "post_id": maybe(key("post")),
            "on_behalf_of_id": maybe(ORGANIZATION),
            "start_date": DAY,
            "end_date": DAY,
            "contact_details": CONTACTS,
            "links": LINKS,
            "extras": EXTRAS,
        }
    ),
    "events": having(
        {
            "id": key("event"),
            "jurisdiction_id": JURISDICTION,
            "name": NAME,
            "classification": one_of("committee-meeting", "hearing"),
            "description": TEXT,
            "start_date": WHEN,
            "end_date": STAMP,
            "timezone": NAME,
            "all_day": FLAG,
            "status": one_of("cancelled", "tentative", "confirmed", "passed"),
            "location": maybe(
                having({"name": NAME, "note": TEXT, "coordinates": {}}, url=URL)
            ),
            "media": MEDIA,
            "documents": PAPERS,
            "links": LINKS,
            "participants": listing(PARTICIPANT, 1),
            "agenda": listing(AGENDA),
            "sources": SOURCES,
            "extras": EXTRAS,
            "created_at": WHEN,
            "updated_at": WHEN,
        }
    ),
    "bills": having(
        {
            "id": key("bill"),
            "legislative_session": NAME,
            "identifier": NAME,
            "title": NAME,
            "from_organization": ORGANIZATION,
            "classification": listing(one_of("resolution", "contract", "appointment")),
            "subject": listing(NAME),
            "abstracts": listing(having({"abstract": NAME, "note": TEXT})),
            "other_titles": listing(EXTRAS),
            "other_identifiers": listing(EXTRAS),
            "actions": listing(
                having(
                    {
                        "organization": ORGANIZATION,
                        "date": DAY,
                        "description": NAME,
                        "classification": listing(
                            one_of(
                                "passage", "failure", "deferral", "referral",
                                "withdrawal",
                            )
                        ),
                        "related_entities": listing(EXTRAS),
                        "extras": EXTRAS,
                    }
                )
            ),
            "sponsorships": listing(EXTRAS),
            "related_bills": listing(EXTRAS),
            "versions": listing(EXTRAS),
            "documents": listing(
                having(
                    {
                        "note": NAME,
                        "date": DAY,
                        "links": listing(having({"media_type": TEXT, "url": URL}), 1),
                    }
                )
            ),
            "sources": SOURCES,
            "extras": EXTRAS,
        }
    ),
    "votes": having(
        {
            "id": key("vote"),
            "identifier": NAME,
            "motion_text": NAME,
            "motion_classification": listing(NAME, 1),
            "motion_id": key("motion"),
            "start_date": WHEN,
            "end_date": STAMP,
            "result": RESULT,
            "organization": ORGANIZATION,
            "legislative_session": NAME,
            "bill": maybe(key("bill")),
            "bill_action": maybe(NAME),
            "votes": listing(
                having(
                    {"option": OPTION, "voter_name": NAME, "note": TEXT},
                    voter_id=PERSON,
                )
            ),
            "counts": COUNTS,
            "sources": SOURCES,
            "extras": EXTRAS,
            "updated_at": WHEN,
        }
    ),
    "motions": having(
        {
            "id": key("motion"),
            "identifier": NAME,
            "organization_id": ORGANIZATION,
            "legislative_session_id": NAME,
            "creator_id": maybe(PERSON),
            "text": maybe(NAME),
            "classification": NAME,
            "date": DAY,
            "requirement": maybe(NAME),
            "result": NAME,
            "vote_events": listing(
                having(
                    {
                        "id": key("vote"),
                        "identifier": NAME,
                        "motion_id": key("motion"),
                        "organization_id": ORGANIZATION,
                        "legislative_session_id": NAME,
                        "start_date": maybe(WHEN),
                        "end_date": maybe(WHEN),
                        "result": RESULT,
                        "group_results": listing(EXTRAS),
                        "counts": COUNTS,
                        "votes": listing(
                            having(
                                {
                                    "voter_id": maybe(PERSON),
                                    "voter": having({"name": NAME}),
                                    "option": OPTION,
                                    "note": TEXT,
                                }
                            )
                        ),
                        "extras": EXTRAS,
                    }
                )
            ),
            "sources": SOURCES,
            "extras": EXTRAS,
            "updated_at": WHEN,
        }
    ),
}  # fmt: skip


def check(name: str, row: Any) -> None:
    """Fail where an object is not what the standard asks for."""
    wrong = Draft202012Validator(
        SCHEMAS[name], format_checker=FormatChecker()
    ).iter_errors(row)
    assert [f"{list(one.path)}: {one.message}" for one in wrong] == []
