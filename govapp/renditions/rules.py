"""Addresses and names that other programs have to take: pure functions."""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath
from urllib.parse import quote, urlsplit

LONGEST_ADDRESS = 8000
SCHEMES = {"http", "https", "mailto", "tel"}
# Windows takes none of these within a name, nor these alone.
REFUSED = re.compile(r'[<>:"/\\|?*]+')
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?$")
# Letters of some scripts are shaped by these.
JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
FOLDER_BYTES, NAME_BYTES, ENDING_BYTES = 80, 150, 20


def link_address(address: str) -> str:
    """Return an address as a PDF or Word file may link to it, "" for any other."""
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return ""
    found = quote(address, safe="%/:=&?~#+!$,;'@()*[]") if scheme in SCHEMES else ""
    return found if len(found) <= LONGEST_ADDRESS else ""


def folder_name(place: int, title: str) -> str:
    """Return the name of an item's folder: its place in the order, then its title."""
    return f"{place:03} {_cut(_plain(title), FOLDER_BYTES)}".rstrip(". ")


def member_name(name: str) -> str:
    """Return a file name that every system takes."""
    stem, dot, ending = _plain(name).strip(". ").rpartition(".")
    if not dot:
        stem, ending = ending, ""
    stem = _cut(stem, NAME_BYTES).rstrip(". ") or "document"
    safe = f"{stem}{dot}{_cut(ending, ENDING_BYTES)}"
    return f"_{safe}" if RESERVED.match(safe) else safe


def _cut(text: str, most: int) -> str:
    return text.encode()[:most].decode(errors="ignore")


def tell_apart(paths: Iterable[str]) -> list[str]:
    """Return paths, each told from those before it, whatever the case."""
    taken: set[str] = set()
    found = []
    for path in map(PurePosixPath, paths):
        count, free = 1, path
        while str(free).casefold() in taken:
            count += 1
            free = path.with_name(f"{path.stem} ({count}){path.suffix}")
        taken.add(str(free).casefold())
        found.append(str(free))
    return found


def legible(text: str) -> str:
    """Return a text without what is unseen, for which XML has no characters."""
    return "".join(letter for letter in text if not _is_hidden(letter))


def _is_hidden(letter: str) -> bool:
    is_kept = letter in "\n\t" or letter in JOINERS
    return not is_kept and unicodedata.category(letter) in {"Cc", "Cf", "Cn", "Cs"}


def _plain(text: str) -> str:
    shown = "".join(
        letter
        for letter in unicodedata.normalize("NFC", text)
        if unicodedata.category(letter)[0] != "C"
    )
    return " ".join(REFUSED.sub("-", shown).split())
