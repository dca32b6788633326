"""Papers say what was reported later, and where business goes on."""

import io

import docx
import pytest
import time_machine
from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.meetings.models import Meeting
from govapp.meetings.queries import agendas
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.queries.reports import get_duty
from govapp.meetings.services import agenda, carrying, posting, reports
from govapp.record.models import PublishedFile
from govapp.record.shapes.meetings import Item
from tests.exchange.posted import make_file, post_agenda, post_bodies, post_notice
from tests.meetings.building import add_items, post
from tests.meetings.conftest import Make
from tests.pages import PageClient
from tests.renditions.making import AGENDA, WORD, get_whole, read_pages, work

LARGE = 3_000_000_000


def _read_word(client: PageClient) -> list[str]:
    file = docx.Document(io.BytesIO(get_whole(client, WORD).data))
    return [each.text for each in file.paragraphs]


def _read(client: PageClient) -> str:
    return " ".join(read_pages(get_whole(client, AGENDA).data))


def _drop(app: Flask, meeting_id: int) -> None:
    """Post an agenda without what went on there."""
    with app.app_context():
        meeting = get_meeting(meeting_id)
        (item,) = agendas.list_items(meeting)
        agenda.add_item(SYSTEM, meeting, title="Other")
        agenda.remove_item(SYSTEM, item)
        posting.post_agenda(SYSTEM, meeting, store=app.extensions["govapp.files"])
        db.session.commit()


def _carry(meeting_id: int, key: str, target: int) -> Meeting:
    to = get_meeting(target)
    carrying.carry_item(SYSTEM, agendas.get_item(meeting_id, key), to=to)
    return to


def test_a_report_out_of_closed_session_is_on_paper(
    app: Flask, client: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting("2031-03-05T10:00")
    (key,) = add_items(
        app, meeting_id, "Counsel", kind="closed", legal_basis="Gov. Code 11126(e)"
    )
    post(app, meeting_id)
    work(app)
    assert "Reported out" not in _read(client)
    with time_machine.travel("2031-03-06T18:00Z", tick=False):
        with app.app_context():
            duty = get_duty(meeting_id, key)
            reports.post_report(SYSTEM, duty, row_version=1, text="It was settled.")
            db.session.commit()
        assert client.get(AGENDA).status_code == 503
        work(app)
    assert "Reported out of closed session, " in _read(client)
    assert ": It was settled." in _read(client)
    assert any(": It was settled." in each for each in _read_word(client))


def test_where_an_item_goes_on_is_on_paper_as_long_as_it_does(
    app: Flask, client: PageClient, make_meeting: Make
) -> None:
    old, new = make_meeting("2031-03-05T10:00"), make_meeting("2031-04-02T10:00")
    (key,) = add_items(app, old, "Budget")
    post(app, old)
    with app.app_context():
        _carry(old, key, new)
        db.session.commit()
    post(app, old)
    work(app)
    assert "Continued to" not in _read(client)
    post(app, new)
    assert client.get(AGENDA).status_code == 503
    work(app)
    goes_on = "Continued to: 2031-002, item 1, Apr 2, 2031"
    assert goes_on in _read(client)
    assert "Continued " in _read(client)
    assert goes_on in _read_word(client)
    later = get_whole(client, "/meetings/2031-002/agenda.pdf").data
    assert "Continued from: 2031-001, item 1" in " ".join(read_pages(later))
    _drop(app, new)
    assert client.get(AGENDA).status_code == 503
    work(app)
    assert "Continued to" not in _read(client)


@pytest.mark.usefixtures("app")
def test_a_file_may_be_larger_than_two_gigabytes(app: Flask) -> None:
    post_bodies(app)
    post_notice(app)
    post_agenda(app, Item(key="a", title="Big", files=(make_file(size=LARGE),)))
    with app.app_context():
        assert db.session.query(PublishedFile.size).scalar() == LARGE
