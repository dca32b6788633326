"""What members are asked to read and acknowledge."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from govapp import clock
from govapp.accounts.services import SYSTEM
from govapp.asking.handlers import remind
from govapp.asking.rules import PAUSE, may_remind, name_reminder
from govapp.asking.services.readings import REMIND
from govapp.database import db
from govapp.jobs.models import Job
from govapp.jobs.running import run_due
from govapp.meetings.models import Attachment
from govapp.meetings.services import files
from tests.accounts.people import list_mails
from tests.documents.samples import PDF
from tests.meetings.building import post, read_main
from tests.pages import PageClient
from tests.portal.conftest import Seat
from tests.portal.papers import Papers
from tests.portal.people import end_service

LIST = "/desk/committees/board/acknowledgments"
ASKED = f"{LIST}/1"
MINE = "/my/acknowledgments/1"


@pytest.fixture(autouse=True)
def _still() -> Iterator[None]:
    with time_machine.travel("2026-11-23T18:00:00Z", tick=False):
        yield


def in_days(days: int) -> str:
    """Return a day to come, where the board is."""
    return (clock.today("America/Los_Angeles") + timedelta(days=days)).isoformat()


def name_document(papers: Papers, label: str) -> str:
    """Return the key of one of the papers."""
    return papers.files[label].split("/")[3]


def ask(
    secretary: PageClient, papers: Papers, label: str = "public", **values: str
) -> None:
    """Ask the board to read one of the papers."""
    given = {"document": name_document(papers, label), "title": "Ethics policy"}
    sent = secretary.submit(f"{LIST}/ask", **given, due_on=in_days(9), **values)
    assert sent.location == ASKED, sent.text


def test_a_member_reads_and_says_so(
    papers: Papers, member: PageClient, secretary: PageClient
) -> None:
    ask(secretary, papers, note="Please mind part 3.")
    assert f'<a href="{MINE}">Ethics policy</a>' in member.get("/my/").text
    page = read_main(member.get(MINE).text)
    assert "Please mind part 3." in page
    assert "Not opened yet" in page
    early = member.submit(MINE)
    assert early.status_code == 422
    assert "Open the document first." in early.text
    assert member.get(papers.files["public"]).status_code == 200
    assert member.submit(MINE).location == "/my/"
    assert "Ethics policy" not in read_main(member.get("/my/").text)
    assert "You have read it" in read_main(member.get(MINE).text)
    page = read_main(secretary.get(ASKED).text)
    assert "1 of 1 have acknowledged it." in page


def test_the_desk_sees_who_has_not_and_has_it_as_a_table(
    app: Flask, papers: Papers, seat: Seat, secretary: PageClient
) -> None:
    mia, ben = seat("board", "Mia"), seat("board", "Ben")
    seat("audit", "Tom")
    ask(secretary, papers, "members")
    assert mia.get(papers.files["members"]).status_code == 200
    mia.submit(MINE)
    assert "1 of 2 have acknowledged it." in read_main(secretary.get(ASKED).text)
    table = secretary.get(f"{ASKED}/table.csv")
    assert table.content_type == "text/csv; charset=utf-8"
    (head, *rows) = csv.reader(io.StringIO(table.text.removeprefix("\ufeff")))
    assert head == ["Member", "Document", "Version", "By", "Acknowledged"]
    assert [row[:4] for row in rows] == [
        [name, "Ethics policy", "1", in_days(9)] for name in ("Mia", "Ben")
    ]
    assert [bool(row[4]) for row in rows] == [True, False]
    end_service(app, "Mia", "2026-01-31")
    assert "1 of 2 have acknowledged it." in read_main(secretary.get(ASKED).text)
    assert mia.get(MINE).status_code == 404
    assert ben.get(MINE).status_code == 200


def test_each_is_told_and_reminded_but_not_twice_a_day(
    app: Flask, papers: Papers, seat: Seat, secretary: PageClient
) -> None:
    mia = seat("board", "Mia")
    seat("board", "Ben")
    ask(secretary, papers)
    subject, text = list_mails(app, "ben@example.org")[-1]
    assert subject == "Board: something to read and acknowledge"
    assert "It is called “Ethics policy”." in text
    assert f"here:{MINE}" in text
    mia.get(papers.files["public"])
    mia.submit(MINE)
    secretary.submit(ASKED, button="Remind those who have not")
    assert "1 is reminded." in secretary.get(ASKED).text
    assert "please read and acknowledge by" in list_mails(app, "ben@example.org")[-1][0]
    mails = len(list_mails(app, "mia@example.org"))
    again = secretary.submit(ASKED, button="Remind those who have not")
    assert again.location == ASKED
    assert "They were reminded today." in secretary.get(ASKED).text
    assert len(list_mails(app, "mia@example.org")) == mails


def test_what_is_for_members_is_not_named_in_a_mail(
    app: Flask, papers: Papers, member: PageClient, secretary: PageClient
) -> None:
    assert member.get("/my/").status_code == 200
    ask(secretary, papers, "members")
    told = " ".join(list_mails(app, "mia@example.org")[-1])
    assert "Ethics policy" not in told
    assert f"here:{MINE}" in told


def test_a_new_version_is_asked_for_when_the_secretary_says_so(
    app: Flask, papers: Papers, member: PageClient, secretary: PageClient
) -> None:
    ask(secretary, papers)
    member.get(papers.files["public"])
    member.submit(MINE)
    with app.app_context():
        attachment = db.session.scalars(
            select(Attachment).where(Attachment.label == "public")
        ).one()
        files.replace_file(
            SYSTEM,
            attachment,
            store=app.extensions["govapp.files"],
            file=io.BytesIO(PDF + b"newer"),
            filename="public.pdf",
        )
        db.session.commit()
    assert "Ask for the newest version" not in secretary.get(ASKED).text
    post(app, papers.meeting_id)
    assert "Version 2 is posted" in read_main(secretary.get(ASKED).text)
    assert "Ethics policy" not in read_main(member.get("/my/").text)
    secretary.submit(f"{ASKED}/again", due_on=in_days(20))
    assert "0 of 1 have acknowledged it." in read_main(secretary.get(ASKED).text)
    newer = papers.files["public"].replace("/v/1/", "/v/2/")
    assert f'href="{newer}"' in member.get(MINE).text
    assert "Open the document first." in member.submit(MINE).text
    member.get(newer)
    member.submit(MINE)
    assert "1 of 1 have acknowledged it." in read_main(secretary.get(ASKED).text)


def test_whoever_has_not_is_reminded_on_the_day_before(
    app: Flask, papers: Papers, member: PageClient, secretary: PageClient
) -> None:
    assert member.get("/my/").status_code == 200
    ask(secretary, papers)
    with app.app_context():
        job = db.session.scalars(select(Job).where(Job.kind == REMIND)).one()
    local = job.due_at.astimezone(ZoneInfo("America/Los_Angeles"))
    assert (local.date().isoformat(), local.hour) == (in_days(8), 8)
    before = len(list_mails(app, "mia@example.org"))
    for _ in range(2):
        with time_machine.travel(job.due_at, tick=False), app.app_context():
            run_due({REMIND: remind})
    told = list_mails(app, "mia@example.org")[before:]
    assert len(told) == 1
    assert "This is a reminder" in told[0][1]


def test_what_is_asked_no_longer_is_gone_for_members(
    app: Flask, papers: Papers, member: PageClient, secretary: PageClient
) -> None:
    ask(secretary, papers)
    secretary.submit(ASKED, button="Ask no longer")
    assert member.get(MINE).status_code == 404
    assert "Ethics policy" not in member.get("/my/").text
    before = len(list_mails(app, "mia@example.org"))
    with app.app_context():
        job = db.session.scalars(select(Job).where(Job.kind == REMIND)).one()
    with time_machine.travel(job.due_at, tick=False), app.app_context():
        run_due({REMIND: remind})
    assert len(list_mails(app, "mia@example.org")) == before


def test_only_what_all_members_read_can_be_asked_and_only_in_time(
    papers: Papers, secretary: PageClient
) -> None:
    page = secretary.get(f"{LIST}/ask").text
    offered = {label for label in papers.files if name_document(papers, label) in page}
    assert offered == {"public", "members"}
    form = {"document": name_document(papers, "public"), "title": "x"}
    late = secretary.submit(f"{LIST}/ask", **form, due_on=in_days(0))
    assert late.status_code == 422
    assert "Choose a day to come." in late.text
    none = secretary.submit(f"{LIST}/ask", **form, due_on="")
    assert "Give the day." in none.text


def test_others_find_nothing(
    papers: Papers, seat: Seat, secretary: PageClient, member: PageClient
) -> None:
    ask(secretary, papers)
    tom = seat("audit", "Tom")
    missing = tom.get("/my/nothing-here").data
    assert tom.get(MINE).data == missing
    for path in (LIST, f"{LIST}/ask", ASKED, f"{ASKED}/table.csv", f"{ASKED}/again"):
        assert (tom.get(path).status_code, member.get(path).status_code) == (404, 404)
    for path in (
        "/desk/committees/audit/acknowledgments/1",
        "/desk/committees/audit/acknowledgments",
        f"{LIST}/2",
    ):
        assert secretary.get(path).status_code == 404


@pytest.mark.parametrize(
    ("due_on", "at"),
    [
        (date(2026, 12, 16), datetime(2026, 12, 15, 16, tzinfo=UTC)),
        (date(2027, 3, 15), datetime(2027, 3, 14, 15, tzinfo=UTC)),
    ],
)
def test_the_reminder_goes_out_in_the_morning_before(
    due_on: date, at: datetime
) -> None:
    assert name_reminder(due_on, "America/Los_Angeles") == at


@given(st.datetimes(timezones=st.just(UTC)), st.timedeltas(min_value=timedelta(0)))
def test_nobody_is_reminded_too_soon(moment: datetime, later: timedelta) -> None:
    assert may_remind(None, now=moment)
    if later < datetime.max.replace(tzinfo=UTC) - moment:
        assert may_remind(moment, now=moment + later) == (later >= PAUSE)
