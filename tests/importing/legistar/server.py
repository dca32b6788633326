"""A Legistar Web API of the tests' own, over a real city's records or made-up ones."""

import gzip
import json
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

COUNCIL = Path(__file__).with_name("council.json.gz")
CAP, FINANCE = 1000, 11
CLAUSE = re.compile(
    r"(?P<field>\w+) (?P<operator>gt|ge|eq) (?P<value>datetime'[^']*'|-?\d+)"
)
KEYS = {
    "bodies": "BodyId",
    "persons": "PersonId",
    "matters": "MatterId",
    "events": "EventId",
    "officerecords": "OfficeRecordId",
}
Row = dict[str, Any]
Answer = tuple[int, str]


def read_council() -> dict[str, Any]:
    """Return the records of a city council's fourteen meetings of 2023."""
    with gzip.open(COUNCIL, "rt", encoding="utf-8") as file:
        data: dict[str, Any] = json.load(file)
    return data


def read_committee() -> dict[str, Any]:
    """Return those of four meetings of its committee on finance, and of one more."""
    data = read_council()
    data["bodies"] = [row for row in data["bodies"] if row["BodyId"] == FINANCE]
    data["events"] = data["events"][4:9]
    return data


class City:
    """The records that are served; `trouble` may answer instead, by path and times.

    `asked` are the paths, `beneath` says how often something under a list was. `files`
    are those beside the API, by their paths: a status, a media type or where to look
    instead, and bytes.
    """

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.files: dict[str, tuple[int, str, bytes]] = {}
        self.asked: list[str] = []
        self.beneath: Counter[str] = Counter()
        self._times: Counter[str] = Counter()
        self._events = {str(row["EventId"]): row for row in data["events"]}
        self.trouble: Callable[[str, int], Answer | None] = lambda _path, _times: None
        self.address = ""

    def answer(self, target: str) -> Answer:
        parts = urlsplit(target)
        path = parts.path.lower().removeprefix("/v1/council").strip("/")
        self.asked.append(path)
        self.beneath[path.partition("/")[0] if "/" in path else ""] += 1
        self._times[path] += 1
        odd = self.trouble(path, self._times[path])
        if odd:
            return odd
        found = self.find(path.split("/"), parse_qs(parts.query))
        if found is None:
            return 404, json.dumps({"Message": "No such record."})
        return 200, json.dumps(found)

    def find(self, path: list[str], query: dict[str, list[str]]) -> Any:
        match path:
            case ["events", number]:
                return self._events.get(number)
            case ["matters", number]:
                rows = [m for m in self.data["matters"] if str(m["MatterId"]) == number]
                return rows[0] if rows else None
            case ["eventitems", number, ("votes" | "rollcalls") as what]:
                return self.data[what].get(number, [])
            case ["bodies", number, "officerecords"]:
                rows = [
                    row
                    for row in self.data["officerecords"]
                    if str(row["OfficeRecordBodyId"]) == number
                ]
                return choose(rows, "OfficeRecordId", query)
            case [("bodies" | "persons" | "matters" | "events") as what]:
                rows = self.data[what]
                if what == "events":
                    rows = [{**row, "EventItems": []} for row in rows]
                return choose(rows, KEYS[what], query)
        return None


def choose(rows: list[Row], key: str, query: dict[str, list[str]]) -> list[Row]:
    """Choose by $filter and $top as the vendor does, never more than its cap."""
    condition = query.get("$filter", [""])[0]
    first, _, rest = condition.partition(" and ")
    kept = [row for row in rows if _holds(first, row)]
    if rest:
        clauses = rest.strip("()").split(" or ")
        kept = [row for row in kept if any(_holds(each, row) for each in clauses)]
    ordered = sorted(kept, key=lambda row: row[key])
    return ordered[: min(CAP, int(query.get("$top", [str(CAP)])[0]))]


def _holds(clause: str, row: Row) -> bool:
    match = CLAUSE.fullmatch(clause)
    assert match, clause
    here, value = row[match["field"]], match["value"]
    if value.startswith("datetime"):
        value, here = value[9:-1], str(here)
    else:
        value = int(value)
    return bool(
        {"gt": here > value, "ge": here >= value, "eq": here == value}[
            match["operator"]
        ]
    )


class Server(ThreadingHTTPServer):
    """A server that says nothing of clients who hang up, as killed ones do."""

    daemon_threads = True

    def handle_error(self, _request: Any, _address: Any) -> None:
        """Say nothing."""


@contextmanager
def serving(data: dict[str, Any]) -> Iterator[City]:
    """Serve a city's records on a port that the system chooses."""
    city = City(data)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # A head that leaves before its body waits for the network's politeness.
        wbufsize = -1

        def do_GET(self) -> None:
            kind = "application/json"
            if self.path.startswith("/files/"):
                city.asked.append(self.path)
                status, kind, body = city.files.get(self.path, (404, "", b""))
            else:
                status, text = city.answer(self.path)
                body = text.encode()
            self.send_response(status)
            self.send_header("Location" if status == 302 else "Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 its name
            """Say nothing."""

    server = Server(("127.0.0.1", 0), Handler)
    city.address = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield city
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
