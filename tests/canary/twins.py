"""A second installation that holds what the first one does, to the last file."""

import os
import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from itertools import count
from pathlib import Path
from unittest.mock import patch

import psycopg
from flask import Flask
from flask.testing import FlaskClient
from psycopg.sql import SQL, Identifier
from sqlalchemy import make_url

from govapp.app import create_app
from govapp.config import Settings
from govapp.database import db
from tests.conftest import COMPILED, make_settings


def copy_installation(settings: Settings, folder: Path) -> Settings:
    """Copy everything of an installation that nobody is connected to."""
    shutil.copytree(
        settings.instance, folder, ignore=shutil.ignore_patterns("govapp.db*")
    )
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite":
        copied = folder / "govapp.db"
        original = sqlite3.connect(str(url.database))
        original.execute("VACUUM INTO ?", (str(copied),))
        original.close()
        return make_settings(folder, f"sqlite:///{copied}")
    twin = f"{url.database}_twin"
    base = settings.database_url.replace(f"/{url.database}?", "/postgres?")
    with psycopg.connect(base, autocommit=True) as connection:
        statement = SQL("CREATE DATABASE {} TEMPLATE {}")
        source = Identifier(str(url.database))
        connection.execute(statement.format(Identifier(twin), source))
    return make_settings(
        folder, settings.database_url.replace(f"/{url.database}?", f"/{twin}?")
    )


def open_twin(settings: Settings) -> Flask:
    """Return an application whose clients check no page: others do."""
    app = create_app(settings)
    app.testing = True
    app.jinja_env.bytecode_cache = COMPILED
    app.test_client_class = FlaskClient
    return app


def close(app: Flask) -> None:
    """Let go of an application's database."""
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


@contextmanager
def same_chance(seed: str) -> Iterator[None]:
    """Let both installations draw the same keys."""
    numbers = count()

    def draw(size: int) -> bytes:
        drawn = b""
        while len(drawn) < size:
            drawn += sha256(f"{seed} {next(numbers)}".encode()).digest()
        return drawn[:size]

    with patch.object(os, "urandom", draw), patch.object(random, "_urandom", draw):
        yield
