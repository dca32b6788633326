"""The items of a template, out of an agenda and back: pure functions."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter

from govapp.meetings.rules import approvals
from govapp.meetings.rules.numbering import Node


class Entry(BaseModel):
    """An item as a template keeps it, with those beneath it.

    What one meeting alone is about stays out: files, closed titles, whose minutes are
    approved, what was withdrawn.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    kind: str = "other"
    is_action: bool = False
    presenter: str = ""
    minutes_planned: int = 0
    description: str = ""
    recommended_motion: str = ""
    legal_basis: str = ""
    authorities: str = ""
    typed_number: str = ""
    children: tuple["Entry", ...] = ()

    def details(self) -> dict[str, Any]:
        """Return what the item itself says."""
        return self.model_dump(exclude={"children"})


ENTRIES = TypeAdapter(tuple[Entry, ...])
KEPT = tuple(name for name in Entry.model_fields if name != "children")


def keep(nodes: Iterable[Node[Any]]) -> tuple[Entry, ...]:
    """Return an agenda's items as a template keeps them; the withdrawn are left out."""
    return tuple(
        Entry(**_kept(node.item), children=keep(node.children))
        for node in nodes
        if not node.item.is_withdrawn
    )


def _kept(item: Any) -> dict[str, Any]:
    values = {name: getattr(item, name) for name in KEPT}
    return values | ({"title": approvals.BLANK} if item.minutes_of_id else {})


def write(entries: tuple[Entry, ...]) -> list[dict[str, Any]]:
    """Return entries as plain values; what is empty is left out."""
    plain: list[dict[str, Any]] = ENTRIES.dump_python(
        entries, mode="json", exclude_defaults=True
    )
    return plain


def read(items: Sequence[dict[str, Any]]) -> tuple[Entry, ...]:
    """Return what `write` made; raises pydantic.ValidationError on anything else."""
    return ENTRIES.validate_python(items)


def walk(entries: Iterable[Entry], depth: int = 0) -> Iterator[tuple[int, Entry]]:
    """Yield each entry with its depth, in reading order."""
    for entry in entries:
        yield depth, entry
        yield from walk(entry.children, depth + 1)
