"""`govapp export data` and `import data`: what is public moves out and in, whole."""

import hashlib
import io
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select

from govapp.app import create_app
from govapp.commands.demo import load_demonstration
from govapp.commands.record import record
from govapp.committees.content import changed
from govapp.committees.models import Body
from govapp.config import Settings
from govapp.database import db
from govapp.errors import GovappError, RuleError
from govapp.meetings.models import Meeting
from govapp.meetings.services.drafts import get_draft
from govapp.record import projection
from govapp.record import services as log
from govapp.record.published import head
from govapp.record.shapes.base import Kind
from govapp.record.shapes.bodies import Organization
from govapp.record.shapes.meetings import Item, Withdrawal
from tests.conftest import make_settings
from tests.engines import Fresh
from tests.exchange.moving.copies import stamp_files
from tests.exchange.moving.desk import describe_desk
from tests.exchange.moving.doing import export_data, import_data, read_folder
from tests.exchange.posted import (
    make_file,
    post,
    post_agenda,
    post_bodies,
    post_notice,
    post_organization,
)

NOON = datetime(2026, 11, 23, 20, tzinfo=UTC)
NAMED = Organization(name="Another")
PAPER = b"%PDF-1.7 a paper"
FIRST = "record/entries/000000001.ndjson"


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def town(app: Flask) -> Flask:
    """Post a meeting with a paper, and an agenda that was withdrawn."""
    post_organization(app)
    post_bodies(app)
    post_notice(app)
    sha256, size = app.extensions["govapp.posted"].put(io.BytesIO(PAPER))
    paper = make_file(sha256=sha256, size=size)
    post_agenda(app, Item(key="k1", number="1", title="Café", files=(paper,)))
    post_agenda(app, Item(key="k1", number="1", title="Private"), version=2)
    gone = Withdrawal(what="agenda", version=2, reason="It named somebody.")
    post(app, Kind.WITHDRAWAL, "meeting:2026-014", gone)
    return app


