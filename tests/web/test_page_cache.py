"""The page cache: a function of address, head and minute, and one query a hit."""

import gzip
from collections.abc import Iterator

import brotli
import pytest
import time_machine
from flask import Flask
from flask.typing import ResponseReturnValue
from sqlalchemy import event

from govapp.database import READ, db
from govapp.record.services import append
from govapp.record.shapes.base import Kind
from govapp.record.shapes.bodies import Organization
from govapp.web import public

MOMENT = "2026-11-23T18:00:01Z"


@pytest.fixture
def rendered(app: Flask) -> list[str]:
    """Return the list that a feed at /counted grows by one whenever it is made."""
    made: list[str] = []

    @app.get("/counted")
    def counted() -> ResponseReturnValue:
        made.append("made")
        return public.feed(f"rendering {len(made)}", "text/plain")

    @app.get("/said")
    def said() -> ResponseReturnValue:
        made.append("made")
        return public.render("errors/page.html", status=404, message="", is_expired=0)

    @app.get("/broken")
    def broken() -> ResponseReturnValue:
        return public.render("no/such/template.html")

    return made


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MOMENT, tick=False) as traveller:
        yield traveller


def _post(app: Flask, name: str) -> None:
    with app.app_context():
        append(
            kind=Kind.ORGANIZATION,
            subject="organization:",
            content=Organization(name=name),
        )
        db.session.commit()


def test_a_page_is_made_once_until_something_is_posted(
    app: Flask, rendered: list[str]
) -> None:
    client = app.test_client()
    assert client.get("/counted").text == "rendering 1"
    assert client.get("/counted").text == "rendering 1"
    _post(app, "New")
    assert client.get("/counted").text == "rendering 2"
    assert len(rendered) == 2


def test_a_page_holds_for_a_minute_and_a_feed_for_a_day(
    app: Flask, rendered: list[str], clock: time_machine.Traveller
) -> None:
    client = app.test_client()

    def ask() -> int:
        client.get("/said")
        client.get("/counted")
        return len(rendered)

    assert ask() == 2
    clock.shift(58)
    assert ask() == 2
    clock.shift(1)
    assert ask() == 3
    clock.shift(6 * 60 * 60)
    assert ask() == 5


@pytest.mark.usefixtures("rendered")
def test_a_page_that_fails_is_neither_kept_nor_called_good(app: Flask) -> None:
    app.testing = False
    for _ in range(2):
        answer = app.test_client().get("/broken")
        assert answer.status_code == 500
        assert answer.headers["Cache-Control"] == "no-store"


def test_the_address_is_its_query_too(app: Flask, rendered: list[str]) -> None:
    client = app.test_client()
    client.get("/counted?a=1")
    client.get("/counted?a=2")
    assert len(rendered) == 2


@pytest.mark.usefixtures("rendered")
def test_each_encoding_reads_the_same(app: Flask) -> None:
    client = app.test_client()
    answers = {
        name: client.get("/counted", headers={"Accept-Encoding": name})
        for name in ("br", "gzip", "identity")
    }
    assert brotli.decompress(answers["br"].data) == b"rendering 1"
    assert gzip.decompress(answers["gzip"].data) == b"rendering 2"
    assert answers["identity"].data == b"rendering 3"
    assert "Content-Encoding" not in answers["identity"].headers
    assert {answer.headers["Vary"] for answer in answers.values()} == {
        "Accept-Encoding"
    }


@pytest.mark.usefixtures("rendered")
def test_a_known_tag_is_answered_with_304(app: Flask) -> None:
    client = app.test_client()
    tag = client.get("/counted").headers["ETag"]
    again = client.get("/counted", headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == tag
    assert again.headers["Cache-Control"] == "public, no-cache"
    other = client.get("/counted", headers={"If-None-Match": '"other"'})
    assert other.status_code == 200


@pytest.mark.usefixtures("rendered")
def test_head_has_the_headers_and_no_body(app: Flask) -> None:
    client = app.test_client()
    whole, head = client.get("/counted"), client.head("/counted")
    assert head.data == b""
    assert head.headers["Content-Length"] == str(len(whole.data))
    assert head.headers["ETag"] == whole.headers["ETag"]


@pytest.mark.usefixtures("rendered")
def test_a_hit_and_a_304_cost_one_query(app: Flask) -> None:
    client = app.test_client()
    tag = client.get("/counted").headers["ETag"]
    asked: list[str] = []
    with app.app_context():
        engine = db.engines[READ]
    event.listen(engine, "before_cursor_execute", lambda *_: asked.append("statement"))
    event.listen(engine, "checkout", lambda *_: asked.append("head"))
    client.get("/counted")
    client.get("/counted", headers={"If-None-Match": tag})
    assert asked == ["head", "head"]


def test_errors_are_not_kept(app: Flask) -> None:
    client = app.test_client()
    assert client.get("/nothing-here").headers["Cache-Control"] == "no-store"
