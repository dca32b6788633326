"""PDF: the text with pdfium, the structure with qpdf."""

from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

import pypdfium2
from pikepdf import Dictionary, Name, PasswordError, Pdf, PdfError, Stream
from pypdfium2 import PdfDocument, PdfiumError

from govapp.parsing.inside.found import Found, Refusal
from govapp.parsing.inside.pictures import PIXELS

PAGES = 2_000
OBJECTS = 200_000
WORTH_READING = 3


def read_pdf(path: Path) -> Found:
    """Read a PDF and say how it serves those who cannot see it."""
    facts, finding = _examine(path)
    texts, pages = _read_pages(path)
    if pages > PAGES:
        finding = finding or "cut"
    notes = facts.pop("notes", [])
    facts["text_pages"] = sum(len(text.split()) >= WORTH_READING for text in texts)
    facts["read_pages"] = len(texts)
    return Found([*texts, *notes], pages, finding, facts)


def _read_pages(path: Path) -> tuple[list[str], int]:
    try:
        with closing(PdfDocument(path)) as document:
            pages = len(document)
            texts = [_text(document, number) for number in range(min(pages, PAGES))]
    except PdfiumError as error:
        is_locked = error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
        raise Refusal("password" if is_locked else "damaged") from error
    if not pages:
        raise Refusal("damaged")
    return texts, pages


def _text(document: PdfDocument, number: int) -> str:
    try:
        with closing(document[number]) as page, closing(page.get_textpage()) as text:
            return text.get_text_range()
    except PdfiumError:
        return ""


def _examine(path: Path) -> tuple[dict[str, Any], str]:
    """Return what the structure tells, and what is wrong with it."""
    try:
        with Pdf.open(path) as pdf:
            facts = _describe(pdf)
            is_flood = any(map(_is_flood, islice(pdf.objects, OBJECTS)))
            damage = "repaired" if pdf.get_warnings() else ""
            return facts, "pixels" if is_flood else damage
    except PasswordError as error:
        raise Refusal("password") from error
    except (
        PdfError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        RuntimeError,
    ) as error:
        raise Refusal("damaged") from error


def _describe(pdf: Pdf) -> dict[str, Any]:
    root, about = pdf.Root, pdf.docinfo
    marks = root.get(Name.MarkInfo, Dictionary())
    # As no context manager: leaving one would write into what is read here.
    metadata = pdf.open_metadata()
    title = str(metadata.get("dc:title") or about.get(Name.Title) or "")
    producer = str(metadata.get("pdf:Producer") or about.get(Name.Producer) or "")
    notes = _notes(pdf)
    return {
        "is_tagged": bool(marks.get(Name.Marked)) and Name.StructTreeRoot in root,
        "language": str(root.get(Name.Lang, ""))[:40],
        "title": title[:300],
        "author": str(about.get(Name.Author, ""))[:300],
        "producer": producer[:300],
        "is_encrypted": pdf.is_encrypted,
        "is_sealed": pdf.is_encrypted and not pdf.allow.accessibility,
        "comments": len(notes),
        "notes": notes,
        "attachments": len(pdf.attachments),
    }


def _notes(pdf: Pdf) -> list[str]:
    """Return what comments on the pages say."""
    found = []
    for page in islice(pdf.pages, PAGES):
        for note in page.get(Name.Annots, ()):
            is_link = note.get(Name.Subtype) == Name.Link
            if Name.Contents in note and not is_link:
                found.append(str(note.Contents))
    return found


def _is_flood(thing: object) -> bool:
    if not isinstance(thing, Stream) or thing.get(Name.Subtype) != Name.Image:
        return False
    width, height = thing.get(Name.Width, 0), thing.get(Name.Height, 0)
    return int(width) * int(height) > PIXELS
