"""Places in a recording: how they are written, and where an item is found."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from govapp import clock
from govapp.errors import RuleError
from govapp.record.shapes.meetings import Mark
from govapp.record.shapes.sittings import Taken

PLACE = re.compile(r"(?:(?:(\d{1,2}):)?(\d{1,2}):)?(\d{1,2})", re.ASCII)
MINUTE, HOUR = 60, 3600
# Their players read no media fragment (W3C, Media Fragments URI 1.0, 4.2).
BY_QUERY = ("youtube.com", "youtu.be", "granicus.com")


def read_place(text: str) -> int | None:
    """Read a place such as 1:02:03, in seconds; None for none; raises RuleError."""
    if not text.strip():
        return None
    found = PLACE.fullmatch(text.strip())
    hours, minutes, seconds = map(int, found.groups("0")) if found else (0, MINUTE, 0)
    if minutes >= MINUTE or seconds >= MINUTE:
        raise RuleError("Give a place such as 1:02:03, hours first.", "places")
    return hours * HOUR + minutes * MINUTE + seconds


def write_place(seconds: int) -> str:
    """Write a place in a recording, hours first."""
    minutes, rest = divmod(seconds, MINUTE)
    hours, minutes = divmod(minutes, MINUTE)
    return f"{hours}:{minutes:02}:{rest:02}"


def place_items(
    typed: Mapping[str, int | None], taken: Iterable[Taken], starts_at: str
) -> tuple[Mark, ...]:
    """Return where a recording comes to each item, in the items' order.

    What was typed counts; else, where the recording's beginning is known, the time at
    which the item was first taken up in the room.
    """
    found: dict[str, int] = {}
    for each in taken if starts_at else ():
        passed = clock.instant(each.at) - clock.instant(starts_at)
        if passed.total_seconds() >= 0:
            found.setdefault(each.item, int(passed.total_seconds()))
    placed = {
        key: found.get(key) if seconds is None else seconds
        for key, seconds in typed.items()
    }
    return tuple(
        Mark(key=key, seconds=seconds)
        for key, seconds in placed.items()
        if seconds is not None
    )


def jump(url: str, seconds: int) -> str:
    """Return the address of a place in a recording."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    if any(host == each or host.endswith(f".{each}") for each in BY_QUERY):
        name = "starttime" if host.endswith("granicus.com") else "t"
        query = f"{parts.query}&" if parts.query else ""
        return parts._replace(query=f"{query}{name}={seconds}").geturl()
    return parts._replace(fragment=f"t={seconds}").geturl()
