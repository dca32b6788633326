"""What the schemas of Open Civic Data are made of."""

from typing import Any

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
