"""The values of a row, as clean as they can be: nothing in them is refused."""

import html
import re
from datetime import date, datetime, time
from typing import Annotated, Any

import nh3
from pydantic import BeforeValidator

LONG = 20_000
MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:[a-zA-Z]+|#\d+);")
BREAKS = re.compile(r"<(?:br|/p|/div|/li|/tr)\b[^<>]*>", re.IGNORECASE)
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
CLOCKS = ("%I:%M %p", "%I:%M%p", "%I %p", "%H:%M", "%H:%M:%S")
FOREVER = 2099


def clean(value: Any) -> str:
    """Return a text without markup, with plain line ends; nothing for no text."""
    if not isinstance(value, str):
        return str(value) if isinstance(value, int | float) else ""
    text = UNWRITABLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    if MARKUP.search(text):
        text = html.unescape(nh3.clean(BREAKS.sub("\n", text), tags=set()))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()[:LONG]


def line(value: Any) -> str:
    """Return a text on one line."""
    return ", ".join(part for part in clean(value).split("\n") if part)


def number(value: Any) -> int | None:
    """Return a whole number, None where there is none."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, str) and value.strip().lstrip("-").isdecimal():
        value = int(value.strip())
    return value if isinstance(value, int) and abs(value) < 2**62 else None


def day(value: Any) -> date | None:
    """Return the day of 2023-01-04T00:00:00."""
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def read_clock(text: str) -> time | None:
    """Return the time of 2:30 PM; None for TBD and the like."""
    for form in CLOCKS:
        try:
            return datetime.strptime(text.upper().replace(".", ""), form).time()  # noqa: DTZ007 wall time
        except ValueError:
            continue
    return None


def link(value: Any) -> str:
    """Return a web address, nothing for what is none."""
    text = clean(value) if isinstance(value, str) else ""
    is_web = text.lower().startswith(("http://", "https://"))
    return text if is_web and len(text) <= 1000 and " " not in text else ""


def until(value: date | None) -> str:
    """Write the last day of a term; a far one means that it is open."""
    return value.isoformat() if value and value.year < FOREVER else ""


Text = Annotated[str, BeforeValidator(clean)]
Line = Annotated[str, BeforeValidator(line)]
Number = Annotated[int | None, BeforeValidator(number)]
Key = Annotated[int, BeforeValidator(number)]
Day = Annotated[date | None, BeforeValidator(day)]
Link = Annotated[str, BeforeValidator(link)]
