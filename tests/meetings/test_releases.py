"""Nothing that was not for everyone becomes public before somebody looked at it."""

import io
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from govapp import clock
from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.errors import RuleError, StaleError
from govapp.meetings.queries import agendas
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import agenda, files, posting, releases
from tests.documents.reading import read_all
from tests.meetings.building import (
    add_items,
    attach,
    hidden_fields,
    list_files,
    post,
    read_item,
    read_main,
)
from tests.meetings.conftest import Make
from tests.pages import PageClient
from tests.parsing.papers import make_pdf, make_word, save

ADVICE = save(
    make_pdf(
        "The Gridco settlement", "Privileged", "Nothing", "Gridco again on page four"
    )
)
TICK = "Tick this once you looked at what the file contains."


def _read(app: Flask) -> None:
    with app.app_context():
        read_all()


def _build(app: Flask, meeting_id: int) -> tuple[str, str]:
    """Make an agenda with an open and a closed item; return their keys."""
    (budget,) = add_items(app, meeting_id, "Budget")
    (counsel,) = add_items(
        app,
        meeting_id,
        "Counsel",
        kind="closed",
        closed_title="Gridco claim",
        legal_basis="Gov. Code 11126",
    )
    return budget, counsel


def _release_page(meeting_id: int, file_id: int) -> str:
    return f"/desk/meetings/{meeting_id}/files/{file_id}/release"


def _edit(
    client: PageClient, meeting_id: int, file_id: int, **values: str
) -> str | None:
    path = f"/desk/meetings/{meeting_id}/files/{file_id}/edit"
    sent = {**hidden_fields(client.get(path).text), "label": "Advice", "item": ""}
    answer = client.post(path, data=sent | values)
    assert answer.status_code == 303
    return answer.location


