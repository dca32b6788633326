"""How soon a body posts: told from the record alone, and honest where it is silent."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.importing import services as importing
from govapp.importing.rules.reading import read_archive
from govapp.meetings.published import get_card
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import minutes, posting
from govapp.notices.rules.timeliness import Timeliness, Timing, measure
from govapp.record.cards import Line, MeetingCard
from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Agenda, Minutes
from tests.exchange.posted import (
    make_file,
    make_notice,
    post,
    post_bodies,
    post_notice,
    post_organization,
)
from tests.meetings.building import add_items, read_main
from tests.meetings.building import post as post_drafted
from tests.meetings.conftest import Make
from tests.meetings.reading import open_page, read_all, read_links
from tests.notices.rules import BAGLEY_KEENE, BROWN, bind, make_duty
from tests.pages import PageClient

PAGE = "/committees/board/timeliness"
DUTIES = (make_duty(), make_duty(rule="later", due_at="2026-12-13T18:00:00.000Z"))
AFTER = "2027-03-01T18:00Z"


def at(moment: str) -> time_machine.travel:
    return time_machine.travel(moment, tick=False)


def rows(client: PageClient, year: str = "2026") -> list[list[str]]:
    """Return the table of a year as a spreadsheet reads it, without its head."""
    answer = client.get(f"{PAGE}.csv?year={year}")
    assert answer.content_type == "text/csv; charset=utf-8"
    name = f'attachment; filename="board-timeliness-{year}.csv"'
    assert answer.headers["Content-Disposition"] == name
    assert answer.text.startswith("\ufeff")
    head, *lines = csv.reader(io.StringIO(answer.text[1:]))
    assert len(set(head)) == len(head) == 16
    return lines


@pytest.fixture
def meeting(app: Flask) -> str:
    """Post a meeting of December 16 with late papers and its minutes; return it."""
    with at("2026-11-20T18:00Z"):
        post_organization(app)
        post_bodies(app)
    subject = "meeting:2026-014"
    first, second = make_file(), make_file("map.png", id="map")
    third, fourth = make_file(version=2), make_file("late.pdf", id="after")
    with at("2026-11-24T18:00Z"):
        post_notice(app, duties=DUTIES)
    with at("2026-12-07T07:59:59.999Z"):
        post(app, Kind.AGENDA, subject, Agenda(files=(first,)))
    with at("2026-12-07T08:00Z"):
        # One file came after the deadline, and one in a new version.
        agenda = Agenda(files=(third, second))
        post(app, Kind.AGENDA, subject, agenda, version=2, label="revised")
    with at("2026-12-17T18:00Z"):
        agenda = Agenda(files=(third, second, fourth))
        post(app, Kind.AGENDA, subject, agenda, version=3, label="supplemental")
    with at("2026-12-20T18:00Z"):
        post(app, Kind.MINUTES, subject, Minutes(state="proposed"), label="proposed")
    with at("2027-01-14T07:00Z"):
        approved = Minutes(state="approved")
        post(app, Kind.MINUTES, subject, approved, version=2, label="approved")
    return subject


@pytest.mark.usefixtures("meeting")
@time_machine.travel(AFTER, tick=False)
def test_a_meeting_s_times_to_the_letter(client: PageClient) -> None:
    assert rows(client) == [
        [
            "2026-12-16", "2026-014", "General Session", "Completed", "yes",
            "2026-11-24T18:00:00.000Z", "22", "2026-12-07T07:59:59.999Z", "10", "Met",
            "2", "2026-12-20T18:00:00.000Z", "4", "2027-01-14T07:00:00.000Z", "28",
            "http://localhost/meetings/2026-014",
        ]
    ]  # fmt: skip
    page = open_page(client, f"{PAGE}?year=2026")
    assert read_all(page, "h1") == ["How soon Board of Governors posts"]
    row = (
        "Dec 16, 2026 General Session 22 days before 10 days before Met 2 4 days after"
        " 28 days after"
    )
    assert read_all(page, "tr")[1:] == [row]
    assert read_all(page, "dd") == [
        "22 days before",
        "10 days before",
        "4 days after",
        "28 days after",
        "0 meetings",
        "2",
    ]


@pytest.mark.usefixtures("meeting")
def test_what_is_ahead_is_shown_and_not_counted(client: PageClient) -> None:
    with at("2026-12-10T18:00Z"):
        told = read_main(client.get(PAGE).text)
    assert "No meeting of this year was held under this record yet" in told


@pytest.mark.usefixtures("meeting")
@time_machine.travel(AFTER, tick=False)
def test_years_are_those_in_which_a_meeting_stands(
    app: Flask, client: PageClient
) -> None:
    post_notice(app, "2028-001", start_local="2028-02-29T10:00", end_local="")
    with at("2026-12-31T18:00Z"):
        assert "Meetings in 2026" in client.get(PAGE).text
    # In 2027 the body does not meet: the last year in which it did.
    page = open_page(client, PAGE)
    assert "Meetings in 2026" in read_all(page, "h2")
    assert read_links(page, f"{PAGE}/year")[:2] == [
        f"{PAGE}/year=2028",
        f"{PAGE}/year=2026",
    ]
    assert len(rows(client, "2028")) == 1
    for wrong in ("2027", "20", "%00", "2026%25"):
        assert client.get(f"{PAGE}?year={wrong}").status_code == 404
        assert client.get(f"{PAGE}.csv?year={wrong}").status_code == 404
    for nobody in ("none", "%00"):
        assert client.get(f"/committees/{nobody}/timeliness").status_code == 404
        assert client.get(f"/committees/{nobody}/timeliness.csv").status_code == 404


def test_a_body_without_meetings_says_so(app: Flask, client: PageClient) -> None:
    post_organization(app)
    post_bodies(app)
    assert "No meeting of this body is posted here." in client.get(PAGE).text
    assert list(csv.reader(io.StringIO(client.get(f"{PAGE}.csv").text)))[1:] == []


def test_through_the_desk_a_move_and_late_notice_are_told(
    app: Flask, client: PageClient, make_meeting: Make
) -> None:
    with at("2026-11-02T18:00Z"):
        bind(app, BAGLEY_KEENE, BROWN)
        late = make_meeting("2026-12-16T10:00", is_posted=True)
        moved = make_meeting("2026-12-09T10:00", is_posted=True)
        gone = make_meeting("2026-12-02T10:00", is_posted=True)
    with at("2026-12-01T18:00Z"), app.app_context():
        posting.reschedule_meeting(
            SYSTEM,
            get_meeting(moved),
            reason="Storm",
            start=datetime(2026, 12, 11, 10),  # noqa: DTZ001 wall time
            end=None,
            time_zone="America/Los_Angeles",
        )
        posting.cancel_meeting(SYSTEM, get_meeting(gone), reason="No quorum")
        db.session.commit()
    with at("2026-12-08T18:00Z"):
        add_items(app, late, "Plan")
        post_drafted(app, late)
    with at("2026-12-21T18:00Z"), app.app_context():
        minutes.begin_minutes(SYSTEM, get_meeting(late))
        db.session.commit()
        found = {row[0]: row[3:13] for row in rows(client)}
    # What is drafted at the desk is not known here.
    assert found == {
        "2026-12-16": [
            "Agenda posted", "yes", "2026-11-02T18:00:00.000Z", "44",
            "2026-12-08T18:00:00.000Z", "8", "Late", "0", "", "",
        ],
        "2026-12-11": [
            "Scheduled", "yes", "2026-12-01T18:00:00.000Z", "10", "", "", "Late", "0",
            "", "",
        ],
        "2026-12-02": ["Cancelled", "yes", "", "", "", "", "", "", "", ""],
    }  # fmt: skip


ARCHIVE = """
{"bodies": [], "meetings": [{"body": "board", "date": "2026-03-12", "start": "10:00",
 "items": [{"title": "Plan"}], "source": "Minutes"}]}
