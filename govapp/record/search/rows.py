"""The rows that texts are found by: pure functions."""

import hashlib
import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from govapp.record.search.words import list_words
from govapp.record.shapes.base import BodyRef, Frozen

Row = dict[str, object]
# What is of no day comes before all that is.
UNDATED, NO_DAY = date.max.toordinal() + 1, "_0"
# How much room the different words of a text may take in the index.
ROOM = 1_000_000
# How many words a text of usual length has, and at how often a word is often.
USUAL, OFTEN = 400, 3
# A number is made of the day, of whose texts these are, and of their place among them.
SUBJECT_BITS, PLACE_BITS = 27, 14
DAY_SHIFT = SUBJECT_BITS + PLACE_BITS
BLOCK = re.compile(r"</(?:p|h3|h4|li|tr|td|th|blockquote)>|<br>")
TAG = re.compile(r"<[^>]*>")


class Found(Frozen):
    """What a result says of itself; `path` is where it is read.

    `kind` is meeting, item, minutes, vote, document, body, person or matter; `number`
    an item's, or a matter's file number; `was_moved` whether the meeting ever had
    another start. Its state, which changes often, is looked up.
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
    was_moved: bool = False
    is_former: bool = False


class Draft(NamedTuple):
    """A text to be found, before its words are looked at.

    A heading has more words than the title to be found by, such as a number. Of a file
    that was read `sha256` names what it says; `is_read` tells that it was.
    """

    number: int
    subject: str
    found: Found
    heading: str = ""
    text: str = ""
    sha256: str = ""
    is_read: bool = False

    @property
    def digest(self) -> str:
        """Return what is the same as long as nothing of it changes."""
        said = json.dumps([self.found.canonical(), *self[3:]])
        return hashlib.sha256(said.encode()).hexdigest()


def make_row(draft: Draft, read: str = "") -> Row:
    """Return the row of a text; `read` are the words that its file says."""
    found = draft.found
    title = list_words(f"{draft.heading} {found.title}")
    said = take([*list_words(draft.text), *read.split()])
    marks = [
        *(f"~{word}" for word in dict.fromkeys(title)),
        *(f"+{word}" for word in list_often(said)),
        *(f"@{body.slug}" for body in found.bodies),
        f"#{found.kind}",
        *_name_days(found.start_local),
        *(["#former"] if found.is_former else []),
    ]
    words = f" {' '.join(said)} "
    return {
        "id": draft.number,
        "subject": draft.subject,
        "kind": found.kind,
        "bodies": " ".join(body.slug for body in found.bodies),
        "sha256": draft.sha256,
        "digest": draft.digest,
        "size": len(words),
        "found": found.canonical(),
        "head": f" {' '.join([*marks, '|', *title])} ",
        "words": words,
        "text": draft.text,
    }


def take(words: Iterable[str]) -> list[str]:
    """Return words in their order, of new ones only as many as an index has room for.

    PostgreSQL keeps a text's words and their beginnings in less than a megabyte.
    """
    known: set[str] = set()
    taken, room = [], ROOM
    for word in words:
        if word not in known:
            room -= 4 * len(word.encode()) + 3
            if room < 0:
                continue
            known.add(word)
        taken.append(word)
    return taken


def list_often(words: Sequence[str]) -> list[str]:
    """Return the words that a text of this length says often."""
    enough = OFTEN * (1 + len(words) / USUAL) / 2
    return [word for word, count in Counter(words).items() if count >= enough]


def _name_days(start_local: str) -> tuple[str, ...]:
    return (f"_{start_local[:4]}", f"_{start_local[:7]}") if start_local else (NO_DAY,)


def name_months(first: int, last: int) -> Iterator[str]:
    """Yield the marks of all texts from a day's month to the end of another's year."""
    day, end = date.fromordinal(max(first, 1)), date.fromordinal(last)
    yield from (f"_{day.year:04}-{month:02}" for month in range(day.month, 13))
    yield from (f"_{year:04}" for year in range(day.year + 1, end.year + 1))


def make_id(day: int, subject: str, place: int = 0) -> int:
    """Return a text's number: later days have higher ones, earlier places of a day."""
    digest = int.from_bytes(hashlib.sha256(subject.encode()).digest()[:8])
    mark = digest >> (64 - SUBJECT_BITS)
    order = 2**PLACE_BITS - 1 - place % 2**PLACE_BITS
    return day << DAY_SHIFT | mark << PLACE_BITS | order


def first_id(day: int) -> int:
    """Return the lowest number that a day's texts can have."""
    return day << DAY_SHIFT


def plain(text: str) -> str:
    """Return the words of rich text, each block on a line."""
    return html.unescape(TAG.sub("", BLOCK.sub("\n", text))).strip()


def join(lines: Iterable[str]) -> str:
    """Return lines as a text, each once, without those that are empty."""
    return "\n".join(dict.fromkeys(filter(None, lines)))
