"""Files that nobody posted, sealed: who has the disk or the bucket can read nothing.

A file is sealed under a key of its own, and that key under the installation's (AES key
wrap, RFC 3394), which is kept apart from database and files. The file is cut into
pieces, each sealed with AES-256-GCM: its nonce is the piece's number and whether it is
the last, so that none can be left out, moved, or taken from another file (STREAM of
Hoang, Reyhanitabar, Rogaway and Vizar, 2015). Where a file lies does not tell its hash.
What was read in a file is sealed likewise, in one piece, and kept in the database.
"""

import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import BinaryIO

import obstore
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import (
    InvalidUnwrap,
    aes_key_unwrap,
    aes_key_wrap,
)

from govapp.documents.store import Store, UnreadableError

PIECE = 64 * 1024
SEALED_PIECE = PIECE + 16
# What stands before the pieces: a 256-bit key, wrapped.
HEAD = 40


class Vault(Store):
    """A store whose files this installation's key alone opens."""

    def __init__(self, url: str, key: bytes) -> None:
        """Open the vault at a store's address."""
        super().__init__(url)
        self._key, self._names = _derive(key, b"seal"), _derive(key, b"name")
        self._told = _derive(key, b"told")

    def path(self, sha256: str) -> str:
        """Return where a file lies, by its hash."""
        name = hmac.digest(self._names, sha256.encode(), "sha256").hex()
        return f"sealed/{name[:2]}/{name}"

    @contextmanager
    def seal(self, file: BinaryIO, sha256: str) -> Iterator[BinaryIO]:
        """Give a file sealed."""
        own, number, piece = AESGCM.generate_key(256), 0, file.read(PIECE)
        with TemporaryFile() as sealed:
            sealed.write(aes_key_wrap(self._key, own))
            while piece:
                following = file.read(PIECE)
                nonce = _nonce(number, is_last=not following)
                sealed.write(AESGCM(own).encrypt(nonce, piece, sha256.encode()))
                number, piece = number + 1, following
            sealed.seek(0)
            yield sealed

    def read(self, sha256: str, span: tuple[int, int] | None = None) -> Iterator[bytes]:
        """Yield the bytes, or those of a span; raises OSError if they are not had."""
        size = obstore.head(self._store, self.path(sha256))["size"] - HEAD
        pieces = -(-size // SEALED_PIECE)
        start, end = span or (0, size)
        first, beyond = start // PIECE, min(-(-end // PIECE), pieces)
        own = _unwrap(self._key, b"".join(self.fetch(sha256, (0, HEAD))))
        part = HEAD + first * SEALED_PIECE, HEAD + min(beyond * SEALED_PIECE, size)
        opened = _open(own, sha256, _cut(self.fetch(sha256, part)), first, pieces - 1)
        return _trim(opened, start - first * PIECE, end - start)

    def seal_told(self, told: bytes, sha256: str) -> bytes:
        """Return what a file tells, sealed; it opens as that file's alone."""
        own = AESGCM.generate_key(256)
        sealed = AESGCM(own).encrypt(_nonce(0, is_last=True), told, sha256.encode())
        return aes_key_wrap(self._told, own) + sealed

    def open_told(self, sealed: bytes, sha256: str) -> bytes:
        """Return it as it was; raises UnreadableError."""
        own = _unwrap(self._told, sealed[:HEAD])
        pieces = iter([sealed[HEAD:]])
        return b"".join(_open(own, sha256, pieces, first=0, last=0))


def _unwrap(key: bytes, head: bytes) -> AESGCM:
    try:
        return AESGCM(aes_key_unwrap(key, head))
    except InvalidUnwrap as error:
        raise UnreadableError("This was sealed with another key.") from error


def _derive(key: bytes, purpose: bytes) -> bytes:
    """Return a key for one purpose (HKDF, RFC 5869)."""
    return HKDF(SHA256(), 32, salt=None, info=b"govapp " + purpose).derive(key)


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


def _cut(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Cut what comes in chunks of any size into sealed pieces."""
    rest = b""
    for chunk in chunks:
        rest += chunk
        while len(rest) > SEALED_PIECE:
            yield rest[:SEALED_PIECE]
            rest = rest[SEALED_PIECE:]
    yield rest


def _open(
    own: AESGCM, sha256: str, pieces: Iterator[bytes], first: int, last: int
) -> Iterator[bytes]:
    for number, piece in enumerate(pieces, first):
        nonce = _nonce(number, is_last=number == last)
        try:
            yield own.decrypt(nonce, piece, sha256.encode())
        except InvalidTag as error:
            raise UnreadableError(f"{sha256} is damaged.") from error


def _trim(chunks: Iterator[bytes], start: int, length: int) -> Iterator[bytes]:
    """Leave out what stands before the start and after the length."""
    for chunk in chunks:
        part = chunk[start : start + length]
        start, length = max(0, start - len(chunk)), length - len(part)
        if part:
            yield part
