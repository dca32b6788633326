"""What everyone reads of matters: the list, and the history of each."""

from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.meetings.queries.agendas import get_item
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import agenda, minutes, posting
from govapp.meetings.services.appending import append
from govapp.record.shapes.base import Kind
from govapp.record.shapes.matters import MatterRef
from govapp.record.shapes.results import ReportedItem, Result
from govapp.record.shapes.sittings import Pulled
from tests.accounts.people import open_body
from tests.meetings.building import add_items, attach, post, read_main
from tests.meetings.conftest import Make
from tests.meetings.matters import link, open_matter
from tests.pages import PageClient, parse_page, read_text
from tests.record.sitting import ANA, BEN, CAM, make_motion, make_round, make_sitting

MINUTED = "Minutes proposed Moved, 5-0. In the minutes: Plan, held, Mar 5, 2031"
TODAY = "2031-03-20T12:00:00-07:00"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def history(app: Flask, make_meeting: Make) -> dict[str, int]:
    """Take one matter up at four meetings of two bodies; return these by a word."""
    matter_id = open_matter(app, "Transmission plan", is_posted=True)
    made = {
        "held": make_meeting("2031-03-05T10:00"),
        "off": make_meeting("2031-03-12T10:00"),
        "ahead": make_meeting("2031-04-02T10:00", slugs=("audit", "board")),
        "later": make_meeting("2031-05-07T10:00"),
    }
    for word, meeting_id in made.items():
        (key,) = add_items(app, meeting_id, f"Plan, {word}")
        attach(app, meeting_id, f"{word}.pdf", key=key)
        link(app, meeting_id, key, matter_id)
        post(app, meeting_id)
    with app.app_context():
        posting.cancel_meeting(SYSTEM, get_meeting(made["off"]), reason="Storm")
        begun = minutes.begin_minutes(SYSTEM, get_meeting(made["held"]), attendance=[])
        (section,) = begun.sections
        minutes.edit_section(SYSTEM, section, row_version=1, text="<p>Moved, 5-0.</p>")
        minutes.propose_minutes(SYSTEM, begun)
        db.session.commit()
    return made


def _rows(client: PageClient, number: str = "2031-0001") -> list[str]:
    page = parse_page(client.get(f"/matters/{number}").text)
    return [read_text(row) for row in page.iter("tr")][1:]


def test_a_matter_tells_its_history_the_latest_first(
    client: PageClient, history: dict[str, int]
) -> None:
    assert history
    assert _rows(client) == [
        "May 7, 2031 Board 1 Plan, later later (PDF, 1 KB)",
        "Apr 2, 2031 Audit with Board 1 Plan, ahead ahead (PDF, 1 KB)",
        "Mar 12, 2031 Board Cancelled 1 Plan, off off (PDF, 1 KB) Storm",
        f"Mar 5, 2031 Board 1 Plan, held held (PDF, 1 KB) {MINUTED}",
    ]


def test_the_next_meeting_stands_out(
    client: PageClient, history: dict[str, int]
) -> None:
    assert history
    shown = client.get("/matters/2031-0001").text
    assert (
        "Next meeting Audit, joint with Board, Wednesday, April 2, 2031, 10:00 a.m. PDT"
        in read_main(shown)
    )
    (row,) = [
        row
        for row in parse_page(shown).iter("tr")
        if row.get("class") == "g-stop--next"
    ]
    assert "Plan, ahead" in read_text(row)


def test_every_place_leads_there(client: PageClient, history: dict[str, int]) -> None:
    assert history
    address = 'href="/matters/2031-0001"'
    meeting = client.get("/meetings/2031-003").text
    item = next(
        a.get("href", "")
        for a in parse_page(meeting).iter("a")
        if "/items/" in a.get("href", "")
    )
    for path in (
        "/matters", "/meetings/2031-003", item, "/meetings/2031-003/agenda/v/1",
        "/record/1",
    ):  # fmt: skip
        assert address in client.get(path).text, path
    assert "/matters/2031-0001</loc>" in client.get("/sitemap.xml").text
    shown = client.get("/matters/2031-0001").text
    assert f'href="{item}"' in shown
    assert "A matter" in read_main(client.get("/record").text)


def test_a_moved_meeting_and_a_withdrawn_file_say_so(
    app: Flask, client: PageClient, history: dict[str, int]
) -> None:
    with app.app_context():
        meeting = get_meeting(history["later"])
        posting.reschedule_meeting(
            SYSTEM,
            meeting,
            reason="Room",
            start=meeting.start_at.replace(tzinfo=None, day=14, hour=10),
            end=None,
            time_zone=meeting.time_zone,
        )
        db.session.commit()
    assert _rows(client)[0] == (
        "May 14, 2031 Board Moved from May 7, 2031 1 Plan, later later (PDF, 1 KB)"
    )


