"""What the minutes may hold: attendance line by line, and rich text made safe."""

import pytest
from flask import Flask

from tests.meetings.test_minutes import begun, desk, held, read
from tests.pages import PageClient

__all__ = ["begun", "desk", "held"]

RICH = [
    ("<p>Fine <strong>and</strong> <em>good</em>.</p>", None),
    ("<script>alert(1)</script><p>a</p>", "<p>a</p>"),
    ('<p onclick="x()">a</p>', "<p>a</p>"),
    ('<img src=x onerror="alert(1)">a', "a"),
    (
        '<a href="javascript:alert(1)">a</a>',
        '<a rel="noopener nofollow">a</a>',
    ),
    ('<p style="position:fixed">a</p><style>p{}</style>', "<p>a</p>"),
    ("<svg><script>alert(1)</script></svg>a", "a"),
    ('<iframe src="//evil.example"></iframe>a', "a"),
    ("<h1>a</h1><h3>b</h3>", "a<h3>b</h3>"),
    (
        '<a href="https://example.org">a</a>',
        '<a href="https://example.org" rel="noopener nofollow">a</a>',
    ),
    ("a\x00b", "ab"),
]


@pytest.mark.parametrize("texts", RICH)
def test_rich_text_is_made_safe_in_every_field(
    app: Flask,
    secretary: PageClient,
    begun: int,
    desk: str,
    texts: tuple[str, str | None],
) -> None:
    typed, expected = texts[0], texts[1] or texts[0]
    key = read(app, begun).sections[0].item_key

    secretary.submit(f"{desk}/texts", preface=typed, closing=typed)
    secretary.submit(f"{desk}/sections/{key}", text=typed)

    saved = read(app, begun)
    kept = (saved.preface, saved.closing, saved.sections[0].text)
    assert kept == (expected, expected, expected)
    for page in ("", "/preview", "/propose", "/texts"):
        assert secretary.get(f"{desk}{page}").status_code == 200


def test_attendance_is_added_changed_and_removed_without_a_script(
    app: Flask, secretary: PageClient, begun: int, desk: str
) -> None:
    path = f"{desk}/attendance"
    added = {
        "lines-0-name": " Ann  Chair ",
        "lines-0-role": "Chair",
        "lines-1-name": "",
        "lines-1-role": "nobody",
        "lines-2-name": "Bea Member",
        "lines-2-status": "excused",
    }
    answer = secretary.submit(path, **added)
    assert (answer.status_code, answer.location) == (303, f"{desk}#attendance")

    changed = {"lines-0-mode": "video", "lines-1-is_removed": "y"}
    more = secretary.submit(path, **changed, **{"lines-2-name": "Cal New"}, more="1")

    assert more.location == path
    lines = read(app, begun).attendance
    assert [(one.name, one.role, one.status, one.mode) for one in lines] == [
        ("Ann Chair", "Chair", "present", "video"),
        ("Cal New", "", "present", ""),
    ]


def test_two_secretaries_on_the_attendance_both_keep_their_lines(
    app: Flask, secretary: PageClient, begun: int, desk: str
) -> None:
    path = f"{desk}/attendance"
    secretary.submit(path, **{"lines-0-name": "Ann Chair"})

    stale = secretary.submit(path, seen="older", **{"lines-0-name": "Bea Member"})

    assert stale.status_code == 409
    assert 'value="Bea Member"' in stale.text
    assert "Ann Chair" in stale.text
    assert [one.name for one in read(app, begun).attendance] == ["Ann Chair"]


def test_a_section_too_long_is_refused(
    app: Flask, secretary: PageClient, begun: int, desk: str
) -> None:
    key = read(app, begun).sections[0].item_key

    answer = secretary.submit(f"{desk}/sections/{key}", text="x" * 200_001)

    assert answer.status_code == 422
    assert "Use at most 200000 characters." in answer.text


@pytest.mark.parametrize("page", ["", "/texts", "/attendance", "/propose", "/preview"])
def test_the_secretary_of_another_body_sees_no_minutes(
    stranger: PageClient, begun: int, page: str
) -> None:
    mine = stranger.get(f"/desk/meetings/{begun}/minutes{page}")
    none = stranger.get(f"/desk/meetings/999/minutes{page}")

    assert (mine.status_code, none.status_code) == (404, 404)
    assert mine.text == none.text.replace("/999/", f"/{begun}/")
