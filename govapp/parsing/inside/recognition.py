"""Scanned pages, read by Tesseract."""

import subprocess
from contextlib import closing
from pathlib import Path

from pypdfium2 import PdfDocument, PdfiumError, PdfPage

from govapp.parsing.inside.found import Refusal, clean

DPI = 300
PIXELS = 40_000_000
POINTS = 72


def recognize(name: str, page: int) -> str:
    """Return the text that a page of a PDF shows; raises Refusal."""
    picture = Path(f"{page}.png")
    try:
        with closing(PdfDocument(name)) as document, closing(document[page]) as shown:
            shown.render(scale=_scale(shown), grayscale=True).to_pil().save(picture)
        done = subprocess.run(  # the program was found on the path  # noqa: S603
            ["tesseract", picture, "stdout"],  # noqa: S607
            capture_output=True,
            check=True,
        )
    except (PdfiumError, subprocess.CalledProcessError, OSError) as error:
        raise Refusal("damaged") from error
    return clean(done.stdout.decode(errors="replace"))


def _scale(page: PdfPage) -> float:
    """Return how much to enlarge a page, whatever size it claims to have."""
    width, height = page.get_size()
    most = (PIXELS / max(width * height, 1)) ** 0.5
    return min(DPI / POINTS, most)