def test_results_that_sources_report_are_part_of_it(
    app: Flask, client: PageClient, make_meeting: Make
) -> None:
    open_matter(app, "Plan", is_posted=True)
    meeting_id = make_meeting("2031-03-05T10:00", is_posted=True)
    item = ReportedItem(
        title="Plan, phase 1",
        motion="Approve phase 1",
        result="approved",
        tally="4-0",
        matter=MatterRef(file_number="2031-0001", title="Plan"),
    )
    with app.app_context():
        meeting = get_meeting(meeting_id)
        posting.post_result(SYSTEM, meeting, result=Result(items=(item,)))
        db.session.commit()
    (row,) = _rows(client)
    assert row == (
        "Mar 5, 2031 Board Plan, phase 1 Approve phase 1Approved, 4-0 "
        "As sources report it, in short words of our own"
    )
    assert "Matter 2031-0001" in read_main(client.get("/meetings/2031-001").text)


def test_a_matter_that_waits_says_so(app: Flask, client: PageClient) -> None:
    open_body(app, "board")
    open_matter(app, "Plan", is_posted=True)
    assert "It has not stood on an agenda yet." in read_main(
        client.get("/matters/2031-0001").text
    )
    assert "Not on an agenda yet" in read_main(client.get("/matters").text)


def test_it_is_found_by_its_words_and_its_number(
    app: Flask, client: PageClient, make_meeting: Make
) -> None:
    summary = "<p>Ten <em>years</em> of substations</p>"
    matter_id = open_matter(app, "Transmission plan", is_posted=True, summary=summary)
    meeting_id = make_meeting("2031-04-02T10:00")
    (key,) = add_items(app, meeting_id, "Decision")
    link(app, meeting_id, key, matter_id)
    post(app, meeting_id)
    for asked in ("transmission", "substations", "2031-0001&kind=matter"):
        found = client.get(f"/search?q={asked}").text
        assert 'href="/matters/2031-0001"' in found, asked
        assert "Matter 2031-0001 Transmission plan" in read_main(found), asked
    found = client.get("/search?q=2031-0001&kind=item").text
    assert f'href="/meetings/2031-001/items/{key}"' in found


def test_the_list_is_chosen_from(
    app: Flask, client: PageClient, history: dict[str, int]
) -> None:
    assert history
    open_matter(app, "Audit contract", kind="contract", slug="audit", is_posted=True)
    open_matter(app, "Never posted")

    def found(query: str = "") -> list[str]:
        page = parse_page(client.get(f"/matters?{query}").text)
        return [read_text(each) for each in page.iter("h2")]

    assert found() == ["Transmission plan", "Audit contract"]
    assert found("kind=contract") == ["Audit contract"]
    assert found("q=PLAN") == ["Transmission plan"]
    assert found("q=2031-0002") == ["Audit contract"]
    assert found("standing=closed") == []
    assert found("standing=open") == ["Transmission plan", "Audit contract"]
    assert "3 meetings" not in read_main(client.get("/matters").text)
    assert "4 meetings, latest: Board, May 7, 2031" in read_main(
        client.get("/matters").text
    )
    for bad in ("kind=none", "page=2", "page=0", "standing=x", "body=none"):
        assert client.get(f"/matters?{bad}").status_code == 404, bad
    for missing in ("2031-0003", "2031-0001x", "..%2f", "%00"):
        assert client.get(f"/matters/{missing}").status_code == 404, missing


def test_the_list_has_pages(app: Flask, client: PageClient) -> None:
    open_body(app, "board")
    for number in range(51):
        open_matter(app, f"Matter {number}", is_posted=True)
    first = client.get("/matters").text
    assert "51 matters, 1 to 50 shown" in read_main(first)
    assert read_main(client.get("/matters?page=2").text).count("Policy initiative") == 2


def test_what_was_voted_is_told_also_of_a_whole_consent_block(
    app: Flask, client: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting("2031-03-05T10:00")
    decision, block, child, pulled = add_items(
        app, meeting_id, "Plan", "Consent", "> Contract", "> Budget"
    )
    with app.app_context():
        item = get_item(meeting_id, block)
        agenda.edit_item(SYSTEM, item, row_version=1, kind="consent")
        db.session.commit()
    for key, title in ((decision, "Plan"), (child, "Contract"), (pulled, "Budget")):
        link(app, meeting_id, key, open_matter(app, title, is_posted=True))
    post(app, meeting_id)
    taken = make_round(yes=(ANA, BEN), no=(CAM,))
    sitting = make_sitting(
        make_motion("m1", taken, item=decision, text="That the plan is approved."),
        make_motion("m2", taken, item=block, kind="adopt_consent", text=""),
        make_motion("m3", item=decision, text="Never voted on", state="withdrawn"),
        pulled=(Pulled(item=pulled, by="Ana", at="2031-03-05T18:05:00Z"),),
    )
    with app.app_context():
        append(SYSTEM, get_meeting(meeting_id), Kind.SITTING, sitting)
        db.session.commit()
    assert _rows(client) == [
        "Mar 5, 2031 Board 1 Plan That the plan is approved. Passed, 2 to 1"
    ]
    (row,) = _rows(client, "2031-0002")
    assert row.startswith("Mar 5, 2031 Board 2.1 Contract ")
    assert row.endswith("Motion to adopt the consent agenda Passed, 2 to 1")
    assert _rows(client, "2031-0003") == ["Mar 5, 2031 Board 2.2 Budget"]
    # How each member voted stands on the item's own page.
    assert "Ana Example" not in client.get("/matters/2031-0001").text
