"""A member's own calendar: at an address with a key, until it is to end."""

from datetime import date

import recurring_ical_events
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar, Event
from sqlalchemy import select

from govapp.accounts.models import CalendarKey
from govapp.accounts.services import SYSTEM
from govapp.audit.models import AuditLine
from govapp.database import db
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import posting
from govapp.portal.models import Attending
from tests.accounts.people import (
    list_mails,
)
from tests.meetings.conftest import Make
from tests.pages import PageClient, parse_page
from tests.portal.calendars import KEY, MIA, ask, list_categories, read, read_one
from tests.portal.papers import Papers
from tests.queries import count_queries


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
        uid for uid, event in public.items() if "Board" in list_categories(event)
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
