"""Moving items about in a tree: pure functions."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


def is_beneath(item: int, above: int, parents: Mapping[int, int | None]) -> bool:
    """Say whether an item is another, or stands anywhere beneath it."""
    step: int | None = item
    while step is not None and step != above:
        step = parents[step]
    return step == above


def insert_at(siblings: Sequence[T], item: T, position: int) -> list[T]:
    """Return the siblings with an item at a position (0 first), clamped to the ends."""
    rest = [other for other in siblings if other != item]
    place = max(0, min(position, len(rest)))
    return [*rest[:place], item, *rest[place:]]
