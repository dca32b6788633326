"""The log's signing key, and what it remembers having signed, outside the database."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from sqlalchemy import Engine

from govapp.errors import RuleError
from govapp.record import checkpoints, verify
from govapp.record.checkpoints import Checkpoint

OPTION = "govapp_signer"
MEMORY = "signed_head"
DAMAGED = (
    "%(path)s, which holds the last head that was signed here, is damaged. Restore it, "
    "or delete it once a checkpoint kept elsewhere shows that no entry is lost."
)


class Signer:
    """Signs the heads of a log; `origin` is the name that a new log gets.

    The last head that was committed is kept in a file of its own. It may lag behind the
    database, never be ahead of it: it is written after the commit.
    """

    def __init__(self, pem: str, origin: str, folder: Path) -> None:
        """Take the key (PKCS #8, PEM); the memory lies in the folder."""
        key = load_pem_private_key(pem.encode(), password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise TypeError("The log's key is no Ed25519 key.")
        self._key = key
        self._memory = folder / MEMORY
        self.origin = origin

    @property
    def public_key(self) -> Ed25519PublicKey:
        """The key with which everyone verifies."""
        return self._key.public_key()

    def verifier_key(self, origin: str) -> str:
        """Write the public key as verifiers take it, for a log of a name."""
        return checkpoints.verifier_key(origin, self.public_key)

    def sign(self, checkpoint: Checkpoint) -> str:
        """Write a checkpoint as a signed note."""
        return checkpoints.sign(checkpoint, self._key)

    def remembered(self) -> str:
        """Return the last head that is known to have been committed; "" if none is.

        Raises RuleError where it cannot be told.
        """
        if not self._memory.exists():
            return ""
        note = self._memory.read_text(encoding="utf-8", errors="replace")
        if not note or verify.find_note(note) != note:
            raise RuleError(DAMAGED, path=str(self._memory))
        return note

    def remember(self, note: str) -> None:
        """Keep a head that was committed, unless a later one of its log is kept.

        Two processes may write at once: then the file may lag, and nothing is lost.
        """
        if is_later(self.remembered(), note):
            return
        folder = self._memory.parent
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile(
            "w", dir=folder, encoding="utf-8", newline="", delete=False
        ) as copy:
            copy.write(note)
            copy.flush()
            os.fsync(copy.fileno())
        Path(copy.name).replace(self._memory)


def is_later(known: str, note: str) -> bool:
    """Say whether one head is of the same log as another, and not before it."""
    if not known:
        return False
    one, other = Checkpoint.read(known), Checkpoint.read(note)
    return one.origin == other.origin and one.size >= other.size


def install(engine: Engine, signer: Signer) -> None:
    """Let what is posted through an engine be signed."""
    engine.update_execution_options(**{OPTION: signer})


def installed(engine: Engine) -> Signer:
    """Return who signs what is posted through an engine."""
    signer: Signer = engine.get_execution_options()[OPTION]
    return signer
