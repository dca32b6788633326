"""Canonical bytes and hashes of what is posted: pure functions."""

import hashlib
import json
import unicodedata
from typing import Any

FORMAT = 1
LEAF_PREFIX = b"\x00"


def _normal(value: Any) -> Any:
    """Return the value with all text in NFC; raises TypeError on a float."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, float):
        raise TypeError("Canonical JSON holds no floats.")
    if isinstance(value, dict):
        return {_normal(key): _normal(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_normal(item) for item in value]
    return value


def canonical(value: Any) -> str:
    """Write plain values as canonical JSON: sorted keys, NFC, no spaces, no floats."""
    return json.dumps(
        _normal(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )


def digest(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def event(*, log: str = "public", **named: str | int) -> str:
    """Write what a log holds of an entry, whose fields are given by name."""
    return canonical({"v": FORMAT, "log": log, **named})


def leaf_hash(event: str) -> str:
    """Return a log entry's leaf hash, in hexadecimal (RFC 6962, section 2.1)."""
    return hashlib.sha256(LEAF_PREFIX + event.encode()).hexdigest()
