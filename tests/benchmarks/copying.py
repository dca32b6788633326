"""The public site as files: many meetings, every link and every byte, then one change.

`make bench EXPORT=2000` measures this alone.
"""

import tempfile
import time
from pathlib import Path

import time_machine
from click.testing import CliRunner
from flask import Flask
from rich.console import Console
from werkzeug.test import Client

from govapp import schema
from govapp.app import create_app
from govapp.commands.moving import export
from govapp.config import Settings
from govapp.database import db
from govapp.exchange.moving.layout import is_live
from govapp.record import services
from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Agenda, Item, Minutes, MinutesSection
from tests.conftest import make_settings
from tests.exchange.moving.copies import BASE, read_copy, serving_files, stamp_files
from tests.exchange.posted import (
    BOARD,
    make_notice,
    post_bodies,
    post_notice,
    post_organization,
)

NOW = "2026-11-23T20:00Z"
ITEMS = 8
# The forms of an agenda are made by a worker, and measured elsewhere.
FORMS = (".pdf", ".docx", ".zip")


def main(meetings: int) -> None:
    """Measure and print; fails where a link is lost or a page is another one."""
    console = Console()
    with tempfile.TemporaryDirectory() as name, time_machine.travel(NOW, tick=False):
        root = Path(name)
        settings = make_settings(root, f"sqlite:///{root / 'govapp.db'}")
        schema.upgrade(settings.database_url)
        app = create_app(settings)
        _fill(app, meetings)
        folder = root / "copy"
        console.print(f"{meetings} meetings: first export {_export(settings, folder)}")
        with serving_files(folder) as port:
            found, lost = read_copy(port)
        console.print(f"{len(found)} addresses, {_compare(app, found)} as served")
        assert all(path.endswith(FORMS) for path in lost), lost
        before = stamp_files(folder)
        post_notice(app, _number(0), place="Folsom", version=2)
        again = _export(settings, folder)
        after = stamp_files(folder)
        touched = [path for path, (stamp, _) in after.items()
                   if path not in before or before[path][0] != stamp]  # fmt: skip
        assert touched == [
            path
            for path, (_, data) in after.items()
            if path not in before or before[path][1] != data
        ]
        console.print(f"After one change {again}: {len(touched)} files touched")


def _number(count: int) -> str:
    return f"{2000 + count // 80}-{count % 80 + 1:03d}"


def _fill(app: Flask, meetings: int) -> None:
    post_organization(app)
    post_bodies(app)
    with app.app_context():
        for count in range(meetings):
            number, day = _number(count), f"{count % 28 + 1:02d}"
            start = f"{number[:4]}-{count % 12 + 1:02d}-{day}T10:00"
            items = tuple(
                Item(key=f"k{count}x{each}", number=f"{each}", title=f"Business {each}")
                for each in range(1, ITEMS + 1)
            )
            sections = tuple(
                MinutesSection(key=item.key, title=item.title, text="<p>Heard.</p>")
                for item in items
            )
            notice = make_notice(
                number, start_local=start, end_local="", bodies=(BOARD,)
            )
            for kind, content in (
                (Kind.NOTICE, notice),
                (Kind.AGENDA, Agenda(items=items)),
                (Kind.MINUTES, Minutes(state="approved", sections=sections)),
            ):
                services.append(kind=kind, subject=f"meeting:{number}", content=content)
        db.session.commit()


def _export(settings: Settings, folder: Path) -> str:
    started = time.perf_counter()
    done = CliRunner().invoke(export, ["site", str(folder)], obj=settings)
    took = time.perf_counter() - started
    assert done.output, done.exception
    return f"{took:.0f} s, {done.output.splitlines()[-1]}"


def _compare(app: Flask, found: dict[str, bytes]) -> int:
    served, same = Client(app, use_cookies=False), 0
    for path, data in found.items():
        answer = served.get(path, base_url=BASE)
        if answer.status_code == 200 and not is_live(path):
            assert answer.data == data, path
            same += 1
        answer.close()
    return same
