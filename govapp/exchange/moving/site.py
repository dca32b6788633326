"""The whole public site as files, found as a reader finds it: link by link."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from flask import Flask
from werkzeug.test import Client, TestResponse

from govapp.exchange.moving.folder import Folder
from govapp.exchange.moving.layout import (
    find_place,
    is_live,
    list_links,
    write_headers,
)
from govapp.web import public

# Where nothing leads, and everybody looks.
START = (
    "/",
    "/sitemap.xml",
    "/robots.txt",
    "/record/checkpoint",
    "/record/verify.py",
)
NOT_THERE = "/404.html"
MOVED = {301, 302, 303, 307, 308}
Report = Callable[[int, int], None]


@dataclass
class Copy:
    """A copy of the site as it is made.

    `found` holds each address with the one that led to it; `late` are those that could
    not be had.
    """

    app: Flask
    folder: Folder
    report: Report
    found: dict[str, str] = field(default_factory=dict)
    late: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Ask the application as a stranger does, in its own process."""
        self.base_url = str(self.app.extensions["govapp.settings"].base_url)
        self._client = Client(self.app, use_cookies=False)
        self._waiting: list[str] = []

    def take_all(self, make: Callable[[Collection[str]], None]) -> None:
        """Take everything; `make` is told what the site is still to make."""
        for path in START:
            self._find(path, "")
        self._take_waiting()
        if self.late:
            make(self.late)
            self._waiting, self.late = list(self.late), {}
            self._take_waiting()
        self._write_own()

    def _find(self, path: str, referrer: str) -> None:
        if path not in self.found:
            self.found[path] = referrer
            self._waiting.append(path)

    def _take_waiting(self) -> None:
        while self._waiting:
            self._take(self._waiting.pop())
            self.report(len(self.found) - len(self._waiting), len(self.found))

    def _take(self, path: str) -> None:
        place = find_place(path, is_page=False)
        if is_live(path):
            self._write_page(path, "public/site/elsewhere.html", self.base_url + path)
            return
        known = self.folder.known(place)
        asked = {"If-None-Match": f'"{known}"'} if known else {}
        answer = self._client.get(path, base_url=self.base_url, headers=asked)
        if answer.status_code == 304:
            self.folder.keep(place)
        elif answer.status_code in MOVED:
            self._write_page(path, "public/site/moved.html", answer.location)
        elif answer.status_code in {200, 410}:
            self._keep(path, answer)
        else:
            self.late[path] = answer.status_code
        answer.close()

    def _keep(self, path: str, answer: TestResponse) -> None:
        is_page = answer.mimetype == "text/html" and "Content-Disposition" not in (
            answer.headers
        )
        place = find_place(path, is_page=is_page)
        if answer.headers.get("Accept-Ranges") == "bytes" and not is_page:
            self.folder.pour(place, answer.iter_encoded())
            return
        self._write(path, place, answer.mimetype or "", answer.data)

    def _write(self, path: str, place: str, media_type: str, data: bytes) -> None:
        self.folder.write(place, data)
        for link in list_links(path, media_type, data, self.base_url):
            self._find(link, path)

    def _write_page(self, path: str, template: str, address: str) -> None:
        """Write a page of the copy's own in place of an address."""
        with self.app.test_request_context(path, base_url=self.base_url):
            page = public.render(template, address=address).get_data()
        self._write(path, find_place(path, is_page=True), "text/html", page)

    def _write_own(self) -> None:
        """Write what a copy has beside the pages."""
        missing = self._client.get(NOT_THERE, base_url=self.base_url)
        self.found[NOT_THERE] = ""
        self._write(NOT_THERE, NOT_THERE.strip("/"), "text/html", missing.data)
        self._take_waiting()
        self.folder.write("_headers", write_headers().encode())
