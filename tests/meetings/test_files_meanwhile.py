"""A file changed while its form is open elsewhere: nothing is lost in silence."""

import pytest
from flask import Flask
from sqlalchemy import delete, update

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.documents.models import Document
from govapp.errors import NotFoundError, StaleError
from govapp.meetings.forms.files import read_file
from govapp.meetings.models import Attachment
from govapp.meetings.queries import agendas
from govapp.meetings.services import files
from tests.meetings.building import (
    add_items,
    attach,
    hidden_fields,
    list_files,
    post,
    read_main,
)
from tests.meetings.conftest import Make
from tests.pages import PageClient

BEHIND = {"synchronize_session": False}


def test_who_may_read_a_file_is_not_changed_in_silence(
    app: Flask, secretary: PageClient, deputy: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    file_id = attach(app, meeting_id, "Memo.pdf")
    path = f"/desk/meetings/{meeting_id}/files/{file_id}/edit"
    sent = hidden_fields(deputy.get(path).text)
    assert secretary.submit(path, visibility="staff").status_code == 303
    typed = {**sent, "label": "Memorandum", "visibility": "public", "item": ""}
    merging = deputy.post(path, data=typed)
    assert merging.status_code == 409
    main = read_main(merging.text)
    assert "Saved by someone else meanwhile:The desk alone" in main
    assert list_files(app, meeting_id) == [("Memo", "staff", None)]
    again = deputy.post(path, data=typed | dict(hidden_fields(merging.text)))
    # What was not for everyone is looked at before it becomes so.
    release = path.replace("/edit", "/release")
    assert (again.status_code, again.location) == (303, release)
    assert list_files(app, meeting_id) == [("Memorandum", "staff", None)]


def test_a_file_withdrawn_meanwhile_is_not_shown_again_in_silence(
    app: Flask, secretary: PageClient, deputy: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    (key,) = add_items(app, meeting_id, "Budget")
    file_id = attach(app, meeting_id, "Memo.pdf", key=key)
    post(app, meeting_id)
    path = f"/desk/meetings/{meeting_id}/files/{file_id}"
    sent = hidden_fields(deputy.get(f"{path}/edit").text)
    secretary.submit(f"{path}/withdraw", reason="A name was in it")
    typed = {**sent, "label": "Memo", "visibility": "public", "item": key}
    assert deputy.post(f"{path}/edit", data=typed).status_code == 409
    assert [row[1] for row in list_files(app, meeting_id)] == ["staff"]


def test_the_merge_page_shows_a_file_as_it_is_now(
    app: Flask, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    file_id = attach(app, meeting_id, "Memo.pdf")
    with app.app_context():
        file = agendas.get_attachment(meeting_id, file_id)
        for meanwhile in (
            update(Document).values(visibility="staff"),
            update(Attachment).values(row_version=2),
        ):
            db.session.execute(meanwhile, execution_options=BEHIND)
        document, values = file.document, read_file(file) | {"item": None}
        assert (document.visibility, values["visibility"]) == ("public", "public")
        with pytest.raises(StaleError):
            files.edit_file(SYSTEM, file, **values | {"label": "Mine"})
        assert (file.row_version, document.visibility) == (2, "staff")


def test_a_file_removed_meanwhile_is_not_found(app: Flask, make_meeting: Make) -> None:
    meeting_id = make_meeting()
    file_id = attach(app, meeting_id, "Memo.pdf")
    with app.app_context():
        file = agendas.get_attachment(meeting_id, file_id)
        values = read_file(file) | {"item": None}
        db.session.execute(delete(Attachment), execution_options=BEHIND)
        with pytest.raises(NotFoundError):
            files.edit_file(SYSTEM, file, **values)
