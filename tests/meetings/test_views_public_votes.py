"""Votes as everyone reads them: at the meeting, at its item, by person and by body."""

import csv
import io

import pytest
from flask import Flask

from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import (
    Item,
    Minutes,
    MinutesSection,
)
from govapp.record.shapes.sittings import Conflict, Sitting
from tests.exchange.posted import (
    AUDIT,
    BOARD,
    post,
    post_agenda,
    post_bodies,
    post_notice,
    post_organization,
)
from tests.meetings.reading import open_page, read_all, read_links
from tests.meetings.states import PAGE, PLAN, SUBJECT
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

pytestmark = pytest.mark.usefixtures("now")
ITEM = f"{PAGE}/items/plan"


def sit(app: Flask, sitting: Sitting, number: str = "2026-014") -> None:
    post(app, Kind.SITTING, f"meeting:{number}", sitting)


@pytest.fixture
def voted(app: Flask) -> None:
    """Post a meeting with a motion voted on three times, and one that was lost."""
    post_organization(app)
    post_bodies(app)
    post_notice(app)
    post_agenda(app, PLAN, Item(key="end", number="2", title="Adjournment"))
    lost = make_round(1, yes=(ANA,), no=(BEN, CAM), declared="fail", computed="fail")
    void = make_round(2, yes=(ANA, BEN, CAM), void="The wrong text was read.")
    last = make_round(
        3, yes=(ANA,), no=(BEN,), recused=(CAM,), computed="fail", note="By charter."
    )
    sitting = make_sitting(
        make_motion("m1", lost, void, last, item="plan", resolution="2026-7"),
        make_motion("m2", kind="adjourn", text="To adjourn.", state="withdrawn"),
        presences=(
            make_presence(ANA, ("2026-12-16T18:00:00Z", "2026-12-16T20:31:00Z")),
            make_presence(BEN),
            make_presence(CAM, status="absent"),
        ),
        conflicts=(
            Conflict(
                person=CAM, item="plan", kind="recusal", statement="Owns land there."
            ),
        ),
    )
    sit(app, sitting)


def test_while_a_meeting_is_in_session_its_pages_say_so(
    app: Flask, client: PageClient
) -> None:
    post_organization(app)
    post_notice(app)
    post_agenda(app, PLAN)
    for state, word in (
        ("in_session", "In session"),
        ("recessed", "In recess"),
        ("closed_session", "In closed session"),
        ("adjourned", "Adjourned"),
    ):
        sit(app, make_sitting(state=state))
        page = open_page(client, PAGE)
        assert read_all(page, "strong")[0] == f"{word}."
        assert word in " ".join(read_all(open_page(client, "/meetings"), "span"))
        assert word in read_all(open_page(client, ITEM), "p", "g-lede")[0]
    assert "Adjourned Wednesday, December 16, 2026, 12:02 p.m. PST." in read_all(
        page, "p"
    )
    assert read_all(page, "li", "")[0] != ""
    titles = [text.split(" Wed")[0] for text in read_all(page, "strong")]
    assert titles.count("Attendance and votes") == 1


@pytest.mark.usefixtures("voted")
def test_the_meeting_leads_with_each_vote(client: PageClient) -> None:
    page = open_page(client, PAGE)
    assert read_all(page, "h3")[:2] == ["1 Decision on the plan", "Other motions"]
    told = read_all(page, "p")
    for line in (
        "That the plan is approved.",
        "Passed, 1 to 1, 1 recused · By roll call · Resolution 2026-7",
        "Moved by Ana Example, seconded by Ben Example",
        "Cam Example, recused: Owns land there.",
        "Declared: passed. By the rule: failed. By charter.",
        "Needed: more yes than no. Quorum 2 of 3 seats, 3 present.",
        "Vote 1: Failed, 1 to 2 · voted on again",
        "Vote 2: Passed, 3 to 0 · Void: The wrong text was read.",
        "Motion to adjourn",
        "Withdrawn",
    ):
        assert line in told, (line, told)
    table = next(
        each for each in page.iter("table") if "g-votes" in each.get("class", "")
    )
    rows = [[cell.tag for cell in row] for row in table.iter("tr")]
    assert rows == [["th", "th"], *[["th", "td"]] * 3]
    assert [cell.get("scope") for cell in table.iter("th")] == ["col"] * 2 + ["row"] * 3
    assert read_all(table, "td") == ["Yes", "No", "Recused"]
    assert read_links(table, "/people/") == [
        "/people/ana",
        "/people/ben",
        "/people/cam",
    ]
    assert "2 present, 1 absent" in read_all(page, "summary")[0]
    assert "Present, in person, 10:00 a.m. PST to 12:31 p.m. PST" not in told


@pytest.mark.usefixtures("voted")
def test_an_item_shows_its_votes_open(client: PageClient) -> None:
    page = open_page(client, ITEM)
    assert "What was decided" in read_all(page, "h2")
    opened = [each.get("open") is not None for each in page.iter("details")]
    assert opened == [True, False, True, True]
    assert open_page(client, f"{PAGE}/items/end") is not None


@pytest.mark.usefixtures("voted")
def test_minutes_tell_of_items_that_were_not_voted_on(
    app: Flask, client: PageClient
) -> None:
    sections = (
        MinutesSection(
            key="plan", number="1", title="Plan", text="<p>Said at length.</p>"
        ),
    )
    post(app, Kind.MINUTES, SUBJECT, Minutes(state="proposed", sections=sections))
    told = read_all(open_page(client, PAGE), "p")
    assert "From the proposed minutes, which are not approved yet." in told
    assert "Said at length." not in told


