"""What is closed is released by two persons, once, and then is everyone's."""

import io
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from govapp import clock
from govapp.accounts.queries import find_user
from govapp.accounts.services import SYSTEM
from govapp.audit.models import AuditLine
from govapp.database import db
from govapp.errors import RuleError
from govapp.meetings.models import Attachment
from govapp.meetings.queries.agendas import get_item
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import agenda, files
from govapp.meetings.services.drafts import get_draft, posted_card
from govapp.portal import rules
from govapp.portal.queries.releases import get_request
from govapp.portal.services.releasing import confirm_release
from govapp.record.models import RecordEntry
from govapp.record.shapes.closed import Released
from tests.accounts.people import open_account
from tests.documents.samples import PDF
from tests.meetings.building import add_items, post, read_main
from tests.meetings.conftest import Make
from tests.pages import PageClient
from tests.portal.papers import Papers
from tests.portal.test_closed_minutes import proposed, written
from tests.portal.test_declaring import held

__all__ = ["held", "proposed", "written"]
ASKED = {
    "authority": "Vote of the Board, March 5, 2031.",
    "reason": "The case is settled.",
}


def _desk(papers: Papers) -> str:
    return f"/desk/meetings/{papers.meeting_id}/releases"


def _document(papers: Papers) -> str:
    return papers.files["advice"].split("/")[3]


def _ask(client: PageClient, papers: Papers) -> None:
    path = f"{_desk(papers)}/ask/{papers.closed}"
    sent = client.submit(path, documents=[_document(papers)], **ASKED)
    assert sent.location == _desk(papers)


def _open(client: PageClient, papers: Papers) -> int:
    return client.get(papers.files["advice"].removeprefix("/my")).status_code


@pytest.fixture
def released(papers: Papers, secretary: PageClient, deputy: PageClient) -> Papers:
    """Return the meeting once one has asked and the other confirmed."""
    _ask(secretary, papers)
    assert deputy.submit(f"{_desk(papers)}/1/confirm").location == _desk(papers)
    return papers


def test_one_person_alone_releases_nothing(
    client: PageClient, papers: Papers, secretary: PageClient, deputy: PageClient
) -> None:
    page = read_main(secretary.get(_desk(papers)).text)
    assert "2 Counsel: 1 document · Ask to release" in page
    _ask(secretary, papers)
    assert "Another person has to confirm it." in secretary.get(_desk(papers)).text
    confirm = f"{_desk(papers)}/1/confirm"
    refused = secretary.submit(confirm)
    assert refused.status_code == 422
    assert "Another person than who asked has to confirm it." in refused.text
    assert _open(client, papers) == 404
    shown = read_main(deputy.get(confirm).text)
    assert "advice (advice.pdf)" in shown
    assert "The case is settled." in shown
    assert _open(client, papers) == 404


def test_what_two_released_is_everyones(client: PageClient, released: Papers) -> None:
    assert _open(client, released) == 200
    public = read_main(client.get(f"/meetings/{released.number}").text)
    assert "Released from closed session on" in public
    assert "Authority: Vote of the Board, March 5, 2031. The case is settled." in public
    assert "Doe v. Operator" not in public
    assert "Settlement" not in public


def test_it_is_released_once(
    released: Papers, secretary: PageClient, deputy: PageClient
) -> None:
    page = read_main(secretary.get(_desk(released)).text)
    assert "Dan released it on" in page
    assert "Nothing is there to be released." in page
    again = deputy.submit(f"{_desk(released)}/1/confirm")
    assert "This was decided already." in again.text
    asked = secretary.submit(f"{_desk(released)}/ask/{released.closed}", **ASKED)
    assert "Everything of this item is released already." in asked.text


def test_the_closed_log_and_the_trail_know_it(app: Flask, released: Papers) -> None:
    with app.app_context():
        (entry,) = db.session.scalars(
            select(RecordEntry).where(RecordEntry.kind == "release")
        )
        told = Released.read(entry.content)
        trail = db.session.execute(
            select(AuditLine.actor_name, AuditLine.action)
            .where(AuditLine.action.like("release.%"))
            .order_by(AuditLine.id)
        ).all()
        assert not get_draft(get_meeting(released.meeting_id)).is_changed
    assert entry.log == "closed:board"
    assert (told.key, told.documents) == (released.closed, (_document(released),))
    assert [tuple(line) for line in trail] == [
        ("Sue", "release.asked"), ("Dan", "release.confirmed"),
    ]  # fmt: skip


def test_it_stays_released_through_later_agendas(
    app: Flask, client: PageClient, papers: Papers, secretary: PageClient,
    deputy: PageClient,
) -> None:  # fmt: skip
    with app.app_context():
        budget = get_item(papers.meeting_id, papers.open)
        version = budget.row_version
        agenda.edit_item(SYSTEM, budget, row_version=version, title="Budget, second")
        db.session.commit()
    _ask(secretary, papers)
    deputy.submit(f"{_desk(papers)}/1/confirm")
    page = client.get(f"/meetings/{papers.number}").text
    assert "Budget, second" not in page  # what the desk changed is not posted with it
    assert "Released from closed session" in page
    post(app, papers.meeting_id)
    page = client.get(f"/meetings/{papers.number}").text
    assert "Budget, second" in page
    assert "Released from closed session" in page
    assert _open(client, papers) == 200
    with app.app_context():
        card = posted_card(get_meeting(papers.meeting_id))
        assert card
        assert card.agenda_version
        assert card.agenda_version.version == 3


