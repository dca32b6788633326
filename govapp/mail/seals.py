"""Links that only a mail of this installation holds: an address, sealed with its key.

The seal is made while a mail is sent, so neither the outbox nor a copy of the database
opens anything.
"""

import hashlib
import hmac

LENGTH = 32


def seal(secret: str, path: str) -> str:
    """Return a path with its seal as last part."""
    return f"{path}/{_make(secret, path)}"


def is_sealed(secret: str, path: str) -> bool:
    """Say whether a path ends in its own seal."""
    sealed, _, found = path.rpartition("/")
    return hmac.compare_digest(_make(secret, sealed).encode(), found.encode())


def _make(secret: str, path: str) -> str:
    named = f"govapp mail link\n{path}".encode()
    return hmac.new(secret.encode(), named, hashlib.sha256).hexdigest()[:LENGTH]
