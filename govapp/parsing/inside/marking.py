"""Who reads a paper, and when, laid over each of its pages."""

import io
from datetime import datetime
from pathlib import Path

from pikepdf import Object, Page, PasswordError, Pdf, PdfError, Rectangle

from govapp.parsing.inside.found import Refusal
from govapp.parsing.inside.typesetting import Press

# Upright and lying; what is laid over is scaled to the page.
SHAPES = {False: (612, 792), True: (792, 612)}
# A marked copy is no longer what these say of the original.
CLAIMS = ("pdfuaid:part", "pdfaid:part", "pdfaid:conformance")


def mark(*, templates: str, fonts: str, at: str, name: str, text: str) -> int:
    """Mark a file into marked.pdf; return how many pages it has. Raises Refusal."""
    press = Press(Path(templates), Path(fonts))
    try:
        pdf = Pdf.open(name)
    except PasswordError as error:
        raise Refusal("locked") from error
    except (PdfError, ValueError, RuntimeError, OSError) as error:
        raise Refusal("damaged") from error
    with pdf:
        lay_over(pdf, press, text, datetime.fromisoformat(at))
        with pdf.open_metadata(
            set_pikepdf_as_editor=False, update_docinfo=False
        ) as told:
            for claim in CLAIMS:
                told.pop(claim, None)
        pdf.save("marked.pdf")
        return len(pdf.pages)


def lay_over(pdf: Pdf, press: Press, text: str, at: datetime) -> None:
    """Lay a text over each page; what is typeset is no part of the pages' tags."""
    stamps: dict[bool, Object] = {}
    for page in pdf.pages:
        is_lying = _is_lying(page)
        if is_lying not in stamps:
            stamps[is_lying] = _stamp(pdf, press, text, at, SHAPES[is_lying])
        page.add_overlay(stamps[is_lying], Rectangle(page.cropbox))


def _is_lying(page: Page) -> bool:
    left, bottom, right, top = (float(side) for side in page.cropbox)
    is_turned = int(page.obj.get("/Rotate", 0)) % 180 != 0
    return (abs(right - left) > abs(top - bottom)) != is_turned


def _stamp(
    pdf: Pdf, press: Press, text: str, at: datetime, shape: tuple[int, int]
) -> Object:
    width, height = shape
    paper = {"text": text, "width": width, "height": height}
    made = press.set("renditions/watermark.typ", paper, at)
    with Pdf.open(io.BytesIO(made.pdf)) as typeset:
        return pdf.copy_foreign(typeset.pages[0].as_form_xobject())
