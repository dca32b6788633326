"""The tree that grows node by node is the one that RFC 6962 defines."""

import hashlib
from collections.abc import Sequence

import pytest

from govapp.record import merkle

LEAVES = [hashlib.sha256(b"\x00" + bytes([n])).digest() for n in range(131)]


def define_root(leaves: Sequence[bytes]) -> bytes:
    """Return the root as section 2.1 writes it down."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    left, right = define_root(leaves[:split]), define_root(leaves[split:])
    return hashlib.sha256(b"\x01" + left + right).digest()


def grow_tree(count: int) -> dict[int, bytes]:
    """Return the nodes of a tree that grew leaf by leaf."""
    peaks: list[bytes] = []
    nodes: dict[int, bytes] = {}
    for size, leaf in enumerate(LEAVES[:count]):
        peaks, added = merkle.grow(peaks, size, leaf)
        assert not added.keys() & nodes.keys()
        nodes |= added
    return nodes


NODES = grow_tree(130)


@pytest.mark.parametrize("size", range(131))
def test_the_root_is_that_of_the_rfc(size: int) -> None:
    root = merkle.fold([NODES[place] for place in merkle.cover(0, size)])
    assert root == define_root(LEAVES[:size])


@pytest.mark.parametrize("size", [1, 2, 7, 64, 100, 130])
def test_every_hash_of_a_proof_is_that_of_its_range(size: int) -> None:
    ranges = {
        span
        for place in range(size)
        for span in (
            *merkle.inclusion(place, size),
            *merkle.consistency(place + 1, size),
        )
    }
    for start, end in ranges:
        found = merkle.fold([NODES[place] for place in merkle.cover(start, end)])
        assert found == define_root(LEAVES[start:end]), (start, end)


def test_the_test_vectors_of_certificate_transparency() -> None:
    """Roots and paths as the reference implementation's own tests have them."""
    data = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"]
    peaks: list[bytes] = []
    for size, text in enumerate(data):
        leaf = hashlib.sha256(b"\x00" + bytes.fromhex(text)).digest()
        peaks, _ = merkle.grow(peaks, size, leaf)
    assert merkle.fold(peaks).hex() == (
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"
    )
