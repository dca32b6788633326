"""What a word is: the same for texts and queries, on both engines.

Case and accents do not matter, nor does the kind of a dash. What holds a digit and is
written together, such as 2026-014, 7.3 or $1,000, is a word beside its parts.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

LONGEST = 64
RUN = re.compile(r"[^\W_]+(?:[-.,:/][^\W_]+)*")
PART = re.compile(r"[^\W_]+")
OTHERS, CAPITALS = re.compile(r"[^\x00-\x7f]{1,64}"), re.compile(r"[A-Z]+")
THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
# A sign such as ™ is no part of the word before it, though it is made of letters.
SIGNS = {
    code: " "
    for code in (*range(0x2000, 0x3400), *range(0x1F100, 0x1F300))
    if unicodedata.category(chr(code)) == "So"
    and unicodedata.normalize("NFKD", chr(code)) != chr(code)
} | dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")


def fold(text: str) -> str:
    """Return a text in lower case, without accents; lines stay lines.

    It is of each character, so that most of a text costs nothing.
    """
    if text.isascii():
        return text.lower()
    folded = OTHERS.sub(lambda run: _fold_others(run[0]), text)
    if folded.isascii():
        return folded.lower()
    return CAPITALS.sub(lambda run: run[0].lower(), folded)


@lru_cache(4096)
def _fold_others(text: str) -> str:
    return _plain(_plain(text.translate(SIGNS)).casefold())


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).translate(SIGNS)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def list_words(text: str) -> list[str]:
    """Return a text's words in their order, a number's parts before the whole."""
    return [word for run in RUN.findall(fold(text)) for word in split_run(run)]


def split_run(run: str) -> Iterator[str]:
    """Yield the words of what is written together, folded."""
    parts = PART.findall(run)
    for part in parts:
        yield part[:LONGEST]
    whole = join_run(run) if len(parts) > 1 else ""
    if whole:
        yield whole


def join_run(run: str) -> str:
    """Return the one word that a number with its separators is; else nothing."""
    if len(run) > LONGEST or not any(char.isdigit() for char in run):
        return ""
    return run.replace(",", "") if THOUSANDS.fullmatch(run) else run
