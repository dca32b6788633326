"""Fetching files from where a source keeps them: from the public network alone."""

import hashlib
import socket
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from ipaddress import ip_address
from tempfile import TemporaryFile
from typing import IO, Any, BinaryIO
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from govapp.importing.legistar import AGENT, TIMEOUT
from govapp.importing.patience import RefusedError, UnreadError, insist

AT_ONCE = 8
CHUNK = 1024 * 1024
# What an address may hold as it is, an escape included.
PLAIN = "/:?&=%#@+,;~!$'()*"


@dataclass(frozen=True)
class Fetched:
    """A file as it was answered: its bytes and their hash, and what they should be."""

    file: BinaryIO
    sha256: str
    media_type: str


class Fetcher:
    """Fetches files of at most `limit` bytes, several at once.

    What is published of them was public before: nothing is asked of an address inside
    the operator's own network, but for the source itself.
    """

    def __init__(self, source: str, *, limit: int) -> None:
        """Take the address of the source."""
        self.home, self.limit = urlsplit(source).netloc, limit

    @contextmanager
    def fetching(
        self, urls: Iterable[str]
    ) -> Iterator[Mapping[str, Fetched | UnreadError]]:
        """Give each file, or why it cannot be had, by its address, for a while."""
        asked = list(dict.fromkeys(urls))
        with ThreadPoolExecutor(AT_ONCE) as pool:
            found = dict(zip(asked, pool.map(self._try, asked), strict=True))
        try:
            yield found
        finally:
            for answer in found.values():
                if isinstance(answer, Fetched):
                    answer.file.close()

    def _try(self, url: str) -> Fetched | UnreadError:
        try:
            return insist(partial(self._ask, url))
        except UnreadError as error:
            return error

    def _ask(self, url: str) -> Fetched:
        self.check(url)
        opener = build_opener(_Redirects(self))
        request = Request(quote(url, safe=PLAIN), headers={"User-Agent": AGENT})  # noqa: S310 checked
        try:
            with opener.open(request, timeout=TIMEOUT) as answer:
                file, sha256 = self._read(answer)
                return Fetched(file, sha256, answer.headers.get_content_type())
        except HTTPError as error:
            with error:
                problem = f"status {error.code}"
                later = error.headers.get("Retry-After", "")
                raise RefusedError(error.code, problem, later) from error

    def _read(self, answer: IO[bytes]) -> tuple[BinaryIO, str]:
        with ExitStack() as stack:
            file: BinaryIO = stack.enter_context(TemporaryFile())
            digest = hashlib.sha256()
            while chunk := answer.read(CHUNK):
                digest.update(chunk)
                if file.tell() + len(chunk) > self.limit:
                    raise UnreadError("it is larger than a file may be")
                file.write(chunk)
            file.seek(0)
            # Whoever asked closes what came whole.
            stack.pop_all()
            return file, digest.hexdigest()

    def check(self, url: str) -> None:
        """Raise UnreadError for an address that the public network does not have."""
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise UnreadError("it is at no web address")
        if parts.netloc == self.home:
            return
        try:
            found = socket.getaddrinfo(parts.hostname, None)
        except OSError as error:
            raise UnreadError("its server is not known") from error
        if not all(ip_address(each[4][0]).is_global for each in found):
            raise UnreadError("its address is not on the public network")


class _Redirects(HTTPRedirectHandler):
    """Follows to where a file may be fetched from."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher

    def redirect_request(self, *asked: Any) -> Request | None:
        """Look at where it leads, which is told last."""
        self._fetcher.check(asked[-1])
        return super().redirect_request(*asked)
