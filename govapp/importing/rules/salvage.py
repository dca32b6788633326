"""The parts of a file whose JSON is broken somewhere: each part read by itself."""

import json
import re
from collections.abc import Iterator
from typing import Any

from govapp.importing.rules.findings import Finding, Findings

# A list that stands on a line of its own, and what begins and ends its parts there.
LIST = re.compile(
    r'^(?P<indent>[ \t]*)"(?P<name>bodies|meetings)"[ \t]*:[ \t]*\[', re.MULTILINE
)


def salvage(text: str) -> tuple[dict[str, Any], Findings]:
    """Return the lists of a broken file, null where a part cannot be read.

    The parts are told apart by their lines: each begins with a brace alone, as far in
    as the first.
    """
    lists: dict[str, Any] = {}
    found: Findings = []
    for match in LIST.finditer(text):
        name = match["name"]
        parts: list[Any] = []
        for start, part in _parts(text, match.end(), match["indent"]):
            place = f"{name}[{len(parts)}]"
            try:
                parts.append(json.loads(part))
            except (json.JSONDecodeError, RecursionError) as error:
                parts.append(None)
                found.append(Finding(place, _say(text, start, error)))
        lists[name] = parts
    return lists, found


def _parts(text: str, start: int, outer: str) -> Iterator[tuple[int, str]]:
    """Yield where each part of a list begins, and the text of it."""
    end = re.compile(rf"^{outer}\]", re.MULTILINE).search(text, start)
    stop = end.start() if end else len(text)
    first = re.compile(r"^([ \t]*)\{", re.MULTILINE).search(text, start, stop)
    if first is None:
        return
    begins = re.compile(rf"^{first[1]}\{{", re.MULTILINE)
    starts = [match.start() for match in begins.finditer(text, start, stop)]
    for begin, following in zip(starts, [*starts[1:], stop], strict=True):
        yield begin, text[begin:following].rstrip().removesuffix(",")


def _say(text: str, start: int, error: Exception) -> str:
    if not isinstance(error, json.JSONDecodeError):
        return "refused: it is nested too deep"
    line = text.count("\n", 0, start) + error.lineno
    return f"refused: line {line}, column {error.colno}: {error.msg}"
