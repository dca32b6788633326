"""Minutes from the first word to the approval at a later meeting."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.committees.models import Membership, Office, Person
from govapp.database import db
from govapp.meetings.models import Minutes
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.queries.minutes import get_minutes
from govapp.meetings.services import agenda, minutes
from tests.meetings.conftest import Make
from tests.meetings.test_schedule_changes import count_entries, read_flash
from tests.pages import PageClient, parse_page, read_text

DAY = "2024-03-05T10:00"
LATER = "2024-04-09T10:00"


def add_people(app: Flask, body_id: int) -> None:
    """Appoint a chair, a member, one who left before and one whose dates are vague."""
    people = [
        ("Ann Chair", "2023-01-01", ""),
        ("Bea Member", "2024-03-05", "2024-03-05"),
        ("Cal Former", "2020-01-01", "2024-03-04"),
        ("Dee Vague", "2024", ""),
    ]
    with app.app_context():
        for position, (name, start, end) in enumerate(people):
            slug = name.lower().replace(" ", "-")
            membership = Membership(
                body_id=body_id,
                person=Person(slug=slug, name=name),
                start_on=start,
                ended_on=end,
                position=position,
            )
            if position == 0:
                membership.offices = [Office(office="chair", start_on="2023-06-01")]
            db.session.add(membership)
        db.session.commit()


@pytest.fixture
def held(app: Flask, make_meeting: Make) -> int:
    """Return a meeting that was held, with two items."""
    number = make_meeting(DAY, is_posted=True)
    with app.app_context():
        meeting = get_meeting(number)
        agenda.add_item(SYSTEM, meeting, title="Call to order")
        agenda.add_item(SYSTEM, meeting, title="Budget")
        db.session.commit()
    return number


@pytest.fixture
def desk(held: int) -> str:
    """Return where its minutes are written."""
    return f"/desk/meetings/{held}/minutes"


@pytest.fixture
def begun(app: Flask, held: int) -> int:
    """Return a held meeting whose minutes were begun."""
    with app.app_context():
        minutes.begin_minutes(SYSTEM, get_meeting(held))
        db.session.commit()
    return held


def read(app: Flask, number: int) -> Minutes:
    with app.app_context():
        found = get_minutes(number)
        assert isinstance(found.sections, list)
        assert isinstance(found.attendance, list)
        return found


def test_minutes_begin_with_the_items_and_the_roster_of_the_day(
    app: Flask,
    secretary: PageClient,
    bodies: dict[str, int],
    held: int,
    desk: str,
) -> None:
    add_people(app, bodies["board"])
    asked = secretary.get(desk, follow_redirects=True)
    assert asked.request.path == f"{desk}/begin"
    assert "Ann Chair, Chair" in asked.text

    answer = secretary.submit(f"{desk}/begin", button="Begin the minutes")

    assert (answer.status_code, answer.location) == (303, desk)
    begun = read(app, held)
    assert [(line.name, line.role, line.status) for line in begun.attendance] == [
        ("Ann Chair", "Chair", "present"),
        ("Bea Member", "Member", "present"),
    ]
    assert [(one.number, one.title) for one in begun.sections] == [
        ("1", "Call to order"),
        ("2", "Budget"),
    ]
    again = secretary.get(f"{desk}/begin")
    assert (again.status_code, again.location) == (303, desk)


def test_minutes_are_proposed_changed_and_withdrawn(
    app: Flask, secretary: PageClient, begun: int, desk: str
) -> None:
    base = f"/desk/meetings/{begun}"
    section = f"{desk}/sections/{read(app, begun).sections[1].item_key}"
    public = "/meetings/2024-001/minutes"
    secretary.submit(section, text="<p>Adopted.</p>")
    assert "Adopted." not in secretary.get(public).text

    secretary.submit(f"{desk}/propose", button="Propose the minutes")
    assert read_flash(secretary, base).startswith("Posted: Proposed minutes, ")
    assert "Adopted." in secretary.get(public).text
    assert "which is what stands here" in secretary.get(desk).text

    secretary.submit(section, text="<p>Adopted, 5 to 0.</p>")
    assert "What you changed since is not posted." in secretary.get(desk).text
    assert "5 to 0" not in secretary.get(public).text
    secretary.submit(f"{desk}/propose", button="Propose the minutes")
    assert "5 to 0" in secretary.get(public).text

    secretary.submit(f"{desk}/withdraw", reason="A name was wrong")
    assert read_flash(secretary, base).startswith("Posted: Minutes withdrawn, ")
    for path in (public, f"{public}/v/1", f"{public}/v/2"):
        assert "Adopted" not in secretary.get(path).text
    assert "A name was wrong" in secretary.get(f"{public}/v/2").text
    assert read(app, begun).state == "draft"
    # The notice, minutes twice, and the withdrawal of both versions.
    assert count_entries(app) == 1 + 2 + 2

    secretary.submit(f"{desk}/propose", button="Propose the minutes")
    assert "5 to 0" in secretary.get(public).text


def test_minutes_are_approved_at_a_later_meeting_and_then_closed(
    app: Flask, secretary: PageClient, make_meeting: Make, begun: int, desk: str
) -> None:
    base = f"/desk/meetings/{begun}"
    later = make_meeting(LATER, is_posted=True)
    secretary.submit(f"{desk}/propose", button="Propose the minutes")
    asked = secretary.get(f"{desk}/approve").text
    assert "This cannot be undone." in asked
    answer = secretary.submit(f"{desk}/approve", at=str(later))

    assert (answer.status_code, answer.location) == (303, base)
    assert read_flash(secretary, base).startswith("Posted: Approved minutes, ")
    assert "2024-002" in secretary.get("/meetings/2024-001/minutes").text
    approved = read(app, begun)
    assert (approved.state, approved.posted_version) == ("approved", 2)
    with app.app_context():
        assert get_meeting(begun).state == "completed"
    for page in ("/texts", "/attendance", "/propose", "/approve", "/withdraw"):
        closed = secretary.get(f"{desk}{page}")
        assert (closed.status_code, closed.location) == (303, base), page
        assert read_flash(secretary, base).startswith("Approved minutes are not edited")
    assert "Approved minutes are closed." in secretary.get(desk).text


def test_only_later_meetings_of_the_same_body_that_were_held_approve(
    app: Flask, secretary: PageClient, make_meeting: Make, begun: int, desk: str
) -> None:
    earlier = make_meeting("2024-01-09T10:00", is_posted=True)
    ahead = make_meeting("2031-04-09T10:00", is_posted=True)
    other = make_meeting(LATER, is_posted=True, slugs=("audit", "board"))
    unposted = make_meeting(LATER)
    secretary.submit(f"{desk}/propose", button="Propose the minutes")
    empty = secretary.get(f"{desk}/approve").text
    assert "No later meeting of this body has been held." in empty

    for number in (earlier, ahead, other, unposted, begun):
        refused = secretary.submit(f"{desk}/approve", at=str(number))
        assert refused.status_code == 422

    assert read(app, begun).state == "proposed"


def test_what_was_not_seen_is_not_proposed(
    app: Flask, secretary: PageClient, begun: int, desk: str
) -> None:
    before = count_entries(app)

    answer = secretary.submit(f"{desk}/propose", seen="something else")

    assert answer.status_code == 422
    assert "Nothing was posted: look at it once more." in answer.text
    assert (count_entries(app), read(app, begun).state) == (before, "draft")


def test_unchanged_minutes_are_not_proposed_again(
    secretary: PageClient, begun: int, desk: str
) -> None:
    assert begun
    secretary.submit(f"{desk}/propose", button="Propose the minutes")

    again = secretary.submit(f"{desk}/propose", button="Propose the minutes")

    assert again.status_code == 422
    assert "Nothing has changed since these minutes were posted." in again.text


def test_two_secretaries_on_one_section_both_keep_their_words(
    app: Flask, secretary: PageClient, begun: int, desk: str
) -> None:
    section = read(app, begun).sections[0]
    path = f"{desk}/sections/{section.item_key}"
    secretary.submit(path, text="<p>Called at ten.</p>")

    stale = secretary.submit(path, row_version="1", text="<p>Called at noon.</p>")

    assert stale.status_code == 409
    page = parse_page(stale.text)
    typed = next(e.text for e in page.iter("textarea"))
    theirs = [e for e in page.iter("div") if e.get("class") == "g-theirs"]
    assert typed is not None
    assert typed.strip() == "<p>Called at noon.</p>"
    assert read_text(theirs[0]).endswith("Called at ten.")
    assert read(app, begun).sections[0].text == "<p>Called at ten.</p>"

    merged = "<p>Called at ten; noon is lunch.</p>"
    assert secretary.submit(path, row_version="2", text=merged).status_code == 303
    assert read(app, begun).sections[0].text == merged


def test_saving_may_lead_on_to_the_next_item(
    app: Flask, secretary: PageClient, begun: int, desk: str
) -> None:
    first, second = (one.item_key for one in read(app, begun).sections)

    on = secretary.submit(f"{desk}/sections/{first}", text="<p>a</p>", next="1")
    end = secretary.submit(f"{desk}/sections/{second}", text="<p>b</p>", next="1")

    assert on.location == f"{desk}/sections/{second}"
    assert end.location == f"{desk}#{second}"


def test_minutes_of_a_meeting_ahead_are_not_on_the_list_to_write(
    secretary: PageClient, make_meeting: Make
) -> None:
    make_meeting(f"{datetime.now(UTC).year + 1}-03-05T10:00", is_posted=True)  # noqa: TID251

    assert "Minutes to write" not in secretary.get("/desk/").text
