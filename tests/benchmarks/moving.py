"""A city moves in: meetings of a real council's shape, as many as one likes."""

import copy
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from sqlalchemy import select

from govapp.app import create_app
from govapp.commands.setup import init
from govapp.config import load_settings
from govapp.database import db
from govapp.record.cards import MeetingCard
from govapp.record.models import PublishedPage
from tests.importing.legistar.server import read_council, serving
from tests.queries import count_queries

MEETINGS, FEW, STEP = 280, 14, 10_000_000
OLDEST = PublishedPage.subject.startswith("meeting:1995-")
PAGES = (
    "/",
    "/calendar",
    "/calendar?year=1995",
    "/meetings",
    "/committees",
    "/committees/{host}",
    "/committees/{host}/votes",
    "/meetings/{number}",
    "/meetings/{number}/meeting.ics",
    "/calendar.ics",
    "/postings.atom",
    "/matters",
    "/search?q=committee",
    "/sitemap.xml",
)
STATUS = Path("/proc")


@dataclass(frozen=True)
class Measured:
    """Meetings a minute, and the megabytes held after half of them and after all."""

    rate: float
    half: float
    whole: float


def make_city(meetings: int) -> dict[str, Any]:
    """Repeat a council's meetings year after year, with ids of their own."""
    data = read_council()
    events = data["events"]
    repeated: dict[str, Any] = {"events": [], "votes": {}, "rollcalls": {}}
    for number in range(meetings):
        lap, place = divmod(number, len(events))
        event = copy.deepcopy(events[place])
        event["EventId"] += lap * STEP
        year = 1995 + lap % 28
        event["EventDate"] = f"{year}{event['EventDate'][4:]}"
        # Of one body two meetings never begin at once.
        event["EventTime"] = f"{lap // 28 % 12 + 1}:{lap // 336:02} PM"
        for item in event["EventItems"]:
            key = str(item["EventItemId"])
            item["EventItemId"] += lap * STEP
            for name in ("votes", "rollcalls"):
                if key in data[name]:
                    repeated[name][str(item["EventItemId"])] = data[name][key]
        repeated["events"].append(event)
    return data | repeated


def measure(folder: Path, meetings: int = MEETINGS) -> Measured:
    """Let a city move into a fresh SQLite database, in a process of its own."""
    environment = {"GOVAPP_INSTANCE": str(folder)}
    init.main([], obj=load_settings(environment), standalone_mode=False)
    with serving(make_city(meetings)) as city:
        command = ["-m", "govapp.cli", "import", "legistar", city.address]
        process = subprocess.Popen(
            [sys.executable, *command, "--client", "council"],
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
        )
        held: list[tuple[int, float]] = []
        begun = 0.0
        while process.poll() is None:
            count = city.beneath["events"]
            begun = begun or (time.perf_counter() if count else 0.0)
            held.append((count, _held(process.pid)))
            time.sleep(0.2)
        taken = time.perf_counter() - begun
    half = next(size for count, size in held if count >= meetings // 2)
    whole = [size for _, size in held if size][-1]
    return Measured(meetings / taken * 60, half, whole)


def count_queries_of_pages(folder: Path) -> dict[str, int]:
    """Return how many queries public pages of a city that moved in need."""
    app = create_app(load_settings({"GOVAPP_INSTANCE": str(folder)}))
    client, counts = app.test_client(), {}
    with app.app_context():
        card = db.session.scalar(select(PublishedPage.card).where(OLDEST).limit(1))
        db.session.rollback()
    meeting = MeetingCard.read(card or "")
    host = meeting.notice.bodies[0].slug
    for path in PAGES:
        address = path.format(number=meeting.number, host=host)
        with count_queries(app) as asked, client.get(address) as answer:
            assert answer.status_code == 200, address
        counts[path] = len(asked)
    return counts


def main(meetings: int, kept: str = "") -> None:
    """Measure and print; a city that is kept in a folder moves in but once."""
    console = Console()
    with tempfile.TemporaryDirectory() as made:
        folder, small = Path(kept or made) / "city", Path(made) / "small"
        if not (folder / "govapp.db").exists():
            console.print(measure(folder, meetings))
        measure(small, FEW)
        few, many = count_queries_of_pages(small), count_queries_of_pages(folder)
    table = Table("page", f"queries with {FEW} meetings", f"with {meetings:,}")
    for path in PAGES:
        table.add_row(path, str(few[path]), str(many[path]))
    console.print(table)


def _held(pid: int) -> float:
    """Return the megabytes a process holds, 0 where nobody says."""
    try:
        text = (STATUS / str(pid) / "status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    found = [line.split()[1] for line in text.splitlines() if line.startswith("VmRSS")]
    return int(found[0]) / 1024 if found else 0.0
