"""Minutes of a closed session: a document of its members', apart from everyone's."""

from uuid import uuid4

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from govapp.accounts.services import SYSTEM
from govapp.audit.models import AuditLine
from govapp.database import db
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.queries.minutes import get_minutes
from govapp.record import closed_log
from govapp.record.models import RecordHead
from govapp.sittings.services import record_act
from tests.meetings.building import add_items, post, read_main
from tests.meetings.conftest import Make, stranger
from tests.meetings.test_minutes import add_people
from tests.pages import PageClient
from tests.portal.conftest import Seat
from tests.portal.papers import Papers, post_papers
from tests.portal.test_book import _recuse
from tests.portal.test_declaring import _desk, held

__all__ = ["held", "stranger"]

SAID, INSIDE = "Counsel was heard on Doe.", "The offer is 5 million."
SECRETS = (SAID, INSIDE, "Doe v. Operator", "Settlement")


def count_entries(app: Flask) -> int:
    """Return how many entries everyone's log has."""
    with app.app_context():
        size = select(RecordHead.size).where(RecordHead.log == "public")
        return db.session.scalar(size) or 0


@pytest.fixture
def written(secretary: PageClient, held: Papers) -> Papers:
    """Return a meeting whose closed minutes are written."""
    desk = f"{_desk(held)}/closed-minutes"
    asked = secretary.get(desk, follow_redirects=True)
    assert "Nothing of them is ever public" in asked.text
    begun = secretary.submit(f"{desk}/begin", button="Begin the minutes")
    assert begun.location == desk
    for key, text in ((held.closed, SAID), (held.beneath, INSIDE)):
        secretary.submit(f"{desk}/sections/{key}", text=f"<p>{text}</p>")
    return held


@pytest.fixture
def proposed(app: Flask, secretary: PageClient, written: Papers) -> Papers:
    """Return it with the closed minutes posted to members."""
    before = count_entries(app)
    desk = f"{_desk(written)}/closed-minutes"
    answer = secretary.submit(f"{desk}/propose", button="Propose the minutes")
    assert answer.status_code == 303
    assert count_entries(app) == before
    return written


def test_they_are_posted_to_the_closed_log_alone(
    app: Flask, client: PageClient, proposed: Papers
) -> None:
    with app.app_context():
        found = closed_log.find_minutes("board", f"meeting:{proposed.number}")
        assert found is not None
        sections = [
            (each.number, each.title, each.text, each.above)
            for each in found.minutes.sections
        ]
        assert sections == [
            ("2", "Doe v. Operator", f"<p>{SAID}</p>", ()),
            ("2.1", "Settlement", f"<p>{INSIDE}</p>", (proposed.closed,)),
        ]
        trail = db.session.scalars(select(AuditLine.detail)).all()
    for path in (
        f"/meetings/{proposed.number}",
        f"/meetings/{proposed.number}/minutes",
    ):
        page = client.get(path).text
        assert not any(secret in page for secret in SECRETS)
    path = f"/meetings/{proposed.number}/closed-minutes"
    assert client.get(path).status_code == 404
    # What stands beneath a closed item is told by its key alone; so is all of this.
    assert not any(secret in line for secret in SECRETS for line in trail)


def test_members_read_them_and_that_is_written_down(
    app: Flask, member: PageClient, proposed: Papers
) -> None:
    path = f"{proposed.book}/closed-minutes"
    assert path in member.get(proposed.book).text

    page = member.get(path)

    assert "no-store" in page.headers["Cache-Control"]
    read = read_main(page.text)
    assert f"2 Doe v. Operator {SAID}" in read
    assert f"2.1 Settlement {INSIDE}" in read
    with app.app_context():
        told = db.session.scalars(
            select(AuditLine.detail).where(AuditLine.action == "closed.read")
        ).all()
    assert set(told) == {"2 Counsel", "closed minutes 2 Counsel"}


def test_who_is_recused_does_not_read_that_items_part(
    app: Flask, member: PageClient, proposed: Papers
) -> None:
    _recuse(app, proposed, "Mia", proposed.closed)

    page = read_main(member.get(f"{proposed.book}/closed-minutes").text)

    assert "2 Counsel You are recused on this item." in page
    assert not any(secret in page for secret in SECRETS)


def test_nobody_else_finds_them(
    client: PageClient, seat: Seat, secretary: PageClient, proposed: Papers
) -> None:
    path = f"{proposed.book}/closed-minutes"
    for reader in (
        seat("audit", "Otto"),
        seat("board", "Fay", ended_on="2026-01-31"),
        secretary,
    ):
        missing = reader.get("/my/nothing-here")
        for address in (path, f"{path}/correction"):
            answer = reader.get(address)
            assert (answer.status_code, answer.data) == (404, missing.data)
    assert client.get(path).status_code == 303


