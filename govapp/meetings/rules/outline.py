"""An agenda understood from how a document is laid out: pure functions."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

MOST = 500
TITLE = 1000
SHOWN = 300
ENDING = 40
MINUTES = re.compile(r"(?i)[\s,–-]*[(\[]?\s*(\d{1,3})\s*min(?:ute)?s?\.?\s*[)\]]?\s*$")
# A bare number may begin a sentence; one that numbers has a point, or says so.
DECIMAL = (
    r"(?i)(?:item\s+(\d{1,3}(?:\.\d{1,3})*)[.):]?"
    r"|(\d{1,3}(?:\.\d{1,3})+)[.):]?|(\d{1,3})[.):])\s+"
)
MARKS = {
    "decimal": re.compile(DECIMAL),
    "roman": re.compile(r"\(?([IVX]{1,6}|[ivx]{1,6})[.)]\s+"),
    "upper": re.compile(r"\(?([A-Z])[.)]\s+"),
    "lower": re.compile(r"\(?([a-z])[.)]\s+"),
}
KINDS = {
    "closed": re.compile(r"(?i)\b(closed|executive) session\b"),
    "minutes": re.compile(r"(?i)\b(approv|adopt)\w* .{0,20}\bminutes\b|^minutes\b"),
    "public_comment": re.compile(r"(?i)\bpublic comment"),
    "consent": re.compile(r"(?i)\bconsent (agenda|calendar)\b"),
    "procedural": re.compile(r"(?i)\b(call to order|roll call|adjourn\w*)\b"),
    "decision": re.compile(r"(?i)^(decision|action|approv\w+|adopt\w*|resolution)\b"),
    "briefing": re.compile(r"(?i)\b(briefing|report|update|presentation)\b"),
}
COLUMNS = {
    "number": {"#", "no", "no.", "number", "item", "item no.", "item #"},
    "title": {"title", "subject", "topic", "agenda item", "description", "business"},
    "presenter": {"presenter", "speaker", "lead", "led by", "presented by", "who"},
    "minutes": {"time", "minutes", "duration", "min", "time (min)", "length"},
}


@dataclass(frozen=True)
class Block:
    """A part of a document: heading, list, text or row, as its file lays it out."""

    kind: str
    text: str = ""
    level: int = 0
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A line of business as it was understood; `depth` is 0 at the top."""

    title: str
    depth: int = 0
    kind: str = "other"
    minutes: int = 0
    presenter: str = ""
    description: str = ""


@dataclass
class _Reading:
    """What was read so far."""

    entries: list[Entry] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    base: int = 0


def understand(blocks: Sequence[Block]) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """Return the items in reading order, and the lines that belong to none.

    Headings, list levels, typed numbers and a table's rows make items; other
    paragraphs are the text of the item before them. No level is skipped.
    """
    reading = _Reading()
    has_lines = any(_is_line(block) for block in blocks)
    for block in blocks:
        if block.kind == "row":
            _take_row(reading, block)
            continue
        reading.columns = {}
        mark, depth, text = _numbered(reading.marks, block)
        if block.kind == "heading":
            _take_heading(reading, block, text, is_section=has_lines and not mark)
        elif block.kind == "list" or mark:
            _add(reading, _read_title(text), reading.base + depth)
        else:
            _take_text(reading, block.text)
    return tuple(reading.entries[:MOST]), tuple(reading.left_out)


def _is_line(block: Block) -> bool:
    if block.kind == "heading":
        return False
    return block.kind in {"list", "row"} or bool(_numbered([], block)[0])


def _numbered(marks: list[str], block: Block) -> tuple[str, int, str]:
    """Return the kind of number typed before a text, its depth, and the text.

    Each kind stands one level beneath those seen before it; a list knows its own.
    """
    for mark, pattern in MARKS.items():
        found = pattern.match(block.text)
        if not found or not block.text[found.end() :].strip():
            continue
        number = next(filter(None, found.groups()))
        if mark == "roman" and _goes_on(marks, number):
            continue
        if mark not in marks:
            marks.append(mark)
        del marks[marks.index(mark) + 1 :]
        depth = marks.index(mark) + number.rstrip(".0").count(".")
        text = block.text[found.end() :]
        return mark, block.level if block.kind == "list" else depth, text
    return "", block.level, block.text


def _goes_on(marks: Sequence[str], number: str) -> bool:
    """Say whether what looks like a Roman number goes on from other letters."""
    letters = "upper" if number.isupper() else "lower"
    return len(number) == 1 and letters in marks and "roman" not in marks


def _take_heading(
    reading: _Reading, block: Block, text: str, *, is_section: bool
) -> None:
    """Take a heading: over numbered lines it parts them, else it is an item itself."""
    if is_section:
        depth = _add(reading, Entry(block.text[:TITLE], kind="heading"), block.level)
        reading.base, reading.marks = depth + 1, []
    else:
        _add(reading, _read_title(text), block.level)


def _take_text(reading: _Reading, text: str) -> None:
    if not reading.entries:
        reading.left_out.append(text)
        return
    last = reading.entries[-1]
    said = f"{last.description}\n{text}".strip()
    reading.entries[-1] = replace(last, description=said)


def _take_row(reading: _Reading, block: Block) -> None:
    named = _name_columns(block.cells)
    if "title" in named:
        reading.columns = named
        return
    columns = reading.columns or {"title": _widest(block.cells)}
    cells = {
        name: block.cells[place]
        for name, place in columns.items()
        if place < len(block.cells)
    }
    if not cells.get("title"):
        reading.left_out.append(" | ".join(block.cells))
        return
    number = cells.get("number", "").strip(". ")
    entry = _read_title(cells["title"])
    minutes = _count(cells.get("minutes", "")) or entry.minutes
    entry = replace(entry, presenter=cells.get("presenter", ""), minutes=minutes)
    _add(reading, entry, reading.base + number.count("."))


def _name_columns(cells: Iterable[str]) -> dict[str, int]:
    return {
        name: place
        for place, cell in enumerate(cells)
        for name, words in COLUMNS.items()
        if cell.casefold() in words
    }


def _widest(cells: Sequence[str]) -> int:
    return max(range(len(cells)), key=lambda place: len(cells[place]))


def _add(reading: _Reading, entry: Entry, depth: int) -> int:
    """Add an entry no more than one level beneath the one before; return its depth."""
    above = reading.entries[-1].depth + 1 if reading.entries else 0
    depth = min(depth, above)
    reading.entries.append(replace(entry, depth=depth))
    return depth


def _read_title(text: str) -> Entry:
    minutes = 0
    start = max(0, len(text) - ENDING)
    if found := MINUTES.search(text[start:]):
        minutes, text = int(found[1]), text[: start + found.start()]
    text = text.strip()
    shown = text[:SHOWN]
    kind = next((kind for kind, said in KINDS.items() if said.search(shown)), "other")
    title, rest = text[:TITLE], text[TITLE:]
    return Entry(title or "?", kind=kind, minutes=minutes, description=rest)


def _count(text: str) -> int:
    found = re.match(r"\D*(\d{1,3})(?:\s*min\w*)?\W*$", text, re.IGNORECASE)
    return int(found[1]) if found else 0


def list_parents(entries: Iterable[Entry]) -> Iterator[int | None]:
    """Yield, for each entry, the place of the one it stands beneath."""
    open_at: list[int] = []
    for place, entry in enumerate(entries):
        del open_at[entry.depth :]
        yield open_at[-1] if open_at else None
        open_at.append(place)
