"""Undoing at the builder: by whom, where, and what it says."""

from flask import Flask
from sqlalchemy import select

from govapp.audit.models import AuditLine
from govapp.database import db
from tests.meetings.building import (
    add_items,
    attach,
    hidden_fields,
    list_files,
    outline,
    press,
    read_item,
    read_main,
)
from tests.meetings.conftest import Make
from tests.meetings.test_undo import list_ids
from tests.pages import PageClient


def test_a_removed_item_comes_back_with_all_beneath_it(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    _, b, b1, _ = add_items(app, meeting_id, "A", "B", "> B1", "C")
    attach(app, meeting_id, "Memo.pdf", key=b1)
    attach(app, meeting_id, "Inside.pdf", key=b, visibility="members")
    page = f"/desk/meetings/{meeting_id}/agenda"
    removed = secretary.submit(f"/desk/meetings/{meeting_id}/items/{b}/remove")
    assert removed.location == page
    assert outline(app, meeting_id) == ["1 A", "2 C"]
    shown = secretary.get(page)
    assert "“B” is off the agenda. Undo" in read_main(shown.text)
    assert "“B” removed Sue, Today" in read_main(shown.text)
    with app.app_context():
        (last, *_rest) = list_ids(meeting_id)
    undo_it = f"/desk/meetings/{meeting_id}/changes/{last}/undo"
    assert press(secretary, page, undo_it) == page
    assert "Undone: “B” removed" in read_main(secretary.get(page).text)
    assert outline(app, meeting_id) == ["1 A", "2 B", "2.1 B1", "3 C"]
    assert [read_item(app, key).title for key in (b, b1)] == ["B", "B1"]
    b_id, b1_id = (read_item(app, key).id for key in (b, b1))
    assert list_files(app, meeting_id) == [
        ("Memo", "public", b1_id),
        ("Inside", "members", b_id),
    ]
    with app.app_context():
        assert db.session.scalars(
            select(AuditLine.actor_name).where(AuditLine.action == "agenda.undone")
        ).all() == ["Sue"]


def test_the_button_of_the_message_undoes(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    a, _ = add_items(app, meeting_id, "A", "B")
    secretary.submit(f"/desk/meetings/{meeting_id}/items/{a}/remove")
    page = f"/desk/meetings/{meeting_id}/agenda"
    assert secretary.submit(page, button="Undo").location == page
    assert outline(app, meeting_id) == ["1 A", "2 B"]


def test_nothing_is_undone_over_newer_work_of_somebody_else(
    app: Flask, secretary: PageClient, deputy: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    a, b = add_items(app, meeting_id, "A", "B")
    page = f"/desk/meetings/{meeting_id}"
    secretary.submit(f"{page}/items/{a}/edit", button="Save", title="A of Sue")
    secretary.submit(f"{page}/items/{b}/edit", button="Save", title="B of Sue")
    deputy.submit(f"{page}/items/{a}/edit", button="Save", title="A of Dan")
    with app.app_context():
        of_dan, of_sue, first = list_ids(meeting_id)[:3]
    press(secretary, f"{page}/agenda", f"{page}/changes/{first}/undo")
    told = read_main(secretary.get(f"{page}/agenda").text)
    assert "Dan changed the same after this: “A of Sue”. Undo that first" in told
    assert outline(app, meeting_id) == ["1 A of Dan", "2 B of Sue"]
    press(secretary, f"{page}/agenda", f"{page}/changes/{of_sue}/undo")
    assert outline(app, meeting_id) == ["1 A of Dan", "2 B"]
    press(deputy, f"{page}/agenda", f"{page}/changes/{of_dan}/undo")
    press(deputy, f"{page}/agenda", f"{page}/changes/{first}/undo")
    assert outline(app, meeting_id) == ["1 A", "2 B"]
    assert read_item(app, a).row_version == 5


def test_undo_is_for_the_bodys_own_desk_and_for_its_own_agenda(
    app: Flask, secretary: PageClient, stranger: PageClient, make_meeting: Make
) -> None:
    meeting_id, other = make_meeting(), make_meeting()
    add_items(app, meeting_id, "A")
    with app.app_context():
        (change_id,) = list_ids(meeting_id)
    for client, number in ((stranger, meeting_id), (secretary, other)):
        path = f"/desk/meetings/{number}/changes/{change_id}/undo"
        sent = hidden_fields(client.get("/desk/meetings/create").text)
        assert client.post(path, data=sent).status_code == 404
    assert outline(app, meeting_id) == ["1 A"]
