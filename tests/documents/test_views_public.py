"""Posted files at their addresses, through the whole application."""

import io
from typing import Any

import pytest
from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.committees.models import Body
from govapp.database import db
from govapp.documents import services
from govapp.record.shapes.base import File, Kind
from govapp.record.shapes.meetings import Agenda, Withdrawal
from tests.documents.samples import PDF, PNG
from tests.exchange.posted import make_file, post, post_notice
from tests.pages import PageClient
from tests.queries import count_queries

SIZE = len(PDF)
SUBJECT = "meeting:2026-014"
PAGE = "/documents/key1/memo.pdf"
FIRST = "/documents/key1/v/1/memo.pdf"
STYLED = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
PDF_POLICY = f"object-src 'self'; {STYLED}"
POLICY = f"sandbox; {STYLED}"
PLAIN = "text/plain; charset=utf-8"
NAMED_TWICE = (
    'inline; filename="Groe _neu_ 50%.txt"; '
    "filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%22neu%22%2050%25.txt"
)


def keep(app: Flask, content: bytes = PDF, name: str = "memo.pdf", **rest: Any) -> File:
    """Put bytes into the store and return the file as it would be posted."""
    sha256, size = app.extensions["govapp.posted"].put(io.BytesIO(content))
    return make_file(name, sha256=sha256, size=size, **rest)


def post_files(app: Flask, *files: File, version: int = 1) -> None:
    agenda = Agenda(files=files)
    if version == 1:
        post_notice(app)
    post(app, Kind.AGENDA, SUBJECT, agenda, version=version)


def withdraw(app: Flask, version: int = 1) -> None:
    gone = Withdrawal(
        what="document", document="key1", version=version, reason="Names a patient."
    )
    post(app, Kind.WITHDRAWAL, SUBJECT, gone)


def test_a_file_is_given_whole_and_safely(app: Flask, client: PageClient) -> None:
    file = keep(app)
    post_files(app, file)
    newest, first = client.get(PAGE), client.get(FIRST)
    assert newest.data == first.data == PDF
    expected = {
        "Content-Type": "application/pdf",
        "Content-Length": str(len(PDF)),
        "Content-Disposition": 'inline; filename="memo.pdf"',
        "Content-Security-Policy": PDF_POLICY,
        "X-Content-Type-Options": "nosniff",
        "Accept-Ranges": "bytes",
        "ETag": f'"{file.sha256}"',
    }
    for answer, lasts in (
        (newest, "public, max-age=300"),
        (first, "public, max-age=31536000, immutable"),
    ):
        assert answer.status_code == 200
        assert {name: answer.headers[name] for name in expected} == expected
        assert answer.headers["Cache-Control"] == lasts
        assert "Set-Cookie" not in answer.headers
        head = client.head(answer.request.path)
        assert head.data == b""
        shown = [line for line in head.headers if line[0] != "Date"]
        assert shown == [line for line in answer.headers if line[0] != "Date"]


@pytest.mark.parametrize(
    ("name", "media_type", "shown"),
    [
        ("a.png", "image/png", ("image/png", 'inline; filename="a.png"')),
        ("a.txt", "text/plain", (PLAIN, 'inline; filename="a.txt"')),
        (
            "a.csv",
            "text/csv",
            ("text/csv; charset=utf-8", 'attachment; filename="a.csv"'),
        ),
        (
            "a.html",
            "text/html",
            ("text/html; charset=utf-8", 'attachment; filename="a.html"'),
        ),
        (
            "a.xhtml",
            "application/xhtml+xml",
            (
                "application/xhtml+xml; charset=utf-8",
                'attachment; filename="a.xhtml"',
            ),
        ),
        (
            "a.svg",
            "image/svg+xml",
            ("image/svg+xml; charset=utf-8", 'attachment; filename="a.svg"'),
        ),
        ('Größe "neu" 50%.txt', "text/plain", (PLAIN, NAMED_TWICE)),
    ],
)
def test_only_what_is_harmless_is_shown(
    app: Flask,
    client: PageClient,
    name: str,
    media_type: str,
    shown: tuple[str, str],
) -> None:
    post_files(
        app, keep(app, b"<script>alert(1)</script>", name, media_type=media_type)
    )
    moved = client.get("/documents/key1/x")
    answer = client.open(moved.location)
    assert answer.status_code == 200
    names = ("Content-Type", "Content-Disposition")
    assert tuple(answer.headers[name] for name in names) == shown
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("bytes=0-3", (206, PDF[:4], f"bytes 0-3/{SIZE}")),
        ("bytes=5-", (206, PDF[5:], f"bytes 5-{SIZE - 1}/{SIZE}")),
        (
            "bytes=-4",
            (206, PDF[-4:], f"bytes {SIZE - 4}-{SIZE - 1}/{SIZE}"),
        ),
        ("bytes=0-99999", (206, PDF, f"bytes 0-{SIZE - 1}/{SIZE}")),
        ("bytes=99999-", (416, b"", f"bytes */{SIZE}")),
        ("bytes=0-1,3-4", (200, PDF, None)),
        ("lines=0-1", (200, PDF, None)),
        ("nonsense", (200, PDF, None)),
    ],
)
def test_parts(
    app: Flask,
    client: PageClient,
    asked: str,
    expected: tuple[int, bytes, str | None],
) -> None:
    post_files(app, keep(app))
    for address in (PAGE, FIRST):
        answer = client.get(address, headers={"Range": asked})
        span = answer.headers.get("Content-Range")
        assert (answer.status_code, answer.data, span) == expected
        assert answer.headers["Content-Length"] == str(len(expected[1]))


