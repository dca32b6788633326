"""What is read out of sound files, and what is said of unsound ones."""

import random
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, String
from pypdfium2 import PdfDocument

from govapp.documents.words import FINDINGS
from govapp.parsing import child
from govapp.parsing.child import MEGABYTE, Limits, ParsingError
from tests.parsing import papers
from tests.parsing.papers import OPEN, SECRET, SHEETS, SLIDES, WORD, make_pdf, save

PDF = "application/pdf"


@pytest.fixture
def read(tmp_path: Path) -> Any:
    """Return what reads bytes in a child; a refusal is its reason."""

    def read(
        content: bytes, media_type: str = PDF, limits: Limits | None = None
    ) -> dict[str, Any] | str:
        (tmp_path / "file").write_bytes(content)
        given: dict[str, Any] = {"media_type": media_type, "name": "file"}
        try:
            found: dict[str, Any] = child.run("read", tmp_path, limits, **given)
        except ParsingError as error:
            return error.reason
        return found

    return read


def test_a_pdf_is_read_page_by_page(read: Any) -> None:
    found = read(save(make_pdf("First page here", "Second")))
    assert found == {
        "pages": 2,
        "text": "First page here\fSecond",
        "finding": "",
        "facts": {"text_pages": 1, "read_pages": 2},
    }


def test_a_pdf_tells_whom_it_serves(read: Any) -> None:
    pdf = make_pdf("One two three", is_tagged=True, title="Memorandum")
    pdf.docinfo.Author = "Ann Author"
    pdf.pages[0].Annots = Array(
        [
            Dictionary(Subtype=Name.Text, Contents=String(SECRET)),
            Dictionary(Subtype=Name.Link, Contents=String("where it leads")),
        ]
    )
    found = read(save(pdf))
    assert found["text"] == f"One two three\f{SECRET}"
    assert found["pages"] == 1
    assert found["facts"] == {
        "is_tagged": True,
        "language": "en-US",
        "title": "Memorandum",
        "author": "Ann Author",
        "comments": 1,
        "text_pages": 1,
        "read_pages": 1,
    }


def test_row_60_a_black_box_hides_nothing(read: Any) -> None:
    pdf = make_pdf(f"Settled with {SECRET}")
    page = pdf.pages[0]
    box = pdf.make_stream(b"0 0 0 rg 60 710 400 30 re f")
    page.Contents = Array([page.Contents, box])
    with closing(PdfDocument(save(pdf))) as document:
        shown = document[0].render(grayscale=True)
        line = bytes(shown.buffer)[shown.stride * (792 - 725) :][70:450]
    assert set(line) == {0}
    assert read(save(pdf))["text"] == f"Settled with {SECRET}"


def test_marks_without_a_structure_are_no_tags(read: Any) -> None:
    pdf = make_pdf("x", is_tagged=True)
    del pdf.Root.StructTreeRoot
    assert "is_tagged" not in read(save(pdf))["facts"]


def test_a_word_document_hides_nothing(read: Any) -> None:
    found = read(papers.make_word(), WORD)
    assert found["text"].splitlines() == [
        "Heading one",
        "Hello world",
        "Cell A",
        "Cell B",
        "Taken out",
        "In the header",
        SECRET,
    ]
    assert found["facts"] == {
        "author": "Ann Author",
        "editor": "Ed Editor",
        "title": "Memo",
        "producer": "Microsoft Macintosh Word",
        "changes": 1,
        "comments": 1,
    }


def test_slides_are_pages_with_their_notes(read: Any) -> None:
    found = read(papers.make_slides(), SLIDES)
    assert found["pages"] == 2
    assert found["text"] == f"First\nBody\n{SECRET}\fSecond"


def test_hidden_sheets_and_comments_are_read(read: Any) -> None:
    found = read(papers.make_sheets(), SHEETS)
    assert found["text"] == f"Sheet\nBudget\t12.5\fInside\nSalaries\f{SECRET}"
    assert (found["facts"]["hidden"], found["facts"]["comments"]) == (1, 1)


def test_an_open_document_hides_nothing(read: Any) -> None:
    content = papers.make_zip(content=papers.ODF_TEXT, meta=papers.ODF_META)
    found = read(content, f"{OPEN}.text")
    assert found["pages"] == 3
    assert found["text"].splitlines() == [
        "Taken out",
        "Title here",
        "One two three",
        SECRET,
    ]
    assert found["facts"] == {
        "author": "Ann Author",
        "title": "Memo",
        "changes": 1,
        "comments": 1,
    }


WEB_PAGE = (
    "<!doctype html><title>T</title><style>p{}</style><p>One<p>Two<br>3"
    "<script>x()</script><img src=http://127.0.0.1:1/x><!--Hidden-->"
)


@pytest.mark.parametrize(
    ("media_type", "content", "text"),
    [
        ("text/plain", "\ufeffGröße\r\n\n\x00\x1bEnd\n", "Größe\nEnd"),
        ("text/csv", "a,b\n1,2\n", "a,b\n1,2"),
        (
            "text/html",
            WEB_PAGE,
            "T\nOne\nTwo\n3\nHidden",
        ),
    ],
)
def test_texts_are_read(read: Any, media_type: str, content: str, text: str) -> None:
    assert read(content.encode(), media_type)["text"] == text


