"""What those programs find on a page: fields, tables, and the state they send back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from govapp.record.rows import Row

R = TypeVar("R")
ROOT = "/api/legistar/insite"
# Rows of a table on one page.
SIZE = 100
# In that site's words; the spaces do not break.
NONE, DETAILS, ACTION = "Not\xa0available", "Meeting\xa0details", "Action\xa0details"


@dataclass(frozen=True)
class Cell:
    """A text that may lead somewhere; what leads nowhere may still look like a link."""

    text: str = ""
    address: str = ""
    is_link: bool = False


@dataclass(frozen=True)
class Field:
    """A label and its value in the upper part of a page, or several links."""

    name: str
    label: str
    value: Cell
    links: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Table:
    """A grid; `frame` is what stands around it."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    frame: str = ""


@dataclass(frozen=True)
class Page:
    """A page for programs, and the address of the one for people.

    `inputs` are those that are read by id; `state` comes back with a form, and is also
    what follows the question mark when somebody turns to `next` of a long table.
    """

    title: str
    own: str
    fields: tuple[Field, ...] = ()
    upper: str = "pageTop1"
    tables: tuple[Table, ...] = ()
    inputs: tuple[tuple[str, str], ...] = ()
    state: str = "-"
    number: int = 1
    next: int = 0
    text: str = ""


def link(text: str, address: str | None) -> Cell:
    """Return a link, or what stands in its place."""
    return Cell(text if address else NONE, address or "", is_link=True)


def lead(page: str, key: object, guid: object, **more: str) -> str:
    """Return the address of one of these pages."""
    asked = "".join(f"&{name}={value}" for name, value in more.items())
    return f"{ROOT}/{page}.aspx?ID={key}&GUID={guid}{asked}"


def write(value: object) -> str:
    """Write a value, and nothing where there is none."""
    return "" if value is None else str(value)


def day(moment: object) -> str:
    """Write 2026-02-04T00:00:00 as 2/4/2026; nothing where there is none."""
    if not moment:
        return ""
    year, month, date = str(moment)[:10].split("-")
    return f"{int(month)}/{int(date)}/{year}"


def matter_cell(row: Row, kind: str) -> Cell:
    """Return the link of an item's matter, by its file number."""
    file_number = row[f"{kind}File"]
    if not file_number:
        return Cell()
    address = lead("LegislationDetail", row[f"{kind}Id"], row[f"{kind}Guid"])
    return link(str(file_number), address)


def action_cell(key: object, guid: object) -> Cell:
    """Return the link to what was done with an item."""
    return link(ACTION, lead("HistoryDetail", key, guid))


def cut(rows: Sequence[R], number: int) -> tuple[Sequence[R], int]:
    """Return one page of many rows, counted from 1, and the next one's number or 0."""
    first = (number - 1) * SIZE
    shown = rows[first : first + SIZE]
    return shown, number + 1 if len(rows) > first + SIZE else 0
