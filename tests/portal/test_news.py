"""What is new in a book."""

from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.meetings.queries import agendas
from govapp.meetings.services import agenda
from tests.meetings.building import attach, post, read_main
from tests.pages import PageClient
from tests.portal.papers import Papers


def test_what_is_new_is_said_until_one_looks(
    app: Flask, papers: Papers, member: PageClient
) -> None:
    assert "You have not looked at it yet · 4 documents not opened" in read_main(
        member.get("/my/").text
    )
    member.get(papers.book)
    assert "looked" not in read_main(member.get("/my/").text)
    with app.app_context():
        item = agendas.get_item(papers.meeting_id, papers.closed)
        agenda.edit_item(
            SYSTEM, item, row_version=item.row_version, title="Counsel, anew"
        )
        db.session.commit()
    attach(app, papers.meeting_id, "reply.pdf", key=papers.open, visibility="members")
    post(app, papers.meeting_id)
    told = "New since you last looked: item 2 reworded, 1 document added"
    assert told in read_main(member.get("/my/").text)
    assert "looked" not in read_main(member.get("/my/").text.replace(told, ""))
    member.get(papers.book)
    assert "looked" not in read_main(member.get("/my/").text)
