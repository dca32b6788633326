"""What a worker read in files is told to the secretary, and their pages to everyone."""

from flask import Flask

from govapp.documents.rules import list_barriers
from govapp.documents.words import BARRIERS, FINDINGS
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import drafts
from tests.documents.reading import read_all
from tests.meetings.building import add_items, attach, post, read_main
from tests.meetings.conftest import Make
from tests.pages import PageClient
from tests.parsing.papers import make_pdf, save

GOOD = save(make_pdf("One two three", "Four", is_tagged=True, title="Memorandum"))
POOR = save(make_pdf("One two three"))
LOCKED = save(make_pdf("One two three"), "sesame")
BLANK = save(make_pdf("", is_tagged=True, title="Scan"))


def _read(app: Flask) -> None:
    with app.app_context():
        read_all()


def _attach_four(app: Flask, meeting_id: int) -> str:
    (key,) = add_items(app, meeting_id, "Budget")
    for name, content in (
        ("Good", GOOD),
        ("Poor", POOR),
        ("Locked", LOCKED),
        ("Blank", BLANK),
    ):
        attach(app, meeting_id, f"{name}.pdf", key=key, content=content)
    attach(app, meeting_id, "Inside.pdf", visibility="staff", content=POOR + b"%")
    _read(app)
    return key


def test_barriers_are_those_of_a_pdf() -> None:
    assert list_barriers({}) == ()
    assert list_barriers({"read_pages": 2, "is_sealed": True}) == (
        "no_text",
        "untagged",
        "no_language",
        "no_title",
        "sealed",
    )
    whole = {"is_tagged": True, "language": "en", "title": "T", "text_pages": 1}
    assert list_barriers({"read_pages": 2, **whole}) == ()
    assert set(BARRIERS) == set(list_barriers({"read_pages": 2, "is_sealed": True}))


def test_the_builder_and_the_file_page_say_it_beside_each_file(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    key = _attach_four(app, meeting_id)
    lacking = "Not tagged, no language, no title"
    base = f"/desk/meetings/{meeting_id}"
    page = read_main(secretary.get(f"{base}/agenda").text)
    for words in (
        "Good (PDF, 2 pages, 1 KB) Public Poor",
        f"Poor (PDF, 1 page, 1 KB) Public {lacking} Locked",
        "Locked (PDF, 1 KB) Public Password needed Blank",
        "Blank (PDF, 1 page, 1 KB) Public Scan without text",
    ):
        assert words in page
    page = read_main(secretary.get(f"{base}/items/{key}/files").text)
    assert "Good Public Good.pdf, 2 pages, 1 KB Move up" in page
    assert f"Poor Public {lacking} Poor.pdf, 1 page, 1 KB What to do" in page
    for advice in (FINDINGS["password"].advice, BARRIERS["untagged"].advice):
        assert str(advice) in page


def test_the_page_before_posting_sums_them_up(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    _attach_four(app, meeting_id)
    attach(app, meeting_id, "Late.pdf", content=GOOD + b"%")
    path = f"/desk/meetings/{meeting_id}/post"
    page = read_main(secretary.get(path).text)
    for words in (
        "1 file is still being read: Late. Look again",
        "Password needed: Locked",
        "1 of 5 PDFs: not tagged: Poor",
        "1 of 5 PDFs: scan without text: Blank",
    ):
        assert words in page
    assert "Inside" not in page.partition("What stays inside")[0]


def test_good_pdfs_are_called_so(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    add_items(app, meeting_id, "Budget")
    attach(app, meeting_id, "Good.pdf", content=GOOD)
    _read(app)
    page = read_main(secretary.get(f"/desk/meetings/{meeting_id}/post").text)
    assert "The PDF is tagged, with its language and title." in page


def test_everyone_reads_how_many_pages_were_known_when_it_was_posted(
    app: Flask, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    (key,) = add_items(app, meeting_id, "Budget")
    attach(app, meeting_id, "Memo.pdf", key=key, content=GOOD)
    _read(app)
    attach(app, meeting_id, "Late.pdf", key=key, content=GOOD + b"%")
    post(app, meeting_id)
    before = app.test_client().get("/meetings/2031-001").text
    shown = read_main(before)
    assert "Memo (PDF, 2 pages, 1 KB)" in shown
    assert "Late (PDF, 1 KB)" in shown
    _read(app)
    assert app.test_client().get("/meetings/2031-001").text == before
    with app.app_context():
        draft = drafts.get_draft(get_meeting(meeting_id))
        assert [file.pages for _, file in draft.agenda.all_files()] == [2, 2]
        assert not draft.is_changed
        assert draft.changes == ()
