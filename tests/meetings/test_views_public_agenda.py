"""An agenda, its former versions, what changed, and its items."""

import pytest
from flask import Flask

from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import (
    Item,
    Withdrawal,
)
from tests.exchange.posted import (
    make_file,
    post,
    post_agenda,
    post_notice,
)
from tests.meetings.reading import open_page, read_all, read_links
from tests.meetings.states import PAGE, PLAN, SUBJECT
from tests.pages import PageClient

pytestmark = pytest.mark.usefixtures("now")
OLD = Item(key="old", number="2", title="Old business")
CLOSED = Item(
    key="shut", number="3", title="Litigation", kind="closed", legal_basis="11126(e)"
)


def _revise(app: Flask) -> None:
    """Post a second version with a new title, a late file and one item less."""
    late = make_file("late.pdf", id="key2", label="Comments", supplemental=True)
    plan = PLAN.model_copy(
        update={"title": "Decision on the new plan", "files": (*PLAN.files, late)}
    )
    post_agenda(app, plan, CLOSED, version=2, label="revised")


def test_an_agenda_as_it_is_read(app: Flask, client: PageClient) -> None:
    post_notice(app)
    heading = Item(
        key="head", title="General session", kind="heading", items=(PLAN, OLD)
    )
    post_agenda(app, heading, CLOSED)

    page = open_page(client, PAGE)

    assert read_all(page, "h3") == ["General session"]
    assert read_all(page, "span", "g-item__number") == ["1", "1.1", "2", "3"]
    assert read_all(page, "li", "g-item")[0] == (
        "1 Decision on the plan Decision · Possible action · 30 minutes · Staff"
        " Recommended motion Moved, that the plan is approved. Memorandum (PDF, 1 KB)"
        " · proof of Memorandum"
        " 1.1 Costs Briefing"
    )
    assert read_all(page, "section", "g-segment--closed") == [
        "3 Litigation Closed Legal basis: 11126(e)"
    ]
    assert read_links(page, "/documents/") == [
        "/documents/key1/memo.pdf",
        "/documents/key1/v/1/proof",
    ]


def test_a_revised_agenda_says_what_changed(app: Flask, client: PageClient) -> None:
    post_notice(app)
    post_agenda(app, PLAN, OLD, CLOSED)
    _revise(app)

    page = open_page(client, PAGE)

    assert read_all(page, "div", "g-banner") == [
        (
            "Agenda revised on Nov 23, 2026, 10:00 a.m. PST: Item 2 removed, item 1"
            " reworded, 1 document added. See what changed"
        )
    ]
    assert read_all(page, "span", "g-badge") == [
        "Supplemental, posted Nov 23, 2026, 10:00 a.m. PST",
        "Closed",
    ]
    postings = next(e for e in page.iter("ol") if e.get("class") == "g-postings")
    assert read_all(postings, "li") == [
        (
            "Revised agenda, version 2: item 2 removed, item 1 reworded, 1 document"
            " added Monday, November 23, 2026, 10:00 a.m. PST · What changed in version"
            " 2 · Read version 2 of the agenda · Proof of entry 3"
        ),
        (
            "Agenda, version 1 Monday, November 23, 2026, 10:00 a.m. PST · Read"
            " version 1 of the agenda · Proof of entry 2"
        ),
        (
            "Meeting announced Monday, November 23, 2026, 10:00 a.m. PST · Proof of"
            " entry 1"
        ),
    ]


def test_former_versions_stay_marked(app: Flask, client: PageClient) -> None:
    post_notice(app)
    post_agenda(app, PLAN, OLD, CLOSED)
    _revise(app)

    first = open_page(client, f"{PAGE}/agenda/v/1")
    second = open_page(client, f"{PAGE}/agenda/v/2")

    assert read_all(first, "h1") == ["Agenda, version 1"]
    assert read_all(first, "div", "g-banner") == [
        (
            "This is not the agenda in force. A later version replaced it. Agenda in"
            " force · What changed since"
        )
    ]
    assert "2 Old business" in read_all(first, "li", "g-item")
    assert read_links(first, "/documents/") == [
        "/documents/key1/v/1/memo.pdf",
        "/documents/key1/v/1/proof",
    ]
    assert read_all(second, "div", "g-banner") == [
        "This is the agenda in force. All about the meeting"
    ]
    open_page(client, f"{PAGE}/agenda/v/3", 404)


