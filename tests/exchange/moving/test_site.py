"""`govapp export site`: the site as files, every link and every byte."""

import io
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
from govapp.demonstration.papers import make_pdf
from govapp.exchange.moving.layout import is_live
from govapp.record.shapes.base import Kind
from govapp.record.shapes.matters import Matter, MatterRef
from govapp.record.shapes.meetings import Cancellation, Item, Minutes
from tests.exchange.moving.copies import (
    BASE,
    Files,
    read_copy,
    serving_files,
    stamp_files,
)
from tests.exchange.posted import (
    BOARD,
    make_file,
    post,
    post_agenda,
    post_bodies,
    post_notice,
    post_organization,
)
from tests.record.sitting import (
    ANA,
    BEN,
    make_motion,
    make_presence,
    make_round,
    make_sitting,
)

NOON = datetime(2026, 11, 23, 20, tzinfo=UTC)
LISTS = ("record/", "calendar/", "posted/", "committees/board/timeliness")
FORMS = {
    f"/meetings/2026-001/{name}"
    for name in (
        "agenda.docx",
        "agenda.pdf",
        "agenda/changes/from=1/to=2",
        "agenda/v/1/agenda.pdf",
        "documents.zip",
        "meeting.ics",
        "minutes.pdf",
        "packet.pdf",
    )
}


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """Let no minute pass, for pages say what time it is."""
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def town(app: Flask) -> Flask:
    """Post a page of nearly every kind: revised, cancelled, with papers and votes."""
    post_organization(app)
    post_bodies(app)
    matter = Matter(file_number="2026-1", title="Plan", kind="budget", body=BOARD)
    post(app, Kind.MATTER, "matter:2026-1", matter)
    sha256, size = app.extensions["govapp.posted"].put(io.BytesIO(make_pdf("Memo", [])))
    paper = make_file("a memo.pdf", sha256=sha256, size=size)
    item = Item(
        key="k1", number="1.", title="Call", files=(paper,),
        matter=MatterRef(file_number="2026-1", title="Plan"),
    )  # fmt: skip
    for number in ("2026-001", "2026-002", "2026-003"):
        post_notice(app, number, start_local=f"2026-12-{number[-2:]}T10:00")
    post_agenda(app, item, number="2026-001")
    new = item.model_copy(update={"title": "Call to order"})
    post_agenda(app, new, number="2026-001", version=2, label="revised")
    post(app, Kind.MINUTES, "meeting:2026-001", Minutes(state="approved"))
    sitting = make_sitting(
        make_motion("m1", make_round(1, yes=(ANA, BEN)), item="k1"),
        presences=[make_presence(ANA)],
    )
    post(app, Kind.SITTING, "meeting:2026-001", sitting)
    post(app, Kind.CANCELLATION, "meeting:2026-002", Cancellation(reason="Storm"))
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
    assert {path for path in own if not path.startswith("/api/")} == {
        "/404.html",
        "/committees/board/current-agenda",
        "/sign-in",
        "/subscribe",
        "/subscribe/body=audit",
        "/subscribe/body=board",
    }
    assert found.keys() > FORMS
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
