"""`govapp record verify` computes the record again, and finds whatever was changed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import delete, update

from govapp.commands.demo import load_demonstration
from govapp.commands.record import record
from govapp.config import Settings
from govapp.database import db
from govapp.errors import GovappError
from govapp.record import log
from govapp.record.models import (
    PUBLIC,
    PublishedPage,
    RecordCheckpoint,
    RecordEntry,
    RecordHead,
    RecordNode,
)
from govapp.record.services import append_closed, reopen
from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Agenda
from tests.record.sealed import free, post, put_back

WHOLE = "The record is whole: {} entries, each signed.\n"


def _verify(settings: Settings, *options: str) -> tuple[int, list[str]]:
    """Return how the command ended, and what it found."""
    done = CliRunner().invoke(record, ["verify", *options], obj=settings)
    if isinstance(done.exception, GovappError):
        raise done.exception
    lines = [line for line in done.output.splitlines() if line.strip()]
    return done.exit_code, [line for line in lines if not line.startswith("Verifying")]


def _save(tmp_path: Path, note: str) -> list[str]:
    """Keep a checkpoint as a mail that quotes it."""
    path = tmp_path / "kept.txt"
    lines = "".join(f"> {line}\n" for line in note.split("\n"))
    path.write_text(f"Posted: agenda version 1.\n\n{lines}", encoding="utf-8")
    return ["--checkpoint", str(path)]


def _note(app: Flask, size: int) -> str:
    with app.app_context():
        signed = log.find_signed(size)
        assert signed
        return signed.note


def test_the_demonstration_is_whole(app: Flask, settings: Settings) -> None:
    with app.app_context():
        load_demonstration(app)
        db.session.commit()
        newest = log.find_newest()
        assert newest
    whole = WHOLE.format(newest.size).strip()
    assert _verify(settings, "--projection") == (0, [whole])


def test_a_checkpoint_that_was_kept_is_compared(
    app: Flask, settings: Settings, tmp_path: Path
) -> None:
    post(app, *"abcde")
    kept = _save(tmp_path, _note(app, 3))
    assert _verify(settings, *kept) == (
        0,
        ["The record is whole: 5 entries, each signed."],
    )
    (settings.instance / "signed_head").unlink()
    put_back(app, 2)
    assert _verify(settings) == (0, ["The record is whole: 2 entries, each signed."])
    assert _verify(settings, *kept) == (3, ["Entries are gone: there were 3 then."])
    post(app, "another c")
    assert _verify(settings, *kept) == (
        3,
        ["The first 3 entries are not those of then."],
    )
    empty = tmp_path / "empty.txt"
    empty.write_text("Dear all,\n", encoding="utf-8")
    with pytest.raises(GovappError, match=r"There is no checkpoint in .*empty.txt"):
        _verify(settings, "--checkpoint", str(empty))


def test_what_was_signed_here_last_is_compared_too(
    app: Flask, settings: Settings
) -> None:
    post(app, "a", "b", "c")
    put_back(app, 2)
    assert _verify(settings) == (3, ["Entries are gone: there were 3 then."])


def _change_entry() -> None:
    changed = update(RecordEntry).where(RecordEntry.seq == 2)
    db.session.execute(changed.values(content='{"name":"x"}'))


def _change_entry_and_hash() -> None:
    changed = update(RecordEntry).where(RecordEntry.seq == 2)
    db.session.execute(changed.values(leaf_hash="ab" * 32))


def _remove_entry() -> None:
    db.session.execute(delete(RecordCheckpoint).where(RecordCheckpoint.size == 2))
    db.session.execute(delete(RecordEntry).where(RecordEntry.seq == 2))


def _change_node() -> None:
    changed = update(RecordNode).where(RecordNode.place == 3)
    db.session.execute(changed.values(hash="ab" * 32))


def _add_node() -> None:
    db.session.add(RecordNode(log=PUBLIC, place=99, hash="ab" * 32))


def _remove_checkpoint() -> None:
    db.session.execute(delete(RecordCheckpoint).where(RecordCheckpoint.size == 4))


def _change_checkpoint() -> None:
    changed = update(RecordCheckpoint).where(RecordCheckpoint.size == 4)
    db.session.execute(changed.values(note="nonsense"))


def _count_more() -> None:
    db.session.execute(
        update(RecordHead).where(RecordHead.log == PUBLIC).values(size=6)
    )


FOUND: list[tuple[Callable[[], None], list[str]]] = [
    (_change_entry, ["Entry 2: its hashes are not those of what it holds."]),
    (_remove_entry, ["Entry 2 is missing."]),
    (_change_node, ["The tree up to entry 5 has 1 wrong nodes."]),
    (_add_node, ["The table record_node has rows of no entry."]),
    (
        _remove_checkpoint,
        [
            "Entry 4 has no checkpoint.",
            "The table record_checkpoint has rows of no entry.",
        ],
    ),
    (_change_checkpoint, ["Entry 4: its checkpoint is not the record's."]),
    (_count_more, ["The record counts 6 entries, and has 5."]),
]


@pytest.mark.parametrize(("change", "found"), FOUND)
def test_what_was_changed_is_found(
    app: Flask, settings: Settings, change: Callable[[], None], found: list[str]
) -> None:
    post(app, *"abcde")
    with app.app_context():
        free()
        change()
        db.session.commit()
    assert _verify(settings) == (3, found)


def test_a_changed_leaf_breaks_all_that_stands_upon_it(
    app: Flask, settings: Settings
) -> None:
    post(app, *(str(number) for number in range(30)))
    with app.app_context():
        free()
        _change_entry_and_hash()
        db.session.commit()
    code, found = _verify(settings)
    assert code == 3
    assert found[:2] == [
        "Entry 2: its hashes are not those of what it holds.",
        "Entry 2: its checkpoint is not the record's.",
    ]
    assert len(found) == 21
    assert found[-1] == "And 12 more."


def test_a_reopened_record_is_whole_and_a_key_without_reason_is_not(
    app: Flask, settings: Settings
) -> None:
    post(app, "a")
    with app.app_context():
        reopen(origin="localhost/record-2", reason="The disk failed.")
        db.session.commit()
    post(app, "b")
    assert _verify(settings)[0] == 0
    with app.app_context():
        free()
        changed = update(RecordCheckpoint).where(RecordCheckpoint.size == 3)
        db.session.execute(changed.values(key="localhost/record-2+x"))
        db.session.commit()
    assert _verify(settings) == (
        3,
        [
            "Entry 3: its checkpoint is not the record's.",
            "Entry 3 is signed with another key, and nothing says why.",
            "The first 3 entries are not those of then.",
            "The last entry is not signed with this installation's key.",
        ],
    )


def test_a_closed_log_is_computed_too(app: Flask, settings: Settings) -> None:
    post(app, "a")
    with app.app_context():
        append_closed(
            body="board",
            kind=Kind.AGENDA,
            subject="meeting:1",
            content=Agenda(note="x"),
        )
        db.session.commit()
        assert _verify(settings)[0] == 0
        free()
        closed = update(RecordEntry).where(RecordEntry.log != PUBLIC)
        db.session.execute(closed.values(content="{}"))
        db.session.commit()
    assert _verify(settings) == (
        3,
        ["closed:board, entry 1: its hashes are not those of what it holds."],
    )


def test_pages_that_are_not_the_record_s_are_found(
    app: Flask, settings: Settings
) -> None:
    post(app, "a")
    with app.app_context():
        db.session.execute(update(PublishedPage).values(card='{"name":"x"}'))
        db.session.commit()
        assert _verify(settings)[0] == 0
        found = ["The table published_page is not what the record makes of it."]
        assert _verify(settings, "--projection") == (3, found)
        assert _verify(settings, "--projection") == (3, found)
