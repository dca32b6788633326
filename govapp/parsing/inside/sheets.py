"""Workbooks: what their cells show, sheet by sheet, hidden ones too."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from govapp.parsing.inside.archives import has_flood, opened, parse
from govapp.parsing.inside.found import Found, Refusal

CELLS = 1_000_000
COMMENTS = re.compile(r"xl/(comments/)?comment\w*\.xml")
COMMENT = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}comment"


def read_sheets(path: Path) -> Found:
    """Read a workbook; what cells compute is as it was saved."""
    with opened(path) as archive:
        finding = "pixels" if has_flood(archive) else ""
        comments = list(_comments(archive))
    try:
        found = _read_book(path)
    except MemoryError:
        raise
    except Exception as error:  # openpyxl raises whatever comes to it
        raise Refusal("damaged") from error
    found.finding = finding or found.finding
    found.texts += comments
    found.facts["comments"] = len(comments)
    return found


def _read_book(path: Path) -> Found:
    # Given a path, it would go by the name.
    with path.open("rb") as file:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        texts, left = [], CELLS
        for sheet in book.worksheets:
            lines = list(_lines(sheet, left))
            left -= sum(line.count("\t") + 1 for line in lines)
            texts.append("\n".join([sheet.title, *lines]))
    about = book.properties
    return Found(
        texts,
        finding="" if left > 0 else "cut",
        facts={
            "author": about.creator,
            "editor": about.lastModifiedBy,
            "title": about.title,
            "hidden": sum(each.sheet_state != "visible" for each in book.worksheets),
        },
    )


def _lines(sheet: Worksheet, most: int) -> Iterator[str]:
    for row in sheet.iter_rows(values_only=True):
        cells = [str(cell) for cell in row if cell is not None]
        if cells:
            yield "\t".join(cells)
        most -= len(cells) or 1
        if most <= 0:
            return


def _comments(archive: zipfile.ZipFile) -> Iterator[str]:
    for name in archive.namelist():
        if COMMENTS.fullmatch(name):
            for comment in parse(archive, name).iter(COMMENT):
                yield "".join(comment.itertext())