def test_another_desk_and_a_meeting_without_closed_items_have_none(
    secretary: PageClient, stranger: PageClient, proposed: Papers, make_meeting: Make
) -> None:
    assert stranger.get(f"{_desk(proposed)}/closed-minutes").status_code == 404
    other = make_meeting("2026-10-06T10:00", is_posted=True)
    page = f"/desk/meetings/{other}/closed-minutes/begin"
    refused = secretary.submit(page, button="Begin the minutes")
    assert refused.location == f"/desk/meetings/{other}"


def test_they_are_approved_in_a_later_closed_session(
    app: Flask, secretary: PageClient, proposed: Papers, make_meeting: Make
) -> None:
    desk = f"{_desk(proposed)}/closed-minutes"
    make_meeting("2026-10-12T10:00", is_posted=True)
    none = secretary.get(f"{desk}/approve").text
    assert "No later meeting of this body had a closed session." in none
    later = make_meeting("2026-10-19T10:00")
    add_items(app, later, "Counsel", kind="closed", legal_basis="Gov. Code 11126(e)")
    post(app, later)

    secretary.submit(f"{desk}/approve", at=str(later))

    with app.app_context():
        found = closed_log.find_minutes("board", f"meeting:{proposed.number}")
        assert found is not None
        assert found.minutes.state == "approved"
        assert found.minutes.approved_at is not None
        assert get_meeting(proposed.meeting_id).state == "noticed"
        assert get_minutes(proposed.meeting_id, "minutes").state == "draft"


def test_a_member_asks_for_a_correction_of_them(
    app: Flask, member: PageClient, secretary: PageClient, proposed: Papers
) -> None:
    path, desk = f"{proposed.book}/closed-minutes", f"{_desk(proposed)}/closed-minutes"
    asked = member.submit(
        f"{path}/correction", item_key=proposed.beneath, text="It is 6 million."
    )
    assert asked.location == path
    assert "It is 6 million." in secretary.get(desk).text
    assert "6 million" not in secretary.get(f"{_desk(proposed)}/minutes").text
    assert secretary.get(f"{_desk(proposed)}/minutes/corrections/1").status_code == 404
    secretary.submit(f"{desk}/sections/{proposed.beneath}", text="<p>6 million.</p>")
    secretary.submit(f"{desk}/corrections/1", outcome="accepted", answer="")
    secretary.submit(f"{desk}/propose", button="Propose the minutes")
    assert "<p>6 million.</p>" in member.get(path).text
    with app.app_context():
        trail = db.session.scalars(select(AuditLine.detail)).all()
    assert not any("6 million" in line for line in trail)


def test_withdrawn_they_are_gone_for_members(
    member: PageClient, secretary: PageClient, proposed: Papers
) -> None:
    path = f"{proposed.book}/closed-minutes"
    assert member.get(path).status_code == 200
    desk = f"{_desk(proposed)}/closed-minutes"
    secretary.submit(f"{desk}/withdraw", reason="A name was wrong")
    assert member.get(path).status_code == 404


def test_what_was_recorded_behind_closed_doors_stands_in_them_alone(
    app: Flask, make_meeting: Make, bodies: dict[str, int]
) -> None:
    add_people(app, bodies["board"])
    with time_machine.travel("2024-03-05T18:00:00Z", tick=False):
        papers = post_papers(app, make_meeting("2024-03-05T10:00"))
        with app.app_context():
            meeting = get_meeting(papers.meeting_id)
            ann = {"body": "board", "person": "ann-chair"}
            for kind, data in (
                ("order", {}),
                ("arrive", ann),
                ("close", {"items": [papers.closed]}),
                ("take_up", {"item": papers.beneath}),
                (
                    "move",
                    {
                        "body": "board",
                        "mover": "ann-chair",
                        "item": papers.beneath,
                        "text": "Offer 5 million",
                    },
                ),
                ("resume", {}),
                ("adjourn", {}),
            ):
                record_act(SYSTEM, meeting, key=str(uuid4()), kind=kind, data=data)
            db.session.commit()
            closed = closed_log.find_sitting("board", f"meeting:{papers.number}")
    assert closed is not None
    assert [motion.text for motion in closed.motions] == ["Offer 5 million"]
    assert [taken.item for taken in closed.taken] == [papers.beneath]
    assert [pause.items for pause in closed.pauses] == [(papers.closed,)]
    assert closed.called_to_order == ""
