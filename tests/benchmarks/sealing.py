"""A posting at the end of a long record, signed and unsigned; and a proof of it."""

import shutil
import statistics
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from flask import Flask
from sqlalchemy import insert, update

from govapp import clock
from govapp.accounts.services import SYSTEM
from govapp.app import create_app
from govapp.commands.setup import init
from govapp.committees import services as committees
from govapp.committees.queries import find_body
from govapp.config import Settings, load_settings
from govapp.database import db
from govapp.meetings.services import agenda, posting, schedule
from govapp.record import rules, sealing
from govapp.record.models import PUBLIC, RecordCheckpoint, RecordEntry, RecordHead
from govapp.record.shapes.base import Kind
from tests.queries import count_queries

ENTRIES, POSTINGS, ITEMS = 100_000, 30, 10


@dataclass(frozen=True)
class Measured:
    """Milliseconds of a posting, with the signature and without; and of a proof."""

    signed: float
    unsigned: float
    proof: float
    queries: int


def measure(folder: Path) -> Measured:
    """Measure on a record of many entries, the two ways in turn."""
    apps = [_application(folder / "signed")]
    with apps[0].app_context():
        _fill()
        sealing.catch_up(lambda _done, _total: None)
        db.session.commit()
        db.engine.dispose()
    shutil.copytree(folder / "signed", folder / "unsigned")
    apps.append(_application(folder / "unsigned"))
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(POSTINGS):
        times[0].append(_post(apps[0], number))
        with patch.object(sealing, "seal", new=_leave_unsigned):
            times[1].append(_post(apps[1], number))
    proof, queries = _prove(apps[0])
    signed, unsigned = (statistics.median(one) * 1000 for one in times)
    return Measured(signed, unsigned, proof * 1000, queries)


def _application(folder: Path) -> Flask:
    settings: Settings = load_settings({"GOVAPP_INSTANCE": str(folder)})
    init.main([], obj=settings, standalone_mode=False)
    return create_app(settings)


def _fill() -> None:
    """Record many entries at once, as they would have been recorded one by one."""
    content, moment = "{}", clock.stamp(clock.now())
    rows = []
    for seq in range(1, ENTRIES + 1):
        kind, subject, sha256 = Kind.RESULT, f"log:{seq}", rules.digest(content)
        event = rules.event(
            seq=seq,
            kind=kind,
            subject=subject,
            version=1,
            label="",
            posted_at=moment,
            content_sha256=sha256,
        )
        rows.append(
            {
                "log": PUBLIC,
                "seq": seq,
                "kind": kind,
                "subject": subject,
                "version": 1,
                "label": "",
                "posted_at": clock.instant(moment),
                "content": content,
                "content_sha256": sha256,
                "leaf_hash": rules.leaf_hash(event),
            }
        )
    db.session.execute(insert(RecordEntry), rows)
    db.session.execute(update(RecordHead).values(size=ENTRIES))


def _post(app: Flask, number: int) -> float:
    """Build an agenda and post it; return the seconds that the posting took."""
    with app.app_context():
        body = find_body("board") or committees.create_body(
            SYSTEM, slug="board", name="Board", kind="board", time_zone="UTC"
        )
        start = datetime(2030, 1, 1, 10) + timedelta(days=number)  # noqa: DTZ001 wall
        meeting = schedule.schedule_meeting(
            SYSTEM, bodies=[body], kind="regular", start=start
        )
        for place in range(ITEMS):
            agenda.add_item(SYSTEM, meeting, title=f"Business {place}")
        posting.post_notice(SYSTEM, meeting)
        db.session.commit()
        begun = time.perf_counter()
        posting.post_agenda(SYSTEM, meeting, store=app.extensions["govapp.files"])
        db.session.commit()
        return time.perf_counter() - begun


def _leave_unsigned(seq: int, _leaf_hash: str) -> None:
    """Keep a checkpoint that says nothing, for the mails that are to hold one."""
    empty = {"log": PUBLIC, "size": seq, "note": "", "key": ""}
    db.session.execute(insert(RecordCheckpoint), [empty])


def _prove(app: Flask) -> tuple[float, int]:
    """Return how long the proof of an early entry takes, and how many queries."""
    client, times = app.test_client(), []
    for seq in range(1, 30):
        begun = time.perf_counter()
        with count_queries(app) as asked, client.get(f"/record/proof/{seq}") as answer:
            assert answer.status_code == 200
        times.append(time.perf_counter() - begun)
    return statistics.median(times), len(asked)
