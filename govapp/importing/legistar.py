"""A Legistar Web API, asked as its own help pages say: many times, but politely."""

import json
import random
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from govapp.errors import RuleError
from govapp.importing.rules.findings import Finding, Findings

TIMEOUT = 60
TRIES = 6
# Seconds before the second try; each later one waits twice as long.
PATIENCE = 0.5
LONGEST_WAIT = 60.0
LARGEST = 64 * 1024 * 1024
CAP = 1000
DETAILS = "EventItems=1&AgendaNote=1&MinutesNote=1&EventItemAttachments=1"
BUSY = {429, 500, 502, 503, 504}
# What an item has once something was done with it.
DONE = (
    "EventItemActionId",
    "EventItemPassedFlag",
    "EventItemMoverId",
    "EventItemTally",
)
Row = dict[str, Any]


@dataclass
class Answered:
    """A meeting with its items; votes and roll calls by the item, matters by their id.

    What could not be read is None.
    """

    event: Row
    votes: dict[int, Any] = field(default_factory=dict)
    roll_calls: dict[int, Any] = field(default_factory=dict)
    matters: dict[int, Any] = field(default_factory=dict)


class UnreadError(RuleError):
    """An address that gives nothing usable, however often it is asked."""


class GoneError(UnreadError):
    """An address at which there is nothing that everyone may see."""


class Legistar:
    """One client's records; each thread keeps a connection of its own."""

    def __init__(self, url: str, client: str, *, token: str = "") -> None:
        """Take `https://webapi.legistar.com/v1` and the client's name there."""
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise RuleError("Give an address such as https://webapi.legistar.com/v1.")
        self.is_safe = parts.scheme == "https"
        self.host = parts.netloc.rpartition("@")[2]
        self.base = f"{parts.path.rstrip('/')}/{quote(client, safe='')}"
        self.address = f"{parts.scheme}://{self.host}{self.base}"
        self.token = token
        self.own = threading.local()
        self.connections: list[HTTPConnection] = []

    def close(self) -> None:
        """Hang up everywhere."""
        for connection in self.connections:
            connection.close()

    def list_rows(self, path: str, key: str, condition: str = "") -> Iterator[Row]:
        """Yield the rows of a list by their ids, however it changes meanwhile."""
        last, is_more = -1, True
        while is_more:
            clauses = [f"{key} gt {last}", *([f"({condition})"] if condition else [])]
            asked = {
                "$filter": " and ".join(clauses),
                "$orderby": key,
                "$top": CAP,
            }
            page = self.get(f"/{path}?{urlencode(asked, safe='$')}")
            fresh = {row[key]: row for row in _rows(page) if _is_after(row, key, last)}
            for number in sorted(fresh):
                yield fresh[number]
                last = number
            is_more = bool(fresh)

    def read_event(self, number: int, known: set[int], found: Findings) -> Answered:
        """Return a meeting with its items and what belongs to those.

        Its matters come with it, but for those that are `known`, which grow by them.
        """
        event = self.get(f"/events/{number}?{DETAILS}")
        if not isinstance(event, dict):
            raise UnreadError("no row but something else was answered")
        read = Answered(event)
        for item in _rows(event.get("EventItems")):
            key, matter = item.get("EventItemId"), item.get("EventItemMatterId")
            if not isinstance(key, int):
                continue
            if any(item.get(name) not in {None, ""} for name in DONE):
                read.votes[key] = self._more(f"eventitems/{key}/votes", number, found)
            if item.get("EventItemRollCallFlag"):
                path = f"eventitems/{key}/rollcalls"
                read.roll_calls[key] = self._more(path, number, found)
            if isinstance(matter, int) and matter not in known:
                known.add(matter)
                read.matters[matter] = self._more(f"matters/{matter}", number, found)
        return read

    def _more(self, path: str, event: int, found: Findings) -> Any:
        """Return what belongs to a meeting; what cannot be read is a finding."""
        try:
            return self.get(f"/{path}")
        except GoneError:
            return None
        except UnreadError as error:
            reason = f"{path.partition('/')[0]} of it could not be read: {error}"
            found.append(Finding(f"events/{event}", reason))
            return None

    def get(self, path: str) -> Any:
        """Return the JSON of an address, asking again while the server is in trouble.

        Raises UnreadError where that does not help.
        """
        if self.token:
            path += ("&" if "?" in path else "?") + urlencode({"token": self.token})
        problem = ""
        for attempt in range(TRIES):
            if attempt:
                time.sleep(_wait(attempt, problem))
            try:
                status, problem, answer = self._ask(path)
            except (OSError, HTTPException, ValueError) as error:
                # What is closed is opened again by the next try.
                self._connection().close()
                status, problem = 0, str(error) or type(error).__name__
            if status == 200:
                return answer
            if status == 404:
                raise GoneError("nothing is there")
            if status not in BUSY | {0}:
                break
        raise UnreadError("%(problem)s", problem=problem[:200])

    def _ask(self, path: str) -> tuple[int, str, Any]:
        """Ask once: the status, what is wrong, and the answer."""
        connection = self._connection()
        connection.request(
            "GET",
            self.base + path,
            headers={"Accept": "application/json", "User-Agent": "govapp-import"},
        )
        response = connection.getresponse()
        body = response.read(LARGEST + 1)
        if len(body) > LARGEST:
            raise ValueError("an answer is longer than any can be")
        if response.status != 200:
            return response.status, _say(response, body), None
        return 200, "", json.loads(body)

    def _connection(self) -> HTTPConnection:
        connection: HTTPConnection | None = getattr(self.own, "connection", None)
        if connection is None:
            make = HTTPSConnection if self.is_safe else HTTPConnection
            connection = self.own.connection = make(self.host, timeout=TIMEOUT)
            self.connections.append(connection)
        return connection


def _rows(page: object) -> list[Row]:
    rows = page if isinstance(page, list) else []
    return [row for row in rows if isinstance(row, dict)]


def _is_after(row: Row, key: str, last: int) -> bool:
    number = row.get(key)
    return isinstance(number, int) and number > last


def _wait(attempt: int, problem: str) -> float:
    """Return the seconds to wait, as long as the server asks for if it does."""
    asked = problem.rpartition("again after ")[2]
    if asked.isdecimal():
        return min(float(asked), LONGEST_WAIT)
    grown = PATIENCE * 2 ** (attempt - 1)
    return min(grown, LONGEST_WAIT) * random.uniform(0.8, 1.2)  # noqa: S311 no secret


def _say(response: HTTPResponse, body: bytes) -> str:
    """Say what is wrong, in the server's words where it has some."""
    later = response.headers.get("Retry-After", "")
    if later:
        return f"status {response.status}, again after {later}"
    try:
        said = json.loads(body)
        message = said.get("Message", "") if isinstance(said, dict) else ""
    except ValueError:
        message = ""
    return f"status {response.status} {message}".strip()
