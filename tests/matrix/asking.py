"""Which arguments a page reads, found by letting it read them; and who opens it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from flask import Flask, Request
from werkzeug.datastructures import ImmutableMultiDict

from tests.matrix.addresses import Ask, list_asks
from tests.matrix.entering import Actor
from tests.matrix.table import Line, read_routes
from tests.matrix.walking import LETTERS, Walker

# What is read of every address, whatever the page: where a name has no page's reader.
LISTS = {
    "/api/ocd/": ("organizations", "people", "events", "bills", "votes", "motions"),
    "/api/oparl/body/": ("meeting", "paper", "agendaitem", "file", "person"),
    "/api/v1/": ("bodies", "meetings", "items", "documents", "people", "matters"),
}

NEW = count()


class Listening(ImmutableMultiDict[str, str]):
    """Arguments that note by which names they are asked for."""

    heard: set[str]

    def get(self, key: str, *args: Any, **kwargs: Any) -> Any:
        """Note the name, and return the argument."""
        self.heard.add(key)
        return super().get(key, *args, **kwargs)

    def __getitem__(self, key: str) -> Any:
        """Note the name, and return the argument."""
        self.heard.add(key)
        return super().__getitem__(key)

    def getlist(self, key: str, *args: Any, **kwargs: Any) -> Any:
        """Note the name, and return the arguments."""
        self.heard.add(key)
        return super().getlist(key, *args, **kwargs)

    def to_dict(self, *_args: Any, **_kwargs: Any) -> Any:
        """Return what notes likewise."""
        return self


@contextmanager
def hearing(app: Flask) -> Iterator[set[str]]:
    """Collect the names of the arguments that are read meanwhile."""
    names: set[str] = set()
    heard = type("Heard", (Listening,), {"heard": names})
    usual = app.request_class
    app.request_class = type("Asked", (Request,), {"parameter_storage_class": heard})
    try:
        yield names
    finally:
        app.request_class = usual


def find_opening(walker: Walker, line: Line) -> tuple[Ask, Actor] | None:
    """Return an address of a route that opens, and somebody to whom it does."""
    for ask in list_asks(line, walker.site, is_brief=True):
        for name in LETTERS:
            actor = walker.site.actors[name]
            if walker.expect(line, ask, actor) == "F":
                return ask, actor
    return None


def list_readers(walker: Walker) -> Iterator[tuple[str, Actor, set[str]]]:
    """Yield each address that reads arguments, who opens it, and what it reads."""
    visitor = walker.site.actors["visitor"]
    opening = [
        (found[0].path, found[1])
        for line in read_routes()
        if "GET" in line.methods and (found := find_opening(walker, line))
    ]
    more = [(f"{side}{name}", visitor) for side in LISTS for name in LISTS[side]]
    for path, actor in [*opening, *more]:
        with hearing(walker.site.app) as names:
            # No page of the cache has this address: it is made anew.
            walker.send(actor, "GET", f"{path}?new={next(NEW)}")
        if names:
            yield path, actor, set(names)


def list_objects(walker: Walker) -> Iterator[str]:
    """Yield the address of an object of each list of open data."""
    visitor = walker.site.actors["visitor"]
    for side, lists in LISTS.items():
        for name in lists:
            answer = walker.send(visitor, "GET", f"{side}{name}")
            path = _find_first(side, name, json.loads(answer.data))
            if path:
                yield path


def _find_first(side: str, name: str, answer: Any) -> str:
    rows = answer.get("results") or answer.get("data") or answer.get("items") or []
    if not rows:
        return ""
    key = str(rows[0]["id"])
    if key.startswith("http://localhost"):
        return key.removeprefix("http://localhost")
    return f"{side}{key}" if "/" in key else f"{side}{name}/{key}"
