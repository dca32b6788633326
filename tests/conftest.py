"""What every test may ask for: an application on a fresh database, and its client."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.routing import Rule

from govapp import schema
from govapp.app import create_app
from govapp.config import Settings
from govapp.database import db
from tests.engines import (
    Fresh,
    prepare_postgresql,
    prepare_sqlite,
    run_postgresql,
)
from tests.pages import PageClient

# A key like any other, so that tests sign alike each time.
LOG_KEY = """\
-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f
-----END PRIVATE KEY-----
"""
HERE = {None, "", "localhost", "127.0.0.1", "::1", b"localhost", b"127.0.0.1"}


def _refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    """Fail a test that would leave this machine."""
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        assert arguments[1][0] in HERE, f"Tests stay here: {arguments[1]}"
    if event == "socket.getaddrinfo":
        assert arguments[0] in HERE, f"Tests stay here: {arguments[0]}"


sys.addaudithook(_refuse_network)


class Compiled(BytecodeCache):
    """What templates compile to, kept for all applications of a process."""

    def __init__(self) -> None:
        self.known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.known:
            bucket.bytecode_from_string(self.known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.known[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


def keep_builders() -> None:
    """Compile what builds a route's addresses once in a process, not per application.

    It depends on the route alone, and is nine tenths of what an application costs.
    """
    compiled: dict[object, object] = {}
    compile_builder = Rule._compile_builder  # noqa: SLF001

    def look_up(rule: Rule, append_unknown: bool = True) -> object:  # noqa: FBT001, FBT002
        defaults = tuple(sorted((rule.defaults or {}).items()))
        key = rule.rule, rule.subdomain, rule.host, defaults, append_unknown
        if key not in compiled:
            compiled[key] = compile_builder(rule, append_unknown)
        return compiled[key]

    setattr(Rule, "_compile_builder", look_up)  # noqa: B010


keep_builders()


def make_settings(folder: Path, database_url: str) -> Settings:
    """Return the settings of an installation in a folder."""
    return Settings(
        instance=folder,
        database_url=database_url,
        store_url=f"file:{folder / 'files'}",
        secret_key="0123456789abcdef" * 4,
        log_key=LOG_KEY,
        files_key="0123456789abcdef" * 4,
        base_url="http://localhost",
        # Tests that travel in time stay signed in.
        session_idle_minutes=12 * 60,
        # They sign in with a password alone; tests/accounts asks for more.
        second_factor="offered",
    )


@pytest.fixture(scope="session")
def fresh_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Fresh:
    return prepare_sqlite(tmp_path_factory.mktemp("sqlite"), schema.upgrade)


@pytest.fixture(scope="session")
def fresh_postgresql(testrun_uid: str, worker_id: str) -> Iterator[Fresh]:
    with run_postgresql(Path(tempfile.gettempdir(), f"govapp-{testrun_uid}")) as base:
        yield prepare_postgresql(base, worker_id, schema.upgrade)


@pytest.fixture(params=["sqlite", "postgresql"])
def engine_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of a fresh, migrated database; a test runs on each engine."""
    fresh: Fresh = request.getfixturevalue(f"fresh_{request.param}")
    return fresh(tmp_path)


@pytest.fixture
def settings(engine_url: str, tmp_path: Path) -> Settings:
    return make_settings(tmp_path, engine_url)


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings)
    app.testing = True
    app.jinja_env.bytecode_cache = COMPILED
    app.test_client_class = PageClient
    yield app
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


@pytest.fixture
def client(app: Flask) -> PageClient:
    client = app.test_client()
    assert isinstance(client, PageClient)
    return client
