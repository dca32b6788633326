"""Text as feeds can carry it: pure functions."""

import re

# What neither iCalendar nor XML 1.0 can carry.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean_text(text: str) -> str:
    """Return a text without control characters, its lines ended by one line feed."""
    return FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
