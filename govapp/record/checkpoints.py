"""Checkpoints: the head of a log as a signed note (C2SP tlog-checkpoint, signed-note).

They are text; `docs/verifying.md` shows how to check one with OpenSSL alone.
"""

import hashlib
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ED25519 = b"\x01"
KEY_ID = 4
DASH = "\N{EM DASH}"


@dataclass(frozen=True)
class Checkpoint:
    """How many entries the log of an origin has, and the root of their tree."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """Write what is signed."""
        return f"{self.origin}\n{self.size}\n{_encode(self.root)}\n"

    @classmethod
    def read(cls, note: str) -> Self:
        """Read it out of a note; raises ValueError on anything else."""
        origin, size, root, *_ = note.split("\n", 3)
        return cls(origin, int(size), b64decode(root, validate=True))


def sign(checkpoint: Checkpoint, key: Ed25519PrivateKey) -> str:
    """Write a checkpoint as a note signed in its origin's name."""
    text = checkpoint.text()
    signature = key_id(checkpoint.origin, key.public_key()) + key.sign(text.encode())
    return f"{text}\n{DASH} {checkpoint.origin} {_encode(signature)}\n"


def is_signed(note: str, key: Ed25519PublicKey) -> bool:
    """Say whether a note bears its origin's signature by a key."""
    text, _, lines = note.partition("\n\n")
    name = text.partition("\n")[0]
    for line in lines.splitlines():
        signer, _, encoded = line.removeprefix(f"{DASH} ").rpartition(" ")
        signature = b64decode(encoded)
        if signer != name or signature[:KEY_ID] != key_id(name, key):
            continue
        try:
            key.verify(signature[KEY_ID:], f"{text}\n".encode())
        except InvalidSignature:
            continue
        return True
    return False


def key_id(name: str, key: Ed25519PublicKey) -> bytes:
    """Return the four bytes by which a signature names its key."""
    named = name.encode() + b"\n" + ED25519 + key.public_bytes_raw()
    return hashlib.sha256(named).digest()[:KEY_ID]


def verifier_key(name: str, key: Ed25519PublicKey) -> str:
    """Write a public key as verifiers of notes take it."""
    return (
        f"{name}+{key_id(name, key).hex()}+{_encode(ED25519 + key.public_bytes_raw())}"
    )


def write_pem(key: str) -> str:
    """Write a verifier key's public key as OpenSSL takes it."""
    form = PublicFormat.SubjectPublicKeyInfo
    return read_key(key).public_bytes(Encoding.PEM, form).decode()


def read_key(key: str) -> Ed25519PublicKey:
    """Return the public key of a verifier key; raises ValueError on anything else."""
    raw = b64decode(key.split("+", 2)[-1])[len(ED25519) :]
    return Ed25519PublicKey.from_public_bytes(raw)


def _encode(data: bytes) -> str:
    return b64encode(data).decode()
