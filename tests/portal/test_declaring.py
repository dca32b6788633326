"""What members tell before a meeting, and what the secretary sees of it."""

import pytest
from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.committees.models import Body
from govapp.database import db
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import minutes, posting
from tests.meetings.building import read_main
from tests.meetings.conftest import Make
from tests.pages import PageClient
from tests.portal.conftest import Seat
from tests.portal.papers import Papers, post_papers


def _desk(papers: Papers) -> str:
    return f"/desk/meetings/{papers.meeting_id}"


def test_the_secretary_sees_who_comes(
    app: Flask,
    bodies: dict[str, int],
    papers: Papers,
    seat: Seat,
    secretary: PageClient,
) -> None:
    with app.app_context():
        db.session.get_one(Body, bodies["board"]).seats_authorized = 3
        db.session.commit()
    mia, ben, eva = seat("board", "Mia"), seat("board", "Ben"), seat("board", "Eva")
    path = f"{papers.book}/attendance"
    assert "You have not said yet whether you come." in mia.get(papers.book).text
    assert mia.submit(path, answer="in_person").location == papers.book
    page = read_main(secretary.get(_desk(papers)).text)
    assert "Whether there will be a quorum is not certain yet." in page
    assert (
        "1 of 3 come, 0 of these from elsewhere; 2 have not said; 2 are needed." in page
    )
    refused = ben.submit(path, answer="remote")
    assert "Say from where" in refused.text
    ben.submit(path, answer="remote", place="Fresno, City Hall")
    page = read_main(secretary.get(_desk(papers)).text)
    assert "Enough members have said that they come." in page
    list_page = read_main(secretary.get(f"{_desk(papers)}/members").text)
    assert "Ben Takes part from elsewhere Fresno, City Hall" in list_page
    assert "Eva No answer yet" in list_page
    ben.submit(path, answer="absent", place="Fresno, City Hall")
    eva.submit(path, answer="absent")
    page = read_main(secretary.get(f"{_desk(papers)}/members").text)
    assert "There will be no quorum: too many do not come." in page
    assert "Fresno" not in page
    assert "Mia: in_person" in read_main(secretary.get(_desk(papers)).text)


def test_what_a_member_has_to_answer_stands_on_their_first_page(
    papers: Papers, member: PageClient
) -> None:
    path = f"{papers.book}/attendance"
    page = member.get("/my/").text
    assert "For you to answer" in page
    assert f'<a href="{path}">' in page
    member.submit(path, answer="absent")
    assert "For you to answer" not in member.get("/my/").text


def test_nobody_is_asked_about_a_meeting_that_is_off(
    app: Flask, papers: Papers, member: PageClient
) -> None:
    with app.app_context():
        meeting = get_meeting(papers.meeting_id)
        posting.cancel_meeting(SYSTEM, meeting, reason="No quorum")
        db.session.commit()
    assert "For you to answer" not in member.get("/my/").text


def test_a_recusal_takes_the_papers_away_and_taking_it_back_returns_them(
    papers: Papers, member: PageClient, secretary: PageClient
) -> None:
    path = f"{papers.item(papers.closed)}/conflict"
    silent = member.submit(path, kind="recusal", statement="")
    assert silent.status_code == 422
    assert "Say what the conflict is" in silent.text
    assert member.get(papers.files["advice"]).status_code == 200
    told = member.submit(path, kind="recusal", statement="I advised the company.")
    assert told.location == papers.book
    assert member.get(papers.files["advice"]).status_code == 404
    assert "Doe" not in member.get(papers.item(papers.closed)).text
    page = read_main(secretary.get(f"{_desk(papers)}/members").text)
    assert "Mia, recused: 2 Counsel. I advised the company." in page
    assert "Mia: advice, version 1" in page
    member.submit(path, kind="disclosure", statement="I know them.")
    assert member.get(papers.files["advice"]).status_code == 200
    member.submit(path, kind="", statement="")
    page = read_main(secretary.get(f"{_desk(papers)}/members").text)
    assert "No conflict was declared." in page


def test_nothing_is_declared_once_the_meeting_is_off(
    app: Flask, papers: Papers, member: PageClient
) -> None:
    with app.app_context():
        meeting = get_meeting(papers.meeting_id)
        posting.cancel_meeting(SYSTEM, meeting, reason="No quorum")
        db.session.commit()
    for path, values in (
        (f"{papers.book}/attendance", {"answer": "in_person"}),
        (f"{papers.item(papers.open)}/conflict", {"kind": "recusal", "statement": "x"}),
    ):
        refused = member.submit(path, **values)
        assert refused.status_code == 422
        assert "The meeting has begun or is off" in refused.text
    assert "whether you come" not in member.get(papers.book).text


def test_another_desk_sees_nothing_of_it(
    papers: Papers, seat: Seat, secretary: PageClient
) -> None:
    tom = seat("audit", "Tom")
    missing = tom.get("/my/nothing-here").data
    for path in (f"{papers.book}/attendance", f"{papers.item(papers.open)}/conflict"):
        answer = tom.get(path)
        assert (answer.status_code, answer.data) == (404, missing)
    assert tom.get(f"{_desk(papers)}/members").status_code == 404
    assert secretary.get(f"{_desk(papers)}/members").status_code == 200


@pytest.fixture
def held(app: Flask, make_meeting: Make) -> Papers:
    """Return a meeting that was held lately, with minutes begun."""
    papers = post_papers(app, make_meeting("2026-10-05T10:00"))
    with app.app_context():
        minutes.begin_minutes(SYSTEM, get_meeting(papers.meeting_id))
        db.session.commit()
    return papers


def test_a_member_asks_for_a_correction_of_proposed_minutes(
    held: Papers, member: PageClient, secretary: PageClient
) -> None:
    path = f"{held.book}/correction"
    assert member.get(path).status_code == 404
    secretary.submit(f"{_desk(held)}/minutes/propose", button="Propose the minutes")
    assert path in member.get("/my/").text
    assert f"/meetings/{held.number}/minutes" in member.get("/my/").text
    refused = member.submit(path, text=" ")
    assert "Say what is wrong." in refused.text
    asked = member.submit(path, item_key=held.open, text="The vote was 5 to 0.")
    assert asked.location == f"{held.book}/minutes"
    page = read_main(secretary.get(f"{_desk(held)}/minutes").text)
    assert "Mia" in page
    assert "The vote was 5 to 0." in page
