"""The pages of a long list."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from govapp.errors import NotFoundError


@dataclass(frozen=True)
class Paging:
    """Which page of a list is shown: `size` entries of `total` to a page."""

    number: int
    size: int
    total: int

    @property
    def offset(self) -> int:
        """How many entries come before this page."""
        return (self.number - 1) * self.size

    @property
    def first(self) -> int:
        """The place of the first entry, counted from one."""
        return self.offset + 1

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // self.size))

    @property
    def numbers(self) -> list[int | None]:
        """The pages to name: the first, the last and those near; None for a gap."""
        near = range(max(1, self.number - 2), min(self.last, self.number + 2) + 1)
        numbers: list[int | None] = []
        for number in sorted({1, self.last, *near}):
            if numbers and numbers[-1] != number - 1:
                numbers.append(None)
            numbers.append(number)
        return numbers

    def checked(self) -> Self:
        """Return the page unless it lies beyond the last; raises NotFoundError."""
        if self.number > self.last:
            raise NotFoundError
        return self


def read_page(given: Mapping[str, str]) -> int:
    """Read which page is asked for; raises NotFoundError on what is no number."""
    page = given.get("page") or "1"
    if not (page.isascii() and page.isdigit() and len(page) < 6 and int(page)):
        raise NotFoundError
    return int(page)
