"""Text as feeds can carry it, and where they are had: pure functions."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

# What neither iCalendar nor XML 1.0 can carry.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean_text(text: str) -> str:
    """Return a text without control characters, its lines ended by one line feed."""
    return FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


@dataclass(frozen=True)
class Address:
    """Where a calendar is had, for a program to look there again and again."""

    https: str

    @property
    def webcal(self) -> str:
        """The same address, which a calendar program takes for its own."""
        return f"webcal{self.https.removeprefix(urlsplit(self.https).scheme)}"

    @property
    def keeping(self) -> "Address":
        """The address at which cancelled meetings stay, marked by the word alone."""
        return Address(f"{self.https}?cancelled=keep")

    @property
    def google(self) -> str:
        """The page on which Google's calendar asks whether to follow it."""
        query = urlencode({"cid": self.webcal})
        return f"https://calendar.google.com/calendar/r?{query}"
