"""Which files are taken in, and by what name."""

import io
import tracemalloc
import unicodedata
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapp.documents import rules
from govapp.errors import RuleError
from tests.documents.samples import JPEG, PDF, PNG, make_office, make_open, make_zip

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("A.PDF", b"\r\n" + PDF, "application/pdf"),
        ("a.docx", make_office("word"), f"{_OFFICE}.wordprocessingml.document"),
        ("a.pptx", make_office("ppt"), f"{_OFFICE}.presentationml.presentation"),
        ("a.xlsx", make_office("xl"), f"{_OFFICE}.spreadsheetml.sheet"),
        ("a.odt", make_open("text"), f"{_OPEN}.text"),
        ("a.ods", make_open("spreadsheet"), f"{_OPEN}.spreadsheet"),
        ("a.odp", make_open("presentation"), f"{_OPEN}.presentation"),
        ("a.txt", "Größe\n".encode(), "text/plain"),
        ("a.csv", b"\xef\xbb\xbfa,b\r\n", "text/csv"),
        ("a.html", b"\n<!DOCTYPE html><p>", "text/html"),
        ("a.htm", b"<?xml?><!-- --><HTML lang=en>", "text/html"),
        ("a.png", PNG, "image/png"),
        ("a.jpg", JPEG, "image/jpeg"),
        ("a.b.jpeg", JPEG, "image/jpeg"),
    ],
)
def test_taken_in(name: str, content: bytes, media_type: str) -> None:
    assert rules.check_file(io.BytesIO(content), name) == media_type


OTHER = "{} is not what its name says: its content is not {}. "
OTHER += "Save it anew or give it its right name."
SEALED = "{} cannot be opened as {}: it may be damaged, protected by a password or "
SEALED += "hold macros. Save it anew without them, or as a PDF."
TEXT = "{} is not plain text in UTF-8. Save it as UTF-8 and try again."
KIND = f"{{}} is of a kind that is not taken. Use {rules.ALLOWED}."


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.pdf", b"", "a.pdf is empty. Save it again and choose it once more."),
        ("a.pdf", b"x" * 11, "a.pdf is larger than 0 MB. Make it smaller."),
        ("a.pdf", PNG[:9], OTHER.format("a.pdf", "PDF")),
        ("a.png", JPEG[:9], OTHER.format("a.png", "PNG")),
        ("a.jpg", PNG[:9], OTHER.format("a.jpg", "JPG")),
        ("a.docx", PDF[:9], SEALED.format("a.docx", "DOCX")),
        ("a.txt", b"\xff\xfea\x00", TEXT.format("a.txt")),
        ("a.txt", b"a\x00b", TEXT.format("a.txt")),
        ("a.csv", b"caf\xe9", TEXT.format("a.csv")),
        ("a.txt", "é".encode()[:1], TEXT.format("a.txt")),
        ("a.html", b"<p>", OTHER.format("a.html", "HTML")),
        ("a.htm", b"<html>\xff", OTHER.format("a.htm", "HTM")),
        ("a.xml", b"<x/>", KIND.format("a.xml")),
        ("a.svg", b"<svg/>", KIND.format("a.svg")),
        ("a.zip", b"PK", KIND.format("a.zip")),
        ("a.doc", b"\xd0\xcf", KIND.format("a.doc")),
        ("pdf", PDF[:9], KIND.format("pdf")),
    ],
)
def test_refused(name: str, content: bytes, message: str) -> None:
    with pytest.raises(RuleError) as refused:
        rules.check_file(io.BytesIO(content), name, limit=10)
    assert str(refused.value) == message
    assert refused.value.field == "file"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", make_office("xl")),
        ("a.docx", make_zip("word/document.xml")),
        ("a.docx", make_office("word", "word/vbaProject.bin")),
        ("a.docx", make_office("word")[:-30]),
        ("a.odt", make_open("spreadsheet")),
        ("a.odt", make_zip("content.xml")),
    ],
)
def test_what_is_inside_counts(name: str, content: bytes) -> None:
    with pytest.raises(RuleError, match="cannot be opened as"):
        rules.check_file(io.BytesIO(content), name)


