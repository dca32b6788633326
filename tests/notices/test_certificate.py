"""The certificate of posting: built from facts, frozen once it is issued."""

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.errors import RuleError
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import posting
from govapp.notices.services.certificates import issue_certificate
from govapp.notices.services.proof import Look, keep_looks
from govapp.record import projection
from govapp.record.models import RecordEntry
from tests.meetings.building import add_items, post, read_main
from tests.meetings.conftest import Make
from tests.notices.conftest import Enter
from tests.notices.rules import BAGLEY_KEENE, bind

PAGE = "/meetings/2026-001/certificate"
CERTIFIED = (
    "Board, 2026-001",
    "Wednesday, December 16, 2026, 10:00 a.m. PST",
    "Folsom",
    "Bagley-Keene Open Meeting Act Exception",
    "Gov. Code 11125(a), (b)",
    "Deadline: Sunday, December 6. Counted back 10 days from the meeting.",
    "Posted on this website Tuesday, December 8, 2026, 10:00 a.m. PST.",
    "Exception: Storm",
    "Allowed by: Moved and adopted, 5 to 0.",
    "Notice of the meeting, version 1",
    "Agenda, version 1, Tuesday, December 8, 2026, 10:00 a.m. PST",
    "3 of 4 looks found what was posted",
    "No answer: refused",
    "nobody looked.",
    "Signature",
)


def at(moment: str) -> time_machine.travel:
    return time_machine.travel(moment, tick=False)


@pytest.fixture
def meeting_id(app: Flask, account: int, make_meeting: Make) -> int:
    """Return a meeting whose agenda came two days late, and which was looked at."""
    assert account
    with at("2026-11-30T18:00Z"):
        bind(app, BAGLEY_KEENE)
        made = make_meeting("2026-12-16T10:00", is_posted=True, place="Folsom")
        add_items(app, made, "Plan")
    with at("2026-12-08T18:00Z"):
        post(app, made)
    for moment, finding in (
        ("2026-12-08T19:00Z", ""),
        ("2026-12-08T20:00Z", "No answer: refused"),
        ("2026-12-08T20:05Z", ""),
        ("2026-12-09T08:00Z", ""),
    ):
        with at(moment), app.app_context():
            page = "/meetings/2026-001"
            look = Look(page, 0 if finding else 200, finding)
            keep_looks(get_meeting(made), [look])
            db.session.commit()
    return made


def test_it_is_issued_at_the_desk_and_frozen(
    app: Flask, at_desk: Enter, meeting_id: int
) -> None:
    desk = f"/desk/meetings/{meeting_id}"
    public = app.test_client()
    assert public.get(PAGE).status_code == 404
    with at("2026-12-09T09:00Z"):
        client = at_desk()
        client.submit(
            f"{desk}/deadlines/bk-regular-notice/exception",
            reason="Storm",
            motion="Moved and adopted, 5 to 0.",
        )
        draft = read_main(client.get(f"{desk}/certificate").text)
        assert public.get(PAGE).status_code == 404
        issued = client.submit(f"{desk}/certificate")
        assert issued.location == f"{desk}/deadlines"
    with at("2026-12-10T18:00Z"):
        told = read_main(public.get(PAGE).text)
    for words in CERTIFIED:
        assert words in draft, words
        assert words in told, words
    with app.app_context():
        agenda = db.session.scalars(
            select(RecordEntry).where(RecordEntry.kind == "agenda")
        ).one()
        assert agenda.content_sha256 in told
        # What comes later is not in it.
        keep_looks(get_meeting(meeting_id), [Look("/meetings/2026-001", 200)])
        db.session.commit()
    with at("2026-12-10T18:05Z"):
        assert "3 of 4 looks" in read_main(public.get(PAGE).text)
        meeting = read_main(public.get("/meetings/2026-001").text)
    assert "Posting certificate" in meeting


def test_the_projection_is_made_anew_with_it(app: Flask, meeting_id: int) -> None:
    with app.app_context():
        issue_certificate(SYSTEM, get_meeting(meeting_id))
        grown = projection.dump()
        projection.rebuild()
        assert projection.dump() == grown
        db.session.rollback()


def test_what_was_not_posted_has_no_certificate(
    app: Flask, make_meeting: Make, at_desk: Enter
) -> None:
    draft = make_meeting("2031-03-05T10:00")
    off = make_meeting("2031-03-05T10:00", is_posted=True)
    with app.app_context():
        posting.cancel_meeting(SYSTEM, get_meeting(off), reason="Quorum")
        for meeting_id in (draft, off):
            with pytest.raises(RuleError):
                issue_certificate(SYSTEM, get_meeting(meeting_id))
        db.session.commit()
    for meeting_id in (draft, off):
        page = f"/desk/meetings/{meeting_id}/certificate"
        assert at_desk().get(page).status_code == 404
