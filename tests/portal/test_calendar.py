"""A member's own calendar: at an address with a key, until it is to end."""

import logging
import re
from datetime import date

import pytest
import recurring_ical_events
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar, Event
from sqlalchemy import select, text

from govapp.accounts import services as accounts
from govapp.accounts.limits import CALENDARS
from govapp.accounts.models import CalendarKey
from govapp.accounts.queries import find_user
from govapp.accounts.services import SYSTEM
from govapp.audit.models import AuditLine
from govapp.committees import services as committees
from govapp.committees.queries import find_person, get_body
from govapp.database import db
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import posting
from govapp.portal.models import Attending
from tests.accounts.people import (
    ADMINISTRATOR,
    PASSWORD,
    enter,
    find_link,
    list_mails,
    open_account,
)
from tests.meetings.building import read_main
from tests.meetings.conftest import Make
from tests.pages import PageClient, parse_page
from tests.portal.conftest import Seat
from tests.portal.papers import Papers
from tests.portal.people import end_service
from tests.queries import count_queries

MIA = "mia@example.org"
KEY = re.compile(r"/my-calendar/([\w-]{43})\.ics")


def make_address(client: PageClient, button: str = "Make an address") -> str:
    """Make an address as a member would; return its path."""
    page = client.submit("/my/calendar", button=button)
    found = {each.group(0) for each in KEY.finditer(page.text)}
    assert len(found) == 1
    return found.pop()


def ask(app: Flask, address: str) -> tuple[int, bytes]:
    """Ask for an address as a device does."""
    answer = FlaskClient(app, app.response_class, use_cookies=False).get(address)
    return answer.status_code, answer.data


def read(app: Flask, address: str) -> Calendar:
    status, content = ask(app, address)
    assert status == 200
    calendar = Calendar.from_ical(content)
    assert isinstance(calendar, Calendar)
    assert calendar.errors == []
    return calendar


def read_one(app: Flask, address: str) -> Event:
    (event,) = read(app, address).events
    return event


@pytest.fixture
def address(papers: Papers, member: PageClient) -> str:
    """Return the address of a member's calendar, with a meeting in it."""
    assert papers.number
    return make_address(member)


def test_a_member_makes_an_address_and_sees_it_once(
    app: Flask, papers: Papers, member: PageClient
) -> None:
    assert papers.number
    assert "There is no address yet." in member.get("/my/calendar").text
    page = member.submit("/my/calendar", button="Make an address")
    links = {link.get("href", "") for link in parse_page(page.text).iter("a")}
    (webcal,) = [link for link in links if link.startswith("webcal:")]
    key = KEY.search(webcal)
    assert key
    assert webcal == f"webcal://localhost/my-calendar/{key[1]}.ics"
    assert f"<code>http://localhost/my-calendar/{key[1]}.ics</code>" in page.text
    later = member.get("/my/calendar")
    assert key[1] not in later.text
    assert "It cannot be shown again." in later.text
    with app.app_context():
        kept = db.session.scalars(select(CalendarKey)).one()
        assert len(kept.key_hash) == 64
        assert key[1] not in kept.key_hash
        trail = db.session.execute(select(AuditLine.action, AuditLine.detail)).all()
    assert ("user.calendar_made", "") in [tuple(line) for line in trail]
    assert key[1] not in str(trail)
    subject, told = list_mails(app, MIA)[-1]
    assert subject == "An address of your own calendar was made"
    assert key[1] not in told


def test_it_gives_the_meetings_of_ones_bodies_as_the_public_feed_does(
    app: Flask,
    client: PageClient,
    make_meeting: Make,
    papers: Papers,
    address: str,
) -> None:
    make_meeting("2031-04-02T10:00")  # drafted, so nobody's yet
    make_meeting("2031-05-07T10:00", slugs=("audit",), is_posted=True)
    make_meeting("2031-06-04T10:00", slugs=("audit", "board"), is_posted=True)
    ours, public = read(app, address), read_feed(client)
    assert [str(event["UID"]) for event in ours.events] == [
        uid for uid, event in public.items() if "Board" in _categories(event)
    ]
    assert len(ours.events) == 2
    for event in ours.events:
        same = public[str(event["UID"])]
        for name in ("SEQUENCE", "DTSTAMP", "DTSTART", "SUMMARY", "STATUS", "URL"):
            assert event[name].to_ical() == same[name].to_ical()
        assert (event["CLASS"], same["CLASS"]) == ("PRIVATE", "PUBLIC")
    assert "SOURCE" not in ours
    found = recurring_ical_events.of(ours).at(date(2031, 3, 5))
    assert [str(event["URL"]) for event in found] == [
        f"http://localhost/meetings/{papers.number}"
    ]


