"""No text takes a reader for ever: security row 48.

They run in a process that the system ends where one takes twenty seconds of the
processor; all the worst texts together take each reader a second or two.
"""

import resource
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from govapp import paths
from govapp.accounts import rules as accounts
from govapp.committees import rules as committees
from govapp.exchange.legistar import odata
from govapp.importing.rules import results
from govapp.importing.rules.legistar import cells
from govapp.meetings import rich_text
from govapp.meetings.rules import matters, recordings, terms
from govapp.meetings.rules.outline import Block, understand
from govapp.record.search import query, rows, words
from govapp.web import choices

LENGTH, ADDRESS, LINE, SECONDS = 100_000, 65_000, 300, 20
PARTS = (
    " ", "\n", "\u2028", "a", "1", "-", "<", "&", "[", '"', "(", "/", "é", "a-", "a.",
    "1,", "1 ", " 1", "<br", "<p>", "<li><table>", "&a", "approv ", "/year=a", "a eq ",
    "1:", "[ ", "a@", "%",
)  # fmt: skip


def _read_rows(text: str) -> object:
    row = Block("row", cells=("Title", "Time"))
    return understand([row, Block("row", cells=(f"x{text}", text)), Block("", text)])


def _read_filter(text: str) -> None:
    with suppress(odata.QueryError):
        odata.read_query({"$filter": text[: odata.LONGEST]}, None)


# What reads what somebody wrote, and how long that may be.
READERS: dict[str, tuple[Callable[[str], Any], int]] = {
    "a text of the desk": (lambda text: rows.plain(rich_text.clean(text)), LENGTH),
    "a document that becomes an agenda": (_read_rows, LENGTH),
    "the terms of an agenda": (terms.WORD.findall, LENGTH),
    "the place in a recording": (recordings.PLACE.fullmatch, LENGTH),
    "the file number of a matter": (matters.FILE_NUMBER.fullmatch, LENGTH),
    "a date known in part": (committees.PATTERN.fullmatch, LENGTH),
    "where to go after signing in": (accounts.INSIDE.fullmatch, LENGTH),
    "what is searched for": (query.parse, ADDRESS),
    "what is searched": (lambda text: list(words.RUN.finditer(text)), LENGTH),
    "choices in an address": (choices.out_of_path, ADDRESS),
    "a filter of OData": (_read_filter, ADDRESS),
    "a cell of another system": (lambda text: cells.MARKUP.sub("", text), LENGTH),
    "the result of a vote": (results.BRACKET.search, LINE),
}


def read_all() -> None:
    """Let each reader read its worst texts, and name it."""
    for name, (read, length) in READERS.items():
        used = int(resource.getrusage(resource.RUSAGE_SELF).ru_utime)
        resource.setrlimit(resource.RLIMIT_CPU, (used + SECONDS, -1))
        for part in PARTS:
            text = (part * length)[: length - 2]
            for before, after in (("", "!"), ("1", "x"), ("x", "]")):
                read(f"{before}{text}{after}")
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()


def test_the_worst_text_is_read_in_a_moment() -> None:
    asked = "from tests import test_worst_texts; test_worst_texts.read_all()"
    done = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=paths.TEMPLATES.parent,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert (done.stdout.splitlines(), done.returncode) == ([*READERS], 0)
