"""File numbers of matters: pure functions."""

import re
from collections.abc import Iterable

LONGEST = 40
# It is part of a web address, and of a line that people read out.
FILE_NUMBER = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")


def is_file_number(typed: str) -> bool:
    """Say whether a typed number can be a file number."""
    return len(typed) <= LONGEST and bool(FILE_NUMBER.fullmatch(typed))


def next_file_number(year: int, given: Iterable[str]) -> str:
    """Return the number after those given in a year, such as 2026-0007.

    Numbers of another make, which other systems gave, do not count.
    """
    made = re.compile(rf"{year:04d}-([0-9]{{4,9}})")
    found = [int(match[1]) for each in given if (match := made.fullmatch(each))]
    return f"{year:04d}-{max(found, default=0) + 1:04d}"
