"""Minutes in review: members read the draft at their desk, and comment on it."""

import re
from datetime import date

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from govapp.accounts.services import SYSTEM
from govapp.audit.models import AuditLine
from govapp.database import db
from govapp.errors import RuleError
from govapp.meetings.published import get_card
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.queries.minutes import get_minutes
from govapp.meetings.services import minutes, reviews
from govapp.portal import rules
from govapp.portal.rules import Cell, Standing, Thing
from tests.accounts.people import list_mails
from tests.meetings.building import read_main
from tests.meetings.conftest import Make
from tests.pages import PageClient
from tests.portal.conftest import Seat
from tests.portal.papers import Papers, post_papers
from tests.portal.test_book import _recuse
from tests.portal.test_declaring import _desk, held

__all__ = ["held"]

OPEN, CLOSED = "The budget was adopted.", "Counsel was heard on Doe."


def write(app: Flask, papers: Papers) -> None:
    """Say something of each item."""
    with app.app_context():
        found = get_minutes(papers.meeting_id)
        texts = {papers.open: OPEN, papers.closed: CLOSED}
        for section in found.sections:
            minutes.edit_section(
                SYSTEM,
                section,
                row_version=section.row_version,
                text=f"<p>{texts[section.item_key]}</p>",
            )
        db.session.commit()


@pytest.fixture
def draft(app: Flask, held: Papers) -> Papers:
    """Return a meeting whose draft minutes say something of each item."""
    write(app, held)
    return held


@pytest.fixture
def in_review(secretary: PageClient, draft: Papers) -> Papers:
    """Return it in review."""
    answer = secretary.submit(f"{_desk(draft)}/minutes/review", review_until="")
    assert answer.location == f"{_desk(draft)}/minutes"
    return draft


def comment(member: PageClient, papers: Papers) -> None:
    """Let a member comment on the open item."""
    asked = member.submit(
        f"{papers.book}/correction?item={papers.open}", text="It was 5 to 0."
    )
    assert asked.location == f"{papers.book}/minutes"


def test_members_read_a_draft_at_their_desk(
    member: PageClient, secretary: PageClient, draft: Papers
) -> None:
    path = f"{draft.book}/minutes"
    assert member.get(path).status_code == 404
    assert "Minutes to review" not in member.get("/my/").text
    secretary.submit(f"{_desk(draft)}/minutes/review", review_until="")

    listed = read_main(member.get("/my/").text)
    assert re.search(
        "Minutes to review Draft minutes of Board, Oct[a-z.]* 5, 2026", listed
    )
    page = member.get(path)
    assert "no-store" in page.headers["Cache-Control"]
    assert OPEN in page.text
    assert CLOSED in page.text


def test_members_are_told_once_that_a_draft_is_in_review(
    app: Flask, seat: Seat, secretary: PageClient, draft: Papers
) -> None:
    seat("board", "Mia")
    seat("audit", "Tom")
    before = len(list_mails(app, "tom@example.org"))
    for _ in range(2):
        secretary.submit(f"{_desk(draft)}/minutes/review", review_until="")
    told = [each for each in list_mails(app, "mia@example.org") if "review" in each[0]]
    ((subject, text),) = told
    assert subject == "Minutes to review: Board, Monday, October 5, 2026"
    assert f"here:{draft.book}/minutes" in text
    assert "budget" not in text
    assert len(list_mails(app, "tom@example.org")) == before


def test_the_secretary_answers_each_comment_beside_its_section(
    member: PageClient, secretary: PageClient, seat: Seat, in_review: Papers
) -> None:
    path, desk = f"{in_review.book}/minutes", f"{_desk(in_review)}/minutes"
    comment(member, in_review)
    shown = read_main(member.get(path).text)
    assert "Your comment Waiting It was 5 to 0." in shown

    beside = read_main(secretary.get(desk).text)
    assert f"{OPEN} Comment Decide It was 5 to 0. Comment of Mia in review" in beside
    refused = secretary.submit(f"{desk}/propose", button="Propose the minutes")
    assert "A comment of the review is not answered yet." in refused.text
    answer = secretary.submit(
        f"{desk}/corrections/1", outcome="accepted", answer="Added the count."
    )

    assert answer.location == f"{desk}#{in_review.open}"
    shown = read_main(member.get(path).text)
    assert "Your comment Taken up It was 5 to 0." in shown
    assert "Answer: Added the count." in shown
    assert "5 to 0" not in seat("board", "Ned").get(path).text


def test_nothing_of_a_comment_is_posted(
    app: Flask, member: PageClient, secretary: PageClient, in_review: Papers
) -> None:
    path, desk = f"{in_review.book}/minutes", f"{_desk(in_review)}/minutes"
    comment(member, in_review)
    secretary.submit(f"{desk}/corrections/1", outcome="accepted", answer="")

    secretary.submit(f"{desk}/propose", button="Propose the minutes")

    after = read_main(member.get(path).text)
    assert "Taken up It was 5 to 0." in after
    assert OPEN not in after
    with app.app_context():
        posted = get_card(in_review.number).minutes
        assert posted is not None
        assert "5 to 0" not in posted.canonical()
        lines = db.session.scalars(select(AuditLine.detail)).all()
        assert not [line for line in lines if "5 to 0" in line]


