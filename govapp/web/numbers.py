"""Numbers in addresses, no larger than the database can keep."""

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter

MOST = 2**31 - 1


class Number(IntegerConverter):
    """A part of an address that is a number; a larger one is an unknown address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Set up."""
        super().__init__(*args, **{"max": MOST, **kwargs})


def number(text: str) -> int:
    """Read a number of a query; raises ValueError on one too large or below 0."""
    found = int(text)
    if found not in range(MOST + 1):
        raise ValueError(text)
    return found


def init_app(app: Flask) -> None:
    """Let every `<int:…>` of an application's addresses be such a number."""
    app.url_map.converters["int"] = Number
