"""The newest checkpoint is stamped by an authority, and whoever reads it is told."""

import dataclasses
import hashlib
import json
import subprocess
from base64 import b64decode
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, update

from govapp import clock
from govapp.app import create_app
from govapp.config import Settings
from govapp.database import db
from govapp.jobs.models import Job, State
from govapp.jobs.running import run_due
from govapp.proof.authority import AuthorityError, ask
from govapp.proof.services import plan_timestamp
from govapp.record import rules, verify
from govapp.record.models import RecordTimestamp
from govapp.record.services import reopen
from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Agenda
from govapp.record.verify import RefusedError
from govapp.worker import HANDLERS
from tests.exchange.posted import make_file, post_notice
from tests.exchange.posted import post as record
from tests.meetings.building import read_main
from tests.pages import PageClient
from tests.proof.authority import Authority, answering
from tests.record.sealed import post

PAPER = b"Memorandum"
SHA256 = hashlib.sha256(PAPER).hexdigest()


@pytest.fixture
def app(settings: Settings, authority: Authority) -> Iterator[Flask]:
    """Make an application that has its record stamped."""
    stamping = dataclasses.replace(
        settings, tsa_url=authority.url, tsa_ca=authority.root
    )
    app = create_app(stamping)
    app.testing = True
    app.test_client_class = PageClient
    yield app
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


def _work(app: Flask) -> None:
    """Do what a worker does in one round."""
    with app.app_context():
        plan_timestamp()
        run_due(HANDLERS)


def _stamped(app: Flask) -> list[int]:
    with app.app_context():
        return list(db.session.scalars(select(RecordTimestamp.size)))


def _jobs(app: Flask) -> list[tuple[str, str]]:
    with app.app_context():
        rows = db.session.execute(select(Job.key, Job.state).order_by(Job.id))
        return [(key, state) for key, state in rows]


def test_each_newest_checkpoint_is_stamped_once(
    app: Flask, authority: Authority
) -> None:
    _work(app)
    assert authority.asked == 0
    post(app, "a", "b", "c")
    for _ in range(3):
        _work(app)
    assert _stamped(app) == [3]
    post(app, "d")
    _work(app)
    assert _stamped(app) == [3, 4]
    assert authority.asked == 2
    assert _jobs(app) == [("3", State.DONE), ("4", State.DONE)]


def test_an_authority_that_does_not_answer_is_asked_again_later(
    app: Flask, authority: Authority
) -> None:
    post(app, "a")
    authority.answers = [b"", b"nonsense", b"x" * 70_000]
    for _ in range(3):
        _work(app)
        with app.app_context():
            db.session.execute(update(Job).values(due_at=clock.now()))
            db.session.commit()
    assert (_stamped(app), authority.asked) == ([], 3)
    assert _jobs(app) == [("1", State.WAITING)]
    _work(app)
    assert (_stamped(app), authority.asked) == ([1], 4)


def test_one_given_up_is_taken_up_an_hour_later(
    app: Flask, authority: Authority
) -> None:
    post(app, "a")
    with app.app_context():
        plan_timestamp()
        failed = {"state": State.FAILED, "finished_at": clock.now()}
        db.session.execute(update(Job).values(failed))
        db.session.commit()
    _work(app)
    assert authority.asked == 0
    with time_machine.travel(clock.now() + timedelta(hours=1, minutes=1)):
        _work(app)
    assert authority.asked == 1


def test_only_a_time_stamp_of_what_was_asked_is_taken(authority: Authority) -> None:
    good = ask(authority.url, b"data", authority.root)
    assert abs(good.stamped_at - clock.now()) < timedelta(minutes=1)
    for answer, words in (
        (good.token, "something else"),
        (good.token[:-1], "does not hold"),
        (b"0\x03\x02\x01\x02", "does not hold"),
    ):
        authority.answers = [answer]
        with pytest.raises(AuthorityError, match=words):
            ask(authority.url, b"other", authority.root)
    authority.answers = [good.token]
    with pytest.raises(AuthorityError, match="of another time"):
        ask(authority.url, b"data")


