"""All documents as one ZIP: safe names, whole bytes, the same each time."""

import io
import zipfile
from datetime import UTC, datetime

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from govapp.renditions import rules
from govapp.renditions.archives import Member, pack
from tests.pages import PageClient, parse_page, read_text
from tests.parsing.papers import make_pdf, save
from tests.renditions.making import (
    AGENDA,
    DOCUMENTS,
    get_whole,
    post_meeting,
    work,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
WINDOWS = set('<>:"\\|?*')


def test_it_holds_agenda_index_and_all_files(app: Flask, client: PageClient) -> None:
    papers = {"memo.pdf": save(make_pdf("Memo")), "notes.txt": b"Notes\n"}
    post_meeting(app, papers)
    work(app)
    answer = get_whole(client, DOCUMENTS)
    assert answer.mimetype == "application/zip"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.testzip() is None
        memo = "002 1.1 Paper memo.pdf/memo.pdf"
        notes = "003 1.2 Paper notes.txt/notes.txt"
        assert archive.namelist() == ["index.html", "agenda.pdf", memo, notes]
        assert archive.read(memo) == papers["memo.pdf"]
        assert archive.read(notes) == papers["notes.txt"]
        assert archive.read("agenda.pdf") == get_whole(client, AGENDA).data
        index = parse_page(archive.read("index.html").decode())
    links = [link.get("href", "") for link in index.iter("a")]
    assert "002%201.1%20Paper%20memo.pdf/memo.pdf" in links
    rows = [read_text(row) for row in index.iter("tr")]
    assert rows[1].startswith("1.1 Paper memo.pdf memo (PDF, 1 KB)")


def test_the_same_documents_make_the_same_bytes() -> None:
    at = datetime(2026, 11, 23, 18, tzinfo=UTC)
    packed = []
    for _ in range(2):
        out = io.BytesIO()
        pack(out, [Member("a/b.txt", 2, [b"h", b"i"])], at)
        packed.append(out.getvalue())
    assert packed[0] == packed[1]
    info = zipfile.ZipFile(io.BytesIO(packed[0])).infolist()[0]
    assert info.date_time == (2026, 11, 23, 18, 0, 0)


@given(st.integers(0, 999), TEXTS, TEXTS)
def test_names_are_safe_on_every_system(place: int, title: str, name: str) -> None:
    folder, file = rules.folder_name(place, title), rules.member_name(name)
    for part in (folder, file):
        assert part
        assert part.isprintable()
        assert "/" not in part
        assert not set(part) & WINDOWS
        assert part not in {".", ".."}
        assert part == part.rstrip(". ")
        assert len(part.encode()) <= 200


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "-.-etc-passwd"),
        ("CON.pdf", "_CON.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("what: now?.pdf", "what- now-.pdf"),
        ("x" * 300 + ".pdf", "x" * 150 + ".pdf"),
        ("...", "document"),
    ],
)
def test_a_file_name_loses_what_is_dangerous(name: str, safe: str) -> None:
    assert rules.member_name(name) == safe


def test_names_alike_are_told_apart() -> None:
    names = ["1 A.b/memo.pdf", "1 A.b/Memo.pdf", "1 A.b/memo.pdf", "2/memo.pdf"]
    assert rules.tell_apart(names) == [
        "1 A.b/memo.pdf",
        "1 A.b/Memo (2).pdf",
        "1 A.b/memo (3).pdf",
        "2/memo.pdf",
    ]
