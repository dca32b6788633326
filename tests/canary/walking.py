"""Somebody signed in who follows every link, and tries what others know."""

import re
from collections.abc import Iterable
from urllib.parse import urldefrag, urljoin

from flask.testing import FlaskClient

from tests.accounts.people import read_token
from tests.canary.site import Canaries
from tests.canary.unpacking import unpack

LINK = re.compile(r'href="(/(?:my|desk)[^"]*)"')
KNOWN = re.compile(r'(?:href|src|action)="(/(?:my|desk|meetings|documents)[^"#]*)"')
# Each form has a key of its own.
KEY = re.compile(rb"[0-9a-f]{8}-[0-9a-f-]{27}")
# Years have no end.
FAR = re.compile(r"year=(?!202[67])")
START = ("/my/", "/desk/", "/account/", "/account/sessions")
Answer = tuple[int, list[tuple[str, str]], bytes]
Seen = dict[str, Answer]


def look(client: FlaskClient, path: str) -> Answer:
    """Return all that is answered: status, headers, and what can be read."""
    answer = client.get(path)
    read = KEY.sub(b"key", answer.data) + unpack(answer.data)
    answer.close()
    return answer.status_code, sorted(answer.headers.items()), read


def walk(client: FlaskClient, more: Iterable[str] = ()) -> Seen:
    """Return every answer of the signed-in side that can be found by its links."""
    waiting, seen = [*START, *more], {}
    while waiting:
        path = waiting.pop()
        if path in seen or path.endswith("/remove") or FAR.search(path):
            continue
        seen[path] = status, headers, body = look(client, path)
        if ("Content-Type", "text/html; charset=utf-8") in headers and status == 200:
            links = (urljoin(path, link) for link in LINK.findall(body.decode()))
            waiting.extend(_tidy(link) for link in links)
    return seen


def keep(client: FlaskClient, number: str) -> Answer:
    """Return what is handed over to a device that would keep a meeting's book."""
    data = {"csrf_token": read_token(client)}
    answer = client.post(f"/my/meetings/{number}/keep", data=data)
    return answer.status_code, [], answer.data


def list_known(seen: Seen) -> set[str]:
    """Return every address that somebody has been told, by link, picture or form."""
    pages = (body.decode(errors="ignore") for _, _, body in seen.values())
    return {*seen, *(_tidy(link) for page in pages for link in KNOWN.findall(page))}


def list_differences(one: Seen, other: Seen) -> list[str]:
    """Return the addresses that do not answer alike."""
    return sorted(path for path in {*one, *other} if one.get(path) != other.get(path))


def list_leaks(canaries: Canaries, seen: Seen) -> set[str]:
    """Return the places whose token somebody read."""
    return {
        canaries.places[token]
        for _, headers, body in seen.values()
        for token in canaries.places
        if token.encode() in str(headers).encode() + body
    }


def _tidy(link: str) -> str:
    return urldefrag(link).url.replace("&amp;", "&")
