"""`govapp export site`: the site as files, every link and every byte."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner, Result
from flask import Flask
from werkzeug.test import Client

from govapp.commands.moving import export
from govapp.config import Settings
from govapp.database import db
from govapp.demonstration import ahead, business, history, organization
from govapp.exchange.moving.layout import is_live
from tests.exchange.moving.copies import (
    BASE,
    Files,
    read_copy,
    serving_files,
    stamp_files,
)
from tests.exchange.posted import post_bodies, post_notice, post_organization

NOON = datetime(2026, 11, 23, 20, tzinfo=UTC)
LISTS = ("record/", "calendar/", "posted/", "committees/board/timeliness")
AHEAD = ("2026-003", "2026-004", "2027-001")


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """Let no minute pass, for pages say what time it is."""
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def town(app: Flask) -> Flask:
    """Load the demonstration without what is long past, which is many pages alike."""
    with app.app_context():
        store = app.extensions["govapp.files"]
        organization.load()
        list(history.load_bodies())
        list(ahead.load_meetings(store))
        business.load(store)
        db.session.commit()
    return app


def export_site(settings: Settings, folder: Path, *more: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(export, ["site", str(folder), *more], obj=settings)


def test_every_link_resolves_and_every_page_is_the_served_one(
    town: Flask, settings: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "copy"
    done = export_site(settings, folder)
    assert done.exit_code == 0, done.output
    with serving_files(folder) as port:
        found, lost = read_copy(port)
    assert lost == []
    served = Client(town, use_cookies=False)
    own = {"/404.html"}
    for path, data in found.items():
        answer = served.get(path, base_url=BASE)
        if is_live(path):
            assert b"<h1>Only on the site itself</h1>" in data, path
            own.add(path)
        elif answer.status_code == 302:
            assert f'<a href="{answer.location}">Go on</a>'.encode() in data
            own.add(path)
        elif path != "/404.html":
            assert (path, answer.status_code) == (path, 200)
            assert answer.data == data, path
        answer.close()
    for number in AHEAD:
        for name in ("agenda.pdf", "packet.pdf", "documents.zip", "agenda.docx"):
            assert f"/meetings/{number}/{name}" in found
    assert {"/subscribe", "/sign-in", "/committees/iso-board/current-agenda"} < own
    assert found["/404.html"] == served.get("/nowhere", base_url=BASE).data


def test_a_second_time_only_what_changed_is_touched(
    app: Flask, settings: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "copy"
    post_organization(app)
    post_bodies(app)
    for number in range(1, 6):
        post_notice(app, f"2026-00{number}", start_local=f"2026-12-0{number}T10:00")
    assert export_site(settings, folder).exit_code == 0
    first = stamp_files(folder)
    again = export_site(settings, folder)
    assert f"0 files written, {len(first) - 1} were there already" in again.output
    assert list_touched(first, stamp_files(folder)) == set()

    post_notice(
        app, "2026-003", start_local="2026-12-03T11:00", place="Folsom", version=2
    )
    assert export_site(settings, folder).exit_code == 0
    second = stamp_files(folder)
    changed = {
        path
        for path, (_, data) in second.items()
        if path not in first or data != first[path][1]
    }
    assert list_touched(first, second) == changed
    assert {path for path in changed if not path.startswith(LISTS)} == {
        "SHA256SUMS",
        "calendar.ics",
        "committees/board/calendar.ics",
        "committees/board/embed/index.html",
        "committees/board/index.html",
        "committees/board/postings.atom",
        "embed/board/index.html",
        "index.html",
        "meetings/body=board/index.html",
        "meetings/index.html",
        "meetings/2026-003/index.html",
        "meetings/2026-003/meeting.ics",
        "postings.atom",
        "search/words/fo.json",
    }


def list_touched(first: Files, second: Files) -> set[str]:
    """Return the files that were written between two looks."""
    return {
        path
        for path, (stamp, _) in second.items()
        if path not in first or first[path][0] != stamp
    }
