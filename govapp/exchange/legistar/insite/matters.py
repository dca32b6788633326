"""Matters and their history, for programs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from govapp.exchange.legistar.insite.pages import (
    DETAILS,
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
from govapp.record.rows import Row

MATTERS = ("File #", "Type", "Status", "File Created", "Final Action", "Title")
HISTORY = (
    "Date",
    "Ver.",
    "Action By",
    "Action",
    "Result",
    "Action\xa0Details",
    "Meeting\xa0Details",
)
# The page says that its form is the one with all fields.
FORM = (("btnSwitch", "<<< Simple search"),)


@dataclass(frozen=True)
class Wanted:
    """Which matters: with a text in title or number, begun from and until a day."""

    text: str = ""
    first: date = date.min
    last: date = date.max

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> "Wanted":
        """Read what is asked for; raises ValueError."""
        first, last = asked.get("first"), asked.get("last")
        return cls(
            asked.get("text", ""),
            date.fromisoformat(first) if first else date.min,
            date.fromisoformat(last) if last else date.max,
        )

    def write(self) -> str:
        """Write it as it is read."""
        first = "" if self.first == date.min else str(self.first)
        last = "" if self.last == date.max else str(self.last)
        return urlencode({"text": self.text, "first": first, "last": last})

    def admits(self, row: Row) -> bool:
        """Say whether a matter is among them."""
        words = f"{row['MatterFile']} {row['MatterTitle']}".casefold()
        begun = date.fromisoformat(str(row["MatterIntroDate"])[:10])
        return self.text.casefold() in words and self.first <= begun <= self.last


def matters_page(rows: Iterable[Row], wanted: Wanted, *, number: int) -> Page:
    """Return the matters that are wanted, the latest first."""
    chosen = [row for row in rows if wanted.admits(row)]
    chosen.sort(
        key=lambda row: (str(row["MatterIntroDate"]), str(row["MatterFile"])),
        reverse=True,
    )
    shown, following = cut(chosen, number)
    return Page(
        title="Legislation",
        own="/matters",
        tables=(Table("gridMain_ctl00", MATTERS, tuple(map(_matter_cells, shown))),),
        inputs=FORM,
        state=wanted.write(),
        number=number,
        next=following,
    )


def _matter_cells(row: Row) -> tuple[Cell, ...]:
    return (
        matter_cell(row, "Matter"),
        Cell(write(row["MatterTypeName"])),
        Cell(write(row["MatterStatusName"])),
        Cell(day(row["MatterIntroDate"])),
        Cell(day(row["MatterPassedDate"])),
        Cell(write(row["MatterTitle"])),
    )


def matter_page(
    row: Row, text: str, *, steps: Iterable[Row], papers: Iterable[Row], own: str
) -> Page:
    """Return a matter with where it was taken up, and its papers."""
    found = tuple(
        link(
            write(paper["MatterAttachmentName"]),
            write(paper["MatterAttachmentHyperlink"]),
        )
        for paper in papers
    )
    return Page(
        title=write(row["MatterTitle"]),
        own=own,
        upper="pageDetails",
        fields=(
            Field("File", "File #", Cell(write(row["MatterFile"]))),
            Field("Name", "Name", Cell(write(row["MatterName"]))),
            Field("Type", "Type", Cell(write(row["MatterTypeName"]))),
            Field("Status", "Status", Cell(write(row["MatterStatusName"]))),
            Field("Introduced", "File created", Cell(day(row["MatterIntroDate"]))),
            Field("InControlOf", "In control", Cell(write(row["MatterBodyName"]))),
            Field("Passed", "Final action", Cell(day(row["MatterPassedDate"]))),
            Field("Title", "Title", Cell(write(row["MatterTitle"]))),
            Field("Attachments", "Attachments", Cell(), found),
        ),
        tables=(
            Table("gridLegislation_ctl00", HISTORY, tuple(map(_step_cells, steps))),
        ),
        text=text,
    )


def _step_cells(row: Row) -> tuple[Cell, ...]:
    meeting = lead("MeetingDetail", row["MatterHistoryEventId"], "")
    return (
        Cell(day(row["MatterHistoryActionDate"])),
        Cell(write(row["MatterHistoryVersion"])),
        Cell(write(row["MatterHistoryActionBodyName"])),
        Cell(write(row["MatterHistoryActionName"])),
        Cell(write(row["MatterHistoryPassedFlagName"])),
        action_cell(row["MatterHistoryId"], row["MatterHistoryGuid"]),
        link(DETAILS, meeting),
    )
