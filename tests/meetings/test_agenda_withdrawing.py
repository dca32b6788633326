"""What was posted can be withdrawn, with a reason that everyone reads."""

from flask import Flask

from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import drafts
from tests.meetings.building import (
    add_items,
    attach,
    list_entries,
    list_files,
    post,
    read_main,
)
from tests.meetings.conftest import Make
from tests.pages import PageClient

POST = "Post the agenda"


def test_an_agenda_is_withdrawn_with_its_reason(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    add_items(app, meeting_id, "Budget")
    post(app, meeting_id)
    path = f"/desk/meetings/{meeting_id}"
    refused = secretary.submit(f"{path}/agenda/withdraw", reason="")
    assert refused.status_code == 422
    answer = secretary.submit(f"{path}/agenda/withdraw", reason="Wrong room")
    assert answer.status_code == 303
    page = read_main(secretary.get(f"{path}/post").text)
    assert "Version 1 Withdrawn" in page
    assert "entry 2 of the record. Wrong room" in page
    public = app.test_client().get("/meetings/2031-001").text
    assert "Budget" not in read_main(public)
    again = secretary.submit(f"{path}/post", button=POST)
    assert again.status_code == 303
    assert list_entries(app)[2:] == [
        "withdrawal meeting:2031-001 1",
        "agenda meeting:2031-001 2 revised",
    ]


def test_a_file_is_withdrawn_from_the_public_and_kept_at_the_desk(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    (key,) = add_items(app, meeting_id, "Budget")
    file_id = attach(app, meeting_id, "Memo.pdf", key=key)
    path = f"/desk/meetings/{meeting_id}/files/{file_id}"
    early = secretary.submit(f"{path}/withdraw", reason="Too early")
    assert early.status_code == 422
    assert "This file is not published: remove it instead." in read_main(early.text)
    post(app, meeting_id)
    with app.app_context():
        card = drafts.posted_card(get_meeting(meeting_id))
        assert card is not None
        assert card.agenda is not None
        ((_, file),) = card.agenda.all_files()
    address = f"/documents/{file.id}/{file.name}"
    assert app.test_client().get(address).status_code == 200
    done = secretary.submit(f"{path}/withdraw", reason="It names a patient")
    assert done.location == f"/desk/meetings/{meeting_id}/items/{key}/files"
    gone = app.test_client().get(address)
    assert gone.status_code == 410
    assert "It names a patient" in gone.text
    assert [row[:2] for row in list_files(app, meeting_id)] == [("Memo", "staff")]
    assert secretary.get(f"{path}/v/1").status_code == 200


def test_what_is_cancelled_cannot_be_posted(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting(is_posted=True)
    add_items(app, meeting_id, "Budget")
    secretary.submit(f"/desk/meetings/{meeting_id}/cancel", reason="Storm")
    page = read_main(secretary.get(f"/desk/meetings/{meeting_id}/post").text)
    assert "An agenda cannot be posted for a meeting that is postponed" in page