def read_feed(client: PageClient) -> dict[str, Event]:
    calendar = Calendar.from_ical(client.get("/calendar.ics").data)
    return {str(event["UID"]): event for event in calendar.events}


def _categories(event: Event) -> list[str]:
    return [str(name) for name in event.categories]


def test_it_says_what_the_member_alone_reads(
    app: Flask, papers: Papers, member: PageClient, address: str
) -> None:
    def tell() -> list[str]:
        return str(read_one(app, address)["DESCRIPTION"]).splitlines()[:2]

    book = f"http://localhost{papers.book}"
    assert tell() == [f"Your book: {book}", f"Say whether you come: {book}/attendance"]
    before = read_one(app, address)
    member.submit(
        f"{papers.book}/attendance", answer="remote", place="Fresno, City Hall"
    )
    assert tell()[1] == "You take part from elsewhere: Fresno, City Hall"
    after = read_one(app, address)
    assert after["SEQUENCE"] == before["SEQUENCE"]
    with app.app_context():
        said = db.session.scalars(select(Attending.answered_at)).one()
    assert said.replace(microsecond=0) == after.LAST_MODIFIED
    member.submit(f"{papers.book}/attendance", answer="in_person")
    assert tell()[1] == "You come in person."
    member.submit(f"{papers.book}/attendance", answer="absent")
    assert tell()[1] == "You do not come."


def test_nothing_closed_is_in_it(app: Flask, papers: Papers, address: str) -> None:
    _, content = ask(app, address)
    plain = content.replace(b"\r\n ", b"")
    for secret in (b"Doe", b"Settlement", b"advice", b"Counsel", b"members.pdf"):
        assert secret not in plain
    assert papers.closed.encode() not in plain


def test_a_cancelled_meeting_stays_and_says_so(
    app: Flask, papers: Papers, address: str
) -> None:
    before = read_one(app, address)
    with app.app_context():
        meeting = get_meeting(papers.meeting_id)
        posting.cancel_meeting(SYSTEM, meeting, reason="No quorum")
        db.session.commit()
    after = read_one(app, address)
    assert after["UID"] == before["UID"]
    assert (str(before["SEQUENCE"]), str(after["SEQUENCE"])) == ("0", "1")
    assert after["STATUS"] == "CANCELLED"


def test_nobody_is_given_a_cookie_or_a_copy_to_keep(app: Flask, address: str) -> None:
    answer = FlaskClient(app, app.response_class, use_cookies=False).get(address)
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    head = FlaskClient(app, app.response_class, use_cookies=False).head(address)
    assert (head.status_code, head.data) == (200, b"")


def test_it_is_asked_alike_for_many_meetings(
    app: Flask, make_meeting: Make, address: str
) -> None:
    with count_queries(app) as one:
        ask(app, address)
    for month in range(4, 10):
        make_meeting(f"2031-{month:02d}-02T10:00", is_posted=True)
    with count_queries(app) as many:
        ask(app, address)
    assert len(many) == len(one)


def _ends(app: Flask, address: str) -> None:
    """Show that an address answers as one that never was."""
    missing = ask(app, "/nothing-here")
    never = ask(app, f"/my-calendar/{'a' * 43}.ics")
    assert missing[0] == 404
    assert ask(app, address) == never == missing


def test_a_new_address_ends_the_one_before(
    app: Flask, member: PageClient, address: str
) -> None:
    newer = make_address(member, "Make a new address in its place")
    assert newer != address
    _ends(app, address)
    assert ask(app, newer)[0] == 200


def test_the_member_revokes_it(app: Flask, member: PageClient, address: str) -> None:
    done = member.submit("/my/calendar", button="Revoke the address")
    assert done.location == "/my/calendar"
    assert "There is no address yet." in member.get("/my/calendar").text
    _ends(app, address)
    subject, told = list_mails(app, MIA)[-1]
    assert subject == "The address of your own calendar counts no longer"
    assert "It was revoked." in told


