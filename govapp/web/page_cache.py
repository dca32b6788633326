"""The page cache: a public page is a function of its address, the head and the time.

It sits in front of the application, so that a hit costs one query for the head. Pages
say "today" and "now", so they hold for a minute; feeds do not, and hold for a day.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable
from threading import Lock
from typing import Any

import brotli

from govapp import clock

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
WSGI = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

# Set by `web.public` on what may be kept: how much of the RFC 3339 time it depends on.
MARK = "govapp.page"
DAY, MINUTE = len("2026-11-23"), len("2026-11-23T18:00")
LIMIT = 64 * 1024 * 1024
BROTLI_QUALITY = 5
GZIP_LEVEL = 6
Address = tuple[str, str, str]
Key = tuple[Address, int, str]
Page = tuple[Headers, bytes]


class PageCache:
    """A WSGI application that answers from memory what it answered before."""

    def __init__(
        self,
        application: WSGI,
        head: Callable[[], int | None],
        passes: Callable[[str], bool],
    ) -> None:
        """Wrap an application.

        `head` reads the size of the public log, None where it cannot be read; `passes`
        names the addresses that have no pages: they go by untouched.
        """
        self._application = application
        self._head = head
        self._passes = passes
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def __call__(
        self, environ: Environ, start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer a request."""
        path = environ.get("PATH_INFO", "/")
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or self._passes(path):
            return self._application(environ, start_response)
        encoding = _encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
        address = (encoding, path, environ.get("QUERY_STRING", ""))
        head, time = self._head(), clock.stamp(clock.now())
        if head is None:
            return self._application(environ, start_response)
        page = self._find((address, head, time[:MINUTE]), (address, head, time[:DAY]))
        if page is None:
            page, kept, answer = self._ask(environ, start_response, encoding)
            if page is None:
                return () if environ["REQUEST_METHOD"] == "HEAD" else answer
            self._keep((address, head, time[:kept]), page)
        return _answer(environ, start_response, page)

    def _find(self, *keys: Key) -> Page | None:
        with self._lock:
            for key in keys:
                page = self._pages.get(key)
                if page is not None:
                    self._pages.move_to_end(key)
                    return page
        return None

    def _keep(self, key: Key, page: Page) -> None:
        with self._lock:
            if key not in self._pages:
                self._pages[key] = page
                self._size += len(page[1])
            while self._size > LIMIT:
                _, (_, body) = self._pages.popitem(last=False)
                self._size -= len(body)

    def _ask(
        self, environ: Environ, start_response: Callable[..., Any], encoding: str
    ) -> tuple[Page | None, int, Iterable[bytes]]:
        """Ask the application; return a page to keep and how, or an answer to pass."""
        started: list[Any] = []

        def start(status: str, headers: Headers, *rest: Any) -> Callable[..., Any]:
            if asked.get(MARK) and status.startswith("200"):
                started[:] = [headers]
                return lambda _data: None
            return start_response(status, headers, *rest)

        # Asked whole and unconditionally, one rendering serves every way of asking.
        asked = {**environ, "REQUEST_METHOD": "GET"}
        asked.pop("HTTP_IF_NONE_MATCH", None)
        answer = self._application(asked, start)
        if not started:
            return None, 0, answer
        body = b"".join(answer)
        close = getattr(answer, "close", None)
        if close:
            close()
        return _page(started[0], body, encoding), asked[MARK], ()


def _encoding(accepted: str) -> str:
    if "br" in accepted:
        return "br"
    return "gzip" if "gzip" in accepted else "identity"


def _page(headers: Headers, body: bytes, encoding: str) -> Page:
    tag = hashlib.sha256(body).hexdigest()[:32]
    if encoding == "br":
        body = brotli.compress(body, quality=BROTLI_QUALITY)
    elif encoding == "gzip":
        body = gzip.compress(body, GZIP_LEVEL, mtime=0)
    dropped = {"content-length", "etag", "vary", "cache-control"}
    kept = [pair for pair in headers if pair[0].lower() not in dropped]
    kept += [
        ("ETag", f'"{tag}-{encoding}"'),
        ("Cache-Control", "public, no-cache"),
        ("Vary", "Accept-Encoding"),
    ]
    if encoding != "identity":
        kept.append(("Content-Encoding", encoding))
    return kept, body


def _answer(
    environ: Environ, start_response: Callable[..., Any], page: Page
) -> Iterable[bytes]:
    headers, body = page
    tag = next(value for name, value in headers if name == "ETag")
    asked = environ.get("HTTP_IF_NONE_MATCH", "")
    if tag in asked or asked.strip() == "*":
        start_response("304 Not Modified", headers)
        return ()
    start_response("200 OK", [*headers, ("Content-Length", str(len(body)))])
    return () if environ["REQUEST_METHOD"] == "HEAD" else (body,)
