"""The engines keep their promises."""

import threading
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select, text, update
from sqlalchemy.exc import DBAPIError

from govapp import database, schema
from govapp.config import Settings
from govapp.database import READ, db
from govapp.record.models import RecordHead


def test_self_test_passes(app: Flask) -> None:
    with app.app_context():
        database.self_test()


def test_self_test_notices_an_engine_that_breaks_them(app: Flask) -> None:
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            weakness, message = "PRAGMA synchronous = OFF", "synchronous is not FULL"
        else:
            weakness = "SET synchronous_commit = off"
            message = "synchronous_commit must be on"

        @event.listens_for(db.engine, "connect")
        def weaken(connection: Any, _record: object) -> None:
            connection.execute(weakness)
            connection.commit()

        db.engine.dispose()

        with pytest.raises(RuntimeError, match=message):
            database.self_test()


def test_the_read_engine_refuses_to_write(app: Flask) -> None:
    with (
        app.app_context(),
        db.engines[READ].connect() as connection,
        pytest.raises(DBAPIError, match=r"read-?only"),
    ):
        connection.execute(text("UPDATE record_head SET size = 9"))


def test_no_update_is_lost(app: Flask) -> None:
    """Read, then write, in six threads: every acknowledged step is there."""
    done = []

    def count(times: int) -> None:
        with app.app_context():
            for _ in range(times):
                query = select(RecordHead.size).with_for_update()
                size = db.session.scalars(query).one()
                db.session.execute(update(RecordHead).values(size=size + 1))
                db.session.commit()
                done.append(1)

    threads = [threading.Thread(target=count, args=(25,)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with app.app_context():
        size = db.session.scalar(text("SELECT size FROM record_head"))
    assert len(done) == size == 150


def test_schema_goes_down_and_up_with_data_in_it(
    app: Flask, settings: Settings
) -> None:
    with app.app_context():
        db.session.execute(text("UPDATE record_head SET size = 3"))
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
        db.engines[READ].dispose()
    schema.downgrade(settings.database_url, "0001")
    schema.upgrade(settings.database_url)
    with app.app_context():
        assert db.session.scalar(text("SELECT size FROM record_head")) == 3
        db.session.remove()
        assert schema.is_current(db.engine)
    schema.downgrade(settings.database_url, "base")
    with app.app_context():
        assert not schema.is_current(db.engine)
    schema.upgrade(settings.database_url)
