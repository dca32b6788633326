"""What everyone is to read once it is posted is its members' alone until then."""

import time_machine
from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.documents import services as documents
from govapp.meetings.queries import agendas
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import files
from tests.meetings.building import post, read_main
from tests.pages import PageClient
from tests.portal.conftest import Seat
from tests.portal.guests import NOON, let_in
from tests.portal.papers import Papers


def _show_to_everyone(app: Flask, papers: Papers, label: str) -> None:
    """Say at the desk that everyone is to read a file, and post nothing."""
    with app.app_context():
        found = agendas.list_attachments(get_meeting(papers.meeting_id))
        file = next(file for file in found if file.label == label)
        documents.release(SYSTEM, file.document)
        files.show_file(SYSTEM, file, visibility="public")
        db.session.commit()


def test_a_file_that_is_to_be_public_is_not_read_before_it_is_posted(
    app: Flask, client: PageClient, papers: Papers, seat: Seat
) -> None:
    path = papers.files["members"]
    with time_machine.travel(NOON, tick=False):
        member = seat("board", "Mia")
        former = seat("board", "Fay", ended_on="2026-01-31")
        guest = let_in(app, papers)
        _show_to_everyone(app, papers, "members")
        for other in (former, guest):
            assert other.get(path).status_code == 404
        assert "members (PDF" not in read_main(guest.get(papers.book).text)
        assert member.get(path).status_code == 200
        post(app, papers.meeting_id)
        for other in (former, guest, member):
            assert other.get(path).status_code == 200
        assert "members (PDF" in read_main(guest.get(papers.book).text)
        assert client.get(path.removeprefix("/my")).status_code == 200
