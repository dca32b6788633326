"""Whether the process lives, and whether it can do its work."""

import shutil

import pytest
from flask import Flask
from sqlalchemy import text

from govapp.database import db
from tests.pages import PageClient


def test_alive(client: PageClient) -> None:
    answer = client.get("/livez")
    assert (answer.status_code, answer.json) == (200, {"status": "ok", "process": "ok"})
    assert answer.headers["Cache-Control"] == "no-store"


def test_ready(app: Flask, client: PageClient) -> None:
    answer = client.get("/readyz")
    told = {"status": "ok", "database": "ok", "store": "ok"}
    assert (answer.status_code, answer.json) == (200, told)
    assert answer.headers["Cache-Control"] == "no-store"
    with app.app_context():
        head = db.session.execute(text("SELECT log, size FROM record_head")).all()
        assert head == [("public", 0)]


def test_not_ready_without_a_store(app: Flask, client: PageClient) -> None:
    shutil.rmtree(app.extensions["govapp.settings"].instance / "files")
    answer = client.get("/readyz")
    told = {"status": "failed", "database": "ok", "store": "failed"}
    assert (answer.status_code, answer.json) == (503, told)


def test_not_ready_without_a_database(
    app: Flask, client: PageClient, caplog: pytest.LogCaptureFixture
) -> None:
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text("ALTER TABLE record_head RENAME TO elsewhere"))
    answer = client.get("/readyz")
    told = {"status": "failed", "database": "failed", "store": "ok"}
    assert (answer.status_code, answer.json) == (503, told)
    assert "The database takes no writes." in caplog.text
