"""The calendar, a meeting and what was done with an item, for programs."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from urllib.parse import urlencode

from icalendar import Calendar, Event

from govapp import clock
from govapp.exchange.calendars.meetings import PRODUCT
from govapp.exchange.legistar.insite.pages import (
    DETAILS,
    ROOT,
    Cell,
    Field,
    Page,
    Table,
    action_cell,
    cut,
    day,
    lead,
    link,
    matter_cell,
    write,
)
from govapp.exchange.rules import clean_text
from govapp.record.cards import MeetingCard
from govapp.record.rows import Row

ALL = "All"
CALENDAR = (
    "Name",
    "Meeting Date",
    "ics",
    "Meeting Time",
    "Meeting Location",
    "Meeting Details",
    "Agenda",
    "Minutes",
    "Video",
)
ITEMS = (
    "File #",
    "Ver.",
    "Agenda #",
    "Name",
    "Type",
    "Title",
    "Action",
    "Result",
    "Action\xa0Details",
    "Video",
)


def calendar_page(
    rows: Iterable[Row], bodies: Mapping[object, str], *, year: str, number: int
) -> Page:
    """Return a year's meetings, the latest first; `bodies` are unique ids by id."""
    chosen = [row for row in rows if year in {ALL, str(row["EventDate"])[:4]}]
    chosen.sort(key=lambda row: (str(row["EventDate"]), row["EventId"]), reverse=True)
    shown, following = cut(chosen, number)
    return Page(
        title="Calendar",
        own="/calendar" if year == ALL else f"/calendar?year={year}",
        tables=(
            Table(
                "gridCalendar_ctl00",
                CALENDAR,
                tuple(_meeting_cells(row, bodies) for row in shown),
                frame="MultiPageCalendar",
            ),
        ),
        inputs=(("lstYears_Input", "All Years" if year == ALL else year),),
        state=urlencode({"year": year}),
        number=number,
        next=following,
    )


def _meeting_cells(row: Row, bodies: Mapping[object, str]) -> tuple[Cell, ...]:
    body, key, guid = row["EventBodyId"], row["EventId"], row["EventGuid"]
    details = lead("MeetingDetail", key, guid, Options="info", Search="")
    calendar = f"{ROOT}/View.ashx?M=IC&ID={key}&GUID={guid}"
    return (
        link(write(row["EventBodyName"]), lead("DepartmentDetail", body, bodies[body])),
        Cell(day(row["EventDate"])),
        link("Export to iCalendar", calendar),
        Cell(write(row["EventTime"])),
        Cell(write(row["EventLocation"])),
        link(DETAILS, details),
        _file_cell(row, "Agenda"),
        _file_cell(row, "Minutes"),
        link("Video", write(row["EventVideoPath"])),
    )


def _file_cell(row: Row, name: str) -> Cell:
    is_there = row[f"Event{name}File"]
    address = (
        f"{ROOT}/View.ashx?M={name[0]}&ID={row['EventId']}&GUID={row['EventGuid']}"
    )
    return link(name, address if is_there else None)


def meeting_page(row: Row, items: Sequence[Row], own: str, body: Cell) -> Page:
    """Return a meeting with its items."""
    when = f"{day(row['EventDate'])} {row['EventTime']}"
    return Page(
        title=f"{row['EventBodyName']}, {when}",
        own=own,
        fields=(
            Field("Name", "Meeting Name", body),
            Field("Date", "Meeting date/time", Cell(when)),
            Field("Location", "Meeting location", Cell(write(row["EventLocation"]))),
            Field("Agenda", "Published agenda", _file_cell(row, "Agenda")),
            Field("Minutes", "Published minutes", _file_cell(row, "Minutes")),
            Field(
                "Video", "Meeting video", link("Video", write(row["EventVideoPath"]))
            ),
        ),
        tables=(Table("gridMain_ctl00", ITEMS, tuple(map(_item_cells, items))),),
    )


def _item_cells(item: Row) -> tuple[Cell, ...]:
    return (
        matter_cell(item, "EventItemMatter"),
        Cell(write(item["EventItemVersion"])),
        Cell(write(item["EventItemAgendaNumber"])),
        Cell(write(item["EventItemMatterName"])),
        Cell(write(item["EventItemMatterType"])),
        Cell(write(item["EventItemTitle"])),
        Cell(write(item["EventItemActionName"])),
        Cell(write(item["EventItemPassedFlagName"])),
        action_cell(item["EventItemId"], item["EventItemGuid"]),
        link("Video", ""),
    )


def action_page(row: Row, item: Row, tables: tuple[Table, ...], own: str) -> Page:
    """Return what was done with an item, and how people voted on it."""
    meeting = lead("MeetingDetail", row["EventId"], row["EventGuid"])
    texts = (
        ("Type", "Type", "MatterType"),
        ("Title", "Title", "Title"),
        ("Mover", "Mover", "Mover"),
        ("Seconder", "Seconder", "Seconder"),
        ("Result", "Result", "PassedFlagName"),
        ("AgendaNote", "Agenda note", "AgendaNote"),
        ("MinutesNote", "Minutes note", "MinutesNote"),
        ("Action", "Action", "ActionName"),
        ("ActionText", "Action text", "ActionText"),
    )
    return Page(
        title=str(item["EventItemTitle"]),
        own=own,
        fields=(
            Field("File", "File #", matter_cell(item, "EventItemMatter")),
            *(
                Field(name, label, Cell(write(item[f"EventItem{key}"])))
                for name, label, key in texts
            ),
            Field("Meeting", "Meeting", link(day(row["EventDate"]), meeting)),
        ),
        tables=tables,
    )


def list_tables(
    votes: Iterable[Row], calls: Iterable[Row], guids: Mapping[int, str]
) -> tuple[Table, ...]:
    """Return who voted how and who was called, if anybody; `guids` are of people."""

    def make(rows: Iterable[Row], kind: str, heading: str) -> Table:
        cells = tuple(
            (_person_cell(row, kind, guids), Cell(write(row[f"{kind}ValueName"])))
            for row in rows
        )
        return Table(f"grid{kind}_ctl00", ("Person Name", heading), cells)

    found = make(votes, "Vote", "Vote"), make(calls, "RollCall", "Attendance")
    return tuple(table for table in found if table.rows)


def _person_cell(row: Row, kind: str, guids: Mapping[int, str]) -> Cell:
    key, name = int(str(row[f"{kind}PersonId"])), str(row[f"{kind}PersonName"])
    # The clients take the name from a link, also of whom no page is about.
    return Cell(name, lead("PersonDetail", key, guids.get(key, "")), is_link=True)


def make_calendar(card: MeetingCard) -> bytes:
    """Return a meeting as an event whose time says no zone, as those programs need."""
    notice = card.notice
    event, calendar = Event(), Calendar()
    event.add("UID", notice.uid)
    event.add("DTSTAMP", clock.instant(card.updated_at).replace(microsecond=0))
    event.add("DTSTART", datetime.fromisoformat(notice.start_local))
    event.add("SUMMARY", clean_text(notice.bodies[0].name))
    event.add("LOCATION", clean_text(notice.place))
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add_component(event)
    return calendar.to_ical(sorted=False)