def test_a_closed_items_part_is_for_those_who_may_see_it(
    app: Flask, seat: Seat, member: PageClient, in_review: Papers
) -> None:
    path = f"{in_review.book}/minutes"
    ned = seat("board", "Ned")
    _recuse(app, in_review, "Ned", in_review.closed)

    page = ned.get(path).text
    assert OPEN in page
    assert CLOSED not in page
    assert "You are recused on this item." in page
    choices = ned.get(f"{in_review.book}/correction").text
    assert f'value="{in_review.closed}"' not in choices
    refused = ned.submit(
        f"{in_review.book}/correction", item_key=in_review.closed, text="What?"
    )
    assert refused.status_code == 422
    assert CLOSED in member.get(path).text
    with app.app_context():
        reads = db.session.execute(
            select(AuditLine.actor_name, AuditLine.detail).where(
                AuditLine.action == "closed.read"
            )
        ).all()
    assert [tuple(read) for read in reads] == [("Mia", "minutes 2 Counsel")]


def test_those_of_a_body_that_meets_with_it_read_no_closed_part(
    app: Flask, seat: Seat, make_meeting: Make
) -> None:
    joint = make_meeting("2026-10-05T10:00", slugs=("board", "audit"))
    papers = post_papers(app, joint)
    with app.app_context():
        found = minutes.begin_minutes(SYSTEM, get_meeting(joint))
        reviews.open_review(SYSTEM, found, review_until=None)
        db.session.commit()
    write(app, papers)

    page = seat("audit", "Tom").get(f"{papers.book}/minutes").text

    assert OPEN in page
    assert CLOSED not in page
    assert "For the members of Board." in page


def test_nobody_else_finds_it(
    client: PageClient, seat: Seat, in_review: Papers
) -> None:
    path = f"{in_review.book}/minutes"
    otto = seat("audit", "Otto")
    missing = otto.get("/my/nothing-here")
    for address in (path, f"{in_review.book}/correction"):
        answer = otto.get(address)
        assert (answer.status_code, answer.data) == (404, missing.data)
    fay = seat("board", "Fay", ended_on="2026-01-31")
    assert fay.get(path).status_code == 404
    assert client.get(path).status_code == 303
    assert OPEN not in client.get(f"/meetings/{in_review.number}/minutes").text


def test_the_cell_decides(
    member: PageClient, in_review: Papers, monkeypatch: pytest.MonkeyPatch
) -> None:
    cell = (Standing.MEMBER, Thing.MINUTES_DRAFT)
    monkeypatch.setitem(rules.POLICY, cell, Cell.NOTHING)
    assert member.get(f"{in_review.book}/minutes").status_code == 404
    assert "Draft minutes" not in member.get("/my/").text


def test_comments_end_with_their_last_day(
    app: Flask, seat: Seat, draft: Papers
) -> None:
    page, day = f"{draft.book}/correction", date(2026, 11, 30)
    with time_machine.travel("2026-12-01T07:59:00Z", tick=False), app.app_context():
        found = get_minutes(draft.meeting_id)
        with pytest.raises(RuleError, match="This day is past"):
            reviews.open_review(SYSTEM, found, review_until=date(2026, 11, 29))
        reviews.open_review(SYSTEM, found, review_until=day)
        db.session.commit()
    with time_machine.travel("2026-12-01T07:59:00Z", tick=False):
        ned = seat("board", "Ned")
        assert "comment until Monday, November 30, 2026" in ned.get("/my/").text
        assert ned.submit(page, text="In time").status_code == 303
    with time_machine.travel("2026-12-01T08:01:00Z", tick=False):
        late = ned.submit(page, text="Too late")
        assert "The last day for comments is past: tell the secretary." in late.text
        assert "Draft minutes" not in ned.get("/my/").text
        shown = read_main(ned.get(f"{draft.book}/minutes").text)
        assert "The last day for comments is past." in shown


def test_the_secretary_takes_a_draft_back(
    member: PageClient, secretary: PageClient, in_review: Papers
) -> None:
    path, desk = f"{in_review.book}/minutes", f"{_desk(in_review)}/minutes"
    ended = secretary.submit(f"{desk}/review/end", button="End the review")
    assert ended.location == desk
    assert member.get(path).status_code == 404
    again = secretary.submit(f"{desk}/review/end", button="End the review")
    assert "These minutes are not in review." in again.text
    secretary.submit(f"{desk}/propose", button="Propose the minutes")
    refused = secretary.submit(f"{desk}/review", review_until="")
    assert "These minutes are posted: corrections are asked for now." in refused.text
