"""Posting bodies and rosters, and what differs from the last posting."""

import pytest
from sqlalchemy import select

from govapp.accounts.services import SYSTEM
from govapp.committees import content, published, queries, services
from govapp.committees.content import Difference
from govapp.committees.models import Body
from govapp.committees.views_desk import sentences
from govapp.database import db
from govapp.errors import RuleError
from govapp.record.models import RecordEntry
from govapp.record.shapes.base import Kind
from tests.committees.conftest import make_body, seat_person

pytestmark = pytest.mark.usefixtures("work")


def list_entries() -> list[tuple[str, str, int]]:
    rows = db.session.execute(
        select(RecordEntry.kind, RecordEntry.subject, RecordEntry.version).order_by(
            RecordEntry.seq
        )
    )
    return [(kind, subject, version) for kind, subject, version in rows]


def differences(body: Body) -> list[Difference]:
    db.session.expire_all()
    found = content.compare(queries.get_body(body.slug), published.find_card(body.slug))
    return list(found.differences)


def test_versions_count_up_by_kind() -> None:
    body = make_body()
    services.post_changes(SYSTEM, body)
    seat_person(body, "Ann", start_on="2020")
    services.post_changes(SYSTEM, body)
    services.rename_body(SYSTEM, body, name="New", changed_on="2026")
    services.post_body(SYSTEM, body)
    services.post_roster(SYSTEM, body)
    assert list_entries() == [
        ("body", "body:board", 1),
        ("roster", "body:board", 1),
        ("roster", "body:board", 2),
        ("body", "body:board", 2),
        ("roster", "body:board", 3),
    ]
    assert queries.next_version(body, Kind.BODY) == 3


def test_nothing_new_is_not_posted() -> None:
    body = make_body()
    services.post_changes(SYSTEM, body)
    for post in (services.post_body, services.post_roster, services.post_changes):
        with pytest.raises(RuleError, match="Nothing changed since the last posting"):
            post(SYSTEM, body)
    assert len(list_entries()) == 2


def test_a_roster_waits_for_its_body() -> None:
    body = make_body()
    with pytest.raises(RuleError, match="Post the body first"):
        services.post_roster(SYSTEM, body)


def test_posting_makes_no_open_form_stale() -> None:
    body = make_body()
    version = body.row_version
    services.post_changes(SYSTEM, body)
    assert body.row_version == version
    services.edit_body(SYSTEM, body, row_version=version, kind="board", purpose="x")


def test_differences_are_said_in_words() -> None:
    body = make_body()
    seat = services.add_seat(SYSTEM, body, label="Seat 1")
    ann = seat_person(body, "Ann", start_on="2020", seat=seat)
    seat_person(body, "Bob", start_on="2020")
    services.post_changes(SYSTEM, body)
    assert differences(body) == []

    services.edit_body(
        SYSTEM, body, row_version=body.row_version, kind="board", purpose="To decide."
    )
    services.add_fact(SYSTEM, body, text="Founded.", source="")
    services.add_seat(SYSTEM, body, label="Seat 2")
    services.end_membership(SYSTEM, ann, ended_on="2025", end_reason="resigned")
    seat_person(body, "Cid", start_on="2026")
    found = differences(body)
    assert found == [
        Difference("purpose", new="To decide."),
        Difference("facts"),
        Difference("seat_added", "Seat 2"),
        Difference("member_changed", "Ann"),
        Difference("member_added", "Cid"),
    ]
    assert sentences.summary(found) == "purpose, facts with sources, 1 seat, 2 members"
    assert [sentences.sentence(one) for one in found] == [
        "Changed: purpose, from “” to “To decide.”",
        "Changed: facts with sources",
        "Seat added: Seat 2",
        "Member changed: Ann",
        "Member added: Cid",
    ]


def test_a_new_name_of_the_parent_counts_as_a_change() -> None:
    parent = make_body("top")
    body = make_body("low", parent=parent)
    services.post_changes(SYSTEM, body)
    services.rename_body(SYSTEM, parent, name="Summit", changed_on="2026")
    assert differences(body) == [Difference("parent", old="The top", new="Summit")]


def test_whatever_changes_the_content_shows_as_a_difference() -> None:
    body = make_body()
    for name in ("Ann", "Bob"):
        seat_person(body, name, start_on="2020")
    services.post_changes(SYSTEM, body)
    body.memberships[0].position = 5
    db.session.flush()
    assert differences(body) == [Difference("order")]
    assert sentences.summary(differences(body)) == "order of the roster"
