"""The database's schema, brought to a revision by Alembic."""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url

from govapp import paths
from govapp.database import prepare


def upgrade(url: str, revision: str = "head", *, files_key: str = "") -> bool:
    """Bring a database up to a revision, all of it or none; say if that changed it.

    The key is that of the files: some of what they say is sealed or opened.
    """
    engine = _engine(url)
    with engine.begin() as connection:
        before = _current(connection)
        command.upgrade(_config(connection, files_key), revision)
        _check_references(connection)
        is_changed = _current(connection) != before
    engine.dispose()
    return is_changed


def downgrade(url: str, revision: str, *, files_key: str = "") -> None:
    """Take a database back to a revision, all of it or none."""
    engine = _engine(url)
    with engine.begin() as connection:
        command.downgrade(_config(connection, files_key), revision)
        _check_references(connection)
    engine.dispose()


def is_current(engine: Engine) -> bool:
    """Say whether a database is at the newest revision."""
    with engine.connect() as connection:
        return _current(connection) == set(list_heads())


def list_heads() -> list[str]:
    """Return the newest revisions: one, as history is one line."""
    return ScriptDirectory.from_config(_config(None)).get_heads()


def _current(connection: Connection) -> set[str]:
    return set(MigrationContext.configure(connection).get_current_heads())


def _config(connection: object, files_key: str = "") -> Config:
    config = Config()
    config.set_main_option("script_location", str(paths.MIGRATIONS))
    config.attributes["connection"] = connection
    config.attributes["files_key"] = files_key
    return config


def _engine(url: str) -> Engine:
    if make_url(url).get_backend_name() == "sqlite":
        folder = Path(make_url(url).database or "").parent
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = create_engine(url)
    prepare(engine, read_only=False)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _ignore_references)
    return engine


def _ignore_references(connection: sqlite3.Connection, _record: object) -> None:
    # A table that is made anew is dropped while others still refer to it.
    connection.execute("PRAGMA foreign_keys = OFF")


def _check_references(connection: Connection) -> None:
    """Make sure that nothing refers to what is not there; raises RuntimeError."""
    if connection.dialect.name == "sqlite":
        lost = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if lost:
            raise RuntimeError(f"{len(lost)} rows refer to others that are gone.")
