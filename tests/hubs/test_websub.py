"""A hub hears of each feed that has something new; without one nobody does."""

import dataclasses
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Event, Thread
from urllib.parse import parse_qs

import feedparser
import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, update

from govapp import clock
from govapp.app import create_app
from govapp.config import Settings
from govapp.database import db
from govapp.errors import SettingError
from govapp.hubs.services import PAUSE, TELL, find_told, plan_telling
from govapp.jobs.models import Job, State
from govapp.jobs.running import run_due
from govapp.record.shapes.base import Kind
from govapp.record.shapes.sittings import Sitting
from govapp.worker import HANDLERS, _work, run_worker
from tests.exchange.posted import (
    AUDIT,
    BOARD,
    post,
    post_bodies,
    post_notice,
    post_organization,
)
from tests.pages import PageClient

ALL = "http://localhost/postings.atom"
OF_BOARD = "http://localhost/committees/board/postings.atom"
OF_AUDIT = "http://localhost/committees/audit/postings.atom"


class Hub:
    """What a hub was told; it answers with `statuses`, then with 204."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.statuses: list[int] = []
        self.url = ""
        self.heard = Event()

    def take(self, form: dict[str, list[str]]) -> int:
        assert form["hub.mode"] == ["publish"]
        assert form["hub.url"] == form["hub.topic"]
        self.told += form["hub.url"]
        self.heard.set()
        return self.statuses.pop(0) if self.statuses else 204


@pytest.fixture
def hub() -> Iterator[Hub]:
    """Run a hub."""
    hub = Hub()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(hub.take(parse_qs(sent.decode(), strict_parsing=True)))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    hub.url = f"http://127.0.0.1:{server.server_port}/?a=b&c"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def app(settings: Settings, hub: Hub) -> Iterator[Flask]:
    """Make an application that has a hub."""
    app = create_app(dataclasses.replace(settings, websub_hub=hub.url))
    app.testing = True
    app.test_client_class = PageClient
    yield app
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


def work(app: Flask) -> None:
    """Do what a worker does in one round."""
    with app.app_context():
        plan_telling()
        run_due({TELL: HANDLERS[TELL]})


def list_jobs(app: Flask) -> list[tuple[str, int]]:
    with app.app_context():
        rows = db.session.execute(
            select(Job.state, Job.payload).where(Job.kind == TELL).order_by(Job.id)
        )
        return [(state, payload["until"]) for state, payload in rows]


def test_each_feed_with_something_new_is_told_once(app: Flask, hub: Hub) -> None:
    work(app)
    post_organization(app)
    post_bodies(app)
    work(app)
    # What is posted of a body stands in no feed.
    assert (hub.told, list_jobs(app)) == ([], [])
    post_notice(app, "2026-001")
    post_notice(app, "2026-002", bodies=(AUDIT, BOARD))
    for _ in range(3):
        work(app)
    assert hub.told == [ALL, OF_AUDIT, OF_BOARD]
    hub.told.clear()
    post_notice(app, "2026-001", version=2, label="revised")
    for _ in range(3):
        work(app)
    assert hub.told == [ALL, OF_BOARD]
    # Nor does a step of a sitting.
    post(app, Kind.SITTING, "meeting:2026-001", Sitting(state="in_session"))
    work(app)
    assert len(list_jobs(app)) == 2
    with app.app_context():
        assert find_told() == 7


def test_a_hub_that_fails_is_told_again_with_what_came_since(
    app: Flask, hub: Hub
) -> None:
    post_notice(app, "2026-001")
    hub.statuses = [204, 503]
    work(app)
    assert hub.told == [ALL, OF_BOARD]
    assert list_jobs(app) == [(State.WAITING, 1)]
    post_notice(app, "2026-002", bodies=(AUDIT,))
    # Asking for more while one waits does not hurry it.
    work(app)
    assert len(hub.told) == 2
    with app.app_context():
        db.session.execute(update(Job).values(due_at=clock.now()))
        db.session.commit()
    work(app)
    work(app)
    assert hub.told[2:] == [ALL, OF_BOARD, ALL, OF_AUDIT]
    assert list_jobs(app) == [(State.DONE, 1), (State.DONE, 2)]


def test_one_given_up_is_taken_up_an_hour_later(app: Flask, hub: Hub) -> None:
    post_notice(app)
    with app.app_context():
        plan_telling()
        failed = {"state": State.FAILED, "finished_at": clock.now()}
        db.session.execute(update(Job).values(failed))
        db.session.commit()
    work(app)
    assert hub.told == []
    with time_machine.travel(clock.now() + PAUSE, tick=False):
        work(app)
    assert hub.told == [ALL, OF_BOARD]


def test_one_killed_while_it_told_tells_anew(app: Flask, hub: Hub) -> None:
    post_notice(app)
    with app.app_context():
        plan_telling()
        # As a worker leaves it that is killed: taken, and its lease ended.
        killed = {"state": State.RUNNING, "attempts": 1, "started_at": clock.now()}
        db.session.execute(update(Job).values(killed))
        db.session.commit()
    work(app)
    assert hub.told == [ALL, OF_BOARD]
    assert list_jobs(app) == [(State.DONE, 1)]


def test_the_worker_tells(app: Flask, hub: Hub) -> None:
    post_notice(app)
    stop = Event()
    worker = Thread(target=run_worker, args=(app, stop, {TELL: HANDLERS[TELL]}))
    worker.start()
    try:
        assert hub.heard.wait(60)
    finally:
        stop.set()
        worker.join()
    assert hub.told == [ALL, OF_BOARD]


def test_feeds_name_the_hub_and_themselves(
    app: Flask, hub: Hub, client: PageClient
) -> None:
    post_bodies(app)
    post_notice(app)
    for topic in (ALL, OF_BOARD):
        answer = client.get(topic.removeprefix("http://localhost"))
        expected = f'<{hub.url}>; rel="hub", <{topic}>; rel="self"'
        assert answer.headers["Link"] == expected
        found = feedparser.parse(answer.data)
        assert not found.bozo
        links = [(link.rel, link.href) for link in found.feed.links]
        assert [link for link in links if link[0] in {"hub", "self"}] == [
            ("self", topic),
            ("hub", hub.url),
        ]
        tag = {"If-None-Match": answer.headers["ETag"]}
        spared = client.get(answer.request.path, headers=tag)
        assert (spared.status_code, spared.headers["Link"]) == (304, expected)


def test_without_a_hub_nobody_is_told(settings: Settings) -> None:
    app = create_app(settings)
    app.test_client_class = PageClient
    post_notice(app)
    answer = app.test_client().get("/postings.atom")
    assert "Link" not in answer.headers
    assert 'rel="hub"' not in answer.text
    _work(app, {})
    assert list_jobs(app) == []
    with app.app_context():
        # What waits from before the setting was taken away tells nobody either.
        plan_telling()
        run_due({TELL: HANDLERS[TELL]})
    assert list_jobs(app) == [(State.DONE, 1)]
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


@pytest.mark.parametrize("address", ["hub.example", "ftp://hub.example", "file:///x"])
def test_a_hub_is_on_the_web(settings: Settings, address: str) -> None:
    with pytest.raises(SettingError, match="GOVAPP_WEBSUB_HUB must begin with http"):
        dataclasses.replace(settings, websub_hub=address)
