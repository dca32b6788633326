"""What an answer of any form says, as whoever reads it reads it."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from govapp.documents import rules
from tests.canary.unpacking import unpack
from tests.matrix.filling import CLEANED, NAMED
from tests.matrix.polyglot import BEGIN, END, TEXT
from tests.pages import DATA_BLOCKS, parse_page

PAPERS = {"application/pdf", "application/zip"}
# Where it is cut short, it has no end.
WRITTEN = re.compile(f"{BEGIN}(?:(?!{BEGIN}).)*?{END}", re.DOTALL)


def _spell() -> set[str]:
    """Return how the text may stand: whole, as a file's name, as rich text."""
    name = rules.safe_name(f"a {NAMED}.pdf").removeprefix("a ").removesuffix(".pdf")
    said = {join(text) for text in (TEXT, name, CLEANED, unescape(CLEANED))}
    said |= {json.dumps(text)[1:-1] for text in said}
    # What escapes texts in calendars is taken out of them, wherever it is from.
    return said | {text.replace("\\", "") for text in said}


def list_foreign(form: str | None, content: bytes) -> set[str]:
    """Return how the text is said otherwise than it was written, by what is read."""
    texts = join("\n".join(read(form, content)))
    return {
        found
        for found in WRITTEN.findall(texts)
        if (said := join(unquote(found))) not in SAID
        and (form == "text/html" or unescape(said) not in SAID)
    }


def join(text: str) -> str:
    """Return a text without spaces, and without those that have no width."""
    return "".join(text.replace("\u200b", "").replace("\u00ad", "").split())


def read(form: str | None, content: bytes) -> Iterator[str]:
    """Yield the texts of an answer, unescaped as its form has it."""
    if form in PAPERS:
        yield unpack(content).decode(errors="replace")
    elif form in READERS:
        yield from READERS[form](content.decode())


def _read_page(text: str) -> Iterator[str]:
    page = parse_page(text)
    for element in page.iter():
        yield from element.attrib.values()
        if element.tag == "script" and element.get("type") in DATA_BLOCKS:
            yield from _list_strings(json.loads(element.text or ""))
            element.text = ""
    yield "".join(page.itertext())


def _read_xml(text: str) -> Iterator[str]:
    yield "".join(ET.fromstring(text).itertext())  # noqa: S314 what we wrote


def _read_json(text: str) -> Iterator[str]:
    yield from _list_strings(json.loads(text))


def _read_json_lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from _read_json(line)


def _read_csv(text: str) -> Iterator[str]:
    yield from (cell for row in csv.reader(io.StringIO(text)) for cell in row)


def _read_calendar(text: str) -> Iterator[str]:
    """Unfold it; what is escaped is so by RFC 5545, 3.3.11, and RFC 6868, 3.1."""
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    yield unfolded.replace("^'", '"').replace("\\", "")


def _list_strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _list_strings(each)


READERS: dict[str, Callable[[str], Iterator[str]]] = {
    "application/atom+xml": _read_xml,
    "application/json": _read_json,
    "application/opensearchdescription+xml": _read_xml,
    "application/x-ndjson": _read_json_lines,
    "application/xml": _read_xml,
    "text/calendar": _read_calendar,
    "text/csv": _read_csv,
    "text/html": _read_page,
    "text/plain": lambda text: iter([text]),
}
SAID = _spell()