@pytest.fixture
def elsewhere(fresh_postgresql: Fresh, tmp_path: Path) -> Settings:
    """Return another installation, always on PostgreSQL."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return make_settings(folder, fresh_postgresql(folder))


@pytest.mark.usefixtures("town")
def test_what_moved_in_moves_out_the_same(
    settings: Settings, elsewhere: Settings, tmp_path: Path
) -> None:
    there, here = tmp_path / "there", tmp_path / "here"
    assert export_data(settings, there, "--withdrawn").exit_code == 0
    done = import_data(elsewhere, there)
    assert done.exit_code == 0, done.exception
    assert "8 entries are here as they were posted." in done.output
    assert export_data(elsewhere, here, "--withdrawn").exit_code == 0
    assert read_folder(here) == read_folder(there)
    app = create_app(elsewhere)
    with app.app_context():
        grown = projection.dump()
        projection.rebuild()
        assert projection.dump() == grown
    page = app.test_client().get("/meetings/2026-014")
    assert page.status_code == 200
    assert "Café" in page.text
    paper = app.test_client().get("/documents/key1/v/1/memo.pdf")
    assert paper.data == PAPER


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_the_desk_goes_on_where_the_other_was(
    app: Flask, settings: Settings, elsewhere: Settings, tmp_path: Path
) -> None:
    with app.app_context():
        load_demonstration(app)
        db.session.commit()
        there = describe_desk()
    export_data(settings, tmp_path / "there", "--withdrawn")
    assert import_data(elsewhere, tmp_path / "there").exit_code == 0
    with create_app(elsewhere).app_context():
        assert describe_desk() == there
        for body in db.session.scalars(select(Body)):
            assert changed(body) == (False, False), body.slug
        for meeting in db.session.scalars(select(Meeting)):
            draft = get_draft(meeting)
            if draft.card and draft.card.agenda:
                assert draft.sha256 == meeting.agenda_sha256, meeting.number


@pytest.mark.usefixtures("town")
def test_what_was_withdrawn_is_not_public(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "public"
    assert export_data(settings, folder).exit_code == 0
    assert not [
        path for path, data in read_folder(folder).items() if b"Private" in data
    ]
    lines = [json.loads(line) for line in (folder / FIRST).read_text().splitlines()]
    assert [line["content"] is None for line in lines] == [False] * 6 + [True, False]


@pytest.mark.usefixtures("town")
def test_the_folder_is_checked_by_sha256sum(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "public"
    export_data(settings, folder)
    first = stamp_files(folder)
    assert "0 files written" in export_data(settings, folder).output
    assert stamp_files(folder) == first
    subprocess.run(
        ["sha256sum", "-c", "--quiet", "--strict", "SHA256SUMS"],  # noqa: S607
        cwd=folder,
        check=True,
    )


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_another_key_signs_only_under_another_name(
    settings: Settings, elsewhere: Settings, tmp_path: Path
) -> None:
    other = replace(elsewhere, log_key=elsewhere.log_key.replace("AABAg", "AACAg"))
    export_data(settings, tmp_path / "there", "--withdrawn")
    done = import_data(other, tmp_path / "there")
    assert "signed with another installation's key" in done.output
    app = create_app(other)
    with app.app_context(), pytest.raises(RuleError, match="not signed with this"):
        log.append(kind=Kind.ORGANIZATION, subject="organization:", content=NAMED)
    opened = CliRunner().invoke(
        record, ["reopen", "town.example/record-2", "--reason", "Moved."], obj=other
    )
    assert opened.output == "Entry 9 opens the record anew as town.example/record-2.\n"
    verified = CliRunner().invoke(record, ["verify"], obj=other)
    assert verified.output.endswith("The record is whole: 9 entries, each signed.\n")


def refuse(settings: Settings, folder: Path, said: str) -> None:
    """Fail unless an import is refused in these words."""
    done = import_data(settings, folder)
    assert isinstance(done.exception, GovappError), done.output
    assert said in str(done.exception)


def write_sums(folder: Path) -> None:
    """Write the checksums anew, as whoever spoils a folder would."""
    lines = [
        f"{hashlib.sha256(data).hexdigest()}  {path}\n"
        for path, data in sorted(read_folder(folder).items())
        if path != "SHA256SUMS"
    ]
    (folder / "SHA256SUMS").write_text("".join(lines))


def spoil_sums(folder: Path) -> None:
    (folder / "SHA256SUMS").write_text("what\n")


def climb_out(folder: Path) -> None:
    (folder / "SHA256SUMS").write_text("0" * 64 + "  ../other\n")


def exchange(old: str, new: str) -> Callable[[Path], None]:
    """Return what changes a text of the record, and the checksums with it."""

    def spoil(folder: Path) -> None:
        path = folder / FIRST
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        write_sums(folder)

    return spoil


def leave_out(folder: Path) -> None:
    path = folder / FIRST
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:2] + lines[3:]), encoding="utf-8")
    write_sums(folder)


def damage_paper(folder: Path) -> None:
    (folder / "documents/key1/v/1/memo.pdf").write_bytes(b"another")


def take_paper_away(folder: Path) -> None:
    (folder / "documents/key1/v/1/memo.pdf").unlink()
    write_sums(folder)


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_a_spoiled_folder_changes_nothing(
    settings: Settings, elsewhere: Settings, tmp_path: Path
) -> None:
    spoiled: list[tuple[Callable[[Path], object], str]] = [
        (lambda folder: (folder / "SHA256SUMS").unlink(), "is no export of data"),
        (lambda folder: (folder / "record/key").unlink(), "is no export of data"),
        (lambda folder: (folder / FIRST).unlink(), f"{FIRST} is missing."),
        (spoil_sums, "line 1 cannot be read"),
        (climb_out, "line 1 cannot be read"),
        (damage_paper, "memo.pdf is not what was exported"),
        (take_paper_away, "documents/key1/v/1/memo.pdf is missing."),
        (leave_out, "Entry 3 of the record is missing."),
        (exchange("Grid Operator", "Grid operator"), "Entry 1: its hashes"),
        (exchange('\\"version\\":1', '\\"version\\":2'), "its checkpoint is not the"),
        (exchange('\\"v\\":1,', '\\"v\\":1.0,'), f"{FIRST}, line 1, is no entry"),
        (exchange("localhost/record\\n2", "localhost/record\\n3"), "its checkpoint"),
        (exchange('{"checkpoint"', '["checkpoint"'), f"{FIRST}, line 1, is no entry"),
    ]
    sound = tmp_path / "sound"
    export_data(settings, sound, "--withdrawn")
    for number, (spoil, said) in enumerate(spoiled):
        folder = tmp_path / f"spoiled-{number}"
        shutil.copytree(sound, folder)
        spoil(folder)
        refuse(elsewhere, folder, said)
    with create_app(elsewhere).app_context():
        assert head() == 0
        assert not any(projection.dump().values())


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_what_is_not_there_cannot_be_taken_in(
    settings: Settings, elsewhere: Settings, tmp_path: Path
) -> None:
    refuse(elsewhere, tmp_path / "nowhere", "is no export of data")
    folder = tmp_path / "public"
    export_data(settings, folder)
    refuse(elsewhere, folder, "What entry 7 posted was withdrawn")
    there = import_data(settings, folder)
    assert isinstance(there.exception, GovappError)
    assert "can only be taken into an empty database" in str(there.exception)


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_a_folder_with_something_else_is_left_alone(
    settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("Dear")
    done = export_data(settings, tmp_path / "mine")
    assert isinstance(done.exception, GovappError)
    assert "has files and is no export" in str(done.exception)
    assert read_folder(tmp_path / "mine") == {"letter.txt": b"Dear"}
