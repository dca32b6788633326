"""Where files are kept: sealed as they come, and open once everyone may read them."""

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import BinaryIO

from govapp.documents.rules import Told, pack, unpack
from govapp.documents.store import Store
from govapp.documents.vault import Vault


class Stores:
    """All files of an installation: what was posted for everyone, and what was not."""

    def __init__(self, posted: Store, vault: Vault) -> None:
        """Keep what was posted in one store, and everything else in the vault."""
        self._posted, self._vault = posted, vault

    def put(self, file: BinaryIO) -> tuple[str, int]:
        """Keep a file, sealed; return its SHA-256 and its size, once it is durable."""
        return self._vault.put(file)

    def publish(self, sha256: str) -> None:
        """Let everyone read bytes that are kept; raises OSError."""
        if self._posted.holds(sha256):
            return
        with TemporaryFile() as copy:
            copy.writelines(self._vault.read(sha256))
            self._posted.put(copy)

    def seal(self, sha256: str) -> None:
        """Keep sealed what lies open; raises OSError."""
        if not self._vault.holds(sha256):
            with TemporaryFile() as copy:
                copy.writelines(self._posted.read(sha256))
                self._vault.put(copy)

    def unpublish(self, sha256: str) -> None:
        """Let go of bytes that lie open and that are kept sealed."""
        if self._vault.holds(sha256):
            self._posted.remove(sha256)

    def holds(self, sha256: str) -> bool:
        """Say whether the bytes are there."""
        return self._where(sha256).holds(sha256)

    def check(self, sha256: str) -> None:
        """Make sure the bytes are the ones that were kept; raises UnreadableError."""
        self._where(sha256).check(sha256)

    def read(self, sha256: str, span: tuple[int, int] | None = None) -> Iterator[bytes]:
        """Yield the bytes, or those of a span; raises OSError if they are not had."""
        return self._where(sha256).read(sha256, span)

    def seal_told(self, told: Told, sha256: str) -> bytes:
        """Return what a file tells, sealed for the database."""
        packed = pack(told)
        return self._vault.seal_told(packed, sha256) if packed else b""

    def open_told(self, sealed: bytes, sha256: str) -> Told:
        """Return what a file tells; raises UnreadableError."""
        return unpack(self._vault.open_told(sealed, sha256) if sealed else b"")

    def is_ready(self) -> bool:
        """Say whether both can be read and written."""
        return self._posted.is_ready() and self._vault.is_ready()

    def _where(self, sha256: str) -> Store:
        return self._posted if self._posted.holds(sha256) else self._vault
