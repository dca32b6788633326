"""Minutes as PDF: what was written, and what was recorded in the room."""

from datetime import datetime

import pytest
from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.committees.queries import get_body
from govapp.database import db
from govapp.meetings.queries.agendas import list_items
from govapp.meetings.queries.minutes import get_minutes
from govapp.meetings.services import agenda, posting, schedule
from govapp.meetings.services import minutes as services
from govapp.meetings.services.appending import append
from govapp.record.shapes.base import Kind
from govapp.record.shapes.sittings import Conflict, Pause, Taken
from govapp.renditions.models import Rendition
from tests.accounts.people import open_body
from tests.meetings.building import read_main
from tests.pages import PageClient
from tests.record.sitting import (
    ANA,
    BEN,
    CAM,
    make_motion,
    make_presence,
    make_round,
    make_sitting,
)
from tests.renditions.making import check_pdf, get_whole, read_pages, work

PAGE = "/meetings/2024-001"
MINUTES = f"{PAGE}/minutes.pdf"
DAY = "2024-03-05T"
TEXT = """<p>The Board heard <strong>staff</strong>.</p>
<ul><li>One<ol><li>Inner</li></ol></li><li>Two</li></ul>
<blockquote><p>Quoted</p></blockquote><h3>Part</h3>
<table><thead><tr><th>Name</th><th>Sum</th></tr></thead>
<tbody><tr><td>Travel</td><td>7</td></tr></tbody></table>
<p>שלום <a href="https://a.example/">עולם</a></p>"""


@pytest.fixture
def held(app: Flask) -> int:
    """Return a meeting that sat and whose minutes were proposed."""
    open_body(app, "board")
    with app.app_context():
        meeting = schedule.schedule_meeting(
            SYSTEM,
            bodies=[get_body("board")],
            kind="regular",
            start=datetime(2024, 3, 5, 10),  # noqa: DTZ001 wall time
            place="Folsom",
        )
        agenda.add_item(SYSTEM, meeting, title="Budget")
        posting.post_agenda(SYSTEM, meeting, store=app.extensions["govapp.files"])
        (item,) = list_items(meeting)
        sitting = make_sitting(
            make_motion(
                "m1",
                make_round(yes=(ANA, BEN), no=(CAM,)),
                item=item.key,
                text="That the budget is adopted.",
            ),
            presiding=ANA,
            presences=(
                make_presence(ANA, (f"{DAY}18:02:00Z", f"{DAY}20:02:30Z")),
                make_presence(CAM, status="absent"),
            ),
            called_to_order=f"{DAY}18:02:00Z",
            adjourned=f"{DAY}20:02:30Z",
            taken=(Taken(item=item.key, at=f"{DAY}18:10:00Z"),),
            pauses=(
                Pause(kind="recess", since=f"{DAY}19:00:00Z", until=f"{DAY}19:10:00Z"),
            ),
            conflicts=(
                Conflict(
                    person=CAM, item=item.key, kind="recusal", statement="Owns it."
                ),
            ),
        )
        append(SYSTEM, meeting, Kind.SITTING, sitting)
        writing = services.begin_minutes(SYSTEM, meeting)
        section = writing.sections[0]
        services.edit_section(
            SYSTEM, section, row_version=section.row_version, text=TEXT
        )
        services.propose_minutes(SYSTEM, writing)
        db.session.commit()
        return meeting.id


def test_minutes_are_a_tagged_pdf(app: Flask, client: PageClient, held: int) -> None:
    assert held
    waiting = client.get(MINUTES)
    assert (waiting.status_code, waiting.headers["Retry-After"]) == (503, "5")
    assert "Read the minutes" in read_main(waiting.text)
    assert f'href="{MINUTES}"' in client.get(f"{PAGE}/minutes").text

    work(app)

    pdf = get_whole(client, MINUTES).data
    check_pdf(pdf)
    text = " ".join(read_pages(pdf))
    for words in (
        "Proposed",
        "Called to order at 10:02 a.m. PST. In the chair: Ana Example.",
        "Cam Example, Board of Governors Absent",
        "1 Budget",
        "Taken up at 10:10 a.m. PST.",
        "Cam Example, recused: Owns it.",
        "The Board heard staff.",
        "Travel",
        "That the budget is adopted.",
        "Passed, 2 to 1",
        "Ben Example Yes",
        "In recess 11:00 a.m. PST to 11:10 a.m. PST.",
        "Adjourned at 12:02 p.m. PST.",
        "Meeting 2024-001 · Minutes version 1 · Posted",
        "Checkpoint of the record: ",
    ):
        assert words in text, words


def test_withdrawn_minutes_are_gone_and_say_why(
    app: Flask, client: PageClient, held: int
) -> None:
    work(app)
    with app.app_context():
        services.withdraw_minutes(SYSTEM, get_minutes(held), reason="A name was wrong")
        db.session.commit()

    for path in (MINUTES, f"{PAGE}/minutes/v/1/minutes.pdf"):
        gone = client.get(path)
        assert gone.status_code == 410
        told = read_main(gone.text)
        assert "These minutes were withdrawn" in told
        assert "A name was wrong" in told
    assert client.get(f"{PAGE}/minutes/v/2/minutes.pdf").status_code == 404
    work(app)
    with app.app_context():
        assert db.session.query(Rendition).filter_by(form="minutes").count() == 0
