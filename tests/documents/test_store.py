"""The store keeps bytes, on disk before it says so, and knows when they changed."""

import io
import os
from hashlib import sha256
from pathlib import Path

import pytest

from govapp.documents.store import Store, UnreadableError

CONTENT = b"The agenda of December 16." * 100_000
DIGEST = sha256(CONTENT).hexdigest()


@pytest.fixture(params=["file", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return Store(f"file:{tmp_path}" if request.param == "file" else "memory:")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "sha256" / DIGEST[:2]


def test_what_is_put_can_be_read(store: Store) -> None:
    file = io.BytesIO(CONTENT)
    file.read(7)
    assert not store.holds(DIGEST)
    assert store.put(file) == (DIGEST, len(CONTENT))
    assert store.put(io.BytesIO(CONTENT)) == (DIGEST, len(CONTENT))
    assert store.holds(DIGEST)
    store.check(DIGEST)
    assert b"".join(store.read(DIGEST)) == CONTENT
    assert b"".join(store.read(DIGEST, (4, 10))) == b"agenda"
    assert store.is_ready()


def test_what_was_never_put_cannot(store: Store) -> None:
    with pytest.raises(UnreadableError):
        store.check(DIGEST)
    with pytest.raises(FileNotFoundError):
        store.read(DIGEST)


def test_a_file_stands_under_its_hash_alone(tmp_path: Path, folder: Path) -> None:
    Store(f"file:{tmp_path}").put(io.BytesIO(CONTENT))
    assert [path.name for path in folder.iterdir()] == [DIGEST]


def test_damage_is_noticed_and_mended(tmp_path: Path, folder: Path) -> None:
    store = Store(f"file:{tmp_path}")
    store.put(io.BytesIO(CONTENT))
    store.check(DIGEST)
    with (folder / DIGEST).open("r+b") as file:
        file.write(b"t")
    os.utime(folder / DIGEST, (1, 1))
    with pytest.raises(UnreadableError, match="damaged"):
        store.check(DIGEST)
    store.put(io.BytesIO(CONTENT))
    store.check(DIGEST)


def test_a_write_that_breaks_leaves_nothing(tmp_path: Path, folder: Path) -> None:
    class Torn(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell():
                raise OSError("The upload broke.")
            return super().read(size)

    with pytest.raises(OSError, match="broke"):
        Store(f"file:{tmp_path}").put(Torn(CONTENT))
    assert list(folder.iterdir()) == []


def test_a_folder_that_is_gone_is_not_ready(tmp_path: Path) -> None:
    store = Store(f"file:{tmp_path / 'files'}")
    assert store.is_ready()
    (tmp_path / "files").rmdir()
    assert not store.is_ready()
