"""A copy of a site, given out by the plainest server there is, and its readers."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from html.parser import HTMLParser
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

BASE = "http://localhost"


class Quiet(SimpleHTTPRequestHandler):
    """The server of Python's standard library, which knows nothing of our files."""

    protocol_version = "HTTP/1.1"
    # A head that leaves before its body waits for the network's politeness.
    wbufsize = -1

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def serving_files(folder: Path) -> Iterator[int]:
    """Serve a folder until the block ends; give the port."""
    handler = partial(Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("localhost", 0), handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Links(HTMLParser):
    """What a page leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [
            value or "" for name, value in attrs if name in {"href", "src", "action"}
        ]


def list_links(path: str, page: bytes) -> list[str]:
    """Return the addresses of the site that a page leads to."""
    links = Links()
    links.feed(page.decode())
    found = []
    for link in links.found:
        target = urlsplit(urldefrag(urljoin(BASE + path, link)).url)
        if f"{target.scheme}://{target.netloc}" == BASE:
            found.append(target.path + (f"?{target.query}" if target.query else ""))
    return found


def read_copy(port: int) -> tuple[dict[str, bytes], list[str]]:
    """Follow every link of a copy; return what was found, and what was not."""
    connection = HTTPConnection("localhost", port)
    waiting, found, lost = ["/", "/404.html"], {}, []
    known = set(waiting)
    while waiting:
        path = waiting.pop()
        status, kind, data = _get(connection, path)
        found[path] = data
        if status != 200 or "?" in path:
            lost.append(path)
        for link in list_links(path, data) if kind == "text/html" else ():
            if link not in known:
                known.add(link)
                waiting.append(link)
    connection.close()
    return found, lost


def _get(connection: HTTPConnection, path: str) -> tuple[int, str, bytes]:
    connection.request("GET", path)
    answer = connection.getresponse()
    data = answer.read()
    if answer.status == 301:
        return _get(connection, answer.headers["Location"])
    return answer.status, answer.headers.get_content_type(), data


Files = dict[str, tuple[tuple[int, int], bytes]]


def stamp_files(folder: Path) -> Files:
    """Return when each file of a folder was written, and what it holds."""
    return {
        str(path.relative_to(folder)): (
            (path.stat().st_ino, path.stat().st_mtime_ns),
            path.read_bytes(),
        )
        for path in folder.rglob("*")
        if path.is_file()
    }
