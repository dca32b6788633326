"""Reading a public page from outside, as a stranger would: no cookie, no account.

Only paths of the installation's own address are asked for, and no redirect is followed.
"""

from dataclasses import dataclass
from http.client import HTTPException
from typing import IO, Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

TIMEOUT = 10
LARGEST = 8 * 1024 * 1024


@dataclass(frozen=True)
class Answer:
    """What an address gave: `status` is 0 where nothing answered, with the `error`."""

    status: int
    text: str = ""
    error: str = ""


class _Stay(HTTPRedirectHandler):
    """Lets a redirect be the answer that it is."""

    def redirect_request(self, *_what: Any, **_more: Any) -> None:
        """Ask for nothing else."""


def fetch(base_url: str, path: str) -> Answer:
    """Ask for a page of the installation; whatever happens is an answer."""
    opener = build_opener(_Stay, ProxyHandler({}))
    request = Request(base_url + quote(path), headers={"User-Agent": "govapp-check"})  # noqa: S310 its own address, http or https
    try:
        with opener.open(request, timeout=TIMEOUT) as response:
            return _read(response.status, response)
    except HTTPError as error:
        with error:
            return Answer(error.code)
    except (OSError, HTTPException, ValueError) as error:
        return Answer(0, error=str(error)[:300] or type(error).__name__)


def _read(status: int, response: IO[bytes]) -> Answer:
    body = response.read(LARGEST + 1)
    if len(body) > LARGEST:
        return Answer(status, error="The page is larger than a page can be.")
    return Answer(status, text=body.decode("utf-8", "replace"))