@pytest.mark.usefixtures("voted")
def test_a_person_has_votes_and_attendance(client: PageClient) -> None:
    page = open_page(client, "/people/ana")
    assert read_all(page, "h2") == ["Votes and attendance"]
    assert read_all(page, "h3") == ["Wednesday, December 16, 2026, 10:00 a.m. PST"]
    assert "Board of Governors · Present, 2 hours 31 minutes" in read_all(page, "p")
    assert "1 meeting: present 1. 1 vote: yes 1." in read_all(page, "p")
    assert read_all(page, "td") == ["Yes", "Passed, 1 to 1, 1 recused"]
    assert read_links(page, ITEM) == [ITEM]
    assert "Board of Governors · Absent" in read_all(
        open_page(client, "/people/cam"), "p"
    )
    assert client.get("/people/nobody").status_code == 404


def test_a_long_record_is_paged_and_filtered(app: Flask, client: PageClient) -> None:
    post_organization(app)
    post_bodies(app)
    for number in range(1, 23):
        name, year = f"2026-{number:03d}", 2025 + number % 2
        local = f"{year}-03-{number:02d}T10:00"
        body = (BOARD, AUDIT)[number > 20]
        post_notice(app, name, start_local=local, end_local="", bodies=(body,))
        motion = make_motion("m1", make_round(yes=(ANA,)), body=body)
        sit(app, make_sitting(motion), name)
    page = open_page(client, "/people/ana")
    assert len(read_all(page, "h3")) == 20
    assert read_all(page, "h3")[0] == "Saturday, March 21, 2026, 10:00 a.m. PDT"
    assert "22 meetings: present 22. 22 votes: yes 22." in read_all(page, "p")
    assert len(read_all(open_page(client, "/people/ana?page=2"), "h3")) == 2
    chosen = open_page(client, "/people/ana?year=2025&body=audit")
    assert read_all(chosen, "h3") == ["Saturday, March 22, 2025, 10:00 a.m. PDT"]
    for query in (
        "page=3",
        "page=x",
        "year=2024",
        "year=20",
        "body=nobody",
        "body=%00",
    ):
        assert client.get(f"/people/ana?{query}").status_code == 404, query
        assert client.get(f"/people/ana/votes.csv?{query}").status_code == (
            200 if query.startswith("page") else 404
        )
    assert len(read_csv(client, "/people/ana/votes.csv")) == 22
    assert len(read_csv(client, "/people/ana/votes.csv?year=2025&body=audit")) == 1


def read_csv(client: PageClient, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


@pytest.mark.usefixtures("voted")
def test_a_body_has_a_year_of_votes(client: PageClient) -> None:
    assert "/committees/board/votes" in read_links(
        open_page(client, "/committees/board"), "/committees/board/"
    )
    page = open_page(client, "/committees/board/votes")
    table, motions = page.iter("table")
    assert [read_all(row, "td") for row in table.iter("tr")][1:] == [
        ["present at 1 of 1", "1", "0", "0"],
        ["present at 1 of 1", "0", "1", "0"],
        ["present at 0 of 1", "0", "0", "1"],
    ]
    assert read_all(motions, "td") == [
        "Dec 16, 2026",
        "Passed, 1 to 1, 1 recused",
        "No: Ben Example; Recused: Cam Example",
    ]
    assert read_links(motions, "/meetings") == [ITEM, PAGE]
    assert client.get("/committees/board/votes?year=2026").status_code == 200
    for query in ("year=2025", "year=%00", "year=%25"):
        assert client.get(f"/committees/board/votes?{query}").status_code == 404
        assert client.get(f"/committees/board/votes.csv?{query}").status_code == 404
    assert client.get("/committees/nobody/votes").status_code == 404
    empty = open_page(client, "/committees/audit/votes")
    assert "No votes of members are recorded here yet." in " ".join(
        read_all(empty, "p")
    )


@pytest.mark.usefixtures("voted")
def test_the_table_for_spreadsheets_says_the_same(client: PageClient) -> None:
    rows = read_csv(client, "/committees/board/votes.csv?year=2026")
    assert [(row["Member"], row["Attendance"], row["Vote"]) for row in rows] == [
        ("Ana Example", "present", "Yes"),
        ("Ben Example", "present", "No"),
        ("Cam Example", "absent", "Recused"),
    ]
    assert rows[0] == {
        "Date": "2026-12-16",
        "Meeting": "2026-014",
        "Body": "Board of Governors",
        "Member": "Ana Example",
        "Attendance": "present",
        "Minutes present": "151",
        "Item": "1",
        "Title": "Decision on the plan",
        "Motion": "That the plan is approved.",
        "Moved by": "Ana Example",
        "Seconded by": "Ben Example",
        "Vote": "Yes",
        "Result": "Passed",
        "Yes": "1",
        "No": "1",
        "Address": f"http://localhost{ITEM}",
    }
    assert read_csv(client, "/people/ana/votes.csv") == rows[:1]


@pytest.mark.usefixtures("voted")
def test_the_sitemap_names_who_voted(client: PageClient) -> None:
    found = client.get("/sitemap.xml").text
    for address in ("/people/ana", "/people/a-member", "/committees/board/votes"):
        assert f"<loc>http://localhost{address}</loc>" in found
    assert "/committees/audit/votes" not in found


def test_someone_present_without_a_vote_is_in_the_table(
    app: Flask, client: PageClient
) -> None:
    post_bodies(app)
    post_notice(app)
    sit(app, make_sitting(presences=(make_presence(ANA),)))
    (row,) = read_csv(client, "/people/ana/votes.csv")
    assert (row["Attendance"], row["Vote"], row["Address"]) == (
        "present",
        "",
        f"http://localhost{PAGE}",
    )
