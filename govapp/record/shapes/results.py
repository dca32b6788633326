"""What sources report of a meeting that was held."""

from collections.abc import Iterator

from govapp.record.shapes.base import File, Frozen
from govapp.record.shapes.matters import MatterRef
from govapp.record.shapes.sittings import Motion, Presence


class Link(Frozen):
    """A paper that a source keeps, and where; `file` is our copy of it, if any."""

    label: str
    url: str
    file: File | None = None


class ReportedItem(Frozen):
    """Business of a former meeting as a source reports it; not a quotation.

    `title` is empty where the source gives none; `result` and `tally` are its words,
    `documents` the names of papers that it mentions, `links` those that it keeps.
    """

    number: str = ""
    title: str
    kind: str = ""
    presenter: str = ""
    documents: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    motion: str = ""
    result: str = ""
    tally: str = ""
    note: str = ""
    motions: tuple[Motion, ...] = ()
    matter: MatterRef | None = None


class Result(Frozen):
    """What sources report of a meeting that has been held.

    `called_to_order` and `adjourned` are UTC stamps, empty where no source tells them.
    With `is_quoted` its words are the source's own.
    """

    items: tuple[ReportedItem, ...] = ()
    chair: str = ""
    called_to_order: str = ""
    adjourned: str = ""
    presences: tuple[Presence, ...] = ()
    links: tuple[Link, ...] = ()
    note: str = ""
    sources: tuple[str, ...] = ()
    is_quoted: bool = False

    def walk(self) -> Iterator[tuple[str, ReportedItem]]:
        """Yield every item with the key by which it is known."""
        for place, item in enumerate(self.items):
            yield f"reported-{place}", item

    def all_links(self) -> Iterator[tuple[str, Link]]:
        """Yield every paper with the key of its item ("" for the meeting's own)."""
        for key, item in self.walk():
            for link in item.links:
                yield key, link
        for link in self.links:
            yield "", link

    def all_files(self) -> Iterator[tuple[str, File]]:
        """Yield those of which there is a copy, likewise."""
        for key, link in self.all_links():
            if link.file:
                yield key, link.file
