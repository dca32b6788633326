"""The lists of that interface: what is in each, and what it can be chosen by."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Any
from urllib.parse import quote

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    create_model,
)

from govapp.record.objects import shapes
from govapp.record.objects.shapes import Tracked

MOST, USUAL = 1000, 100
PATH = "/api/v1"
# A number would be read as seconds since 1970.
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d.*")


def _expect(pattern: re.Pattern[str], example: str) -> BeforeValidator:
    def check(value: object) -> object:
        if isinstance(value, str) and not pattern.fullmatch(value):
            raise ValueError(f"Write it like {example}.")
        return value

    return BeforeValidator(check)


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("That is too long ago, or too far ahead.") from None


TEXT = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]+$")]
NUMBER = _expect(re.compile(r"-?[0-9]{1,9}"), "100")
DATE = Annotated[date, _expect(DAY, "2026-12-16")]
INSTANT = Annotated[
    AwareDatetime, _expect(MOMENT, "2026-12-16T18:00:00Z"), AfterValidator(_in_utc)
]
MEETING = ("meeting", "body", "date_from", "date_to", "year")
# What each filter takes, and what it means.
FILTERS: dict[str, tuple[Any, str]] = {
    "body": (TEXT, "The id of a body; a joint meeting is of each of its bodies."),
    "meeting": (TEXT, "The id of a meeting."),
    "person": (TEXT, "The id of somebody."),
    "matter": (TEXT, "The id of a matter."),
    "motion": (TEXT, "The id of a motion."),
    "status": (TEXT, "The state, status or option that the object itself names."),
    "kind": (TEXT, "The kind of the posting, such as agenda."),
    "date_from": (DATE, "The first day of the meeting, where it takes place."),
    "date_to": (DATE, "The last day, included."),
    "year": (Annotated[int, Field(ge=1, le=9999), NUMBER], "The year of the meeting."),
}


class Asked(BaseModel):
    """What may be asked of every list."""

    model_config = ConfigDict(extra="forbid")

    limit: Annotated[int, NUMBER] = Field(
        USUAL, ge=1, le=MOST, description="How many objects to a page."
    )
    cursor: TEXT | None = Field(
        None, description="Where the next page begins: as the page before names it."
    )
    modified_since: INSTANT | None = Field(
        None,
        description="Only what was posted at or after an instant such as "
        "2026-12-16T18:00:00Z; what is no longer is listed too, as deleted.",
    )


Links = Callable[[Any], dict[str, str]]


@dataclass(frozen=True)
class List:
    """A list: what is in it, by what it is chosen, and where each object leads."""

    name: str
    shape: type[Tracked]
    filters: tuple[str, ...]
    links: Links

    @property
    def asked(self) -> type[Asked]:
        """The model of what may be asked of it."""
        fields: dict[str, Any] = {
            name: (FILTERS[name][0] | None, Field(None, description=FILTERS[name][1]))
            for name in self.filters
        }
        return create_model(f"{self.shape.__name__}Query", __base__=Asked, **fields)


def api(name: str, key: str = "", **chosen: str) -> str:
    """Return the address of a list, or of an object in it."""
    path = f"{PATH}/{name}/{quote(key)}" if key else f"{PATH}/{name}"
    given = "&".join(f"{each}={quote(value)}" for each, value in chosen.items())
    return f"{path}?{given}" if given else path


def _of(kept: dict[str, str]) -> dict[str, str]:
    """Leave out the links that lead nowhere."""
    return {name: address for name, address in kept.items() if address}


def _body(row: shapes.BodyObject) -> dict[str, str]:
    names = ("seats", "memberships", "people", "meetings", "matters")
    parent = api("bodies", row.parent.slug) if row.parent else ""
    return _of(
        {
            "html": f"/committees/{row.id}",
            "parent": parent,
            "calendar": f"/committees/{row.id}/calendar.ics",
            **{name: api(name, body=row.id) for name in names},
        }
    )


def _seat(row: shapes.SeatObject) -> dict[str, str]:
    slug = row.body.slug
    return {"html": f"/committees/{slug}/members", "body": api("bodies", slug)}


def _person(row: shapes.PersonObject) -> dict[str, str]:
    return {
        "html": f"/people/{row.id}",
        "memberships": api("memberships", person=row.id),
        "votes": api("votes", person=row.id),
    }


def _membership(row: shapes.MembershipObject) -> dict[str, str]:
    return {
        "html": f"/people/{row.person.slug}",
        "body": api("bodies", row.body.slug),
        "person": api("people", row.person.slug),
    }


def _meeting(row: shapes.MeetingObject) -> dict[str, str]:
    names = ("agendas", "items", "documents", "motions", "votes", "minutes", "postings")
    return {
        "html": f"/meetings/{row.id}",
        "calendar": f"/meetings/{row.id}/meeting.ics",
        "body": api("bodies", row.bodies[0].slug),
        **{name: api(name, meeting=row.id) for name in names},
    }


def _version(row: shapes.VersionObject, page: str) -> dict[str, str]:
    return {
        "html": f"/meetings/{row.meeting}/{page}/v/{row.version}",
        "meeting": api("meetings", row.meeting),
        "posting": api("postings", str(row.entry)),
        "content": f"/record/content/{row.entry}",
    }


def _agenda(row: shapes.AgendaObject) -> dict[str, str]:
    items = api("items", meeting=row.meeting) if row.is_in_force else ""
    return _of({**_version(row, "agenda"), "items": items})


def _minutes(row: shapes.MinutesObject) -> dict[str, str]:
    return _version(row, "minutes")


def _item(row: shapes.ItemObject) -> dict[str, str]:
    page = "" if row.is_reported else f"/items/{row.key}"
    number = row.matter.file_number if row.matter else ""
    return _of(
        {
            "html": f"/meetings/{row.meeting}{page}",
            "meeting": api("meetings", row.meeting),
            "parent": api("items", row.parent) if row.parent else "",
            "matter": api("matters", number) if number else "",
        }
    )


def _document(row: shapes.DocumentObject) -> dict[str, str]:
    version = f"/documents/{row.document}/v/{row.version}"
    return _of(
        {
            "download": f"{version}/{quote(row.name)}",
            "proof": f"{version}/proof",
            "meeting": api("meetings", row.meeting),
            "item": api("items", row.item) if row.item else "",
        }
    )


def _motion(row: shapes.MotionObject) -> dict[str, str]:
    return _of(
        {
            "html": f"/meetings/{row.meeting}",
            "meeting": api("meetings", row.meeting),
            "item": api("items", row.item) if row.item else "",
            "body": api("bodies", row.body.slug),
            "votes": api("votes", motion=row.id),
        }
    )


def _vote(row: shapes.VoteObject) -> dict[str, str]:
    slug = row.person.slug
    return _of(
        {
            "html": f"/meetings/{row.meeting}",
            "motion": api("motions", row.motion),
            "meeting": api("meetings", row.meeting),
            "person": api("people", slug) if slug else "",
        }
    )


def _matter(row: shapes.MatterObject) -> dict[str, str]:
    return {
        "html": f"/matters/{row.id}",
        "body": api("bodies", row.body.slug),
        "items": api("items", matter=row.id),
    }


def _posting(row: shapes.PostingObject) -> dict[str, str]:
    return _of(
        {
            "html": f"/record/{row.id}",
            "content": f"/record/content/{row.id}",
            "proof": f"/record/proof/{row.id}",
            "meeting": api("meetings", row.meeting) if row.meeting else "",
        }
    )


LISTS = {
    each.name: each
    for each in (
        List("bodies", shapes.BodyObject, ("status",), _body),
        List("seats", shapes.SeatObject, ("body",), _seat),
        List("people", shapes.PersonObject, ("body",), _person),
        List("memberships", shapes.MembershipObject, ("body", "person"), _membership),
        List(
            "meetings",
            shapes.MeetingObject,
            ("body", "status", "date_from", "date_to", "year"),
            _meeting,
        ),
        List("agendas", shapes.AgendaObject, MEETING, _agenda),
        List("items", shapes.ItemObject, (*MEETING, "matter", "status"), _item),
        List("documents", shapes.DocumentObject, MEETING, _document),
        List("motions", shapes.MotionObject, (*MEETING, "status"), _motion),
        List(
            "votes",
            shapes.VoteObject,
            (*MEETING, "motion", "person", "status"),
            _vote,
        ),
        List("minutes", shapes.MinutesObject, (*MEETING, "status"), _minutes),
        List("matters", shapes.MatterObject, ("body", "status"), _matter),
        List("postings", shapes.PostingObject, ("body", "meeting", "kind"), _posting),
    )
}
