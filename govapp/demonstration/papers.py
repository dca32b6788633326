"""Small papers for the demonstration: plain one-page PDF files."""

from collections.abc import Sequence

LINE_HEIGHT = 18
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
    b"/Resources << /Font << /F1 5 0 R >> >> >>"
)


def make_pdf(title: str, lines: Sequence[str]) -> bytes:
    """Write a one-page Letter PDF of plain ASCII lines (PDF 1.7, ISO 32000-1)."""
    shown = [title, "", *lines]
    text = "".join(f"({_escape(line)}) Tj 0 -{LINE_HEIGHT} Td\n" for line in shown)
    stream = f"BT /F1 12 Tf 72 720 Td\n{text}ET".encode("ascii", "replace")
    return _assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R /Lang (en-US) >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            PAGE,
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            b"<< /Title (%s) >>" % _escape(title).encode("ascii", "replace"),
        ]
    )


def _assemble(objects: Sequence[bytes]) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%s"
        b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (count, table, count, count - 1, len(out))
    )


def _escape(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
