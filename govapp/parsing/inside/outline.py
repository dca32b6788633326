"""How a Word document is laid out: its headings, lists, paragraphs and tables."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.table import Table
from docx.text.paragraph import Paragraph

from govapp.parsing.inside.archives import opened, parse
from govapp.parsing.inside.found import Refusal

HEADING = "Heading "
BLOCKS = 5_000


def outline(name: str) -> list[dict[str, Any]]:
    """Return the blocks of a document in their order, each as plain values.

    A heading and a list's line have a `level`, 0 at the top; a table's row has `cells`.
    Raises Refusal.
    """
    path = Path(name)
    with opened(path) as archive:
        parse(archive, "word/document.xml")
    found = list(_blocks(docx.Document(str(path))))
    if len(found) > BLOCKS:
        raise Refusal("too_long")
    return found


def _blocks(document: Any) -> Iterator[dict[str, Any]]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from _rows(block)
        elif text := " ".join(block.text.split()):
            yield {**_place(block), "text": text, "cells": []}


def _rows(table: Table) -> Iterator[dict[str, Any]]:
    for row in table.rows:
        cells = [" ".join(cell.text.split()) for cell in row.cells]
        if any(cells):
            yield {"kind": "row", "level": 0, "text": "", "cells": cells}


def _place(paragraph: Paragraph) -> dict[str, Any]:
    """Say what a paragraph is, by its style and its numbering."""
    name = paragraph.style.name if paragraph.style else ""
    if name and name.startswith(HEADING) and name.removeprefix(HEADING).isdecimal():
        return {"kind": "heading", "level": int(name.removeprefix(HEADING)) - 1}
    level = _list_level(paragraph)
    if level is not None:
        return {"kind": "list", "level": level}
    return {"kind": "text", "level": 0}


def _list_level(paragraph: Paragraph) -> int | None:
    """Return how deep in a list a paragraph stands, by itself or by its style."""
    style: Any = paragraph.style
    if (numbering := _numbering(paragraph._p)) is not None:  # noqa: SLF001 no other way
        return numbering or _depth_of(style.name if style else "")
    while style is not None:
        if (numbering := _numbering(style.element)) is not None:
            return numbering or _depth_of(style.name)
        style = style.base_style
    return None


def _numbering(element: Any) -> int | None:
    properties = element.pPr
    numbering = None if properties is None else properties.numPr
    if numbering is None or (numbering.numId is not None and numbering.numId.val == 0):
        return None
    return 0 if numbering.ilvl is None else int(numbering.ilvl.val)


def _depth_of(style: str) -> int:
    """Read the level that Word's own list styles have in their name: List Number 2."""
    last = style.rpartition(" ")[2]
    return int(last) - 1 if style.startswith("List") and last.isdecimal() else 0