def _make_bombs() -> dict[str, bytes]:
    """Return small files that fill the memory of whoever opens them carelessly."""
    bomb, many = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("mimetype", bytes(200 * 1024 * 1024))
    with zipfile.ZipFile(many, "w") as archive:
        archive.writestr("[Content_Types].xml", b"")
        for number in range(20_000):
            archive.writestr(f"word/{number:060}", b"")
    return {"a.odt": bomb.getvalue(), "a.docx": many.getvalue()}


@pytest.mark.parametrize("name", ["a.odt", "a.docx"])
def test_a_bomb_is_not_set_off(name: str) -> None:
    bomb = io.BytesIO(_make_bombs()[name])
    tracemalloc.start()
    try:
        with pytest.raises(RuleError, match="cannot be opened as"):
            rules.check_file(bomb, name)
        assert tracemalloc.get_traced_memory()[1] < 5 * 1024 * 1024
    finally:
        tracemalloc.stop()


ZIP64 = b"PK\6\6" + (44).to_bytes(8, "little") + bytes(44)


@given(st.binary(max_size=100), st.integers(0, 200), st.booleans())
def test_no_damage_is_more_than_a_refusal(noise: bytes, at: int, sixty: bool) -> None:  # noqa: FBT001 drawn
    whole = make_open("text")
    place = max(0, len(whole) - at)
    damaged = whole[:place] + noise + whole[place + len(noise) :]
    if sixty:
        damaged = damaged[:-22] + ZIP64 + b"PK\6\7" + noise[:16] + damaged[-22:]
    for name in ("a.odt", "a.docx"):
        with suppress(RuleError):
            rules.check_file(io.BytesIO(damaged), name)


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        ("Memo.pdf", "Memo.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\x\\Budget 2027.XLSX", "Budget 2027.XLSX"),
        ("  two \t spaces\n.pdf", "two spaces.pdf"),
        ("invoice\u202efdp.pdf", "invoicefdp.pdf"),
        ("a\x00b\u200b.pdf", "ab.pdf"),
        ("Cafe\u0301.pdf", "Café.pdf"),
        (".pdf", "document.pdf"),
        ("...pdf", "document.pdf"),
        ("", "document"),
        (".htaccess", "htaccess"),
        ("report.final", "report.final"),
        ("é" * 300 + ".pdf", "é" * 125 + ".pdf"),
        ("x" * 300, "x" * 254),
        ("../" * 100 + "x.pdf", "x.pdf"),
        ("gnp.\u202efdp.pdf", "gnp.fdp.pdf"),
        ("\u2066a\u2069\u200f\ufeff.pdf", "a.pdf"),
        ("aux.pdf", "_aux.pdf"),
        ("CON", "_CON"),
        ("nul.tar.pdf", "_nul.tar.pdf"),
        ("Com1 .PDF", "_Com1.PDF"),
        ("lpt².txt", "_lpt².txt"),
        ("auxiliary.pdf", "auxiliary.pdf"),
        ("Item 3: what? <new>.pdf", "Item 3- what- -new-.pdf"),
        ("memo.pdf:run.exe", "memo.pdf-run.exe"),
    ],
)
def test_names(given_name: str, name: str) -> None:
    assert rules.safe_name(given_name) == name


@given(st.text(), st.sampled_from(["", ".pdf", ".DOCX", ".exe"]))
def test_a_safe_name_is_safe_whatever_was_given(stem: str, ending: str) -> None:
    name = rules.safe_name(stem + ending)
    assert 0 < len(name.encode()) <= 255
    assert not set(name) & set('/\\\0\r\n<>:"|?*')
    assert not rules.DEVICE.match(name)
    assert name == unicodedata.normalize("NFC", name) == rules.safe_name(name)
    assert name.isprintable() or " " in name or any(map(str.isspace, name))
    if ending in {".pdf", ".DOCX"}:
        assert name.endswith(ending)
