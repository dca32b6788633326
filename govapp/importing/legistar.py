"""A Legistar Web API, asked as its own help pages say: many times, but politely."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from govapp.errors import RuleError
from govapp.importing.patience import GoneError, RefusedError, UnreadError, insist
from govapp.importing.rules.findings import Finding, Findings

TIMEOUT = 60
AGENT = "govapp-import"
LARGEST = 64 * 1024 * 1024
CAP = 1000
DETAILS = "EventItems=1&AgendaNote=1&MinutesNote=1&EventItemAttachments=1"
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
        return insist(lambda: self._ask(path))

    def _ask(self, path: str) -> Any:
        """Ask once; raises RefusedError, or what a connection or an answer lacks."""
        connection = self._connection()
        try:
            return self._read(connection, path)
        except (OSError, HTTPException, ValueError):
            # What is closed is opened again by the next try.
            connection.close()
            raise

    def _read(self, connection: HTTPConnection, path: str) -> Any:
        headers = {"Accept": "application/json", "User-Agent": AGENT}
        connection.request("GET", self.base + path, headers=headers)
        answer = connection.getresponse()
        body, later = answer.read(LARGEST + 1), answer.headers.get("Retry-After", "")
        if len(body) > LARGEST:
            raise ValueError("an answer is longer than any can be")
        if answer.status != 200:
            raise RefusedError(answer.status, _say(answer.status, body), later)
        return json.loads(body)

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


def _say(status: int, body: bytes) -> str:
    """Say what is wrong, in the server's words where it has some."""
    try:
        said = json.loads(body)
        message = said.get("Message", "") if isinstance(said, dict) else ""
    except ValueError:
        message = ""
    return f"status {status} {message}".strip()
