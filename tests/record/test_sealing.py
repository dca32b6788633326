"""Each entry is signed with it; a database that was put back or changed is noticed."""

import dataclasses

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from flask import Flask
from sqlalchemy import select, update

from govapp import schema
from govapp.app import create_app
from govapp.commands.record import record
from govapp.commands.setup import init
from govapp.config import Settings
from govapp.database import db
from govapp.errors import RuleError
from govapp.record import checkpoints, log, projection, sealing, signing
from govapp.record.checkpoints import Checkpoint
from govapp.record.models import RecordCheckpoint, RecordEntry, RecordNode
from govapp.record.published import head
from govapp.record.shapes.log import LogKey
from tests.record.sealed import append_one, free, post, put_back
from tests.record.test_merkle import define_root

# The revision before there were checkpoints.
BEFORE = "0006"


def _notes(app: Flask) -> dict[int, str]:
    with app.app_context():
        signed = log.map_signed(range(1, head() + 1))
        return {size: one.note for size, one in signed.items()}


def _key(size: int) -> str:
    signed = log.find_signed(size)
    assert signed
    return signed.key


def _memory(settings: Settings) -> str:
    return (settings.instance / "signed_head").read_text(encoding="utf-8")


def _restart(app: Flask) -> None:
    with app.app_context():
        sealing.start()


def _other_key(settings: Settings) -> Settings:
    pem = Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    return dataclasses.replace(settings, log_key=pem.decode())


def test_each_entry_has_a_signed_checkpoint_of_its_tree(
    app: Flask, settings: Settings
) -> None:
    post(app, *"abcdefghi")
    with app.app_context():
        key = signing.installed(db.engine).public_key
        leaves = [
            bytes.fromhex(leaf)
            for leaf in db.session.scalars(
                select(RecordEntry.leaf_hash).order_by(RecordEntry.seq)
            )
        ]
    notes = _notes(app)
    assert list(notes) == list(range(1, 10))
    for size, note in notes.items():
        root = define_root(leaves[:size])
        assert Checkpoint.read(note) == Checkpoint("localhost/record", size, root)
        assert checkpoints.is_signed(note, key)
        assert not checkpoints.is_signed(note.replace("localhost", "lokalhost"), key)
    assert _memory(settings) == notes[9]


def test_what_is_rolled_back_is_not_remembered(app: Flask, settings: Settings) -> None:
    post(app, "a")
    with app.app_context():
        append_one("b")
        db.session.rollback()
        part = db.session.begin_nested()
        append_one("c")
        part.rollback()
        db.session.commit()
    assert _memory(settings) == _notes(app)[1]
    post(app, "d")
    assert _memory(settings) == _notes(app)[2]
    _restart(app)


def test_a_crash_between_commit_and_memory_is_made_up_for(
    app: Flask, settings: Settings
) -> None:
    post(app, "a")
    before = _memory(settings)
    post(app, "b", "c")
    (settings.instance / "signed_head").write_text(before, encoding="utf-8")
    assert post(app, "d") == 4
    (settings.instance / "signed_head").write_text(before, encoding="utf-8")
    _restart(app)
    assert _memory(settings) == _notes(app)[4]


def test_a_database_put_back_by_one_entry_is_noticed(
    app: Flask, settings: Settings
) -> None:
    post(app, "a", "b", "c")
    put_back(app, 2)
    for attempt in (lambda: _restart(app), lambda: post(app, "d")):
        with pytest.raises(RuleError, match=r"ends with entry 2 .* entry 3 was signed"):
            attempt()
    assert _memory(settings).splitlines()[1] == "3"
    put_back(app, 0)
    with pytest.raises(RuleError, match="ends with entry 0"):
        _restart(app)


@pytest.mark.parametrize("left", ["", "localhost/record\n2\n", "\0" * 40])
def test_a_damaged_memory_is_told(app: Flask, settings: Settings, left: str) -> None:
    post(app, "a")
    (settings.instance / "signed_head").write_text(left, encoding="utf-8")
    for attempt in (lambda: _restart(app), lambda: post(app, "b")):
        with pytest.raises(RuleError, match=r"signed_head, which .* is damaged"):
            attempt()


def test_the_site_does_not_start_upon_it(app: Flask, settings: Settings) -> None:
    post(app, "a", "b")
    put_back(app, 1)
    done = CliRunner().invoke(record, ["rebuild"], obj=settings)
    assert isinstance(done.exception, RuleError)
    assert "newer backup is restored" in str(done.exception)
    assert "`govapp record reopen`" in str(done.exception)


def test_a_changed_tree_is_not_signed_upon(app: Flask) -> None:
    post(app, "a", "b", "c")
    with app.app_context():
        free()
        changed = update(RecordNode).where(RecordNode.place == 1)
        db.session.execute(changed.values(hash="0" * 64))
        db.session.commit()
    with pytest.raises(RuleError, match="first 3 entries"):
        post(app, "d")