def test_a_request_can_be_withdrawn(
    client: PageClient, papers: Papers, secretary: PageClient, deputy: PageClient
) -> None:
    _ask(secretary, papers)
    path = f"{_desk(papers)}/ask/{papers.closed}"
    twice = deputy.submit(path, documents=[_document(papers)], **ASKED)
    assert "waits already for its confirmation" in twice.text
    assert deputy.submit(f"{_desk(papers)}/1/withdraw").location == _desk(papers)
    gone = deputy.submit(f"{_desk(papers)}/1/confirm")
    assert "This was decided already." in gone.text
    assert _open(client, papers) == 404


def test_nobody_confirms_what_waited_too_long(
    app: Flask, papers: Papers, secretary: PageClient
) -> None:
    _ask(secretary, papers)
    open_account(app, "dan@example.org", password=None)
    later = clock.now() + timedelta(days=14)
    with app.app_context(), time_machine.travel(later, tick=False):
        dan = find_user("dan@example.org")
        assert dan
        request = get_request(papers.meeting_id, 1)
        store = app.extensions["govapp.files"]
        with pytest.raises(RuleError, match="Nobody confirmed this in time"):
            confirm_release(dan, request, store=store)


def test_a_paper_that_changed_meanwhile_is_not_released(
    app: Flask, client: PageClient, papers: Papers, secretary: PageClient,
    deputy: PageClient,
) -> None:  # fmt: skip
    _ask(secretary, papers)
    with app.app_context():
        advice = db.session.scalars(
            select(Attachment).where(Attachment.label == "advice")
        ).one()
        files.replace_file(
            SYSTEM,
            advice,
            store=app.extensions["govapp.files"],
            file=io.BytesIO(PDF + b"newer"),
            filename="advice.pdf",
        )
        db.session.commit()
    refused = deputy.submit(f"{_desk(papers)}/1/confirm")
    assert "This is not what members read now" in refused.text
    assert _open(client, papers) == 404


def test_others_find_nothing_to_release(
    papers: Papers, secretary: PageClient, stranger: PageClient, member: PageClient
) -> None:
    _ask(secretary, papers)
    paths = (
        _desk(papers),
        f"{_desk(papers)}/ask/{papers.closed}",
        f"{_desk(papers)}/1/confirm",
        f"{_desk(papers)}/1/withdraw",
    )
    for client in (stranger, member):
        for path in paths:
            assert client.get(path).status_code == 404, path
    assert secretary.get(f"{_desk(papers)}/ask/{papers.open}").status_code == 404
    assert secretary.get(f"{_desk(papers)}/2/confirm").status_code == 404


def test_approved_minutes_of_a_closed_session_are_released(
    app: Flask, proposed: Papers, secretary: PageClient, deputy: PageClient,
    make_meeting: Make,
) -> None:  # fmt: skip
    client = app.test_client()
    assert isinstance(client, PageClient)
    desk = f"/desk/meetings/{proposed.meeting_id}"
    path = f"{_desk(proposed)}/ask/{proposed.closed}"
    assert "What the minutes of the closed session say" not in secretary.get(path).text
    later = make_meeting("2026-11-05T10:00")
    add_items(app, later, "Counsel", kind="closed", legal_basis="Gov. Code 11126(e)")
    post(app, later)
    secretary.submit(f"{desk}/closed-minutes/approve", at=str(later))
    secretary.submit(f"{desk}/minutes/propose", button="Propose the minutes")
    assert secretary.submit(path, has_minutes="y", **ASKED).location == _desk(proposed)
    public = f"/meetings/{proposed.number}/minutes"
    assert "Counsel was heard on Doe." not in client.get(public).text
    assert deputy.submit(f"{_desk(proposed)}/1/confirm").location == _desk(proposed)
    page = read_main(client.get(public).text)
    assert "2 Doe v. Operator Released from closed session on" in page
    assert "Counsel was heard on Doe." in page
    assert "The offer is 5 million." in page
    assert _open(client, proposed) == 404
    again = secretary.get(path).text
    assert "What the minutes of the closed session say" not in again


@given(asked=st.integers(1, 3), confirms=st.integers(1, 3))
def test_it_takes_two(asked: int, confirms: int) -> None:
    if asked == confirms:
        with pytest.raises(RuleError, match="Another person"):
            rules.check_second(asked_by=asked, confirmed_by=confirms)
    else:
        rules.check_second(asked_by=asked, confirmed_by=confirms)


@pytest.mark.parametrize(("asked", "confirms"), [(None, 1), (1, None), (None, None)])
def test_nobody_is_no_second_person(asked: int | None, confirms: int | None) -> None:
    with pytest.raises(RuleError, match="Another person"):
        rules.check_second(asked_by=asked, confirmed_by=confirms)