def test_a_closed_file_becomes_public_only_once_it_was_looked_at(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    _build(app, meeting_id)
    file_id = attach(app, meeting_id, "Advice.pdf", visibility="closed", content=ADVICE)
    page = _release_page(meeting_id, file_id)
    assert _edit(secretary, meeting_id, file_id, visibility="public") == page
    assert list_files(app, meeting_id) == [("Advice", "closed", None)]
    waiting = read_main(secretary.get(page).text)
    assert "The file is still being read. This takes a few seconds. Look" in waiting
    assert "Let everyone read it" not in waiting
    _read(app)
    html = secretary.get(page).text
    shown = read_main(html)
    for words in (
        "Advice.pdf, 4 pages, ",
        "gridco: 2 times",
        "privileged: 1 time",
        "The Gridco settlementPrivilegedNothing",
        "Such words further on … Gridco again on page four …",
    ):
        assert words in shown
    assert html.count("<mark>") == 3
    refused = secretary.submit(page, button="Let everyone read it")
    assert (refused.status_code, TICK in refused.text) == (422, True)
    assert list_files(app, meeting_id) == [("Advice", "closed", None)]
    secretary.submit(page, button="Let everyone read it", is_read="y")
    assert list_files(app, meeting_id) == [("Advice", "public", None)]
    post(app, meeting_id)
    assert "Advice" in read_main(app.test_client().get("/meetings/2031-001").text)


def test_a_word_file_shows_what_it_tells_of_itself(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    file_id = attach(
        app, meeting_id, "Memo.docx", visibility="members", content=make_word()
    )
    _read(app)
    shown = read_main(secretary.get(_release_page(meeting_id, file_id)).text)
    for words in (
        "None of the words that this meeting keeps closed stands in it.",
        "Author Ann Author",
        "Last changed by Ed Editor",
        "Tracked changes 1",
        "Comments 1",
        "Taken out",
        "A word nobody should see",
    ):
        assert words in shown


def test_what_cannot_be_read_has_to_be_opened(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    locked = save(make_pdf("x"), "sesame")
    file_id = attach(app, meeting_id, "A.pdf", visibility="staff", content=locked)
    _read(app)
    page = _release_page(meeting_id, file_id)
    words = "Password needed. Its text could not be read here. Open the file"
    assert words in read_main(secretary.get(page).text)
    secretary.submit(page, button="Let everyone read it", is_read="y")
    assert list_files(app, meeting_id) == [("A", "public", None)]


def test_nobody_waits_for_ever_for_a_worker(app: Flask, make_meeting: Make) -> None:
    meeting_id = make_meeting()
    file_id = attach(app, meeting_id, "Advice.pdf", visibility="staff")
    with app.app_context():
        file = agendas.get_attachment(meeting_id, file_id)
        seen = file.document.current.sha256
        with pytest.raises(RuleError, match="still being read"):
            releases.release_file(SYSTEM, file, seen=seen)
        with time_machine.travel(clock.now() + timedelta(minutes=11)):
            releases.release_file(SYSTEM, file, seen=seen)
        assert file.document.visibility == "public"


def test_a_new_version_has_to_be_looked_at_too(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    _build(app, meeting_id)
    file_id = attach(app, meeting_id, "Advice.pdf", visibility="staff")
    _read(app)
    page = _release_page(meeting_id, file_id)
    secretary.submit(page, button="Let everyone read it", is_read="y")
    with app.app_context():
        file = agendas.get_attachment(meeting_id, file_id)
        store = app.extensions["govapp.files"]
        with pytest.raises(StaleError):
            releases.release_file(SYSTEM, file, seen="0" * 64)
        files.replace_file(
            SYSTEM, file, store=store, file=io.BytesIO(ADVICE), filename="Advice.pdf"
        )
        with pytest.raises(RuleError, match=r"not for everyone before.*: Advice"):
            posting.post_agenda(SYSTEM, get_meeting(meeting_id), store=store)


def test_the_page_before_posting_leads_to_what_nobody_looked_at(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    _, counsel = _build(app, meeting_id)
    file_id = attach(app, meeting_id, "Advice.pdf", key=counsel, content=ADVICE)
    post(app, meeting_id)
    item = read_item(app, counsel)
    with app.app_context():
        agenda.edit_item(
            SYSTEM,
            agendas.get_item(meeting_id, counsel),
            row_version=item.row_version,
            kind="briefing",
        )
        db.session.commit()
    path = f"/desk/meetings/{meeting_id}/post"
    html = secretary.get(path).text
    assert "Before the agenda can be posted: These files were not" in read_main(html)
    assert f'href="{_release_page(meeting_id, file_id)}"' in html
    assert "Post the agenda</button>" not in html
    _read(app)
    secretary.submit(
        _release_page(meeting_id, file_id), button="Let everyone read it", is_read="y"
    )
    assert "Post the agenda</button>" in secretary.get(path).text


@pytest.mark.parametrize("way", ["edit", "move", "file"])
def test_a_file_that_once_stood_inside_is_guarded(
    app: Flask, make_meeting: Make, way: str
) -> None:
    meeting_id = make_meeting()
    budget, counsel = _build(app, meeting_id)
    file_id = attach(app, meeting_id, "Memo.pdf", key=budget)
    with app.app_context():
        item = agendas.get_item(meeting_id, budget)
        inside = agendas.get_item(meeting_id, counsel)
        file = agendas.get_attachment(meeting_id, file_id)
        assert file.document.is_released
        if way == "edit":
            agenda.edit_item(SYSTEM, item, row_version=item.row_version, kind="closed")
        elif way == "move":
            agenda.move_item(SYSTEM, item, parent=inside, position=0)
        else:
            files.edit_file(
                SYSTEM,
                file,
                row_version=file.row_version,
                label="Memo",
                visibility="public",
                item=inside,
            )
        assert not file.document.is_released


def test_what_was_always_for_everyone_needs_no_look(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    _build(app, meeting_id)
    file_id = attach(app, meeting_id, "Memo.pdf")
    assert _edit(secretary, meeting_id, file_id, visibility="public") == (
        f"/desk/meetings/{meeting_id}/files"
    )
    post(app, meeting_id)


def test_another_bodys_secretary_sees_nothing(
    app: Flask, stranger: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    file_id = attach(app, meeting_id, "Advice.pdf", visibility="closed")
    assert stranger.get(_release_page(meeting_id, file_id)).status_code == 404