def test_changes_show_old_and_new_wording(app: Flask, client: PageClient) -> None:
    post_notice(app)
    post_agenda(app, PLAN, OLD, CLOSED)
    _revise(app)

    page = open_page(client, f"{PAGE}/agenda/changes")

    assert read_all(page, "h2") == ["1 Decision on the new plan", "2 Old business"]
    assert read_all(page, "span", "g-badge") == [
        "Reworded",
        "Document added",
        "Removed",
    ]
    assert read_all(page, "dl", "g-wording") == [
        "Title, before Decision on the plan Title, now Decision on the new plan"
    ]
    assert read_all(page, "ins") == ["new"]
    assert read_all(page, "del") == []
    back = open_page(client, f"{PAGE}/agenda/changes?from=2&to=1")
    assert read_all(back, "del") == ["new"]
    same = open_page(client, f"{PAGE}/agenda/changes?from=1&to=1")
    assert len(read_all(same, "div", "g-empty")) == 1
    open_page(client, f"{PAGE}/agenda/changes?from=1&to=3", 404)
    open_page(client, f"{PAGE}/agenda/changes?from=x", 404)


def test_two_versions_stand_side_by_side(app: Flask, client: PageClient) -> None:
    post_notice(app)
    post_agenda(app, PLAN, OLD, CLOSED)
    _revise(app)

    page = open_page(client, f"{PAGE}/agenda/changes?from=1&to=2&view=side")

    rows = read_all(page, "tr", "g-sides__title")
    assert rows == [
        "Title Reworded 1 Decision on the plan 1 Decision on the new plan",
        "Title 1.1 Costs 1.1 Costs",
        "Title Removed 2 Old business nothing",
        "Title 3 Litigation 3 Litigation",
    ]
    assert read_all(page, "ins") == ["new", "Comments (late.pdf, v1)"]


def test_one_version_has_nothing_to_compare(app: Flask, client: PageClient) -> None:
    post_notice(app)
    post_agenda(app)

    open_page(client, f"{PAGE}/agenda/changes", 404)


def test_a_withdrawn_version_leaves_its_reason(app: Flask, client: PageClient) -> None:
    post_notice(app)
    post_agenda(app, PLAN)
    post_agenda(app, Item(key="secret", title="Canary"), version=2, label="revised")
    gone = Withdrawal(what="agenda", version=2, reason="Posted by mistake.")
    post(app, Kind.WITHDRAWAL, SUBJECT, gone)

    for path in (f"{PAGE}/agenda/v/2", PAGE, f"{PAGE}/agenda/v/1", "/"):
        assert "Canary" not in client.get(path).text
    page = open_page(client, f"{PAGE}/agenda/v/2")
    assert read_all(page, "div", "g-banner") == [
        "This version was withdrawn. Posted by mistake. What is in force now"
    ]
    open_page(client, f"{PAGE}/items/secret", 404)
    open_page(client, f"{PAGE}/agenda/changes?from=1&to=2", 404)


def test_a_withdrawn_file_leaves_a_tombstone(app: Flask, client: PageClient) -> None:
    post_notice(app)
    post_agenda(app, PLAN)
    gone = Withdrawal(what="document", document="key1", version=1, reason="Wrong one.")
    post(app, Kind.WITHDRAWAL, SUBJECT, gone)

    page = open_page(client, PAGE)

    assert read_links(page, "/documents/") == []
    assert read_all(page, "ul", "g-files") == [
        "Memorandum Withdrawn Today, 10:00 a.m. PST: Wrong one."
    ]


def test_an_item_has_a_page_for_ever(app: Flask, client: PageClient) -> None:
    post_notice(app)
    post_agenda(app, PLAN, OLD, CLOSED)
    _revise(app)

    plan = open_page(client, f"{PAGE}/items/plan")
    old = open_page(client, f"{PAGE}/items/old")

    assert read_all(plan, "h1") == ["1 Decision on the new plan"]
    assert read_all(plan, "li", "g-item") == ["1.1 Costs Briefing"]
    assert read_all(plan, "nav", "g-neighbors") == ["After 1.1 Costs"]
    assert read_all(plan, "div", "g-banner") == []
    assert read_all(old, "div", "g-banner") == [
        (
            "This item is no longer on the agenda. It stood in version 1 last. Agenda,"
            " version 1 · Agenda in force"
        )
    ]
    open_page(client, f"{PAGE}/items/none", 404)
