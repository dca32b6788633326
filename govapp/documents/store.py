"""The file store: bytes by their SHA-256, on disk or in any S3-compatible store."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext, suppress
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, MemoryStore, ObjectStore, from_url

CHUNK = 1024 * 1024
REMEMBERED = 10_000


class UnreadableError(OSError):
    """The bytes kept under a hash are gone, out of reach or no longer those."""


class Store:
    """Files that never change: the same bytes are kept once, open to who has the disk.

    Where they lie, and in what form, is said by `path`, `seal` and `read`.
    """

    def __init__(self, url: str) -> None:
        """Open the store at `file:<folder>`, `memory:` or an `s3://` address."""
        self._store = _open(url)
        self._compare = lru_cache(REMEMBERED)(self._compare_afresh)

    def path(self, sha256: str) -> str:
        """Return where bytes lie, by their hash."""
        return f"sha256/{sha256[:2]}/{sha256}"

    def seal(self, file: BinaryIO, _sha256: str) -> AbstractContextManager[BinaryIO]:
        """Give what is written for a file."""
        return nullcontext(file)

    def put(self, file: BinaryIO) -> tuple[str, int]:
        """Keep a file; return its SHA-256 and its size, once it is durable.

        Bytes kept before are written again, which mends what may have been damaged.
        """
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256")  # type: ignore[arg-type] # narrow
        sha256, size = digest.hexdigest(), file.seek(0, os.SEEK_END)
        file.seek(0)
        with self.seal(file, sha256) as sealed:
            if isinstance(self._store, LocalStore):
                # Without this, what obstore writes is not on disk when it returns.
                root = Path(self._store.prefix or "/")
                _write(root, self.path(sha256), sealed)
            else:
                obstore.put(self._store, self.path(sha256), sealed)
        return sha256, size

    def holds(self, sha256: str) -> bool:
        """Say whether the bytes are there."""
        try:
            obstore.head(self._store, self.path(sha256))
        except FileNotFoundError:
            return False
        return True

    def remove(self, sha256: str) -> None:
        """Let go of bytes that can be made again; documents are kept for ever."""
        with suppress(FileNotFoundError):
            obstore.delete(self._store, self.path(sha256))

    def is_ready(self) -> bool:
        """Say whether the store answers and, being a folder, can be written to."""
        try:
            self.holds("0" * 64)
        except (OSError, BaseError):
            return False
        if isinstance(self._store, LocalStore):
            return os.access(self._store.prefix or "/", os.W_OK | os.X_OK)
        return True

    def check(self, sha256: str) -> None:
        """Make sure the bytes are the ones that were kept; raises UnreadableError.

        They are hashed again whenever the store says that they were written since.
        """
        try:
            written = obstore.head(self._store, self.path(sha256))["e_tag"]
            self._compare(sha256, written)
        except (FileNotFoundError, BaseError) as error:
            raise UnreadableError(f"{sha256} cannot be read.") from error

    def read(self, sha256: str, span: tuple[int, int] | None = None) -> Iterator[bytes]:
        """Yield the bytes, or those of a span, in chunks; raises FileNotFoundError."""
        return self.fetch(sha256, span)

    def fetch(self, sha256: str, span: tuple[int, int] | None) -> Iterator[bytes]:
        """Yield what was written, or a span of it; raises FileNotFoundError."""
        options: obstore.GetOptions = {"range": span} if span else {}
        answer = obstore.get(self._store, self.path(sha256), options=options)
        return (bytes(chunk) for chunk in answer.stream(min_chunk_size=CHUNK))

    def _compare_afresh(self, sha256: str, _written: str | None) -> None:
        found = hashlib.sha256()
        for chunk in self.read(sha256):
            found.update(chunk)
        if found.hexdigest() != sha256:
            raise UnreadableError(f"{sha256} is damaged.")


def _write(root: Path, path: str, file: BinaryIO) -> None:
    """Write a file so that after a crash it is there whole or not at all."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=target.parent, delete=False) as copy:
        try:
            shutil.copyfileobj(file, copy, CHUNK)
            copy.flush()
            os.fsync(copy.fileno())
        except BaseException:
            Path(copy.name).unlink()
            raise
    Path(copy.name).replace(target)
    for folder in (target.parent, target.parent.parent, root):
        _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _open(url: str) -> ObjectStore:
    if url.startswith("file:"):
        return LocalStore(url.removeprefix("file:").removeprefix("//"), mkdir=True)
    if url.startswith("memory:"):
        return MemoryStore()
    return from_url(url)
