"""The two engines behind one session, and what a transaction is here."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import (
    BigInteger,
    Connection,
    Engine,
    Integer,
    MetaData,
    String,
    TypeDecorator,
    event,
    make_url,
    text,
)
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.orm.exc import StaleDataError

from govapp.config import Settings
from govapp.errors import StaleError

P = ParamSpec("P")
R = TypeVar("R")

READ = "read"
FULL = 2
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The parent of every table."""

    metadata = MetaData(naming_convention=NAMES)


class Instant(TypeDecorator[datetime]):
    """An instant kept as RFC 3339 text in UTC: both engines sort and show it alike."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Any) -> str | None:
        """Write an aware instant; raises ValueError on a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("An instant needs a zone.")
        moment = value.astimezone(UTC).isoformat(timespec="microseconds")
        return moment.replace("+00:00", "Z")

    def process_result_value(self, value: str | None, _dialect: Any) -> datetime | None:
        """Read it back."""
        return None if value is None else datetime.fromisoformat(value)


# A number of bytes, which may be more than PostgreSQL's INTEGER holds.
ByteCount = BigInteger().with_variant(Integer, "sqlite")


def sorted_text(length: int) -> String:
    """Return a type for text by which lists are sorted: alike on both engines."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


class RoutedSession(FlaskSession):
    """A session that reads from the read engine once it is marked read-only."""

    def get_bind(self, *args: Any, **kwargs: Any) -> Engine | Connection:
        """Choose the engine."""
        if self.info.get("read_only"):
            return db.engines[READ]
        return super().get_bind(*args, **kwargs)


db = SQLAlchemy(
    model_class=Base,
    session_options={"class_": RoutedSession, "expire_on_commit": False},
)


def init_app(app: Flask, settings: Settings) -> None:
    """Set up both engines of an application."""
    url = settings.database_url
    read_url = settings.database_read_url or url
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_BINDS"] = {READ: read_url}
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = _options(url)
    app.config["SQLALCHEMY_BINDS"] = {READ: {"url": read_url, **_options(read_url)}}
    db.init_app(app)
    with app.app_context():
        prepare(db.engine, read_only=False)
        prepare(db.engines[READ], read_only=True)


def _options(url: str) -> dict[str, Any]:
    if make_url(url).get_backend_name() == "sqlite":
        return {"connect_args": {"timeout": 5}}
    settings = (
        "-c synchronous_commit=on -c statement_timeout=10s -c lock_timeout=3s "
        "-c idle_in_transaction_session_timeout=30s"
    )
    return {"pool_pre_ping": True, "connect_args": {"options": settings}}


def prepare(engine: Engine, *, read_only: bool) -> None:
    """Give an engine the settings under which nothing acknowledged is lost."""
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine, read_only=read_only)
    elif read_only:
        event.listen(engine, "begin", _begin_read_only)


def _begin_read_only(connection: Connection) -> None:
    # One snapshot for all queries of a page, as SQLite has it.
    connection.exec_driver_sql(
        "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
    )


def _prepare_sqlite(engine: Engine, *, read_only: bool) -> None:
    begin = "BEGIN" if read_only else "BEGIN IMMEDIATE"

    def connect(connection: sqlite3.Connection, _record: object) -> None:
        # The driver would begin its own transactions, and lose updates doing so.
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA busy_timeout = 5000")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        if read_only:
            connection.execute("PRAGMA query_only = ON")

    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", connect)
    event.listen(engine, "begin", start)


def atomic(function: Callable[P, R]) -> Callable[P, R]:
    """Make a service all or nothing within the transaction of its caller.

    Raises StaleError when somebody else saved the same row while it worked.
    """

    @wraps(function)
    def inner(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            with db.session.begin_nested():
                return function(*args, **kwargs)
        except StaleDataError as error:
            raise StaleError from error

    return inner


def self_test() -> None:
    """Prove that the engine keeps its promises; raises RuntimeError where it does not.

    A second writer must wait on a write session that has only read so far, and what is
    committed must be on disk.
    """
    with db.engine.connect() as connection:
        if db.engine.dialect.name == "sqlite":
            _test_sqlite(connection)
        else:
            _test_postgresql(connection)


def _test_sqlite(connection: Connection) -> None:
    connection.execute(text("SELECT 1"))
    other = sqlite3.connect(
        db.engine.url.database or "", timeout=0, isolation_level=None
    )
    try:
        other.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        pass
    else:
        raise RuntimeError("SQLite: a write session does not hold its lock.")
    finally:
        other.close()
    if connection.execute(text("PRAGMA synchronous")).scalar() != FULL:
        raise RuntimeError("SQLite: synchronous is not FULL.")


def _test_postgresql(connection: Connection) -> None:
    for name in ("fsync", "full_page_writes", "synchronous_commit"):
        if connection.execute(text(f"SHOW {name}")).scalar() != "on":
            raise RuntimeError(f"PostgreSQL: {name} must be on.")
