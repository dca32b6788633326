"""What is seen of a posted meeting from outside, by a server that really runs."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.serving import make_server

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.jobs.models import Job
from govapp.jobs.running import run_due
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import posting
from govapp.notices import handlers, probe
from govapp.notices.models import OutsideCheck
from govapp.worker import HANDLERS
from tests.accounts.people import list_mails
from tests.meetings.building import add_items, post, read_main
from tests.meetings.conftest import Make
from tests.notices.conftest import Enter

SUE = "sue@example.org"
PAGE, VERSION = "/meetings/2031-001", "/meetings/2031-001/agenda/v/1"
AGENDA = "The page does not show the agenda in force."
STATE = "The page does not show the meeting's state."
ITEMS = "The page's items are not those of the record."
WSGI = Callable[[dict[str, Any], Any], Iterable[bytes]]
CHECKS = {"check_pages": HANDLERS["check_pages"]}


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handlers, "PAUSES", (0, 0))


@contextmanager
def serving(app: Flask, application: WSGI | None = None) -> Iterator[None]:
    """Serve at the installation's own address until the block ends."""
    server = make_server("localhost", 0, application or app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings = app.extensions["govapp.settings"]
    app.extensions["govapp.settings"] = replace(
        settings, base_url=f"http://localhost:{server.port}"
    )
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def altered(app: Flask, old: bytes, new: bytes) -> WSGI:
    """Return the application with some bytes changed on the way."""

    def application(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        answer = app.test_client().get(environ["PATH_INFO"])
        start(answer.status, [("Content-Type", "text/html; charset=utf-8")])
        return [answer.data.replace(old, new)]

    return application


@pytest.fixture
def meeting_id(app: Flask, account: int, make_meeting: Make) -> int:
    """Return a meeting ahead with a posted agenda."""
    assert account
    made = make_meeting("2031-03-05T10:00")
    add_items(app, made, "Decide on <plans> & papers", "> Costs")
    post(app, made)
    return made


def look(app: Flask) -> list[str]:
    """Do the check that waits; return what it kept, as lines."""
    with app.app_context():
        for job in db.session.scalars(select(Job).where(Job.state == "waiting")):
            job.due_at = job.created_at
        db.session.commit()
        assert run_due(CHECKS)
        newest = select(OutsideCheck.at).order_by(OutsideCheck.id.desc()).limit(1)
        rows = db.session.scalars(
            select(OutsideCheck)
            .where(OutsideCheck.at == db.session.scalar(newest))
            .order_by(OutsideCheck.id)
        )
        return [f"{row.address} {row.status} {row.finding}".strip() for row in rows]


def alarms(app: Flask) -> list[str]:
    subjects = [subject for subject, _ in list_mails(app, SUE)]
    return [one for one in subjects if "the public page" in one]


def read_desk(at_desk: Enter, meeting_id: int) -> str:
    return read_main(at_desk().get(f"/desk/meetings/{meeting_id}/deadlines").text)


def test_what_was_posted_is_seen(app: Flask, meeting_id: int, at_desk: Enter) -> None:
    with serving(app):
        assert look(app) == [f"{PAGE} 200", f"{VERSION} 200"]
    assert alarms(app) == []
    assert "2 of 2 looks found what was posted" in read_desk(at_desk, meeting_id)
    with app.app_context():
        waiting = select(Job).where(Job.state == "waiting", Job.kind == "check_pages")
        (job,) = db.session.scalars(waiting)
        assert abs((job.due_at - job.created_at).total_seconds() - 3600) < 2


def test_a_stopped_server_alarms_once_and_so_does_its_end(
    app: Flask, meeting_id: int, at_desk: Enter
) -> None:
    with serving(app):
        look(app)
    for _ in range(2):
        first, second = look(app)
        assert first.startswith(f"{PAGE} 0 No answer: ")
        assert second.startswith(f"{VERSION} 0 No answer: ")
    assert alarms(app) == ["ALARM: the public page of Board is not right"]
    told = read_desk(at_desk, meeting_id)
    assert "ALARM. The public page is not right, or cannot be reached." in told
    assert "2 of 6 looks found what was posted" in told
    with serving(app):
        look(app)
        look(app)
    assert alarms(app)[1:] == ["Right again: the public page of Board"]
    told = read_desk(at_desk, meeting_id)
    assert "ALARM" not in told
    assert "No answer" in told


@pytest.mark.usefixtures("meeting_id")
@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ((b"Costs", b"Costs!"), ITEMS),
        ((b">Costs<", b"><"), ITEMS),
        ((b">1.1<", b">1.2<"), ITEMS),
        ((b'content="1 2"', b'content="1 3"'), AGENDA),
        ((b'content="noticed"', b'content="x"'), STATE),
    ],
)  # fmt: skip
def test_altered_content_alarms(
    app: Flask, change: tuple[bytes, bytes], finding: str
) -> None:
    with serving(app, altered(app, *change)):
        assert look(app) == [f"{PAGE} 200 {finding}", f"{VERSION} 200 {finding}"]
    assert len(alarms(app)) == 1


@pytest.mark.usefixtures("meeting_id")
def test_no_redirect_is_followed_and_no_page_is_endless(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def elsewhere(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        asked.append(environ["PATH_INFO"])
        assert "HTTP_COOKIE" not in environ
        start("302 Found", [("Location", "http://localhost:1/secret")])
        return []

    with serving(app, elsewhere):
        assert look(app) == [
            f"{PAGE} 302 The answer was 302.",
            f"{VERSION} 302 The answer was 302.",
        ]
    assert set(asked) == {PAGE, VERSION}
    monkeypatch.setattr(probe, "LARGEST", 1000)
    with serving(app):
        first, _ = look(app)
        assert first == f"{PAGE} 200 The page is larger than a page can be."


def test_a_cancelled_meeting_must_say_so(app: Flask, meeting_id: int) -> None:
    old = app.test_client().get(PAGE).data
    with app.app_context():
        posting.cancel_meeting(SYSTEM, get_meeting(meeting_id), reason="Quorum")
        db.session.commit()

    def stale(_environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        start("200 OK", [("Content-Type", "text/html")])
        return [old]

    with serving(app, stale):
        assert look(app)[0] == f"{PAGE} 200 {STATE}"
    with serving(app):
        assert look(app) == [f"{PAGE} 200", f"{VERSION} 200"]
