"""A security key in a few lines, to answer as one should and as one should not."""

import hashlib
import json
import os
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, encode_cbor

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


@dataclass
class SecurityKey:
    """A security key; it counts and its lock opens, unless told otherwise."""

    host: str = "localhost"
    origin: str = "http://localhost"
    count: int = 0
    step: int = 1
    flags: int = PRESENT | VERIFIED
    handle: bytes = b""
    key: EllipticCurvePrivateKey = field(
        default_factory=lambda: generate_private_key(SECP256R1())
    )
    credential: bytes = field(default_factory=lambda: os.urandom(32))

    def make(self, options: dict[str, Any]) -> str:
        """Answer the request for a new passkey."""
        self.handle = base64url_to_bytes(options["user"]["id"])
        numbers = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1}
        cose |= {-2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}  # type: ignore[dict-item]
        length = len(self.credential).to_bytes(2, "big")
        attested = bytes(16) + length + self.credential + encode_cbor(cose)
        data = self._data(self.flags | ATTESTED) + attested
        made = {"fmt": "none", "attStmt": {}, "authData": data}
        return self._answer(
            attestationObject=encode_cbor(made),
            clientDataJSON=self._client("webauthn.create", options["challenge"]),
        )

    def sign(self, options: dict[str, Any]) -> str:
        """Answer the request to sign."""
        self.count += self.step
        data = self._data(self.flags)
        client = self._client("webauthn.get", options["challenge"])
        signed = data + hashlib.sha256(client).digest()
        return self._answer(
            authenticatorData=data,
            clientDataJSON=client,
            signature=self.key.sign(signed, ECDSA(SHA256())),
            userHandle=self.handle,
        )

    def _data(self, flags: int) -> bytes:
        host = hashlib.sha256(self.host.encode()).digest()
        return host + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin}
        return json.dumps(said).encode()

    def _answer(self, **parts: bytes) -> str:
        name = bytes_to_base64url(self.credential)
        response = {key: bytes_to_base64url(part) for key, part in parts.items()}
        answer = {"id": name, "rawId": name, "type": "public-key", "response": response}
        return json.dumps(answer)
