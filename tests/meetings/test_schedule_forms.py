"""Scheduling by form: what is refused, and that nothing typed is lost."""

from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.meetings.models import Meeting
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import schedule
from tests.meetings.conftest import Make
from tests.pages import PageClient, parse_page, read_text

CREATE = "/desk/meetings/create"
TYPED = {
    "kind": "special",
    "title": "Budget workshop",
    "date": "2026-12-16",
    "start": "10:00",
    "end": "12:30",
    "place": "250 Outcropping Way, Folsom",
    "directions": "Enter from the north.\r\nSign in at the desk.",
    "join_url": "https://meet.example.org/b?x=1&y=2",
    "join_details": "Meeting ID 123",
    "webcast_url": "http://video.example.org/",
    "contact": "clerk@example.org",
    "note": "Bring identification.",
}


def read_errors(answer: TestResponse) -> dict[str, str]:
    """Return each field's error, by the field's name."""
    page = parse_page(answer.text)
    return {
        name.removesuffix("-error"): read_text(element)
        for element in page.iter()
        if (name := element.get("id", "")).endswith("-error")
    }


def list_meetings(app: Flask) -> list[Meeting]:
    with app.app_context():
        return list(db.session.scalars(select(Meeting).order_by(Meeting.id)))


def test_a_draft_holds_what_was_typed(
    app: Flask, secretary: PageClient, bodies: dict[str, int]
) -> None:
    answer = secretary.submit(CREATE, joint=[str(bodies["audit"])], **TYPED)

    (meeting,) = list_meetings(app)
    assert (answer.status_code, answer.location) == (
        303,
        f"/desk/meetings/{meeting.id}",
    )
    assert (meeting.state, meeting.number) == ("draft", None)
    assert (meeting.kind, meeting.title) == ("special", "Budget workshop")
    assert (meeting.start_local, meeting.end_local) == (
        "2026-12-16T10:00",
        "2026-12-16T12:30",
    )
    assert meeting.start_at == datetime(2026, 12, 16, 18, tzinfo=UTC)
    assert meeting.end_at == datetime(2026, 12, 16, 20, 30, tzinfo=UTC)
    assert meeting.time_zone == "America/Los_Angeles"
    assert meeting.directions == "Enter from the north.\nSign in at the desk."
    assert meeting.join_url == TYPED["join_url"]
    with app.app_context():
        names = [body.slug for body in get_meeting(meeting.id).bodies]
    assert names == ["board", "audit"]


@pytest.mark.parametrize(
    ("typed", "field", "told"),
    [
        ({"date": ""}, "date", "Give the date."),
        ({"date": "2026-02-30"}, "date", "Give a date that exists."),
        ({"date": "1899-12-31"}, "date", "Give a year between 1900 and 2199."),
        ({"date": "2200-01-01"}, "date", "Give a year between 1900 and 2199."),
        ({"date": "0001-01-01"}, "date", "Give a year between 1900 and 2199."),
        ({"start": ""}, "start", "Give the time it starts, or tick that it is"),
        ({"start": "25:00"}, "start", "Give a time such as 10:00 AM."),
        ({"end": "09:59"}, "end", "The meeting ends before it starts"),
        ({"end": "10:00"}, "end", "The meeting ends before it starts"),
        ({"end_date": "2026-12-15"}, "end", "The meeting ends before it starts"),
        (
            {"date": "2027-03-14", "start": "02:30", "end": ""},
            "start",
            "2:30 a.m. does not exist on this day: clocks go forward past it.",
        ),
        ({"other_zone": "Mars/Olympus"}, "other_zone", "There is no such time zone."),
        ({"join_url": "javascript:alert(1)"}, "join_url", "Give a web address"),
        ({"join_url": "ftp://example.org"}, "join_url", "Give a web address"),
        ({"webcast_url": "https://"}, "webcast_url", "Give a web address"),
        ({"webcast_url": "https://[x"}, "webcast_url", "Give a web address"),
        ({"title": "x" * 301}, "title", "Use at most 300 characters."),
        ({"kind": "party"}, "kind", "Not a valid choice"),
        ({"host": "2"}, "host", "Not a valid choice"),
    ],
)
def test_a_wrong_answer_is_told_beside_its_field_and_all_stays_typed(
    app: Flask,
    secretary: PageClient,
    typed: dict[str, str],
    field: str,
    told: str,
) -> None:
    sent: dict[str, Any] = TYPED | typed

    answer = secretary.submit(CREATE, **sent)

    assert answer.status_code == 422
    errors = read_errors(answer)
    assert list(errors) == [field]
    assert errors[field].startswith(told)
    assert list_meetings(app) == []
    kept = {
        control.get("name"): control.get("value", control.text)
        for control in parse_page(answer.text).iter()
        if control.tag in {"input", "textarea"}
    }
    for name in set(TYPED) - {"kind", "date", "start", "end", "directions", field}:
        assert (kept[name] or "").strip() == TYPED[name]
    assert 'value="special"' in answer.text or field == "kind"