def test_a_part_of_something_else_is_not_given(app: Flask, client: PageClient) -> None:
    post_files(app, keep(app))
    headers = {"Range": "bytes=0-3", "If-Range": '"other"'}
    answer = client.get(PAGE, headers=headers)
    assert (answer.status_code, answer.data) == (200, PDF)


def test_what_is_known_is_not_sent_again(app: Flask, client: PageClient) -> None:
    file = keep(app)
    post_files(app, file)
    for extra in ({}, {"Range": "bytes=0-3"}):
        headers = {"If-None-Match": f'"{file.sha256}"', **extra}
        answer = client.get(FIRST, headers=headers)
        assert (answer.status_code, answer.data) == (304, b"")
        assert answer.headers["ETag"] == f'"{file.sha256}"'


def test_a_name_that_is_wrong_leads_to_the_right_one(
    app: Flask, client: PageClient
) -> None:
    post_files(app, keep(app, name="Größe 1.pdf"))
    for place in ("/documents/key1", "/documents/key1/v/1"):
        answer = client.get(f"{place}/memo.pdf")
        assert answer.status_code == 302
        assert answer.location == f"{place}/Gr%C3%B6%C3%9Fe%201.pdf"
        assert client.get(answer.location).data == PDF


def test_versions_stay(app: Flask, client: PageClient) -> None:
    post_files(app, keep(app))
    changed = keep(app, PDF + b"%", version=2)
    post_files(app, changed, version=2)
    assert client.get(FIRST).data == PDF
    assert client.get(PAGE).data == client.get(FIRST.replace("1/m", "2/m")).data
    assert client.get(PAGE).data == PDF + b"%"


def test_what_was_withdrawn_says_why(app: Flask, client: PageClient) -> None:
    post_files(app, keep(app))
    post_files(app, keep(app, PDF + b"%", version=2), version=2)
    withdraw(app, version=2)
    assert client.get(PAGE).data == PDF
    withdraw(app)
    for address in (PAGE, FIRST, "/documents/key1/other.pdf"):
        answer = client.get(address)
        assert answer.status_code == 410
        assert "This document was withdrawn" in answer.text
        assert "Names a patient." in answer.text
        assert 'href="/meetings/2026-014"' in answer.text
        assert answer.headers["Cache-Control"] == "no-store"
        assert PDF not in answer.data


def test_a_damaged_or_lost_file_is_not_given(
    app: Flask, client: PageClient, caplog: pytest.LogCaptureFixture
) -> None:
    file = keep(app)
    post_files(app, file)
    assert client.get(PAGE).status_code == 200
    path = app.extensions["govapp.settings"].instance / "files" / "sha256"
    path = path / file.sha256[:2] / file.sha256
    path.write_bytes(PDF.replace(b"1", b"2"))
    for headers in ({}, {"Range": "bytes=0-3"}):
        answer = client.get(PAGE, headers=headers)
        assert answer.status_code == 503
        assert "This document cannot be opened right now" in answer.text
        assert answer.headers["Cache-Control"] == "no-store"
        assert "ETag" not in answer.headers
    path.unlink()
    assert client.get(FIRST).status_code == 503
    assert f"{file.sha256} is damaged." in caplog.text


def test_what_is_not_posted_answers_as_what_is_not_there(
    app: Flask, client: PageClient
) -> None:
    post_files(app, keep(app))
    with app.app_context():
        body = Body(slug="board", name="Board", kind="board", time_zone="UTC")
        db.session.add(body)
        db.session.flush()
        keys = []
        for visibility in ("public", "members", "closed", "staff"):
            document = services.add_document(
                SYSTEM,
                store=app.extensions["govapp.files"],
                body_id=body.id,
                file=io.BytesIO(PNG),
                filename="secret.png",
                visibility=visibility,
            )
            keys.append(document.key)
        db.session.commit()
    unknown = client.get("/nothing/of/the/kind")
    addresses = [f"/documents/{key}/secret.png" for key in keys]
    addresses += [f"/documents/{key}/v/1/secret.png" for key in keys]
    addresses += [
        "/documents/key1/v/2/memo.pdf",
        "/documents/key1/v/0/memo.pdf",
        "/documents/key1/v/99999999999999999999/memo.pdf",
        "/documents/key1/v/x/memo.pdf",
        "/documents/key1",
        "/documents/key1/",
        "/documents/KEY1/memo.pdf",
        "/documents/%00/memo.pdf",
        "/documents/key2/../key3/memo.pdf",
    ]
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == unknown.status_code == 404, address
        assert answer.data == unknown.data, address
        assert list(answer.headers) == list(unknown.headers), address


def test_the_number_of_queries_is_one(app: Flask, client: PageClient) -> None:
    post_files(app, keep(app))
    with count_queries(app) as queries:
        client.get(PAGE)
    assert len(queries) == 1
