"""The archive form: bodies, members and meetings as a file tells them.

Every key but a body's slug and name may be missing or null. In a list, null stands
where an entry was refused, so that the places of the others stay.
"""

from datetime import date, time
from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from govapp.committees.rules import is_partial_date

LONG = 20_000
Day = date


def _writable(text: str) -> str:
    """Refuse what a database cannot keep; raises ValueError."""
    if "\x00" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("holds a character that no text has")
    return text


def _partial(text: str) -> str:
    if not is_partial_date(text):
        raise ValueError("is no date: write 2026-12-16, 2026-12 or 2026")
    return text


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("is no time zone, such as America/Denver")
    return name


def _text(longest: int) -> object:
    return StringConstraints(strip_whitespace=True, max_length=longest)


Words = Annotated[str, _text(LONG), AfterValidator(_writable)]
Line = Annotated[str, _text(300), AfterValidator(_writable)]
Name = Annotated[str, _text(200), Field(min_length=1), AfterValidator(_writable)]
Slug = Annotated[str, _text(80), Field(min_length=1), AfterValidator(_writable)]
Partial = Annotated[str, _text(10), AfterValidator(_partial)]
Zone = Annotated[str, AfterValidator(_zone)]
Count = Annotated[int, Field(ge=0, le=10_000)]


class Form(BaseModel):
    """A part of an archive file."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)


class MemberFact(Form):
    """A member as a source names one, and between which days it saw them."""

    name: Name
    role: Line | None = None
    start_on: Partial | None = Field(None, alias="from")
    ended_on: Partial | None = Field(None, alias="to")
    seen_from: Day | None = None
    seen_to: Day | None = None
    offices: tuple[Line | None, ...] | None = None
    source: Words | None = None
    note: Words | None = None


class StatedFact(Form):
    """A statement about a body with its source."""

    text: Words
    source: Words | None = None


class BodyFact(Form):
    """A body and those who sat on it."""

    name: Name
    slug: Slug
    kind: Literal["board", "committee", "subcommittee", "advisory"] | None = None
    parent: Slug | None = None
    purpose: Words | None = None
    seats: Count | None = None
    term_years: Count | None = None
    former_names: tuple[Name | None, ...] | None = None
    facts: tuple[StatedFact | None, ...] | None = None
    members: tuple[MemberFact | None, ...] | None = None


class MotionFact(Form):
    """A motion and the votes that a source names."""

    text: Words | None = None
    mover: Name | None = None
    seconder: Name | None = None
    ayes: tuple[Name | None, ...] | None = None
    noes: tuple[Name | None, ...] | None = None
    abstain: tuple[Name | None, ...] | None = None
    absent: tuple[Name | None, ...] | None = None
    recused: tuple[Name | None, ...] | None = None
    result: Line | None = None
    tally: Line | None = None
    unanimous: bool | None = None
    note: Words | None = None


class ItemFact(Form):
    """Business of a meeting."""

    number: Line | None = None
    title: Words | None = None
    kind: Line | None = None
    presenter: Line | None = None
    documents: tuple[Line | None, ...] | None = None
    motion: MotionFact | None = None


class MeetingFact(Form):
    """A meeting as sources tell of it; `period` stands for a date that is not known."""

    body: Slug
    joint_with: tuple[Slug | None, ...] | None = None
    date: Day | None = None
    end_date: Day | None = None
    period: Line | None = None
    start: time | None = None
    tz: Zone | None = None
    place: Line | None = None
    kind: (
        Literal[
            "regular", "special", "emergency", "adjourned", "workshop", "closed_only"
        ]
        | None
    ) = None
    status: Line | None = None
    sessions: tuple[Line | None, ...] | None = None
    presiding: Name | None = None
    chair_named: Name | None = None
    present: tuple[Name | None, ...] | None = None
    called_to_order: time | None = None
    adjourned: time | None = None
    items: tuple[ItemFact | None, ...] | None = None
    note: Words | None = None
    source: Words | None = None