@pytest.mark.parametrize(("choice", "hour"), [("first", 8), ("second", 9)])
def test_a_time_that_comes_twice_asks_which(
    app: Flask, secretary: PageClient, choice: str, hour: int
) -> None:
    typed = {"date": "2026-11-01", "start": "01:30", "title": "Early"}
    asked = secretary.submit(CREATE, **typed)

    assert asked.status_code == 422
    assert list(read_errors(asked)) == ["start_later"]
    page = parse_page(asked.text)
    labels = [read_text(label) for label in page.iter("label")]
    assert "1:30 a.m. PDT (first)" in labels
    assert "1:30 a.m. PST (second)" in labels
    assert list_meetings(app) == []

    # Without JavaScript: the same form, with one of the two ticked.
    answer = secretary.submit(CREATE, **typed, start_later=choice)

    assert answer.status_code == 303
    (meeting,) = list_meetings(app)
    assert meeting.start_at == datetime(2026, 11, 1, hour, 30, tzinfo=UTC)


def test_an_end_that_comes_twice_asks_which_too(
    app: Flask, secretary: PageClient
) -> None:
    typed = {"date": "2026-11-01", "start": "01:15", "end": "01:45"}
    both = {"start_later": "second", "end_later": "first"}

    assert list(read_errors(secretary.submit(CREATE, **typed))) == ["start_later"]
    asked = secretary.submit(CREATE, **typed, start_later="second")
    assert list(read_errors(asked)) == ["end_later"]
    refused = secretary.submit(CREATE, **typed, **both)
    assert list(read_errors(refused)) == ["end"]
    secretary.submit(CREATE, **typed, **both | {"end_later": "second"})

    (meeting,) = list_meetings(app)
    assert meeting.end_at == datetime(2026, 11, 1, 9, 45, tzinfo=UTC)


def test_a_time_not_known_yet_is_a_day(app: Flask, secretary: PageClient) -> None:
    secretary.submit(CREATE, date="2026-12-16", start="", is_all_day="y")

    (meeting,) = list_meetings(app)
    assert (meeting.is_all_day, meeting.start_local) == (True, "2026-12-16T00:00")


def test_another_zone_counts_however_it_is_written(
    app: Flask, secretary: PageClient
) -> None:
    typed = {"date": "2026-12-16", "start": "10:00", "zone": "UTC"}
    secretary.submit(CREATE, **typed, other_zone=" asia/kathmandu ")
    secretary.submit(CREATE, **typed)

    far, utc = list_meetings(app)
    assert far.time_zone == "Asia/Kathmandu"
    assert far.start_at == datetime(2026, 12, 16, 4, 15, tzinfo=UTC)
    assert utc.start_at == datetime(2026, 12, 16, 10, tzinfo=UTC)


def test_control_characters_are_taken_out(app: Flask, secretary: PageClient) -> None:
    secretary.submit(
        CREATE,
        date="2026-12-16",
        start="10:00",
        title="A\x00 \x1b title",
        note="one\r\n\x00two",
    )

    (meeting,) = list_meetings(app)
    assert (meeting.title, meeting.note) == ("A title", "one\ntwo")


def test_the_same_form_sent_twice_drafts_once(
    app: Flask, secretary: PageClient
) -> None:
    key = {"idempotency_key": "the-same", "date": "2026-12-16", "start": "10:00"}

    first, second = (secretary.submit(CREATE, **key) for _ in range(2))

    assert len(list_meetings(app)) == 1
    assert first.location == second.location


def test_details_saved_meanwhile_are_shown_beside_what_was_typed(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    number = make_meeting(place="Folsom", note="Old note")
    path = f"/desk/meetings/{number}/edit"
    page = secretary.get(path)
    assert 'name="row_version"' in page.text
    with app.app_context():
        meeting = get_meeting(number)
        version = meeting.row_version
        schedule.edit_meeting(SYSTEM, meeting, row_version=version, place="Sacramento")
        db.session.commit()

    stale = secretary.submit(path, row_version=str(version), place="Online only")

    assert stale.status_code == 409
    assert 'value="Online only"' in stale.text
    shown = " ".join(
        read_text(element)
        for element in parse_page(stale.text).iter()
        if element.get("class") == "g-theirs"
    )
    assert shown == "Saved by someone else meanwhile:Sacramento"

    current = version + 1
    saved = secretary.submit(
        path, row_version=str(current), place="Sacramento and online"
    )

    assert saved.status_code == 303
    (meeting,) = list_meetings(app)
    assert (meeting.place, meeting.note) == ("Sacramento and online", "Old note")


def test_a_drafts_time_and_bodies_change(
    app: Flask, secretary: PageClient, bodies: dict[str, int], make_meeting: Make
) -> None:
    number = make_meeting(place="Folsom")
    base = f"/desk/meetings/{number}"

    secretary.submit(f"{base}/times", date="2031-04-01", start="09:15")
    secretary.submit(f"{base}/bodies", joint=[str(bodies["audit"])])

    (meeting,) = list_meetings(app)
    assert (meeting.start_local, meeting.place) == ("2031-04-01T09:15", "Folsom")
    with app.app_context():
        assert [body.slug for body in get_meeting(number).bodies] == ["board", "audit"]


def test_a_time_saved_meanwhile_is_shown_beside_what_was_typed(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    number = make_meeting()
    path = f"/desk/meetings/{number}/times"
    secretary.submit(path, start="11:00")

    stale = secretary.submit(path, row_version="1", start="12:00")

    assert stale.status_code == 409
    assert "Saved by someone else meanwhile:" in stale.text
    (meeting,) = list_meetings(app)
    assert meeting.start_local == "2031-03-05T11:00"
