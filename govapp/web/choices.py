"""Choices in the path of a public address: /calendar/year=2026 is /calendar?year=2026.

Links take this form, so that each page they lead to has a path of its own, and the site
can be kept as files. Forms send a query, as browsers do; both are the same page.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qsl, urlencode

from govapp.web.prefixes import is_private

Environ = dict[str, Any]
WSGI = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

# The order in which they stand, so that a page has one such address.
NAMES = (
    "week",
    "body",
    "kind",
    "having",
    "standing",
    "view",
    "year",
    "month",
    "from",
    "to",
    "before",
    "meeting",
    "page",
)
VALUE = re.compile(r"[\w-]+", re.ASCII)
CHOICE = re.compile(rf"(?:{'|'.join(NAMES)})={VALUE.pattern}", re.ASCII)


class Choices:
    """A WSGI application that reads the choices in a path as if they were a query."""

    def __init__(self, application: WSGI) -> None:
        """Wrap an application."""
        self._application = application

    def __call__(
        self, environ: Environ, start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer a request."""
        path, chosen = out_of_path(environ.get("PATH_INFO", ""))
        if chosen:
            query = filter(None, [chosen, environ.get("QUERY_STRING")])
            environ = {**environ, "PATH_INFO": path, "QUERY_STRING": "&".join(query)}
        return self._application(environ, start_response)


def out_of_path(path: str) -> tuple[str, str]:
    """Return a public path without its choices, and these as a query."""
    stem = path.removesuffix(".csv")
    parts = stem.split("/")
    first = len(parts)
    while first > 2 and CHOICE.fullmatch(parts[first - 1]):
        first -= 1
    before, chosen = "/".join(parts[:first]), parts[first:]
    if not chosen or is_private(before):
        return path, ""
    return before + path[len(stem) :], "&".join(chosen)


def in_path(address: str) -> str:
    """Return an address with its choices in the path.

    One that holds words somebody typed stays as it is: of those there is no end.
    """
    address, mark, anchor = address.partition("#")
    path, _, query = address.partition("?")
    given = dict(parse_qsl(query))
    if not all(name in NAMES and VALUE.fullmatch(given[name]) for name in given):
        return f"{path}?{urlencode(given)}{mark}{anchor}"
    stem = path.removesuffix(".csv")
    chosen = [f"/{name}={given[name]}" for name in NAMES if name in given]
    return "".join([stem, *chosen, path[len(stem) :], mark, anchor])
