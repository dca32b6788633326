"""The log as a Merkle tree (RFC 6962, section 2.1): pure functions.

A node is a complete subtree of 2**level leaves. It is known by its `place`, a number
that no other node has; whatever a proof consists of is made of such nodes. Leaves are
counted from 0, ranges of them leave out their end.
"""

import hashlib
from collections.abc import Sequence
from functools import reduce

NODE_PREFIX = b"\x01"
EMPTY = hashlib.sha256(b"").digest()

Range = tuple[int, int]


def place(level: int, index: int) -> int:
    """Return the number of a node, as the tree is read from left to right."""
    return ((2 * index + 1) << level) - 1


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of two subtrees taken together."""
    return hashlib.sha256(NODE_PREFIX + left + right).digest()


def cover(start: int, end: int) -> list[int]:
    """Return the places of the nodes that a range consists of, left to right.

    The range is one that the definition of the tree knows, such as a whole tree.
    """
    places = []
    while start < end:
        level = (end - start).bit_length() - 1
        places.append(place(level, start >> level))
        start += 1 << level
    return places


def fold(hashes: Sequence[bytes]) -> bytes:
    """Return the hash of a range from those of the nodes that cover it."""
    if not hashes:
        return EMPTY
    return reduce(lambda right, left: node_hash(left, right), reversed(hashes))


def grow(
    peaks: Sequence[bytes], size: int, leaf: bytes
) -> tuple[list[bytes], dict[int, bytes]]:
    """Append a leaf to a tree of `size` leaves whose cover has the hashes `peaks`.

    Return the new cover's hashes, and the new nodes by their places.
    """
    grown, level, index = [*peaks, leaf], 0, size
    added = {place(level, index): leaf}
    while index % 2:
        right, left = grown.pop(), grown.pop()
        level, index = level + 1, index // 2
        grown.append(node_hash(left, right))
        added[place(level, index)] = grown[-1]
    return grown, added


def inclusion(index: int, size: int) -> list[Range]:
    """Return the ranges whose hashes prove that a leaf is in a tree (section 2.1.1)."""
    start, end, path = 0, size, []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    return path[::-1]


def consistency(old: int, size: int) -> list[Range]:
    """Return the ranges whose hashes prove that a tree only grew (section 2.1.2)."""
    start, end, path = 0, size, []
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    if start:
        path.append((start, end))
    return path[::-1]


def _split(count: int) -> int:
    """Return the largest power of two smaller than a count."""
    return 1 << ((count - 1).bit_length() - 1)