def test_an_administrator_revokes_it_and_the_member_is_told(
    app: Flask, address: str
) -> None:
    ada = enter(app, open_account(app, roles=[ADMINISTRATOR], password=None))
    with app.app_context():
        page = f"/desk/users/{getattr(find_user(MIA), 'id', 0)}"
    assert "Own calendar" in read_main(ada.get(page).text)
    ada.submit(page, button="Revoke the address")
    assert "Own calendar" not in read_main(ada.get(page).text)
    _ends(app, address)
    assert "Ada has revoked it." in list_mails(app, MIA)[-1][1]


def test_it_ends_with_the_seat(
    app: Flask, member: PageClient, make_meeting: Make, address: str
) -> None:
    make_meeting("2031-05-07T10:00", slugs=("audit",), is_posted=True)
    with app.app_context():
        person = find_person("mia")
        assert person
        committees.appoint_member(
            SYSTEM, get_body("audit"), person=person, start_on="2020-01-01"
        )
        db.session.commit()
    assert len(read(app, address).events) == 2
    with app.app_context():
        person = find_person("mia")
        assert person
        (board,) = [one for one in person.memberships if one.body.slug == "board"]
        committees.end_membership(
            SYSTEM, board, ended_on="2026-01-31", end_reason="resigned"
        )
        db.session.commit()
    assert _categories(read_one(app, address)) == ["Audit"]
    with app.app_context():
        person = find_person("mia")
        assert person
        (audit,) = [one for one in person.memberships if one.body.slug == "audit"]
        committees.end_membership(
            SYSTEM, audit, ended_on="2026-01-31", end_reason="resigned"
        )
        db.session.commit()
    _ends(app, address)
    assert member.get("/my/calendar").status_code == 404


def test_who_never_served_has_none(app: Flask, seat: Seat) -> None:
    fay = seat("board", "Fay")
    end_service(app, "Fay", "2026-01-31")
    assert fay.get("/my/calendar").status_code == 404
    token = {"csrf_token": "x"}
    assert fay.post("/my/calendar", data=token).status_code in {400, 404}


def test_it_ends_when_the_account_is_disabled_and_does_not_come_back(
    app: Flask, address: str
) -> None:
    with app.app_context():
        user = find_user(MIA)
        assert user
        accounts.disable_user(SYSTEM, user=user)
        db.session.commit()
    _ends(app, address)
    with app.app_context():
        user = find_user(MIA)
        assert user
        accounts.enable_user(SYSTEM, user=user)
        db.session.commit()
    _ends(app, address)


def test_it_ends_when_an_administrator_signs_the_member_out(
    app: Flask, address: str
) -> None:
    with app.app_context():
        user = find_user(MIA)
        assert user
        accounts.end_sessions(SYSTEM, user=user)
        db.session.commit()
    _ends(app, address)


def test_it_ends_when_the_member_signs_out_everywhere_else(
    app: Flask, member: PageClient, address: str
) -> None:
    with app.app_context():
        user = find_user(MIA)
        assert user
    enter(app, user.id)  # so that there is another session
    member.submit("/account/sessions", button="End all others")
    _ends(app, address)


def test_it_ends_with_a_password_that_was_reset(
    app: Flask, client: PageClient, address: str
) -> None:
    link = find_link(next(t for s, t in list_mails(app, MIA) if "reset" in t))
    client.submit(link, password=PASSWORD, password_confirm=PASSWORD)
    _ends(app, address)


def test_wrong_keys_are_limited_and_right_ones_do_not_count(
    app: Flask, address: str
) -> None:
    often = int(CALENDARS.split()[0])
    for _ in range(often + 5):
        assert ask(app, address)[0] == 200
    for number in range(often):
        assert ask(app, f"/my-calendar/guess-{number}.ics")[0] == 404
    assert ask(app, "/my-calendar/guess.ics")[0] == 429


def test_the_log_has_no_key(
    app: Flask, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with app.app_context():
        db.session.execute(text("DROP TABLE calendar_key"))
        db.session.commit()
    with caplog.at_level(logging.DEBUG):
        assert ask(app, address)[0] in {500, 503}
    assert "/my-calendar/…" in caplog.text
    key = KEY.search(address)
    assert key
    assert key[1] not in caplog.text
