"""A long agenda in pages: pure functions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from govapp.meetings.rules.numbering import Node

T = TypeVar("T")
ROWS = 25


@dataclass(frozen=True)
class Shown(Generic[T]):
    """An item on a page, with its place among its siblings (0 first) and their count.

    `is_context` marks one that stands on an earlier page, above what this one shows.
    """

    node: Node[T]
    place: int
    siblings: int
    is_context: bool
    children: "tuple[Shown[T], ...]"

    @property
    def is_first(self) -> bool:
        """Whether nothing stands before it in its list."""
        return self.place == 0

    @property
    def is_last(self) -> bool:
        """Whether nothing follows it in its list."""
        return self.place == self.siblings - 1

    def walk(self) -> "Iterator[Shown[T]]":
        """Yield this row and all beneath it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


def count_pages(rows: int) -> int:
    """Return how many pages so many items fill, at least one."""
    return max(1, -(-rows // ROWS))


def page_of(place: int) -> int:
    """Return the page (1 first) of the item at a place in reading order (0 first)."""
    return place // ROWS + 1


def cut(tree: Sequence[Node[T]], page: int) -> tuple[Shown[T], ...]:
    """Return the items of a page in their tree, beneath those they stand beneath."""
    start, stop = (page - 1) * ROWS, page * ROWS
    place = -1

    def choose(nodes: Sequence[Node[T]]) -> tuple[Shown[T], ...]:
        nonlocal place
        found = []
        for index, node in enumerate(nodes):
            place += 1
            own = place
            beneath = choose(node.children)
            if start <= own < stop or beneath:
                is_context = own < start
                found.append(Shown(node, index, len(nodes), is_context, beneath))
        return tuple(found)

    return choose(tree)
