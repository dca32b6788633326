"""The rows that texts are found by: pure functions."""

import hashlib
import html
import re
from collections.abc import Iterable
from datetime import date

from govapp.record.search.words import list_words
from govapp.record.shapes.base import BodyRef, Frozen

Row = dict[str, object]
# What is of no day comes before all that is.
UNDATED, NO_YEAR = date.max.toordinal() + 1, "0"
# A number is made of the day, of whose texts these are, and of their place among them.
SUBJECT_BITS, PLACE_BITS = 27, 14
DAY_SHIFT = SUBJECT_BITS + PLACE_BITS
BLOCK = re.compile(r"</(?:p|h3|h4|li|tr|td|th|blockquote)>|<br>")
TAG = re.compile(r"<[^>]*>")


class Found(Frozen):
    """What a result says of itself; `path` is where it is read.

    `kind` is meeting, item, minutes, vote, document, body, person or matter; `number`
    an item's, or a matter's file number; `state` the meeting's, `was_moved` whether it
    ever had another start.
    `is_former` marks what a later version replaced.
    """

    kind: str
    title: str
    path: str
    number: str = ""
    meeting: str = ""
    meeting_title: str = ""
    bodies: tuple[BodyRef, ...] = ()
    start_local: str = ""
    time_zone: str = ""
    is_all_day: bool = False
    state: str = ""
    was_moved: bool = False
    is_former: bool = False


def make_row(
    number: int,
    subject: str,
    found: Found,
    *,
    heading: str = "",
    text: str = "",
    words: str = "",
    sha256: str = "",
) -> Row:
    """Return the row of a text; `words` are of what was read in the file of a hash.

    A heading has more words than the title to be found by, such as a number.
    """
    title = list_words(f"{heading} {found.title}")
    marks = [
        *(f"~{word}" for word in dict.fromkeys(title)),
        *(f"@{body.slug}" for body in found.bodies),
        f"#{found.kind}",
        f"_{found.start_local[:4] or NO_YEAR}",
        *(["#former"] if found.is_former else []),
    ]
    spelled = " ".join([*list_words(text), *([words] if words else [])])
    return {
        "id": number,
        "subject": subject,
        "kind": found.kind,
        "bodies": " ".join(body.slug for body in found.bodies),
        "sha256": sha256,
        "found": found.canonical(),
        "words": f" {' '.join([*marks, '|', *title, '|'])} {spelled} ",
        "text": text,
    }


def make_id(day: int, subject: str, place: int = 0) -> int:
    """Return a text's number: later days have higher ones, earlier places of a day."""
    digest = int.from_bytes(hashlib.sha256(subject.encode()).digest()[:8])
    mark = digest >> (64 - SUBJECT_BITS)
    order = 2**PLACE_BITS - 1 - place % 2**PLACE_BITS
    return day << DAY_SHIFT | mark << PLACE_BITS | order


def first_id(day: date) -> int:
    """Return the lowest number that a day's texts can have."""
    return day.toordinal() << DAY_SHIFT


def plain(text: str) -> str:
    """Return the words of rich text, each block on a line."""
    return html.unescape(TAG.sub("", BLOCK.sub("\n", text))).strip()


def join(lines: Iterable[str]) -> str:
    """Return lines as a text, each once, without those that are empty."""
    return "\n".join(dict.fromkeys(filter(None, lines)))
