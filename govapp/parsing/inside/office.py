"""Texts and slides of Word, PowerPoint and OpenDocument, with what they hide.

The XML is read as it is: libraries that build documents leave out deleted words,
comments, notes and text boxes, which are what must not be overlooked.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

from lxml import etree

from govapp.parsing.inside.archives import has_flood, opened, parse
from govapp.parsing.inside.found import Found

Element: TypeAlias = Any  # lxml ships no types
# Word: the text first, then what stands around, beneath and beside it.
WORDS = re.compile(
    r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml"
)
SLIDES = re.compile(r"ppt/(slides|notesSlides|comments)/\w*?(\d+)\.xml")
ORDER = ("document", "header", "footer", "footnotes", "endnotes", "comments")
CHANGES = {"ins", "del", "moveFrom", "moveTo", "changed-region"}
COMMENTS = {"comment", "cm", "annotation"}
PARAGRAPHS = {"p", "h"}
TEXTS = {"t", "delText", "instrText"}
BREAKS = {"br", "cr", "tab", "s", "line-break"}


def read_words(path: Path) -> Found:
    """Read a Word document."""
    with opened(path) as archive:
        names = [name for name in archive.namelist() if WORDS.fullmatch(name)]
        names.sort(key=lambda name: (_rank(name), name))
        roots = [parse(archive, name) for name in names]
        pages = _tell(archive, "docProps/app.xml", "Pages")
        found = _found(archive, roots, "docProps/core.xml")
        found.pages = int(pages) if pages.isdecimal() else 0
    found.texts = ["\n".join(_lines(roots))]
    return found


def read_slides(path: Path) -> Found:
    """Read a presentation: a page for each slide, with its notes and comments."""
    with opened(path) as archive:
        slides: dict[int, list[Element]] = {}
        names = [
            match for name in archive.namelist() if (match := SLIDES.fullmatch(name))
        ]
        for match in sorted(names, key=lambda match: match[1] != "slides"):
            slides.setdefault(int(match[2]), []).append(parse(archive, match[0]))
        roots = [root for number in sorted(slides) for root in slides[number]]
        found = _found(archive, roots, "docProps/core.xml")
        found.pages = sum(match[1] == "slides" for match in names)
    found.texts = ["\n".join(_lines(slides[number])) for number in sorted(slides)]
    return found


def read_open(path: Path) -> Found:
    """Read an OpenDocument text, sheet or presentation."""
    with opened(path) as archive:
        root = parse(archive, "content.xml")
        found = _found(archive, [root], "meta.xml")
        counted = _statistic(archive, "page-count")
    slides = [each for each in root.iter() if _name(each) == "page"]
    found.pages = len(slides) or counted
    found.texts = ["\n".join(_lines([each])) for each in slides or [root]]
    return found


def _rank(name: str) -> int:
    stem = name.rpartition("/")[2].removesuffix(".xml").rstrip("0123456789")
    return ORDER.index(stem)


def _found(archive: zipfile.ZipFile, roots: Iterable[Element], meta: str) -> Found:
    """Return what a document tells of itself, and of what it hides."""
    marks = Counter(_name(each) for root in roots for each in root.iter())
    return Found(
        finding="pixels" if has_flood(archive) else "",
        facts={
            "author": _tell(archive, meta, "initial-creator", "creator"),
            "editor": _tell(archive, meta, "lastModifiedBy"),
            "title": _tell(archive, meta, "title"),
            "producer": _tell(archive, "docProps/app.xml", "Application")
            or _tell(archive, meta, "generator"),
            "changes": sum(marks[name] for name in CHANGES),
            "comments": sum(marks[name] for name in COMMENTS),
        },
    )


def _tell(archive: zipfile.ZipFile, member: str, *names: str) -> str:
    """Return the first of these that a document's own description says."""
    if member not in archive.namelist():
        return ""
    root = parse(archive, member)
    for name in names:
        for each in root.iter():
            if _name(each) == name and (each.text or "").strip():
                return str(each.text).strip()[:300]
    return ""


def _statistic(archive: zipfile.ZipFile, name: str) -> int:
    if "meta.xml" not in archive.namelist():
        return 0
    for each in parse(archive, "meta.xml").iter():
        for key, value in each.attrib.items():
            if str(key).endswith(f"}}{name}") and str(value).isdecimal():
                return int(value)
    return 0


def _lines(roots: Iterable[Element]) -> Iterator[str]:
    """Yield the text of each paragraph."""
    for root in roots:
        for each in root.iter():
            if _name(each) in PARAGRAPHS:
                yield "".join(_pieces(each, each))
            elif _name(each) == "text" and each.text:
                yield each.text  # a comment in PowerPoint


def _pieces(paragraph: Element, top: Element) -> Iterator[str]:
    """Yield a paragraph's text; one within it comes in its own turn."""
    is_open = etree.QName(top).namespace == ODF_TEXT
    if is_open and paragraph.text:
        yield paragraph.text
    for each in paragraph:
        name = _name(each)
        if name in BREAKS:
            yield " "
        elif name in TEXTS:
            yield each.text or ""
        elif name not in PARAGRAPHS:
            yield from _pieces(each, top)
        if is_open and each.tail:
            yield each.tail


ODF_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def _name(element: Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
