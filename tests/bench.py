"""`make bench`: what is measured beside the barest thing that does the same."""

import itertools
import sys
import tempfile
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from govapp.commands.demo import demo
from govapp.commands.setup import init
from govapp.config import load_settings
from tests.benchmarks import (
    builder,
    copying,
    load,
    moving,
    packet,
    sealing,
    searching,
    servers,
)
from tests.benchmarks.load import Tally

SECONDS = 3.0
# What is measured alone, for it takes long.
ALONE: dict[str, Callable[..., None]] = {
    "city": moving.main,
    "export": copying.main,
    "search": searching.main,
}
PAGES = {
    "home": "/",
    "calendar": "/calendar",
    "body": "/committees/iso-board",
    "meeting": "/meetings/{meeting}",
    "calendar.ics": "/calendar.ics",
    "meeting.ics": "/meetings/{meeting}/meeting.ics",
}


def measure(port: int, bare: int, path: str) -> dict[str, tuple[Tally, Tally]]:
    """Return each way of asking for a page, with the bare view asked alike after it."""
    size, tag = _look(port, path)
    plain = load.make_request(f"/page/{size}")
    ways: dict[str, tuple[Iterator[bytes], bytes]] = {
        "cached": (itertools.repeat(load.make_request(path)), plain),
        "304": (
            itertools.repeat(load.make_request(path, If_None_Match=tag)),
            load.make_request(f"/page/{size}", If_None_Match=tag),
        ),
        "uncached": (_never_the_same(path), plain),
    }
    found = {}
    for way, (requests, same) in ways.items():
        ours = load.run(port, requests, seconds=SECONDS)
        theirs = load.run(bare, itertools.repeat(same), seconds=SECONDS)
        found[way] = ours, theirs
    return found


def _look(port: int, path: str) -> tuple[int, str]:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", headers={"Accept-Encoding": "br"}
    )
    with urllib.request.urlopen(request) as answer:
        return len(answer.read()), answer.headers["ETag"]


_numbers = itertools.count()


def _never_the_same(path: str) -> Iterator[bytes]:
    while True:
        yield load.make_request(f"{path}?n={next(_numbers)}")


def main() -> None:
    """Measure and print."""
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            "GOVAPP_INSTANCE": str(Path(folder) / "instance"),
            "GOVAPP_SECOND_FACTOR": "offered",
        }
        settings = load_settings(environment)
        for command in (init, demo):
            command.main([], obj=settings, standalone_mode=False)
        port, bare = servers.free_port(), servers.free_port()
        serve = ["-m", "govapp.cli", "serve", "--port", str(port), "--no-worker"]
        with (
            servers.running(serve, environment, port, "/"),
            servers.running(
                ["-m", "tests.benchmarks.bare"], {"PORT": str(bare)}, bare, "/page/1"
            ),
        ):
            console.print(_report(port, bare))
        short, long = builder.measure(settings)
        console.print(
            f"Agenda builder: 10 items with 33 files {short:.1f} ms, "
            f"300 with 1,000 {long:.1f} ms, ratio {long / short:.2f}"
        )
        sealed = sealing.measure(Path(folder) / "long")
        console.print(
            f"A posting after {sealing.ENTRIES:,} others: {sealed.signed:.1f} ms, "
            f"unsigned {sealed.unsigned:.1f} ms, "
            f"ratio {sealed.signed / sealed.unsigned:.2f}; a proof of an entry: "
            f"{sealed.proof:.1f} ms, {sealed.queries} queries"
        )
        moved = moving.measure(Path(folder) / "city")
        console.print(
            f"A city of {moving.MEETINGS} meetings moves in: {moved.rate:,.0f} a "
            f"minute, {moved.half:.0f} MB held after half of them, {moved.whole:.0f} "
            "MB at last"
        )
    bound, bare_merge = packet.measure()
    console.print(
        f"Packet of {packet.FILES} files of {packet.PAGES} pages: {bound:.2f} s, "
        f"a bare merge {bare_merge:.2f} s, ratio {bound / bare_merge:.2f}"
    )


def _report(port: int, bare: int) -> Table:
    table = Table(title=f"8 connections, {SECONDS:.0f} s each, bare view beside each")
    for heading in ("page", "way", "requests/s", "p99 ms", "bare", "p99 ms", "ratio"):
        table.add_column(
            heading, justify="left" if heading in {"page", "way"} else "right"
        )
    meeting = _a_meeting(port)
    for name, path in PAGES.items():
        for way, (ours, theirs) in measure(
            port, bare, path.format(meeting=meeting)
        ).items():
            assert ours.statuses <= {b"200", b"304"}, ours.statuses
            table.add_row(
                name,
                way,
                f"{ours.rate:,.0f}",
                f"{ours.p99:.1f}",
                f"{theirs.rate:,.0f}",
                f"{theirs.p99:.1f}",
                f"{ours.rate / theirs.rate:.2f}",
            )
    return table


def _a_meeting(port: int) -> str:
    """Return the number of the meeting with the newest agenda of the Board."""
    address = f"http://127.0.0.1:{port}/committees/iso-board/current-agenda"
    with urllib.request.urlopen(address) as answer:
        path: str = urllib.parse.urlsplit(answer.url).path
        return path.rpartition("/")[2]


if __name__ == "__main__":
    if sys.argv[1:]:
        what, count, *kept = sys.argv[1:]
        ALONE[what](int(count), *kept)
    else:
        main()
