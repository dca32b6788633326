"""The printed numbers of agenda items, which are no part of their identity."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Node(Generic[T]):
    """An item in its place, with its printed number ("" for a heading)."""

    item: T
    number: str
    children: "tuple[Node[T], ...]"

    def walk(self) -> "Iterable[Node[T]]":
        """Yield this node and all beneath it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


def number_tree(
    items: Sequence[T],
    *,
    key: Callable[[T], int],
    parent: Callable[[T], int | None],
    is_heading: Callable[[T], bool],
) -> tuple[Node[T], ...]:
    """Arrange items, already in their order, as a numbered tree.

    A heading has no number, and the items beneath it go on counting where those before
    it stopped; all other items are numbered 1, 2, … and beneath them 1.1, 1.2, ….
    """
    children: dict[int | None, list[T]] = {}
    for item in items:
        children.setdefault(parent(item), []).append(item)

    def arrange(
        above: int | None, prefix: str, start: int
    ) -> tuple[tuple[Node[T], ...], int]:
        nodes, count = [], start
        for item in children.get(above, []):
            if is_heading(item):
                beneath, count = arrange(key(item), prefix, count)
                nodes.append(Node(item, "", beneath))
                continue
            count += 1
            number = f"{prefix}{count}"
            beneath, _ = arrange(key(item), f"{number}.", 0)
            nodes.append(Node(item, number, beneath))
        return tuple(nodes), count

    return arrange(None, "", 0)[0]


def next_number(year: int, numbers: Iterable[str]) -> str:
    """Return the public number after those given of a year, such as 2026-014."""
    taken = [int(number.partition("-")[2]) for number in numbers]
    return f"{year}-{max(taken, default=0) + 1:03d}"
