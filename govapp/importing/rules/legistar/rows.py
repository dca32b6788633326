"""The rows of a Legistar Web API, with the fields that are read."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from govapp.importing.rules.findings import Finding, Findings
from govapp.importing.rules.legistar.cells import Day, Key, Line, Link, Number, Text


def _fields_of(prefix: str) -> ConfigDict:
    def alias(name: str) -> str:
        return prefix + "".join(part.capitalize() for part in name.split("_"))

    return ConfigDict(
        frozen=True, extra="ignore", populate_by_name=True, alias_generator=alias
    )


class BodyRow(BaseModel):
    """A body."""

    model_config = _fields_of("Body")

    id: Key
    name: Line = ""
    type_name: Line = ""
    sort: Number = None
    description: Text = ""
    active_flag: Number = 1
    number_of_members: Number = None
    contact_full_name: Line = ""
    contact_phone: Line = ""
    contact_email: Line = ""


class PersonRow(BaseModel):
    """Somebody."""

    model_config = _fields_of("Person")

    id: Key
    full_name: Line = ""
    first_name: Line = ""
    last_name: Line = ""


class OfficeRow(BaseModel):
    """A person's time on a body."""

    model_config = _fields_of("OfficeRecord")

    id: Key
    person_id: Number = None
    full_name: Line = ""
    title: Line = ""
    member_type: Line = ""
    start_date: Day = None
    end_date: Day = None


class MatterRow(BaseModel):
    """Business that is followed."""

    model_config = _fields_of("Matter")

    id: Key
    file: Line = ""
    name: Text = ""
    title: Text = ""
    type_name: Line = ""
    status_name: Line = ""
    body_id: Number = None
    passed_date: Day = None
    enactment_date: Day = None


class AttachmentRow(BaseModel):
    """A paper of a matter."""

    model_config = _fields_of("MatterAttachment")

    id: Number = None
    name: Line = ""
    hyperlink: Link = ""
    last_modified_utc: Line = ""


class VoteRow(BaseModel):
    """How somebody voted."""

    model_config = _fields_of("Vote")

    person_id: Number = None
    person_name: Line = ""
    value_name: Line = ""
    result: Number = None


class RollCallRow(BaseModel):
    """Whether somebody was there."""

    model_config = _fields_of("RollCall")

    person_id: Number = None
    person_name: Line = ""
    value_name: Line = ""


class ItemRow(BaseModel):
    """A line of an agenda, or of minutes."""

    model_config = _fields_of("EventItem")

    id: Key
    agenda_sequence: Number = None
    minutes_sequence: Number = None
    agenda_number: Line = ""
    agenda_note: Text = ""
    minutes_note: Text = ""
    action_id: Number = None
    action_name: Line = ""
    action_text: Text = ""
    passed_flag: Number = None
    roll_call_flag: Number = None
    title: Text = ""
    tally: Line = ""
    consent: Number = None
    mover_id: Number = None
    mover: Line = ""
    seconder_id: Number = None
    seconder: Line = ""
    matter_id: Number = None
    matter_file: Line = ""
    matter_name: Text = ""
    matter_type: Line = ""
    matter_status: Line = ""
    matter_attachments: list[Any] | None = None

    @property
    def papers(self) -> list[AttachmentRow]:
        """The papers of its matter that can be read somewhere."""
        read = (
            AttachmentRow.model_validate(each)
            for each in self.matter_attachments or ()
            if isinstance(each, dict)
        )
        return [paper for paper in read if paper.hyperlink]

    @property
    def is_voted(self) -> bool:
        """Whether something was done with it, so that votes may be known."""
        known = (self.action_id, self.passed_flag, self.mover_id)
        return any(value is not None for value in known) or bool(self.tally)


class EventRow(BaseModel):
    """A meeting."""

    model_config = _fields_of("Event")

    id: Key
    body_id: Number = None
    body_name: Line = ""
    date: Day = None
    time: Line = ""
    agenda_status_name: Line = ""
    location: Line = ""
    agenda_file: Link = ""
    minutes_file: Link = ""
    agenda_published: Line = Field("", alias="EventAgendaLastPublishedUTC")
    minutes_published: Line = Field("", alias="EventMinutesLastPublishedUTC")
    comment: Text = ""
    video_path: Link = ""
    site_url: Link = Field("", alias="EventInSiteURL")


R = TypeVar("R", bound=BaseModel)


def read_row(form: type[R], raw: object, place: str, found: Findings) -> R | None:
    """Read a row; None where it has no id, or is none."""
    try:
        return form.model_validate(raw)
    except ValidationError as error:
        names = ", ".join(str(each["loc"][0]) for each in error.errors() if each["loc"])
        reason = f"left out: no usable {names}" if names else "left out: is no row"
        found.append(Finding(place, reason))
        return None


def read_rows(form: type[R], raw: object, place: str, found: Findings) -> list[R]:
    """Read the rows of a list."""
    rows = raw if isinstance(raw, list) else []
    read = (read_row(form, each, place, found) for each in rows)
    return [row for row in read if row is not None]


def list_items(raw: Mapping[str, Any], place: str, found: Findings) -> list[ItemRow]:
    """Return the items of a meeting as they were taken up, each once.

    Minutes know that best; until there are any, the agenda tells.
    """
    rows = read_rows(ItemRow, raw.get("EventItems"), place, found)
    once = {row.id: row for row in rows}
    if len(once) < len(rows):
        found.append(Finding(place, "items given twice are taken once"))
    is_minuted = all(row.minutes_sequence for row in once.values())
    order = _by_minutes if is_minuted else _by_agenda
    return sorted(once.values(), key=order)


def _by_minutes(row: ItemRow) -> tuple[int, int]:
    return (row.minutes_sequence or 0, row.id)


def _by_agenda(row: ItemRow) -> tuple[bool, int, int, int]:
    """Order by the agenda; what only the minutes have follows, in their order."""
    place = row.agenda_sequence or 0
    return (place < 1, place, row.minutes_sequence or 0, row.id)
