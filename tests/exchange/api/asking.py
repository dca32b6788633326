"""Asking the interface as a program does."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.pages import PageClient


def ask(client: PageClient, path: str, **asked: object) -> dict[str, Any]:
    """Return what an address of the interface answers."""
    answer = client.get(f"/api/v1/{path}?{urlencode(asked)}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    told = json.loads(answer.data)
    assert isinstance(told, dict)
    return told


def ids(client: PageClient, name: str, **asked: object) -> list[str]:
    """Return the ids of a page."""
    return [row["id"] for row in ask(client, name, **asked)["data"]]


def walk(client: PageClient, name: str, **asked: object) -> Iterator[dict[str, Any]]:
    """Follow the pages of a list."""
    page = ask(client, name, **asked)
    yield from page["data"]
    while following := page["links"].get("next"):
        parts = urlsplit(following)
        page = json.loads(client.get(f"{parts.path}?{parts.query}").data)
        yield from page["data"]
