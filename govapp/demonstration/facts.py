"""The facts that the demonstration shows, as the package holds them."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

Facts = dict[str, Any]


@cache
def facts() -> Facts:
    """Return all of them: bodies, meetings and matters, each with its sources."""
    path = files("govapp.demonstration") / "california_iso.json"
    read: Facts = json.loads(path.read_text(encoding="utf-8"))
    return read
