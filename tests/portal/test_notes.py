"""Private notes: their owner's alone, kept when the agenda changes, and flagged."""

import pytest
from flask import Flask
from sqlalchemy import inspect, text

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.meetings.queries import agendas
from govapp.meetings.services import agenda
from tests.accounts.people import ADMINISTRATOR, enter, open_account
from tests.meetings.building import post, read_main
from tests.pages import PageClient
from tests.portal.conftest import Seat
from tests.portal.papers import Papers
from tests.portal.people import end_service

FLAG = "The item changed since you wrote this"
SECRET = "CANARYnote"


def _write(client: PageClient, papers: Papers, key: str, said: str) -> None:
    answer = client.submit(f"{papers.item(key)}/note", text=said, quote="a passage")
    assert answer.status_code == 303
    assert answer.location == f"{papers.item(key)}#notes"


def reword(app: Flask, papers: Papers, key: str, **words: str) -> None:
    with app.app_context():
        item = agendas.get_item(papers.meeting_id, key)
        agenda.edit_item(SYSTEM, item, row_version=item.row_version, **words)
        db.session.commit()
    post(app, papers.meeting_id)


def test_a_note_is_kept_and_flagged_when_its_item_changes(
    app: Flask, papers: Papers, member: PageClient
) -> None:
    _write(member, papers, papers.closed, "Ask about the costs")
    _write(member, papers, papers.open, "Vote yes")
    page = read_main(member.get(papers.item(papers.closed)).text)
    assert "a passage Ask about the costs" in page
    assert FLAG not in page
    reword(app, papers, papers.closed, closed_title="Doe v. Operator, settled")
    assert FLAG in read_main(member.get(papers.item(papers.closed)).text)
    assert FLAG not in read_main(member.get(papers.item(papers.open)).text)
    book = f"{papers.book}/notes"
    page = read_main(member.get(book).text)
    assert page.index("1 Budget") < page.index("2 Counsel")
    assert page.count(FLAG) == 1
    export = member.get(f"{book}.txt")
    assert export.headers["Content-Disposition"] == (
        f'attachment; filename="notes-{papers.number}.txt"'
    )
    assert export.headers["Cache-Control"] == "private, no-store"
    lines = [line for line in export.text.splitlines() if line]
    assert lines[0] == f"Board, Wednesday, March 5, 2031 ({papers.number})"
    assert lines[1:4] == ["1 Budget", "> a passage", "Vote yes"]
    assert lines[5:9] == [
        "2 Counsel", f"({FLAG})", "> a passage", "Ask about the costs",
    ]  # fmt: skip

    saved = member.submit("/my/notes/1", button="Save", text="Ask again")
    assert saved.location == book
    assert FLAG not in read_main(member.get(book).text)


def test_an_item_that_is_gone_leaves_its_note(
    app: Flask, papers: Papers, member: PageClient
) -> None:
    _write(member, papers, papers.open, "Vote yes")
    with app.app_context():
        item = agendas.get_item(papers.meeting_id, papers.open)
        agenda.remove_item(SYSTEM, item)
        db.session.commit()
    post(app, papers.meeting_id)
    page = read_main(member.get(f"{papers.book}/notes").text)
    assert "1 Budget The item is no longer on the agenda" in page
    assert "Vote yes" in page


def test_two_windows_on_one_note_keep_both_texts(
    papers: Papers, member: PageClient
) -> None:
    _write(member, papers, papers.open, "First")
    member.submit("/my/notes/1", button="Save", text="Second")
    stale = member.submit("/my/notes/1", button="Save", text="Third", row_version="1")
    assert stale.status_code == 409
    assert "Second" in stale.text
    assert "Third" in stale.text
    kept = member.submit("/my/notes/1", button="Remove the note", row_version="1")
    assert kept.status_code == 409
    gone = member.submit("/my/notes/1", button="Remove the note")
    assert gone.status_code == 303
    assert "You have no notes" in read_main(member.get(f"{papers.book}/notes").text)


def test_an_empty_note_is_refused(papers: Papers, member: PageClient) -> None:
    answer = member.submit(f"{papers.item(papers.open)}/note", text=" ")
    assert answer.status_code == 422
    assert "Write something." in answer.text


def test_nobody_else_reads_a_note(
    app: Flask, papers: Papers, member: PageClient, seat: Seat, secretary: PageClient
) -> None:
    _write(member, papers, papers.open, SECRET)
    missing = member.get("/my/nothing-here").data
    roles = {ADMINISTRATOR}
    ada = enter(app, open_account(app, "ada@example.org", roles=roles, password=None))
    for client in (seat("board", "Ben"), secretary, ada):
        for path in ("/my/notes/1", "/my/notes/2"):
            answer = client.get(path)
            assert (answer.status_code, answer.data) == (404, missing)
        answer = client.post("/my/notes/1/remove")
        assert answer.status_code in {400, 404}
    for page in (
        f"/desk/meetings/{papers.meeting_id}",
        f"/desk/meetings/{papers.meeting_id}/members",
    ):
        assert SECRET not in secretary.get(page).text
    assert SECRET not in ada.get("/desk/audit").text
    assert _list_tables_with(app, SECRET) == ["portal_note"]


def _list_tables_with(app: Flask, token: str) -> list[str]:
    """Return the tables that hold a text in any row."""
    with app.app_context(), db.engine.connect() as connection:
        return [
            table
            for table in inspect(connection).get_table_names()
            if token in str(connection.execute(text(f'SELECT * FROM "{table}"')).all())  # noqa: S608
        ]


@pytest.mark.parametrize("page", ["notes", "notes.txt"])
def test_notes_end_with_the_seat(
    app: Flask, papers: Papers, member: PageClient, page: str
) -> None:
    _write(member, papers, papers.open, "Vote yes")
    assert member.get(f"{papers.book}/{page}").status_code == 200
    end_service(app, "Mia", "2026-01-01")
    assert member.get(f"{papers.book}/{page}").status_code == 404
    assert member.get("/my/notes/1").status_code == 404


def test_whoever_serves_no_longer_takes_their_own_words_along(
    app: Flask, papers: Papers, member: PageClient, seat: Seat
) -> None:
    _write(member, papers, papers.closed, "Ask about the costs")
    _write(member, papers, papers.beneath, "Too high")
    end_service(app, "Mia", "2026-01-01")
    assert member.get("/my/notes/1").status_code == 404
    assert member.get(f"{papers.book}/notes").status_code == 404
    page = read_main(member.get("/my/notes").text)
    assert "You have 2 notes." in page
    assert "Nothing purges them" in page
    export = member.get("/my/notes.txt")
    assert export.headers["Content-Disposition"] == 'attachment; filename="notes.txt"'
    assert export.headers["Cache-Control"] == "private, no-store"
    lines = [line for line in export.text.splitlines() if line]
    assert lines[0] == f"Meeting {papers.number}, Wednesday, March 5, 2031"
    assert lines[1:3] == ["2 Counsel", "Ask about the costs"]
    assert lines[4:6] == ["2 Counsel", "Too high"]
    assert "a passage" not in export.text
    assert "Settlement" not in export.text
    others = seat("audit", "Tom")
    assert "You have no notes." in read_main(others.get("/my/notes").text)
    assert others.get("/my/notes.txt").text.strip() == ""
