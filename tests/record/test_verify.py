"""The verifier by itself: its trees, its signatures, and what it needs."""

import ast
import subprocess
import sys
from base64 import b64decode
from functools import cache
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from govapp.record import checkpoints, merkle, verify
from govapp.record.checkpoints import Checkpoint
from govapp.record.verify import Head, RefusedError
from tests.record.test_merkle import LEAVES, NODES, define_root

KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
PUBLIC = KEY.public_key()
# Section 7.1, TEST 2 and TEST 3: public key, message, signature.
RFC_8032 = [
    """3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c 72
    92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00""",
    """fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025 af82
    6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac\
18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a""",
]


@cache
def _hash(span: merkle.Range) -> bytes:
    return merkle.fold([NODES[place] for place in merkle.cover(*span)])


def _root(size: int) -> bytes:
    return _hash((0, size))


@pytest.mark.parametrize("size", range(1, 131))
def test_each_leaf_of_each_tree_is_proven_to_be_where_it_is(size: int) -> None:
    for index in range(size):
        path = [_hash(span) for span in merkle.inclusion(index, size)]
        found = verify.root_from_path(LEAVES[index], index, size, path)
        assert found == _root(size)
        assert _misplaced(index, size, path)


def _misplaced(index: int, size: int, path: list[bytes]) -> bool:
    """Say whether the same path shows nothing of any other place, leaf or length."""
    others = [
        (LEAVES[index], (index + 1) % size, path),
        (LEAVES[(index + 1) % 131], index, path),
        (LEAVES[index], index, [*path, LEAVES[0]]),
        (LEAVES[index], index, path[1:]),
        (LEAVES[index], index, path[:-1]),
        (LEAVES[index], index + size, path),
    ]
    for leaf, place, nodes in others:
        if (leaf, place, nodes) == (LEAVES[index], index, path):
            continue
        try:
            if verify.root_from_path(leaf, place, size, nodes) == _root(size):
                return False
        except (ValueError, RefusedError):
            continue
    return True


@pytest.mark.parametrize("size", range(1, 131))
def test_each_tree_is_proven_to_begin_with_each_smaller_one(size: int) -> None:
    new = Head("log", size, _root(size))
    for count in range(1, size + 1):
        old = Head("log", count, _root(count))
        path = [_hash(span) for span in merkle.consistency(count, size)]
        assert verify.is_grown(old, new, path)
        forged = Head("log", count, define_root(LEAVES[1 : count + 1]))
        assert not _grows(forged, new, path)
        assert not _grows(old, Head("log", size, LEAVES[0] if size > 1 else b""), path)
        assert not _grows(old, new, [*path, LEAVES[0]])
        if path:
            assert not _grows(old, new, path[:-1])
            assert not _grows(old, new, path[1:])


def _grows(old: Head, new: Head, path: list[bytes]) -> bool:
    try:
        return verify.is_grown(old, new, path)
    except (ValueError, RefusedError):
        return False


@settings(max_examples=60, deadline=None)
@given(text=st.binary(max_size=200), place=st.integers(0, 63), bit=st.integers(0, 7))
def test_it_takes_the_signatures_that_the_library_takes(
    text: bytes, place: int, bit: int
) -> None:
    signature, public = KEY.sign(text), PUBLIC.public_bytes_raw()
    assert verify.is_signature(public, text, signature)
    changed = bytearray(signature)
    changed[place] ^= 1 << bit
    assert not _is_signature(public, text, bytes(changed))
    assert not _is_signature(public, text + b"\0", signature)
    with pytest.raises(InvalidSignature):
        PUBLIC.verify(bytes(changed), text)


def _is_signature(public: bytes, text: bytes, signature: bytes) -> bool:
    try:
        return verify.is_signature(public, text, signature)
    except (ValueError, RefusedError):
        return False


def test_a_signature_is_not_taken_in_another_form() -> None:
    text, public = b"text", PUBLIC.public_bytes_raw()
    signature = KEY.sign(text)
    number = int.from_bytes(signature[32:], "little") + verify.ORDER
    assert not _is_signature(
        public, text, signature[:32] + number.to_bytes(32, "little")
    )
    assert not _is_signature(public, text, signature + b"\0")
    assert not _is_signature(public, text, signature[:-1])
    assert not _is_signature(b"\xff" * 32, text, signature)


@pytest.mark.parametrize("vector", RFC_8032)
def test_the_vectors_of_rfc_8032(vector: str) -> None:
    assert verify.is_signature(*map(bytes.fromhex, vector.split()))


def test_it_reads_the_checkpoints_that_are_signed_here() -> None:
    note = checkpoints.sign(Checkpoint("meet.example/record", 7, LEAVES[0]), KEY)
    key = checkpoints.verifier_key("meet.example/record", PUBLIC)
    assert verify.read_head(note, key) == ("meet.example/record", 7, LEAVES[0])


def test_a_note_as_others_write_it() -> None:
    """The example of the Go package golang.org/x/mod/sumdb/note."""
    key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    note = (
        "If you think cryptography is the answer to your problem,\n"
        "then you don't know what your problem is.\n\n"
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"  # noqa: E501
    )
    public = Ed25519PublicKey.from_public_bytes(b64decode(key.split("+", 2)[2])[1:])
    assert checkpoints.verifier_key("PeterNeumann", public) == key
    text, _, line = note.partition("\n\n")
    signature = b64decode(line.split(" ")[2])
    assert signature[:4] == checkpoints.key_id("PeterNeumann", public)
    assert verify.is_signature(
        public.public_bytes_raw(), f"{text}\n".encode(), signature[4:]
    )


def test_it_needs_nothing_but_python_3_8(tmp_path: Path) -> None:
    source = Path(verify.__file__).read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 8))
    imported = {
        name
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= {
        "__future__", "argparse", "base64", "hashlib", "json", "pathlib", "re", "sys",
        "typing",
    }  # fmt: skip
    newer = {"removeprefix", "removesuffix", "bit_count", "strict", "is_relative_to"}
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not names & newer
    alone = tmp_path / "verify.py"
    alone.write_text(source, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", str(alone), "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "python3 verify.py PROOF [FILE]" in done.stdout
