"""What is found is the same on both engines, in the order a reader expects."""

from datetime import date

import pytest
from flask import Flask

from govapp.record.search.finding import Filters, Results, find
from govapp.record.search.query import parse
from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Cancellation, Item, Minutes, MinutesSection
from govapp.record.shapes.results import ReportedItem, Result
from tests.exchange.posted import (
    AUDIT,
    BOARD,
    post,
    post_agenda,
    post_bodies,
    post_notice,
)
from tests.record.sitting import make_motion, make_round, make_sitting

ITEMS = (
    Item(
        key="plan",
        number="7.3",
        title="Decision on the transmission plan",
        description="Costs of $1,000 in Orléans; see docket ER24-1234.",
        presenter="Anne O'Neill",
    ),
    Item(key="other", number="8", title="Other business", description="A plan of old."),
    Item(
        key="closed",
        number="9",
        title="Conference with counsel",
        kind="closed",
        legal_basis="Gov. Code 11126(e)",
    ),
)


@pytest.fixture
def posted(app: Flask) -> Flask:
    """Post two bodies with a member, three meetings, an agenda and minutes."""
    post_bodies(app)
    post_notice(app, "2026-001", start_local="2026-03-04T10:00", place="Folsom")
    post_agenda(app, *ITEMS, number="2026-001")
    section = MinutesSection(
        key="plan",
        number="7.3",
        title=ITEMS[0].title,
        text="<p>The plan was <strong>adopted</strong>, 5&nbsp;to 0.</p>",
    )
    minutes = Minutes(state="approved", sections=(section,))
    post(app, Kind.MINUTES, "meeting:2026-001", minutes)
    post_notice(app, "2026-002", start_local="2026-06-03T10:00", bodies=(BOARD, AUDIT))
    post_agenda(app, ITEMS[1], number="2026-002")
    post_notice(app, "2026-003", start_local="2026-09-02T10:00", bodies=(AUDIT,))
    cancelled = Cancellation(reason="No quorum")
    post(app, Kind.CANCELLATION, "meeting:2026-003", cancelled)
    return app


def look(app: Flask, words: str, **filters: object) -> Results:
    """Find something."""
    with app.app_context():
        return find(parse(words), Filters(**filters))  # type: ignore[arg-type]


def paths(results: Results) -> list[str]:
    """Say where each result is read."""
    return [one.found.path.removeprefix("/meetings/") for one in results.results]


PLAN, OTHER = "2026-001/items/plan", "2026-001/items/other"
LATER, CLOSED = "2026-002/items/other", "2026-001/items/closed"
SAID = "2026-001/minutes#item-plan"


FINDS = {
    "transmission": [PLAN, SAID],
    "plan": [PLAN, SAID, LATER, OTHER],
    '"transmission plan"': [PLAN, SAID],
    '"plan transmission"': [],
    "plan transmission": [PLAN, SAID],
    "plan -transmission": [LATER, OTHER],
    'plan -"of old"': [PLAN, SAID],
    "transm*": [PLAN, SAID],
    "transm": [],
    "counsel OR adopted": [CLOSED, SAID],
    'counsel OR "was adopted"': [CLOSED, SAID],
    "7.3": [PLAN, SAID],
    "$1,000": [PLAN],
    "1000": [PLAN],
    "ORLEANS": [PLAN],
    "orléans": [PLAN],
    "ER24-1234": [PLAN],
    "O’Neill": [PLAN],
    "11126(e)": [CLOSED],
    "strong": [],
    "quorum": ["2026-003"],
    "2026-001": ["2026-001"],
    "folsom": ["2026-001"],
    "Audit Committee": ["/committees/audit", "2026-003", "2026-002"],
    "Member": ["/people/a-member"],
    "General Session": ["2026-003", "2026-002", "2026-001", "2026-001/minutes"],
}


def test_these_words_find(posted: Flask) -> None:
    found = {words: look(posted, words) for words in FINDS}
    assert {words: paths(each) for words, each in found.items()} == FINDS
    assert all(len(FINDS[words]) == each.total for words, each in found.items())


NARROW: list[tuple[dict[str, object], list[str]]] = [
    ({"body": "audit"}, [LATER]),
    ({"body": "board"}, [PLAN, SAID, LATER, OTHER]),
    ({"kind": "minutes"}, [SAID]),
    ({"kind": "item", "body": "board"}, [PLAN, LATER, OTHER]),
    ({"first": date(2026, 3, 5)}, [LATER]),
    ({"first": date(2026, 3, 4), "last": date(2026, 3, 4)}, [PLAN, SAID, OTHER]),
    ({"last": date(2026, 3, 3)}, []),
    ({"last": date.max}, [PLAN, SAID, LATER, OTHER]),
]


def test_filters_narrow(posted: Flask) -> None:
    for filters, expected in NARROW:
        assert paths(look(posted, "plan", **filters)) == expected, filters


def test_each_choice_says_how_many_it_would_leave(posted: Flask) -> None:
    whole = look(posted, "plan")
    assert whole.kinds == {"item": 3, "minutes": 1}
    assert whole.bodies == {"board": 4, "audit": 1}
    narrow = look(posted, "plan", body="audit", kind="item")
    assert narrow.kinds == {"item": 1}
    assert narrow.bodies == {"board": 3, "audit": 1}


def test_a_result_says_what_it_is(posted: Flask) -> None:
    (one,) = look(posted, "quorum").results
    found = one.found
    assert (found.kind, one.state, found.title) == (
        "meeting",
        "cancelled",
        "General Session",
    )
    assert [body.slug for body in found.bodies] == ["audit"]
    (said, *_) = look(posted, "adopted plan").results
    assert [piece.text for piece in said.passage if piece.is_found] == [
        "plan",
        "adopted",
    ]
    assert "".join(piece.text for piece in said.passage).startswith("The plan was")


def test_motions_are_found_by_their_wording_and_who_moved_them(app: Flask) -> None:
    post_notice(app)
    post_agenda(app)
    moved = make_motion("m1", make_round(), item="k1", text="To buy zeppelins.")
    post(app, Kind.SITTING, "meeting:2026-014", make_sitting(moved))
    post_notice(app, "2024-001", start_local="2024-03-01T10:00", end_local="")
    told = make_motion("m1", make_round(), text="To sell balloons.")
    items = (ReportedItem(title="", motions=(told,)),)
    post(app, Kind.RESULT, "meeting:2024-001", Result(items=items))
    assert paths(look(app, "zeppelins")) == ["2026-014/items/k1#votes"]
    assert paths(look(app, "balloons")) == ["2024-001#decided"]
    assert set(paths(look(app, "Ana Example", kind="vote"))) == {
        "2026-014/items/k1#votes",
        "2024-001#decided",
    }
