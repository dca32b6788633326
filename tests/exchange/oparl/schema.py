"""What OParl 1.1 says of each object, written down by hand from its specification.

https://oparl.org/spezifikation/ (OParl 1.1): chapter 2 for dates, empty values, lists
and deleted objects, chapter 3 for the objects. Stricter than its schemas: `created` and
`modified` are required, as the text has it, no field but the standard's and our own
with a name before a colon may be there, and what we always know must be.
"""

from typing import Any

from jsonschema import Draft202012Validator

Schema = dict[str, Any]
TYPE = "https://schema.oparl.org/1.1/"
TEXT: Schema = {"type": "string", "minLength": 1}
FLAG: Schema = {"type": "boolean"}
WHOLE: Schema = {"type": "integer", "minimum": 0}
URL: Schema = {"type": "string", "pattern": r"^https?://[^\s\"<>]+$"}
DAY: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
STAMP: Schema = {
    "type": "string",
    "pattern": (
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}$"
    ),
}


def some(schema: Schema) -> Schema:
    """Return a list; an empty one is left out."""
    return {"type": "array", "items": schema, "minItems": 1}


def inside(kind: str) -> Schema:
    """Return an object that stands within another, which is never a deleted one."""
    return {"allOf": [{"$ref": f"#/$defs/{kind}"}, {"not": {"required": ["deleted"]}}]}


def make(kind: str, required: Schema, **optional: Schema) -> Schema:
    base = {
        "id": URL,
        "type": {"const": f"{TYPE}{kind}"},
        "created": STAMP,
        "modified": STAMP,
    }
    fields = {**base, **required, **optional, "web": URL}
    return {
        "type": "object",
        "properties": {**fields, "deleted": {"const": True}},
        "patternProperties": {"^govapp:": {}},
        "additionalProperties": False,
        "required": list(base),
        "if": {"required": ["deleted"]},
        "then": {"maxProperties": len(base) + 1},
        "else": {"required": [*base, *required]},
    }


LISTS = dict.fromkeys(
    (
        "organization",
        "person",
        "meeting",
        "paper",
        "agendaItem",
        "consultation",
        "file",
        "locationList",
        "legislativeTermList",
        "membership",
    ),
    URL,
)
OBJECTS = {
    "System": make(
        "System",
        {
            "oparlVersion": {"const": TYPE},
            "body": URL,
            "name": TEXT,
            "website": URL,
            "contactName": TEXT,
        },
        contactEmail=TEXT,
    ),
    "Body": make(
        "Body",
        {
            **LISTS,
            "system": URL,
            "name": TEXT,
            "website": URL,
            "contactName": TEXT,
            "legislativeTerm": {
                "type": "array",
                "items": inside("LegislativeTerm"),
            },
        },
        shortName=TEXT,
        contactEmail=TEXT,
    ),
    "LegislativeTerm": make(
        "LegislativeTerm", {"body": URL, "name": TEXT, "startDate": DAY, "endDate": DAY}
    ),
    "Organization": make(
        "Organization",
        {
            "body": URL,
            "name": TEXT,
            "meeting": URL,
            "consultation": URL,
            "organizationType": TEXT,
            "classification": TEXT,
        },
        shortName=TEXT,
        membership=some(URL),
        post=some(TEXT),
        subOrganizationOf=URL,
        startDate=DAY,
        endDate=DAY,
        memberCount=WHOLE,
        votingMemberCount=WHOLE,
    ),
    "Person": make(
        "Person",
        {"body": URL, "name": TEXT, "membership": some(inside("Membership"))},
    ),
    "Membership": make(
        "Membership",
        {"person": URL, "organization": URL, "role": TEXT, "votingRight": FLAG},
        startDate=DAY,
        endDate=DAY,
    ),
    "Meeting": make(
        "Meeting",
        {
            "name": TEXT,
            "meetingState": {"enum": ["terminiert", "eingeladen", "durchgeführt"]},
            "cancelled": FLAG,
            "organization": some(URL),
        },
        start=STAMP,
        end=STAMP,
        location=inside("Location"),
        participant=some(URL),
        invitation=inside("File"),
        resultsProtocol=inside("File"),
        verbatimProtocol=inside("File"),
        auxiliaryFile=some(inside("File")),
        agendaItem=some(inside("AgendaItem")),
    ),
    "AgendaItem": make(
        "AgendaItem",
        {"meeting": URL, "order": WHOLE, "public": FLAG},
        name=TEXT,
        number=TEXT,
        consultation=URL,
        result=TEXT,
        resolutionText=TEXT,
        auxiliaryFile=some(inside("File")),
        start=STAMP,
    ),
    "Paper": make(
        "Paper",
        {
            "body": URL,
            "name": TEXT,
            "reference": TEXT,
            "date": DAY,
            "paperType": TEXT,
            "underDirectionOf": some(URL),
        },
        auxiliaryFile=some(inside("File")),
        consultation=some(inside("Consultation")),
    ),
    "Consultation": make(
        "Consultation",
        {
            "paper": URL,
            "agendaItem": URL,
            "meeting": URL,
            "organization": some(URL),
            "authoritative": FLAG,
        },
        role=TEXT,
    ),
    "File": make(
        "File",
        {"name": TEXT, "accessUrl": URL, "meeting": some(URL)},
        fileName=TEXT,
        mimeType=TEXT,
        date=DAY,
        size=WHOLE,
        downloadUrl=URL,
        externalServiceUrl=URL,
        agendaItem=some(URL),
    ),
    "Location": make("Location", {"description": TEXT, "meetings": some(URL)}),
}
LIST: Schema = {
    "type": "object",
    "properties": {
        "data": {"type": "array"},
        "pagination": {
            "type": "object",
            "properties": dict.fromkeys(
                ("totalElements", "elementsPerPage", "currentPage", "totalPages"), WHOLE
            ),
            "required": ["currentPage", "totalPages"],
            "additionalProperties": False,
        },
        "links": {
            "type": "object",
            "properties": dict.fromkeys(("first", "prev", "self", "next", "last"), URL),
            "required": ["first", "self", "last"],
            "additionalProperties": False,
        },
    },
    "required": ["data", "pagination", "links"],
    "additionalProperties": False,
}


def _check(schema: Schema, row: Any) -> None:
    wrong = Draft202012Validator({**schema, "$defs": OBJECTS}).iter_errors(row)
    assert [f"{list(one.path)}: {one.message[:300]}" for one in wrong] == []


def check(kind: str, row: Any) -> None:
    """Fail where an object is not what the standard asks for."""
    _check(OBJECTS[kind], row)


def check_list(page: Any) -> None:
    """Fail where a page of a list is not."""
    _check(LIST, page)