def test_a_changed_checkpoint_is_not_signed_upon(app: Flask) -> None:
    post(app, "a", "b")
    first, last = _notes(app).values()
    forged = first.partition("\n\n")[0] + last[last.index("\n\n") :]
    with app.app_context():
        free()
        changed = update(RecordCheckpoint).where(RecordCheckpoint.size == 2)
        db.session.execute(changed.values(note=forged))
        db.session.commit()
    with pytest.raises(RuleError, match="not signed with this installation's key"):
        post(app, "c")


def test_a_fork_of_the_same_length_is_noticed(app: Flask, settings: Settings) -> None:
    post(app, "a", "b")
    signed = _memory(settings)
    put_back(app, 1)
    (settings.instance / "signed_head").unlink()
    post(app, "another b")
    (settings.instance / "signed_head").write_text(signed, encoding="utf-8")
    with pytest.raises(RuleError, match=r"first 2 entries .* no longer those"):
        _restart(app)


def test_another_key_signs_nothing(app: Flask, settings: Settings) -> None:
    post(app, "a")
    with pytest.raises(RuleError, match="not signed with this installation's key"):
        _restart(create_app(_other_key(settings)))


def test_reopening_goes_on_under_another_name_and_says_so(
    app: Flask, settings: Settings
) -> None:
    post(app, "a", "b", "c")
    lost = _memory(settings)
    put_back(app, 2)
    changed = _other_key(settings)
    words = ["reopen", "localhost/record-2", "--reason", "The disk failed."]
    done = CliRunner().invoke(record, words, obj=changed)
    assert done.output == "Entry 3 opens the record anew as localhost/record-2.\n"
    with app.app_context():
        entry = log.list_entries(3, 1)[0]
        content = LogKey.read(entry.content)
        assert (entry.kind, entry.subject) == ("key", "log:")
        assert content.former == lost
        assert content.former_key == _key(2)
        assert content.key == _key(3)
        assert content.reason == "The disk failed."
        grown = projection.dump()
        projection.rebuild()
        assert projection.dump() == grown


def test_only_the_new_key_goes_on_after_a_reopening(
    app: Flask, settings: Settings
) -> None:
    post(app, "a")
    changed = _other_key(settings)
    words = ["reopen", "localhost/record-2", "--reason", "The key was lost."]
    assert CliRunner().invoke(record, words, obj=changed).exit_code == 0
    other = create_app(changed)
    _restart(other)
    assert post(other, "d") == 3
    assert _notes(app)[3].startswith("localhost/record-2\n3\n")
    with pytest.raises(RuleError, match="not signed with this installation's key"):
        _restart(app)
    again = CliRunner().invoke(record, words, obj=changed)
    assert "went by the name localhost/record-2 before" in str(again.exception)
    wrong = CliRunner().invoke(record, ["reopen", "a b", "--reason", "x"], obj=changed)
    assert "no spaces" in str(wrong.exception)


def test_another_machine_follows_a_reopening(app: Flask, settings: Settings) -> None:
    post(app, "a", "b")
    elsewhere = dataclasses.replace(settings, instance=settings.instance / "other")
    other = create_app(elsewhere)
    _restart(other)
    assert _memory(elsewhere) == _memory(settings)
    put_back(app, 1)
    words = ["reopen", "localhost/record-2", "--reason", "Lost."]
    assert CliRunner().invoke(record, words, obj=settings).exit_code == 0
    assert post(other, "c") == 3
    assert _memory(elsewhere).startswith("localhost/record-2\n3\n")


def test_init_signs_what_was_there_before(app: Flask, settings: Settings) -> None:
    post(app, *"abcde")
    notes = _notes(app)
    schema.downgrade(settings.database_url, BEFORE)
    (settings.instance / "signed_head").unlink()
    schema.upgrade(settings.database_url)
    with pytest.raises(RuleError, match="run `govapp init`"):
        _restart(app)
    with pytest.raises(RuleError, match="run `govapp init`"):
        post(app, "f")
    done = CliRunner().invoke(init, [], obj=settings)
    assert done.exit_code == 0, done.output
    assert _notes(app) == notes
    assert _memory(settings) == notes[5]
    assert post(app, "f") == 6


def test_init_signs_nothing_that_was_changed(app: Flask, settings: Settings) -> None:
    post(app, "a", "b")
    with app.app_context():
        free()
        db.session.execute(
            update(RecordEntry)
            .where(RecordEntry.seq == 1)
            .values(content='{"name":"x"}')
        )
        db.session.commit()
    schema.downgrade(settings.database_url, BEFORE)
    done = CliRunner().invoke(init, [], obj=settings)
    assert str(done.exception) == "Entry 1 is not what was recorded."
