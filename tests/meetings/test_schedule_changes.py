"""Telling everyone: each move where it is allowed, its refusal where it is not."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import func, select

from govapp.audit.models import AuditLine
from govapp.database import db
from govapp.mail.models import OutboxMessage
from govapp.meetings.models import Meeting
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.rules.states import REFUSALS
from govapp.record.models import RecordEntry
from tests.meetings.conftest import Make
from tests.pages import PageClient, parse_page, read_text

STATES = ("draft", "scheduled", "noticed", "postponed", "cancelled", "completed")
OPEN = {
    "edit": ("edit", {"draft", "scheduled", "noticed", "postponed"}),
    "bodies": ("edit", {"draft", "scheduled", "noticed", "postponed"}),
    "times": ("change_times", {"draft"}),
    "notice": ("post_notice", {"draft", "scheduled", "noticed", "postponed"}),
    "reschedule": ("reschedule", {"scheduled", "noticed", "postponed"}),
    "postpone": ("postpone", {"scheduled", "noticed"}),
    "cancel": ("cancel", {"scheduled", "noticed", "postponed"}),
    "minutes/begin": ("post_minutes", {"scheduled", "noticed", "completed"}),
}
BUTTONS = {
    "notice": "Post the notice",
    "reschedule": "Move the meeting",
    "postpone": "Postpone the meeting",
    "cancel": "Cancel the meeting",
}


def set_state(app: Flask, number: int, state: str) -> None:
    with app.app_context():
        meeting = get_meeting(number)
        meeting.state = state
        if state == "draft":
            meeting.number = None
        db.session.commit()


def count_entries(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(RecordEntry)) or 0


def count_mails(app: Flask) -> int:
    with app.app_context():
        query = select(func.count()).where(OutboxMessage.subject.like("Posted:%"))
        return db.session.scalar(query) or 0


def read_flash(client: PageClient, path: str) -> str:
    page = parse_page(client.get(path).text)
    told = [
        each
        for each in page.iter("div")
        if each.get("role") in {"status", "alert"} and each.get("hidden") is None
    ]
    return " ".join(read_text(element) for element in told)


@pytest.mark.parametrize("state", STATES)
def test_each_page_opens_where_its_move_is_allowed_and_says_why_where_not(
    app: Flask, secretary: PageClient, make_meeting: Make, state: str
) -> None:
    number = make_meeting(is_posted=True)
    set_state(app, number, state)
    base = f"/desk/meetings/{number}"

    for page, (rule, allowed) in OPEN.items():
        answer = secretary.get(f"{base}/{page}")

        if state in allowed:
            assert answer.status_code == 200, page
        else:
            assert (answer.status_code, answer.location) == (303, base), page
            assert read_flash(secretary, base) == REFUSALS[rule], page


def test_posting_the_notice_gives_a_number_and_proves_it(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    number = make_meeting(place="Folsom")
    base = f"/desk/meetings/{number}"

    answer = secretary.submit(f"{base}/notice", button="Post the notice")

    assert (answer.status_code, answer.location) == (303, base)
    told = read_flash(secretary, base)
    assert told.startswith("Posted: Meeting announced, ")
    assert told.endswith(" It is entry 1 of the record.")
    public = secretary.get("/meetings/2031-001")
    assert public.status_code == 200
    assert "Folsom" in public.text
    assert count_mails(app) == 1


def test_details_changed_after_posting_wait_to_be_posted(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    number = make_meeting(is_posted=True, place="Folsom")
    base = f"/desk/meetings/{number}"
    secretary.submit(f"{base}/edit", place="Sacramento")

    assert "differ from what everyone reads" in secretary.get(base).text
    assert "Sacramento" not in secretary.get("/meetings/2031-001").text
    asked = secretary.get(f"{base}/notice").text
    assert "<del>Folsom</del>" in asked
    assert "<ins>Sacramento</ins>" in asked
    secretary.submit(f"{base}/notice", button="Post the changes")

    assert read_flash(secretary, base).startswith("Posted: Meeting details changed, ")
    assert "Sacramento" in secretary.get("/meetings/2031-001").text
    assert count_entries(app) == 2
    again = secretary.submit(f"{base}/notice", button="Post the changes")
    assert again.status_code == 422
    assert "Nothing has changed since the notice was posted." in again.text


def test_moving_leaves_a_tombstone_at_the_old_day(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    number = make_meeting(is_posted=True)
    base = f"/desk/meetings/{number}"
    same = secretary.submit(f"{base}/reschedule", reason="Quorum")
    assert same.status_code == 422
    assert "This is the time the meeting has already." in same.text
    bare = secretary.submit(f"{base}/reschedule", date="2031-03-12")
    assert "Say why; everyone will read it." in bare.text
    assert 'value="2031-03-12"' in bare.text

    moved = secretary.submit(f"{base}/reschedule", date="2031-03-12", reason="Quorum")

    assert (moved.status_code, moved.location) == (303, base)
    assert read_flash(secretary, base).startswith("Posted: Meeting moved, ")
    calendar = secretary.get("/calendar?year=2031&month=3").text
    assert "Moved" in calendar
    assert "Quorum" in secretary.get("/meetings/2031-001").text
    assert count_entries(app) == 2


def test_postponing_and_then_setting_a_new_time(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    number = make_meeting(is_posted=True)
    base = f"/desk/meetings/{number}"

    secretary.submit(f"{base}/postpone", reason="No room")
    assert read_flash(secretary, base).startswith("Posted: Meeting postponed, ")
    assert "Set a new time" in secretary.get(base).text
    # The same time again is a new time for a meeting that had none.
    secretary.submit(f"{base}/reschedule", reason="Room found")

    with app.app_context():
        assert get_meeting(number).state == "scheduled"
    assert count_entries(app) == 3


def test_cancelling_is_for_ever_and_says_so_first(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    number = make_meeting(is_posted=True)
    base = f"/desk/meetings/{number}"
    asked = secretary.get(f"{base}/cancel").text
    assert "This cannot be undone." in asked
    assert "These get a mail: the secretaries of Board." in asked

    secretary.submit(f"{base}/cancel", reason="Storm")

    assert read_flash(secretary, base).startswith("Posted: Meeting cancelled, ")
    assert "Storm" in secretary.get("/meetings/2031-001").text
    again = secretary.get(f"{base}/cancel")
    assert (again.status_code, again.location) == (303, base)
    assert read_flash(secretary, base) == REFUSALS["cancel"]
    assert "Nothing can be changed any more." in secretary.get(base).text
    assert count_entries(app) == 2


def test_what_was_not_shown_is_not_posted(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    number = make_meeting()
    base = f"/desk/meetings/{number}"
    stale = {"seen": "1", "button": "Post the notice"}
    secretary.submit(f"{base}/edit", place="Elsewhere")

    answer = secretary.submit(f"{base}/notice", **stale)

    assert answer.status_code == 422
    assert "Nothing was posted: look at it once more." in answer.text
    assert count_entries(app) == 0


@pytest.mark.parametrize("verb", BUTTONS)
def test_two_requests_at_once_post_once(
    app: Flask, secretary: PageClient, make_meeting: Make, verb: str
) -> None:
    number = make_meeting(is_posted=verb != "notice")
    path = f"/desk/meetings/{number}/{verb}"
    before = count_entries(app)
    page = parse_page(secretary.get(path).text)
    form = next(form for form in page.iter("form") if form.get("class"))
    hidden = {
        field.get("name", ""): field.get("value", "")
        for field in form.iter("input")
        if field.get("type") in {"hidden", "date", "time"}
    }
    sent = hidden | {"reason": "Why", "zone": "UTC"}

    def send(_turn: int) -> tuple[int, str | None]:
        twin = app.test_client()
        for cookie in (secretary._cookies or {}).values():  # noqa: SLF001  # the same browser
            twin.set_cookie(cookie.key, cookie.value)
        answer = twin.post(path, data=sent)
        return answer.status_code, answer.location

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(send, range(2))

    assert first == second == (303, f"/desk/meetings/{number}")
    assert count_entries(app) == before + 1


def test_the_secretary_of_another_body_sees_what_is_not_there(
    app: Flask, stranger: PageClient, make_meeting: Make
) -> None:
    number = make_meeting(is_posted=True, slugs=("board", "audit"))
    absent = number + 1000

    for page in ("", *(f"/{page}" for page in OPEN), "/minutes", "/minutes/propose"):
        mine = stranger.get(f"/desk/meetings/{number}{page}")
        none = stranger.get(f"/desk/meetings/{absent}{page}")

        assert (mine.status_code, none.status_code) == (404, 404), page
        assert mine.data.replace(str(number).encode(), b"?") == none.data.replace(
            str(absent).encode(), b"?"
        ).replace(str(number).encode(), b"?")
    with app.app_context():
        assert get_meeting(number).state == "scheduled"


def test_reading_writes_nothing(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    number = make_meeting(is_posted=True)

    def count() -> list[int | None]:
        with app.app_context():
            tables = (Meeting, AuditLine, RecordEntry, OutboxMessage)
            return [
                db.session.scalar(select(func.count()).select_from(t)) for t in tables
            ]

    before = count()
    for page in ("", *(f"/{page}" for page in OPEN)):
        secretary.get(f"/desk/meetings/{number}{page}")
    secretary.get("/desk/")
    secretary.get("/desk/meetings")

    assert count() == before
