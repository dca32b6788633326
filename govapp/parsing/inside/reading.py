"""Reading a file: its text, page by page, and what else it tells."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from govapp.parsing import PAGE_END
from govapp.parsing.inside.found import Found, clean
from govapp.parsing.inside.office import read_open, read_slides, read_words
from govapp.parsing.inside.pdf import read_pdf
from govapp.parsing.inside.pictures import read_picture
from govapp.parsing.inside.plain import read_plain, read_web_page
from govapp.parsing.inside.sheets import read_sheets

LETTERS = 4_000_000
OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN = "application/vnd.oasis.opendocument"
READERS: dict[str, Callable[[Path], Found]] = {
    "application/pdf": read_pdf,
    f"{OFFICE}.wordprocessingml.document": read_words,
    f"{OFFICE}.presentationml.presentation": read_slides,
    f"{OFFICE}.spreadsheetml.sheet": read_sheets,
    f"{OPEN}.text": read_open,
    f"{OPEN}.spreadsheet": read_open,
    f"{OPEN}.presentation": read_open,
    "text/html": read_web_page,
    "text/plain": read_plain,
    "text/csv": read_plain,
    "image/png": read_picture,
    "image/jpeg": read_picture,
}


def read(media_type: str, name: str) -> dict[str, Any]:
    """Return what a file in this folder holds; raises Refusal."""
    found = READERS[media_type](Path(name))
    text = PAGE_END.join(clean(text) for text in found.texts)
    if len(text) > LETTERS:
        text, found.finding = text[:LETTERS], "cut"
    return {
        "pages": found.pages,
        "text": text,
        "finding": found.finding,
        "facts": {name: value for name, value in found.facts.items() if value},
    }
