"""What Open Civic Data and Popolo ask of each object, written down by hand.

Read from the proposals OCDEP 2 to 7 and the field lists of Popolo (popoloproject.com),
with the words that Open Civic Data's own tools allow (`opencivicdata.common`). Stricter
than these: every field that we give must be there, and no other. Their own schemas were
run over the same objects when this was written; they are not copied here.
"""

from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
NAME: Schema = {"type": "string", "minLength": 1}
NUMBER: Schema = {"type": "integer", "minimum": 0}
FLAG: Schema = {"type": "boolean"}
URL: Schema = {"type": "string", "pattern": r"^https?://\S+$"}
# OCDEP 101: a year, a month or a day, or nothing.
DAY: Schema = {"type": "string", "pattern": r"^([0-9]{4}(-[0-9]{2}){0,2})?$"}
STAMP: Schema = {
    "type": "string",
    "pattern": (
        r"^([0-9]{4}((-[0-9]{2}){0,2}|(-[0-9]{2}){2}T[0-9]{2}:[0-9]{2}:[0-9]{2}"
        r"(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})))?$"
    ),
}
WHEN: Schema = {**STAMP, "minLength": 4}
EXTRAS: Schema = {"type": "object"}


def one_of(*words: str | None) -> Schema:
    return {"enum": list(words)}


def maybe(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def listing(schema: Schema, least: int = 0) -> Schema:
    return {"type": "array", "items": schema, "minItems": least}


def having(fields: Schema, **optional: Schema) -> Schema:
    return {
        "type": "object",
        "properties": {**fields, **optional},
        "required": list(fields),
        "additionalProperties": False,
    }


def key(kind: str) -> Schema:
    uuid = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    return {"type": "string", "pattern": f"^ocd-{kind}/{uuid}$"}


JURISDICTION: Schema = {
    "type": "string",
    "pattern": r"^ocd-jurisdiction/country:[a-z]{2}(/[^\W\d]+:[\w.~-]+)*/\w+$",
}
DIVISION: Schema = {
    "type": "string",
    "pattern": r"^ocd-division/country:[a-z]{2}(/[^\W\d]+:[\w.~-]+)*$",
}
ORGANIZATION, PERSON = key("organization"), key("person")
SOURCES = listing(having({"url": URL, "note": TEXT}), 1)
LINKS = listing(having({"url": URL, "note": TEXT}))
CONTACTS = listing(
    having(
        {
            "type": one_of(
                "address", "email", "url", "fax", "text", "voice", "video", "pager",
                "textphone",
            ),
            "value": NAME,
            "note": TEXT,
        }
    )
)  # fmt: skip
NAMES = listing(having({"name": NAME}, start_date=DAY, end_date=DAY))
IDENTIFIERS = listing(having({"scheme": NAME, "identifier": NAME}))
PAPERS = listing(having({"note": NAME, "url": URL, "media_type": NAME, "date": DAY}))
MEDIA = listing(
    having(
        {
            "name": NAME,
            "type": NAME,
            "date": DAY,
            "offset": maybe(NUMBER),
            "links": listing(having({"media_type": TEXT, "url": URL}), 1),
        }
    )
)
OPTION = one_of(
    "yes", "no", "absent", "abstain", "not voting", "paired", "excused", "other"
)
COUNTS = listing(having({"option": OPTION, "value": NUMBER}))
RESULT = one_of("pass", "fail")
RELATED = listing(
    having(
        {
            "entity_type": one_of("bill", "vote_event"),
            "id": {"anyOf": [key("bill"), key("vote")]},
            "name": NAME,
            "note": NAME,
        }
    )
)
AGENDA = having(
    {
        "description": NAME,
        "classification": listing(NAME),
        "order": {"type": "string", "pattern": r"^[1-9][0-9]*(\.[1-9][0-9]*)*$"},
        "subjects": listing(NAME),
        "media": MEDIA,
        "notes": listing(NAME),
        "related_entities": RELATED,
        "extras": EXTRAS,
    }
)
PARTICIPANT = having(
    {
        "name": NAME,
        "type": one_of("organization", "person"),
        "entity_type": one_of("organization", "person"),
        "note": NAME,
    },
    id={"anyOf": [ORGANIZATION, PERSON]},
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