BILLION = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">'
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><x><p><t>&i;</t></p></x>"
)
OUTSIDE = (
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x><p><t>in&a;</t></p></x>'
)
DEEP = "<p>" * 5_000 + "</p>" * 5_000


@pytest.mark.parametrize(
    ("xml", "expected"), [(BILLION, "damaged"), (OUTSIDE, "in"), (DEEP, "damaged")]
)
def test_xml_unfolds_nothing(read: Any, xml: str, expected: str) -> None:
    found = read(papers.make_word_of(xml), WORD)
    assert (found if isinstance(found, str) else found["text"]) == expected


@pytest.mark.parametrize("media_type", [WORD, SLIDES, SHEETS, f"{OPEN}.text"])
def test_an_archive_bomb_is_not_unpacked(read: Any, media_type: str) -> None:
    bomb = papers.make_zip(word__document=bytes(301 * MEGABYTE))
    begun = time.monotonic()
    assert read(bomb, media_type) == "unpacked"
    assert time.monotonic() - begun < 60


def test_an_archive_that_lies_about_its_size_is_damaged(read: Any) -> None:
    honest = papers.make_word_of(b"<p>" + bytes(20 * MEGABYTE))
    size = (20 * MEGABYTE + 3).to_bytes(4, "little")
    assert honest.count(size) == 2
    lying = honest.replace(size, (10).to_bytes(4, "little"))
    assert read(lying, WORD) == "damaged"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.7\nnothing", PDF),
        (save(make_pdf("x"))[:300], PDF),
        (papers.make_zip(word__document="<p>")[:-9], WORD),
        (papers.make_word_of("<p>"), WORD),
        (papers.make_zip(x=""), f"{OPEN}.text"),
        (papers.make_zip(x=""), SHEETS),
        (b"\x89PNG\r\n\x1a\nnothing", "image/png"),
        (b"", "text/html"),
    ],
)
def test_what_is_damaged_is_called_so(
    read: Any, content: bytes, media_type: str
) -> None:
    assert read(content, media_type) == "damaged"


def test_a_pdf_damaged_in_places_is_read_and_called_so(read: Any) -> None:
    whole = save(make_pdf("Still here to read"))
    found = read(whole.replace(b"startxref", b"startxxxx"))
    assert (found["finding"], found["text"]) == ("repaired", "Still here to read")


def test_a_password_keeps_readers_out(read: Any) -> None:
    assert read(save(make_pdf("x"), "sesame")) == "password"
    found = read(save(make_pdf("One two three"), ""))
    assert found["text"] == "One two three"
    assert found["facts"]["is_encrypted"]
    assert found["facts"]["is_sealed"]


def test_a_flood_of_pixels_is_not_let_loose(read: Any) -> None:
    flood = papers.make_picture(60_000, 60_000)
    assert read(flood, "image/png") == "pixels"
    assert read(papers.make_picture(600, 600), "image/png")["finding"] == ""
    pdf = make_pdf("One two three")
    about = Dictionary(Subtype=Name.Image, Width=60_000, Height=60_000)
    pdf.pages[0].Resources.XObject = Dictionary(I=pdf.make_stream(b"", about))
    found = read(save(pdf))
    assert (found["finding"], found["text"]) == ("pixels", "One two three")


def test_a_pdf_bomb_is_ended_by_its_memory(read: Any) -> None:
    bomb = papers.make_flate_bomb(400 * MEGABYTE, b" " * 1024)
    assert len(bomb) < MEGABYTE
    limits = Limits(memory=300 * MEGABYTE)
    assert read(bomb, limits=limits) in {"crashed", "too_big"}


def test_a_pdf_bomb_is_ended_by_its_time(read: Any) -> None:
    bomb = papers.make_flate_bomb(200 * MEGABYTE, b"q 1 w Q\n")
    assert len(bomb) < 2 * MEGABYTE
    begun = time.monotonic()
    assert read(bomb, limits=Limits(processor=3)) == "too_slow"
    assert time.monotonic() - begun < 60


def test_a_pdf_of_many_pages_is_read_in_part(read: Any) -> None:
    pdf = make_pdf("One")
    for _ in range(2_100):
        pdf.pages.append(pdf.pages[0])
    found = read(save(pdf))
    assert (found["pages"], found["finding"]) == (2_101, "cut")
    assert found["text"].count("One") == 2_000


def test_a_long_answer_is_not_taken(read: Any) -> None:
    content = b"word " * 100_000
    assert read(content, "text/plain", Limits(answer=100_000)) == "too_long"
    assert read(b"x" * 4_100_000, "text/plain")["finding"] == "cut"


def test_no_damage_is_more_than_a_finding(read: Any) -> None:
    chance = random.Random(4711)  # noqa: S311 no secret
    samples = [
        (save(make_pdf("One two", is_tagged=True)), PDF),
        (papers.make_word(), WORD),
        (papers.make_slides(), SLIDES),
        (papers.make_sheets(), SHEETS),
    ]
    for round_ in range(16):
        content, media_type = samples[round_ % 4]
        damaged = bytearray(content)
        for _ in range(chance.choice([1, 10, 100])):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        found = read(bytes(damaged), media_type)
        assert isinstance(found, dict) or found in FINDINGS.keys() - {"crashed"}
