"""Searching many long documents, on both engines: for any word, in a few milliseconds.

`make bench DOCUMENTS=100000` measures this alone; it takes some minutes and 3 GB.
"""

import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, islice
from pathlib import Path

from flask import Flask
from rich.console import Console
from sqlalchemy import insert, text

from govapp import schema
from govapp.app import create_app
from govapp.database import db
from govapp.record.search.finding import Filters, find
from govapp.record.search.models import PublishedText
from govapp.record.search.query import parse
from govapp.record.search.rows import Found, Row, make_id, make_row
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
    """Milliseconds of searches of one class, and how many results there were."""

    median: float
    p95: float
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
) -> Iterator[Row]:
    """Yield documents whose words are as common as those of a language."""
    weights = list(accumulate(1 / (rank + 2) for rank in range(VOCABULARY)))
    lines = [
        " ".join(chance.choices(vocabulary, cum_weights=weights, k=LONG))
        for _ in range(LINES)
    ]
    for number in range(count):
        day = FIRST + timedelta(days=number * DAYS // count)
        said = "\n".join(chance.choices(lines, k=WORDS // LONG))
        found = Found(
            kind="document",
            title=" ".join(chance.choices(vocabulary, cum_weights=weights, k=5)),
            path=f"/documents/d{number}/d.pdf",
            meeting=f"{day.year}-{number:05d}",
            meeting_title="General session",
            bodies=(BODIES[number % len(BODIES)],),
            start_local=f"{day}T10:00",
            time_zone="America/Los_Angeles",
            state="completed",
        )
        subject = f"meeting:{number}"
        row = make_id(day.toordinal(), subject)
        yield make_row(row, subject, found, words=said.replace("\n", " ")) | {
            "text": said
        }


def fill(count: int, vocabulary: list[str], chance: random.Random) -> None:
    """Keep documents, and make the index at once."""
    is_sqlite = db.engine.dialect.name == "sqlite"
    with db.engine.begin() as connection:
        if not is_sqlite:
            connection.execute(text("DROP INDEX search_index"))
        rows = make_rows(count, vocabulary, chance)
        while some := list(islice(rows, BATCH)):
            connection.execute(insert(PublishedText), some)
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
                    "USING gin (search_words(words)) WITH (fastupdate = off)"
                )
            )
            connection.execute(text("ANALYZE published_text"))


def measure(
    app: Flask, vocabulary: list[str], chance: random.Random
) -> dict[str, Took]:
    """Return how long searches take, by the kind of what is asked for."""
    asked = {
        name: chance.sample(
            [vocabulary[place] for place in places], k=min(ASKED, len(places))
        )
        for name, places in CLASSES.items()
    }
    pairs = zip(asked["stop"], asked["common"], strict=False)
    asked["stop and common"] = [" ".join(pair) for pair in pairs]
    asked["common and rare"] = [
        " ".join(pair) for pair in zip(asked["common"], asked["rare"], strict=True)
    ]
    asked["phrase"] = [
        f'"{" ".join(pair)}"'
        for pair in zip(asked["common"], asked["common"][1:], strict=False)
    ]
    asked["prefix"] = [f"{word[:4]}*" for word in asked["common"]]
    return {name: _ask(app, queries) for name, queries in asked.items()}


def _ask(app: Flask, queries: list[str]) -> Took:
    times, results = [], []
    for query in queries * TIMES:
        with app.app_context():
            db.session.info["read_only"] = True
            began = time.perf_counter()
            results.append(find(parse(query), Filters()).total)
            times.append((time.perf_counter() - began) * 1000)
    p95 = statistics.quantiles(times, n=20)[-1]
    return Took(statistics.median(times), p95, round(statistics.median(results)))


def main(count: int) -> None:
    """Measure and print."""
    console = Console()
    with tempfile.TemporaryDirectory() as name, run_postgresql(Path(name, "pg")) as url:
        for engine in (f"sqlite:///{name}/govapp.db", url):
            chance = random.Random(1)  # noqa: S311 the same documents each time
            schema.upgrade(engine)
            app = create_app(make_settings(Path(name), engine))
            vocabulary = make_vocabulary(chance)
            with app.app_context():
                fill(count, vocabulary, chance)
            took = measure(app, vocabulary, chance)
            with app.app_context():
                console.print(f"{count:,} documents, {db.engine.dialect.name}:")
                for each in db.engines.values():
                    each.dispose()
            for kind, one in took.items():
                console.print(
                    f"  {kind:16} median {one.median:6.1f} ms, p95 {one.p95:6.1f} ms, "
                    f"{one.results:,} results"
                )