"""


@time_machine.travel("2026-12-01T18:00Z", tick=False)
def test_of_meetings_taken_in_the_record_knows_no_notice(
    app: Flask, client: PageClient, bodies: dict[str, int]
) -> None:
    assert bodies
    bind(app, BAGLEY_KEENE)
    with app.app_context():
        (placed,) = read_archive(ARCHIVE).meetings
        done = importing.import_meeting(SYSTEM, placed, seen={}, found=[])
        number = str(done.meeting.number)
        db.session.commit()
        # It was posted with no duty, so that its page accuses nobody either.
        assert get_card(number).notice.duties == ()
    assert "Late" not in read_main(client.get(f"/meetings/{number}").text)
    (row,) = rows(client)
    assert row[3:15] == ["Scheduled", "no", *[""] * 10]
    told = read_main(client.get(PAGE).text)
    assert (
        "Posted here after it was held. When it was noticed is not known here." in told
    )
    assert "No meeting of this year was held under this record yet" in told


@time_machine.travel("2026-12-17T18:00Z", tick=False)
def test_who_posts_after_the_meeting_under_a_rule_is_late(
    app: Flask, client: PageClient, make_meeting: Make
) -> None:
    bind(app, BAGLEY_KEENE)
    make_meeting("2026-12-16T10:00", is_posted=True)
    (row,) = rows(client)
    assert row[3:11] == [
        "Scheduled", "yes", "2026-12-17T18:00:00.000Z", "-1", "", "", "Late", "0",
    ]  # fmt: skip
    assert "1 day after" in read_main(client.get(PAGE).text)


START = datetime(2026, 12, 16, 18, tzinfo=UTC)


def make_card(posted: datetime, *, is_all_day: bool = False) -> MeetingCard:
    """Return a meeting of December 16 at ten, posted once."""
    local = "2026-12-16" if is_all_day else "2026-12-16T10:00"
    notice = make_notice(start_local=local, end_local="", is_all_day=is_all_day)
    stamp = f"{posted:%Y-%m-%dT%H:%M:%S}.000Z"
    line = Line(seq=1, kind="notice", version=1, posted_at=stamp, title="General")
    return MeetingCard(
        notice=notice, updated_at=stamp, start_since=stamp, lines=(line,)
    )


@given(
    before=st.integers(-100_000, 100_000),
    now=st.integers(-100_000, 100_000),
    is_all_day=st.booleans(),
)
def test_days_are_whole_and_what_is_ahead_is_not_counted(
    before: int, now: int, *, is_all_day: bool
) -> None:
    posted = START - timedelta(minutes=before)
    card = make_card(posted, is_all_day=is_all_day)
    found = measure([card], {}, START + timedelta(minutes=now))
    (timing,) = found.timings
    assert found.counted == ((timing,) if timing.is_held and timing.is_known else ())
    if timing.is_known:
        assert timing.notice_days is not None
        assert abs(timing.notice_days - before / 1440) < 1
    assert timing.is_known is (before > 0 or (is_all_day and before >= -14 * 60 + 1))
    assert timing.files_late is None
    assert timing.standing == ""


def test_medians_are_those_of_what_was_held() -> None:
    def make(days: int, *, is_held: bool = True) -> Timing:
        at = f"{START - timedelta(days=days):%Y-%m-%dT%H:%M:%S}.000Z"
        notice = make_card(START).notice
        return Timing(notice, "noticed", True, is_held, noticed_at=at)  # noqa: FBT003

    odd = Timeliness((make(3), make(30), make(10), make(1, is_held=False)))
    assert odd.medians == {
        "notice": 10, "agenda": None, "draft": None, "approved": None,
    }  # fmt: skip
    assert Timeliness((make(3), make(10))).medians["notice"] == 6.5
    assert Timeliness((make(4), make(10))).medians["notice"] == 7
    assert Timeliness(()).medians["notice"] is None
