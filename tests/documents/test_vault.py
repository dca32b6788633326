"""What nobody posted is sealed on the disk, and opened by posting it."""

import io
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from govapp import schema
from govapp.accounts.services import SYSTEM
from govapp.config import Settings
from govapp.database import db
from govapp.documents.handlers import seal_files
from govapp.documents.models import DocumentVersion
from govapp.documents.store import Store, UnreadableError
from govapp.documents.vault import HEAD, PIECE, SEALED_PIECE, Vault
from govapp.jobs import services as jobs
from govapp.jobs.models import Job
from govapp.jobs.running import run_due
from govapp.meetings.services import files, posting
from tests.canary.site import Site, build_public
from tests.documents.kept import KEY

OPEN = b"%PDF-1.7\nOpen paper\n%%EOF\n"
SECRET = b"%PDF-1.7\nThe Mallory settlement\n%%EOF\n"


def _place(folder: Path) -> Path:
    [path] = (path for path in folder.rglob("*") if path.is_file())
    return path


def _keep(folder: Path, content: bytes) -> tuple[Vault, str, Path]:
    vault = Vault(f"file:{folder}", KEY)
    digest, _size = vault.put(io.BytesIO(content))
    return vault, digest, _place(folder)


@given(st.integers(1, 3 * PIECE + 2), st.integers(0, 4 * PIECE), st.integers(1, PIECE))
def test_any_part_of_any_file_is_read_as_it_was(
    size: int, start: int, length: int
) -> None:
    content = bytes(number * 31 % 251 for number in range(size))
    vault = Vault("memory:", KEY)
    digest, kept = vault.put(io.BytesIO(content))
    assert (digest, kept) == (sha256(content).hexdigest(), size)
    assert b"".join(vault.read(digest)) == content
    span = min(start, size - 1), min(start + length, size)
    if span[0] < span[1]:
        assert b"".join(vault.read(digest, span)) == content[slice(*span)]
    vault.check(digest)


@pytest.mark.parametrize("size", [1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE])
def test_the_size_on_disk_is_told_beforehand(tmp_path: Path, size: int) -> None:
    _vault, _digest, path = _keep(tmp_path, bytes(size))
    pieces = -(-size // PIECE)
    assert path.stat().st_size == HEAD + size + pieces * (SEALED_PIECE - PIECE)


def test_the_disk_tells_neither_the_words_nor_the_hash(tmp_path: Path) -> None:
    _vault, digest, path = _keep(tmp_path, SECRET * 100)
    assert b"Mallory" not in path.read_bytes()
    assert digest not in str(path)
    other, *_rest = _keep(tmp_path / "other", SECRET * 100)
    assert _place(tmp_path / "other").read_bytes() != path.read_bytes()
    assert b"".join(other.read(digest)) == SECRET * 100


def _cut(data: bytes) -> bytes:
    return data[:-SEALED_PIECE]


def _swap(data: bytes) -> bytes:
    first, second = (HEAD + number * SEALED_PIECE for number in range(2))
    return data[:HEAD] + data[second : second + SEALED_PIECE] + data[first:second] + (
        data[second + SEALED_PIECE :]
    )  # fmt: skip


def _flip(data: bytes) -> bytes:
    return data[:-1] + bytes([data[-1] ^ 1])


def _change_key(data: bytes) -> bytes:
    return bytes([data[0] ^ 1]) + data[1:]


@pytest.mark.parametrize("damage", [_cut, _swap, _flip, _change_key])
def test_what_was_touched_is_not_read(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    vault, digest, path = _keep(tmp_path, bytes(3 * PIECE))
    vault.check(digest)
    path.write_bytes(damage(path.read_bytes()))
    os.utime(path, (1, 1))
    with pytest.raises(UnreadableError):
        b"".join(vault.read(digest))
    with pytest.raises(UnreadableError):
        vault.check(digest)


def test_a_file_put_in_the_place_of_another_is_not_read(tmp_path: Path) -> None:
    vault, digest, path = _keep(tmp_path, b"Yes")
    other, _size = vault.put(io.BytesIO(b"No!"))
    (tmp_path / vault.path(other)).replace(path)
    with pytest.raises(UnreadableError, match="damaged"):
        b"".join(vault.read(digest))


def test_another_key_opens_nothing(tmp_path: Path) -> None:
    _vault, digest, path = _keep(tmp_path, SECRET)
    other = Vault(f"file:{tmp_path}", bytes(32))
    assert not other.holds(digest)
    with pytest.raises(UnreadableError, match=r"cannot be read"):
        other.check(digest)
    target = tmp_path / other.path(digest)
    target.parent.mkdir(parents=True, exist_ok=True)
    path.rename(target)
    with pytest.raises(UnreadableError, match="sealed with another key"):
        other.read(digest)


def _words_on_disk(app: Flask) -> set[bytes]:
    """Return which of two papers the files of an installation show."""
    folder = app.extensions["govapp.settings"].instance / "files"
    found = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    return {word for word in (b"Open paper", b"Mallory") if word in found}


def _attach(site: Site) -> None:
    """Keep an open paper and a secret one on a meeting."""
    for content, visibility in ((OPEN, "public"), (SECRET, "closed")):
        files.attach_file(
            SYSTEM,
            site.meeting,
            store=site.store,
            file=io.BytesIO(content),
            filename=f"{visibility}.pdf",
            visibility=visibility,
        )
    db.session.commit()


def _post(site: Site) -> None:
    posting.post_agenda(SYSTEM, site.meeting, store=site.store)
    db.session.commit()


def test_posting_opens_what_is_for_everyone_alone(app: Flask) -> None:
    with app.app_context():
        site = build_public(app)
        _attach(site)
        assert _words_on_disk(app) == set()
        _post(site)
        assert _words_on_disk(app) == {b"Open paper"}
        for version in db.session.scalars(select(DocumentVersion)):
            site.store.check(version.sha256)


def test_files_of_an_older_release_are_sealed_by_a_worker(app: Flask) -> None:
    with app.app_context():
        site = build_public(app)
        _attach(site)
        _post(site)
        posted: Store = app.extensions["govapp.posted"]
        digest, _size = posted.put(io.BytesIO(SECRET))
        jobs.enqueue(kind="seal_files", key="", payload={})
        db.session.commit()
        assert _words_on_disk(app) == {b"Open paper", b"Mallory"}
        assert run_due({"seal_files": seal_files})
        assert _words_on_disk(app) == {b"Open paper"}
        assert b"".join(site.store.read(digest)) == SECRET


def test_an_upgrade_asks_a_worker_to_seal(app: Flask, settings: Settings) -> None:
    with app.app_context():
        _attach(build_public(app))
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()
    schema.downgrade(settings.database_url, "0040")
    schema.upgrade(settings.database_url)
    with app.app_context():
        waiting = select(Job.title).where(Job.kind == "seal_files")
        assert db.session.scalars(waiting).all() == [
            "Seal the files that nobody posted"
        ]