def test_an_authority_beneath_another_root_is_not_taken(
    authority: Authority, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    with (
        answering(tmp_path / "other") as other,
        pytest.raises(AuthorityError, match="does not hold"),
    ):
        ask(authority.url, b"data", other.root)
    assert ask(authority.url, b"data").token


def test_it_is_shown_and_given_out_without_any_posting(
    app: Flask, client: PageClient, authority: Authority, tmp_path: Path
) -> None:
    post(app, "a", "b")
    assert "Time stamp" not in client.get("/record/1").text
    assert client.get("/record/timestamp/2").status_code == 404
    _work(app)
    answer = client.get("/record/1")
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert "127.0.0.1 attests that it was there by " in read_main(answer.text)
    assert 'href="/record/timestamp/2"' in answer.text
    token = client.get("/record/timestamp/2")
    assert token.mimetype == "application/timestamp-reply"
    assert token.headers["Cache-Control"] == "public, no-cache"
    (tmp_path / "token").write_bytes(token.data)
    (tmp_path / "note").write_bytes(client.get("/record/checkpoint/2").data)
    done = subprocess.run(
        [
            *("openssl", "ts", "-verify", "-in", tmp_path / "token"),
            *("-data", tmp_path / "note", "-CAfile", authority.folder / "root.pem"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Verification: OK" in done.stdout
    assert client.get("/record/timestamp/1").status_code == 404


@pytest.fixture
def stamped(app: Flask) -> Flask:
    """Post five entries, of which two hold the paper; stamp the third and the fifth."""
    post_notice(app)
    for version in (1, 2, 3, 4):
        files = (make_file(sha256=SHA256),) if version in {2, 3} else ()
        agenda = Agenda(files=files, note=str(version))
        record(app, Kind.AGENDA, "meeting:2026-014", agenda, version=version)
        if version in {2, 4}:
            _work(app)
    return app


def test_a_bundle_holds_the_first_time_stamp_of_its_entry(
    stamped: Flask, client: PageClient
) -> None:
    assert _stamped(stamped) == [3, 5]
    answer = client.get("/documents/key1/v/1/proof")
    assert answer.headers["Cache-Control"] == "public, no-cache"
    proof = json.loads(answer.text)
    assert [entry["seq"] for entry in proof["entries"]] == [3, 4]
    note = client.get("/record/checkpoint/3").text
    token = client.get("/record/timestamp/3").data
    assert proof["timestamp"]["checkpoint"] == note
    assert b64decode(proof["timestamp"]["token"]) == token
    said = verify.check(answer.text, PAPER)
    assert said.startswith("This file is memo.pdf (version 1), posted with agenda vers")
    assert said.endswith(
        ", unchanged. It has a time stamp of checkpoint 3, for OpenSSL to check."
    )
    later = client.get("/meetings/2026-014/agenda/v/3/proof").text
    assert verify.check(later).endswith("of checkpoint 5, for OpenSSL to check.")
    kept = json.loads(client.get("/record/proof/3").text)
    assert kept["timestamp"] is None


def test_a_time_stamp_of_something_else_is_refused(
    stamped: Flask, client: PageClient
) -> None:
    assert _stamped(stamped) == [3, 5]
    early, late = (
        json.loads(client.get(f"/meetings/2026-014/agenda/v/{version}/proof").text)
        for version in (1, 4)
    )
    other_token = early | {
        "timestamp": early["timestamp"] | {"token": late["timestamp"]["token"]}
    }
    too_early = late | {"timestamp": early["timestamp"]}
    no_path = early | {"timestamp": early["timestamp"] | {"path": []}}
    forged_note = early | {
        "timestamp": early["timestamp"]
        | {"checkpoint": early["timestamp"]["checkpoint"].replace("\n3\n", "\n4\n")}
    }
    for proof in (early, late):
        assert verify.check(f"{rules.canonical(proof)}\n")
    for proof in (other_token, too_early, no_path, forged_note):
        with pytest.raises(RefusedError):
            verify.check(f"{rules.canonical(proof)}\n")


def test_a_time_stamp_of_the_former_name_stays_with_it(
    stamped: Flask, client: PageClient
) -> None:
    with stamped.app_context():
        reopen(origin="localhost/record-2", reason="The disk failed.")
        db.session.commit()
    text = client.get("/documents/key1/v/1/proof").text
    assert json.loads(text)["timestamp"] is None
    assert "attests that it was there by" in client.get("/record/3").text
    _work(stamped)
    assert verify.check(client.get("/documents/key1/v/1/proof").text, PAPER).endswith(
        "of checkpoint 6, for OpenSSL to check."
    )
