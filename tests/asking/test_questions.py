"""Questions of members to the staff, and answers for all of them."""

import pytest
from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.asking.rules import may_take_part
from govapp.database import db
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import posting
from govapp.portal.rules import Standing, Thing, may_read
from tests.accounts.people import list_mails
from tests.meetings.building import read_main
from tests.meetings.conftest import Make
from tests.pages import PageClient
from tests.portal.conftest import Seat
from tests.portal.papers import Papers, post_papers

TEXT = "I fear it costs too much. What did it cost last year?"
WORDING = "What did it cost last year?"
ANSWER = "Three million dollars."


def desk(papers: Papers, question: int | None = None) -> str:
    """Return where the desk has the questions of a meeting, or one of them."""
    page = f"/desk/meetings/{papers.meeting_id}/questions"
    return page if question is None else f"{page}/{question}"


def ask(client: PageClient, papers: Papers, key: str, text: str = TEXT) -> None:
    sent = client.submit(f"{papers.item(key)}/question", text=text)
    assert sent.location == papers.item(key), sent.text


def answer(secretary: PageClient, papers: Papers, **values: str) -> None:
    given = {"wording": WORDING, "answer": ANSWER, **values}
    sent = secretary.submit(desk(papers, 1), **given)
    assert sent.location == desk(papers), sent.text


def test_the_answer_comes_to_all_members_without_a_name(
    app: Flask, papers: Papers, seat: Seat, secretary: PageClient
) -> None:
    mia, ben = seat("board", "Mia"), seat("board", "Ben")
    item = papers.item(papers.open)
    page = f"{item}/question"
    assert "Nothing of it is public." in read_main(mia.get(page).text)
    ask(mia, papers, papers.open)
    assert TEXT in read_main(mia.get(item).text)
    assert "I fear" not in ben.get(item).text
    subject, told = list_mails(app, "sue@example.org")[-1]
    assert "cost" not in subject + told
    assert f"here:{desk(papers, 1)}" in told
    assert TEXT in read_main(secretary.get(desk(papers)).text)
    key = papers.files["members"].split("/")[3]
    answer(secretary, papers, document=key)
    for client in (mia, ben):
        read = client.get(item).text
        assert WORDING in read
        assert ANSWER in read
        assert f'href="{papers.files["members"]}"' in read
        assert "I fear" not in read
    assert "Mia" not in read_main(ben.get(item).text)
    for email in ("mia@example.org", "ben@example.org"):
        subject, told = list_mails(app, email)[-1]
        assert subject.startswith("An answer for the members: ")
        assert f"here:{papers.book}" in told
        assert "million" not in told
        assert "cost" not in told


def test_the_public_and_other_bodies_read_nothing_of_it(
    papers: Papers, seat: Seat, client: PageClient, secretary: PageClient
) -> None:
    mia, tom = seat("board", "Mia"), seat("audit", "Tom")
    page = f"/meetings/{papers.number}/items/{papers.open}"
    before = client.get(page).data
    ask(mia, papers, papers.open)
    answer(secretary, papers)
    assert client.get(page).data == before
    missing = tom.get("/my/nothing-here").data
    assert tom.get(f"{papers.item(papers.open)}/question").data == missing
    for path in (desk(papers), desk(papers, 1)):
        assert (tom.get(path).status_code, mia.get(path).status_code) == (404, 404)
    assert secretary.get(desk(papers, 2)).status_code == 404


def test_of_a_closed_item_only_who_reads_it_reads_the_answer(
    app: Flask, papers: Papers, seat: Seat, secretary: PageClient
) -> None:
    mia, ben = seat("board", "Mia"), seat("board", "Ben")
    item = papers.item(papers.closed)
    ask(mia, papers, papers.closed)
    ben.submit(f"{item}/conflict", kind="recusal", statement="I advised them.")
    mails = len(list_mails(app, "ben@example.org"))
    answer(secretary, papers)
    assert ANSWER in mia.get(item).text
    assert ANSWER not in ben.get(item).text
    missing = ben.get("/my/nothing-here").data
    assert ben.get(f"{item}/question").data == missing
    assert len(list_mails(app, "ben@example.org")) == mails
    told = " ".join(list_mails(app, "mia@example.org")[-1])
    assert "Doe" not in told
    assert "Counsel" not in told
    page = secretary.get(f"/desk/meetings/{papers.meeting_id}/members").text
    assert "Mia: 2 Counsel" in read_main(page)
    trail = read_main(secretary.get(f"/desk/meetings/{papers.meeting_id}").text)
    assert "Doe" not in trail


def test_members_of_a_body_that_meets_with_it_ask_about_what_is_open(
    app: Flask, make_meeting: Make, seat: Seat, secretary: PageClient
) -> None:
    papers = post_papers(app, make_meeting(slugs=("board", "audit")))
    tom = seat("audit", "Tom")
    ask(tom, papers, papers.open)
    answer(secretary, papers)
    assert ANSWER in tom.get(papers.item(papers.open)).text
    assert tom.get(f"{papers.item(papers.closed)}/question").status_code == 404
    assert "Questions to the staff" not in tom.get(papers.item(papers.closed)).text


def test_nothing_is_asked_once_the_meeting_is_off_and_answers_stay(
    app: Flask, papers: Papers, member: PageClient, secretary: PageClient
) -> None:
    ask(member, papers, papers.open)
    answer(secretary, papers)
    with app.app_context():
        meeting = get_meeting(papers.meeting_id)
        posting.cancel_meeting(SYSTEM, meeting, reason="No quorum")
        db.session.commit()
    item = papers.item(papers.open)
    refused = member.submit(f"{item}/question", text=TEXT)
    assert refused.status_code == 422
    assert "The meeting has begun or is off" in refused.text
    page = member.get(item).text
    assert ANSWER in page
    assert "Ask the staff" not in page


def test_two_secretaries_do_not_write_over_each_other(
    papers: Papers, member: PageClient, secretary: PageClient
) -> None:
    ask(member, papers, papers.open)
    answer(secretary, papers)
    late = secretary.submit(desk(papers, 1), answer="Less.", row_version="1")
    assert late.status_code == 409
    assert ANSWER in late.text
    empty = secretary.submit(desk(papers, 1), answer=" ")
    assert "Write the answer." in empty.text


@pytest.mark.parametrize("standing", Standing)
@pytest.mark.parametrize(("is_inside", "is_read"), [(0, 0), (1, 0), (1, 1)])
def test_who_takes_part_reads_the_item(
    standing: Standing, *, is_inside: bool, is_read: bool
) -> None:
    takes_part = may_take_part(standing, is_inside=is_inside, is_read=is_read)
    if is_inside:
        assert takes_part == (standing is Standing.MEMBER and is_read)
    else:
        assert takes_part == (standing in {Standing.MEMBER, Standing.JOINT})
    if takes_part:
        thing = Thing.CLOSED_ITEM if is_inside else Thing.OPEN_ITEM
        assert may_read(standing, thing)
        assert may_read(standing, Thing.BOOK)
