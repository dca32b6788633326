"""A packet: cover and agenda set anew, then the originals, bound into one PDF."""

import io
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pikepdf import (
    Array,
    Dictionary,
    Name,
    Object,
    ObjectStreamMode,
    OutlineItem,
    PasswordError,
    Pdf,
    PdfError,
)

from govapp.parsing.inside.marking import CLAIMS, lay_over
from govapp.parsing.inside.typesetting import Press

MOST_PAGES = 10_000
FRONT = {"numbering": "i"}
Progress = tuple[int, int]


@dataclass(frozen=True)
class Leaf:
    """An original that is bound in; `first` is its first page, counted from 1."""

    pdf: Pdf
    first: int


def bind(
    *,
    templates: str,
    fonts: str,
    at: str,
    paper: dict[str, Any],
    files: dict[str, str],
    why: dict[str, str],
    mark: str = "",
) -> Generator[Progress, None, dict[str, Any]]:
    """Bind the files of a paper's enclosures, by their addresses, into packet.pdf.

    Yields how many pages are bound of how many. What cannot be bound is listed on the
    cover, with the words of `why`; `mark` is laid over each page.
    """
    leaves, left_out = _open_all(paper, files)
    total = sum(len(leaf.pdf.pages) for leaf in leaves.values())
    yield 0, total
    paper["cover"] |= {
        "included": [
            {**each, "page": str(leaves[each["address"]].first)}
            for each in _enclosures(paper)
            if each["address"] in leaves
        ],
        "left_out": [
            {**each, "about": f"{each['about']} {why[reason]}", "page": ""}
            for each, reason in left_out
        ],
    }
    press = Press(Path(templates), Path(fonts))
    made = press.set("renditions/agenda.typ", paper | FRONT, datetime.fromisoformat(at))
    with Pdf.open(io.BytesIO(made.pdf), inherit_page_attributes=False) as packet:
        for leaf in leaves.values():
            yield leaf.first - 1, total
            _append(packet, leaf.pdf)
        _label(packet, made.pages)
        _bookmark(packet, _Marks(paper, made.places, leaves, made.pages))
        _disclaim(packet)
        if mark:
            lay_over(packet, press, mark, datetime.fromisoformat(at))
        packet.save(
            "packet.pdf",
            deterministic_id=True,
            object_stream_mode=ObjectStreamMode.preserve,
        )
    return {"pages": made.pages + total, "left_out": len(left_out)}


def _enclosures(paper: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the enclosures that can be read, in reading order."""

    def visit(holders: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for holder in holders:
            yield from (each for each in holder["files"] if each["address"])
            yield from visit(holder.get("sections", ()))
            yield from visit(holder.get("lines", ()))

    return visit([paper])


def _open_all(
    paper: dict[str, Any], files: dict[str, str]
) -> tuple[dict[str, Leaf], list[tuple[dict[str, Any], str]]]:
    """Open the originals; return them by their addresses, and what is left out why."""
    leaves: dict[str, Leaf] = {}
    left_out, first = [], 1
    for each in _enclosures(paper):
        pdf, reason = _open(files.get(each["address"], ""), MOST_PAGES - first + 1)
        if pdf is None:
            left_out.append((each, reason))
        else:
            leaves[each["address"]] = Leaf(pdf, first)
            first += len(pdf.pages)
    return leaves, left_out


def _open(name: str, room: int) -> tuple[Pdf | None, str]:
    """Open an original; else say in a word why it cannot be bound in."""
    if not name:
        return None, "other"
    try:
        pdf = Pdf.open(name)
        pages = len(pdf.pages)
    except PasswordError:
        return None, "locked"
    except (PdfError, ValueError, RuntimeError, OSError):
        return None, "damaged"
    if pages == 0:
        return None, "damaged"
    return (pdf, "") if pages <= room else (None, "too_long")


def _append(packet: Pdf, original: Pdf) -> None:
    """Append the pages of an original as a branch of its own.

    Page by page, as pikepdf appends them, it takes twice as long.
    """
    root = packet.Root.Pages
    pages = [packet.copy_foreign(page.obj) for page in original.pages]
    branch = packet.make_indirect(
        Dictionary(Type=Name.Pages, Parent=root, Kids=Array(pages), Count=len(pages))
    )
    for page in pages:
        page.Parent = branch
        _forget_tags(page)
    root.Kids.append(branch)
    root.Count += len(pages)


def _forget_tags(page: Object) -> None:
    """Leave an original's tags behind: they would point at those of the cover."""
    for name in (Name.StructParents, Name.AA):
        if name in page:
            del page[name]
    for annotation in page.get(Name.Annots, ()):
        if isinstance(annotation, Dictionary) and Name.StructParent in annotation:
            del annotation[Name.StructParent]


def _label(packet: Pdf, front: int) -> None:
    """Give roman numbers to cover and agenda, and plain ones to the originals."""
    numbers = Array([0, Dictionary(S=Name.r), front, Dictionary(S=Name.D)])
    packet.Root.PageLabels = Dictionary(Nums=numbers)


@dataclass(frozen=True)
class _Marks:
    """What bookmarks are made from."""

    paper: dict[str, Any]
    places: dict[str, Any]
    leaves: dict[str, Leaf]
    front: int


def _bookmark(packet: Pdf, marks: _Marks) -> None:
    """Mark each heading, item and file."""
    items, sections = iter(marks.places["items"]), iter(marks.places["sections"])

    def files(holder: dict[str, Any]) -> Iterator[OutlineItem]:
        for each in holder["files"]:
            leaf = marks.leaves.get(each["address"])
            if leaf:
                yield OutlineItem(each["label"], marks.front + leaf.first - 1)

    def lines(holder: dict[str, Any]) -> Iterator[OutlineItem]:
        for line in holder["lines"]:
            name = f"{line['number']} {line['title']}".strip()
            mark = OutlineItem(name, next(items) - 1)
            mark.children.extend([*files(line), *lines(line)])
            yield mark

    paper = marks.paper
    with packet.open_outline() as outline:
        agenda = OutlineItem(paper["words"]["agenda"], marks.places["agenda"] - 1)
        outline.root[:] = [OutlineItem(paper["cover"]["title"], 0), agenda]
        outline.root.extend(files(paper))
        for section in paper["sections"]:
            if not section["title"]:
                outline.root.extend(lines(section))
                continue
            mark = OutlineItem(section["title"], next(sections) - 1)
            mark.children.extend([*files(section), *lines(section)])
            outline.root.append(mark)


def _disclaim(packet: Pdf) -> None:
    """Take back what the cover alone could claim: that all of it conforms."""
    packet.Root.MarkInfo = Dictionary(Marked=True, Suspects=True)
    with packet.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as it:
        for claim in CLAIMS:
            if claim in it:
                del it[claim]
