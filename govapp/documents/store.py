"""The file store: bytes by their SHA-256, on disk or in any S3-compatible store."""

import hashlib
from collections.abc import Iterator
from typing import BinaryIO

import obstore
from obstore.store import LocalStore, MemoryStore, ObjectStore, from_url

CHUNK = 1024 * 1024


class Store:
    """Files that never change: the same bytes are kept once."""

    def __init__(self, url: str) -> None:
        """Open the store at `file:<folder>`, `memory:` or an `s3://` address."""
        self._store = _open(url)

    def put(self, file: BinaryIO) -> tuple[str, int]:
        """Keep a file; return its SHA-256 and its size, once it is durable."""
        file.seek(0)
        hashed = hashlib.file_digest(file, "sha256").hexdigest()
        size = file.tell()
        file.seek(0)
        if not self.holds(hashed):
            obstore.put(self._store, _path(hashed), file)
        return hashed, size

    def holds(self, sha256: str) -> bool:
        """Say whether the bytes are there."""
        try:
            obstore.head(self._store, _path(sha256))
        except FileNotFoundError:
            return False
        return True

    def read(self, sha256: str) -> Iterator[bytes]:
        """Yield the bytes in chunks; raises FileNotFoundError."""
        answer = obstore.get(self._store, _path(sha256))
        return (bytes(chunk) for chunk in answer.stream(min_chunk_size=CHUNK))


def _path(sha256: str) -> str:
    return f"sha256/{sha256[:2]}/{sha256}"


def _open(url: str) -> ObjectStore:
    if url.startswith("file:"):
        return LocalStore(url.removeprefix("file:").removeprefix("//"), mkdir=True)
    if url.startswith("memory:"):
        return MemoryStore()
    return from_url(url)
