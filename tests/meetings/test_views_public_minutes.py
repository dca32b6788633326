"""What came of a meeting: minutes, or what sources report."""

import pytest
from flask import Flask

from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import (
    Attendee,
    Item,
    MeetingRef,
    Minutes,
    MinutesSection,
    Withdrawal,
)
from govapp.record.shapes.results import ReportedItem, Result
from tests.exchange.posted import (
    post,
    post_agenda,
    post_notice,
)
from tests.meetings.reading import open_page, read_all, read_links
from tests.meetings.states import PAGE, SUBJECT
from tests.pages import PageClient

pytestmark = pytest.mark.usefixtures("now")
PLAN = Item(key="plan", number="1", title="Decision on the plan", is_action=True)


def _hold(app: Flask, state: str = "proposed", version: int = 1) -> None:
    """Post minutes of a meeting held on October 30."""
    minutes = Minutes(
        state=state,
        attendance=(
            Attendee(name="Seat 1", role="Chair", mode="in_person"),
            Attendee(name="Seat 2", status="absent"),
        ),
        sections=(
            MinutesSection(
                key="plan",
                number="1",
                title="Decision on the plan",
                text='<p onclick="x">Approved, 4–0.</p>',
            ),
        ),
        closing="<p>Adjourned at noon.</p>",
        approved_at=MeetingRef(number="2026-015", title="B", date="2026-11-12")
        if state == "approved"
        else None,
    )
    post(app, Kind.MINUTES, SUBJECT, minutes, version=version, label=state)


def test_a_held_meeting_leads_with_what_was_decided(
    app: Flask, client: PageClient
) -> None:
    post_notice(app, start_local="2026-10-30T10:00", end_local="")
    post_agenda(app, PLAN)
    _hold(app)

    page = open_page(client, PAGE)

    assert read_all(page, "h2") == [
        "What was decided",
        "Minutes",
        "Agenda",
        "Details",
        "Postings",
    ]
    assert read_all(page, "div", "g-decision") == [
        "1 Decision on the plan Approved, 4–0."
    ]
    assert "onclick" not in client.get(PAGE).text
    assert read_links(page, f"{PAGE}/minutes") == [
        f"{PAGE}/minutes",
        f"{PAGE}/minutes#item-plan",
        f"{PAGE}/minutes/v/1",
    ]
    assert read_all(page, "div", "g-actions") == []


def test_minutes_and_their_former_version(app: Flask, client: PageClient) -> None:
    post_notice(app, start_local="2026-10-30T10:00", end_local="")
    _hold(app)
    _hold(app, "approved", 2)

    page = open_page(client, f"{PAGE}/minutes")
    former = open_page(client, f"{PAGE}/minutes/v/1")

    assert read_all(page, "p", "g-wide")[1] == (
        "Approved at the meeting of Thursday, November 12, 2026. Posted Nov 23, 2026,"
        " 10:00 a.m. PST."
    )
    assert read_all(page, "th") == ["Name", "Role", "Attendance", "Seat 1", "Seat 2"]
    assert read_all(page, "td") == ["Chair", "Present, in person", "", "Absent"]
    assert read_all(page, "h2") == ["1 Decision on the plan", "Versions"]
    assert read_links(page, f"{PAGE}/minutes/v/") == [
        f"{PAGE}/minutes/v/2",
        f"{PAGE}/minutes/v/1",
    ]
    assert read_all(former, "div", "g-banner") == [
        (
            "These are not the minutes in force. A later version replaced them. Minutes"
            " in force"
        )
    ]
    open_page(client, f"{PAGE}/minutes/v/3", 404)


def test_withdrawn_minutes_leave_their_reason(app: Flask, client: PageClient) -> None:
    post_notice(app, start_local="2026-10-30T10:00", end_local="")
    _hold(app)
    gone = Withdrawal(what="minutes", version=1, reason="Wrong text.")
    post(app, Kind.WITHDRAWAL, SUBJECT, gone)

    page = open_page(client, f"{PAGE}/minutes/v/1")

    assert read_all(page, "div", "g-banner") == [
        "This version was withdrawn. Wrong text. What is in force now"
    ]
    assert "Approved, 4–0" not in client.get(f"{PAGE}/minutes").text


def test_minutes_that_are_not_there_say_when_they_come(
    app: Flask, client: PageClient
) -> None:
    post_notice(app, start_local="2026-10-30T10:00", end_local="")

    alone = open_page(client, f"{PAGE}/minutes")
    post_notice(app, "2026-015", start_local="2026-12-01T10:00", end_local="")
    followed = open_page(client, PAGE)
    ahead = open_page(client, "/meetings/2026-015/minutes")

    assert read_all(alone, "div", "g-empty") == [
        (
            "No minutes yet. They are proposed at the next meeting, which is not"
            " announced yet."
        )
    ]
    assert read_all(followed, "div", "g-empty")[0] == (
        "No minutes yet. They are proposed at the next meeting, Tuesday, December 1,"
        " 2026."
    )
    assert read_all(ahead, "div", "g-empty") == [
        "No minutes yet. The meeting has not been held."
    ]


def test_history_is_shown_as_its_sources_report_it(
    app: Flask, client: PageClient
) -> None:
    source = "https://example.org/news"
    post_notice(
        app,
        start_local="2002-08-07",
        end_local="",
        is_all_day=True,
        sources=(source,),
    )
    result = Result(
        items=(
            ReportedItem(title="Federal order", result="approved", tally="4-0"),
            ReportedItem(title="Fees", motion="Raise them", result="failed"),
        ),
        chair="M. K.",
        sources=(source,),
    )
    post(app, Kind.RESULT, SUBJECT, result)

    page = open_page(client, PAGE)

    assert read_all(page, "h2") == ["What was decided", "Details", "Postings"]
    assert read_all(page, "h3") == ["Federal order", "Fees"]
    assert read_all(page, "strong")[:2] == ["Approved, 4-0", "Failed"]
    assert len(read_all(page, "div", "g-decision--failed")) == 1
    assert "As reported by the sources below" in client.get(PAGE).text
    assert read_links(page, source) == [source]
