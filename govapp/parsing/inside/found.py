"""What reading a file finds."""

import unicodedata
from dataclasses import dataclass, field
from typing import Any


class Refusal(Exception):  # noqa: N818 it is what a reader says, not that it failed
    """The file cannot or must not be read; `reason` says why, in a word."""

    def __init__(self, reason: str) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.reason = reason


@dataclass
class Found:
    """The text of each page, how many pages there are (0 is unknown), and what else.

    `finding` says in a word what is wrong with a file that could be read nevertheless.
    """

    texts: list[str] = field(default_factory=list)
    pages: int = 0
    finding: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


def clean(text: str) -> str:
    """Return a text with only what can be kept and shown, and no empty lines."""
    lines = (
        "".join(
            letter
            for letter in line
            if letter == "\t" or unicodedata.category(letter) not in {"Cc", "Cs"}
        ).strip()
        for line in text.replace("\xad", "").splitlines()
    )
    return "\n".join(line for line in lines if line)
