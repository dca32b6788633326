"""The approval of former minutes is put on agendas by itself, once, and linked."""

from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.errors import RuleError
from govapp.meetings.models import AgendaItem, AgendaTemplate
from govapp.meetings.queries import agendas, approvals, changes
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.rules.approvals import BLANK, title_of
from govapp.meetings.services import (
    agenda,
    carrying,
    copying,
    minutes,
    posting,
    templates,
    undo,
)
from govapp.meetings.services.approvals import add_approval
from tests.meetings.building import add_items, outline, post
from tests.meetings.conftest import Make
from tests.pages import PageClient

FORMER, NEXT, LATER = "2031-03-05T10:00", "2031-04-02T10:00", "2031-05-07T10:00"
MARCH = "Approve the minutes of Board, March 5, 2031"
FEBRUARY = "Approve the minutes of Board, February 5, 2031"


@pytest.fixture(autouse=True)
def after() -> Iterator[None]:
    """Let it be two weeks after the former meeting."""
    with time_machine.travel("2031-03-20T18:00:00Z", tick=False):
        yield


@pytest.fixture
def former(app: Flask, make_meeting: Make) -> int:
    """Return a meeting that was held, whose minutes wait."""
    return hold(app, make_meeting, FORMER)


def hold(app: Flask, make_meeting: Make, start: str, *slugs: str) -> int:
    held = make_meeting(start, slugs=slugs or ("board",))
    add_items(app, held, "Call to order", kind="procedural")
    post(app, held)
    return held


def _keep(app: Flask, make_meeting: Make, *titles: str, kind: str = "minutes") -> int:
    """Keep a template that opens, has items of a kind, and adjourns."""
    kept = make_meeting("2030-01-02T10:00")
    add_items(app, kept, "Call to order", kind="procedural")
    add_items(app, kept, *titles, kind=kind)
    add_items(app, kept, "Adjournment", kind="procedural")
    with app.app_context():
        template = templates.keep_template(SYSTEM, get_meeting(kept), name="Regular")
        db.session.commit()
        return template.id


def _stand(app: Flask, template_id: int) -> None:
    with app.app_context():
        template = db.session.get_one(AgendaTemplate, template_id)
        templates.edit_template(
            SYSTEM, template, row_version=1, name="Regular", is_standing=True
        )
        db.session.commit()


def _begin(app: Flask, meeting_id: int, template_id: int) -> int:
    with app.app_context():
        template = db.session.get_one(AgendaTemplate, template_id)
        count = templates.begin_with_template(
            SYSTEM, get_meeting(meeting_id), template=template
        )
        db.session.commit()
        return count


def links(app: Flask, meeting_id: int) -> dict[str, int]:
    """Return whose minutes the items of an agenda approve, by their titles."""
    with app.app_context():
        items = agendas.list_items(get_meeting(meeting_id))
        return {each.title: each.minutes_of_id for each in items if each.minutes_of_id}


def awaiting(app: Flask, meeting_id: int) -> list[tuple[str | None, str]]:
    with app.app_context():
        found = approvals.list_awaiting(get_meeting(meeting_id))
        return [(each.former.number, each.state) for each in found]


def add(app: Flask, meeting_id: int, former: int) -> str:
    with app.app_context():
        item = add_approval(SYSTEM, get_meeting(meeting_id), former=get_meeting(former))
        db.session.commit()
        return item.key


def test_a_title_says_which_minutes() -> None:
    assert title_of("Board", FORMER) == MARCH


def test_the_next_meeting_begins_with_the_minutes_that_wait(
    app: Flask, make_meeting: Make, former: int
) -> None:
    _stand(app, _keep(app, make_meeting, "Minutes", "Plan"))
    following, later = make_meeting(NEXT), make_meeting(LATER)
    assert outline(app, following) == [
        "1 Call to order", f"2 {MARCH}", "3 Plan", "4 Adjournment",
    ]  # fmt: skip
    assert links(app, following) == {MARCH: former}
    assert links(app, later) == {}
    assert awaiting(app, later) == []


def test_without_a_place_kept_for_them_they_come_after_the_opening(
    app: Flask, make_meeting: Make, former: int
) -> None:
    older = hold(app, make_meeting, "2031-02-05T10:00")
    template, following = _keep(app, make_meeting, "Plan", kind="decision"), 0
    following = make_meeting(NEXT)
    assert _begin(app, following, template) == 5
    assert outline(app, following) == [
        "1 Call to order", f"2 {FEBRUARY}", f"3 {MARCH}", "4 Plan", "5 Adjournment",
    ]  # fmt: skip
    assert links(app, following) == {FEBRUARY: older, MARCH: former}
    with app.app_context():
        (change,) = changes.list_changes(get_meeting(following), 9)
        undo.undo_change(SYSTEM, change)
        db.session.commit()
    assert outline(app, following) == []
    assert _begin(app, following, template) == 5
    assert _begin(app, following, template) == 3


def test_beneath_a_heading_they_come_after_its_opening(
    app: Flask, make_meeting: Make, former: int
) -> None:
    following = make_meeting(NEXT)
    add_items(app, following, "General session", kind="heading")
    with app.app_context():
        meeting = get_meeting(following)
        (top,) = agendas.list_items(meeting)
        for title in ("Call to order", "Adjournment"):
            agenda.add_item(SYSTEM, meeting, title=title, parent=top, kind="procedural")
        db.session.commit()
    add(app, following, former)
    assert outline(app, following) == [
        "General session", "1 Call to order", f"2 {MARCH}", "3 Adjournment",
    ]  # fmt: skip


def test_a_copy_and_a_template_leave_open_whose_they_are(
    app: Flask, make_meeting: Make, former: int
) -> None:
    older = hold(app, make_meeting, "2031-02-05T10:00")
    add(app, former, older)
    following, later = make_meeting(NEXT), make_meeting(LATER)
    with app.app_context():
        for target, count in ((later, 2), (following, 3)):
            meeting, source = get_meeting(target), get_meeting(former)
            assert copying.copy_agenda(SYSTEM, meeting, source=source) == count
        kept = templates.keep_template(SYSTEM, get_meeting(former), name="Kept")
        assert [entry["title"] for entry in kept.items] == ["Call to order", BLANK]
        db.session.commit()
    assert outline(app, later) == ["1 Call to order", f"2 {BLANK}"]
    # What stood on an agenda that is past, and was not approved, waits again.
    assert links(app, following) == {FEBRUARY: older, MARCH: former}


def test_only_the_hosts_held_and_unapproved_minutes_wait(
    app: Flask, make_meeting: Make, former: int
) -> None:
    joint = make_meeting(NEXT, slugs=("audit", "board"))
    assert awaiting(app, joint) == []
    of_audit = hold(app, make_meeting, "2031-02-05T10:00", "audit", "board")
    assert [number for number, _ in awaiting(app, joint)] == ["2031-002"]
    following = make_meeting(NEXT)
    assert awaiting(app, following) == [("2031-001", "")]
    hold(app, make_meeting, "2031-03-27T10:00")
    make_meeting("2031-02-06T10:00", is_posted=True)
    cancelled = hold(app, make_meeting, "2031-02-07T10:00")
    with app.app_context():
        posting.cancel_meeting(SYSTEM, get_meeting(cancelled), reason="Storm")
        begun = minutes.begin_minutes(SYSTEM, get_meeting(of_audit))
        minutes.propose_minutes(SYSTEM, begun)
        db.session.commit()
    assert awaiting(app, following) == [("2031-001", "")]
    # Minutes that are proposed wait for ever, what was never minuted for a year.
    with time_machine.travel("2034-03-20T18:00:00Z", tick=False):
        for slug, wait in (("board", []), ("audit", [("2031-002", "proposed")])):
            assert awaiting(app, make_meeting("2034-05-01T10:00", slugs=(slug,))) == (
                wait
            )
    assert former


def test_the_same_minutes_stand_on_an_agenda_once(
    app: Flask, secretary: PageClient, make_meeting: Make, former: int
) -> None:
    following, special = make_meeting(NEXT), make_meeting(LATER, kind="special")
    key = add(app, following, former)
    (other,) = add_items(app, following, "Other minutes", kind="minutes")
    page = f"/desk/meetings/{following}/items/{other}/edit"
    again = secretary.submit(page, button="Save", minutes_of_id=str(former))
    assert again.status_code == 422
    with app.app_context():
        item = agendas.get_item(following, key)
        carried = carrying.carry_item(SYSTEM, item, to=get_meeting(special))
        assert (carried.title, carried.minutes_of_id) == (MARCH, former)
        named = agendas.get_item(following, other)
        named.put_off = ""
        with pytest.raises(RuleError, match="stands on that agenda already"):
            agenda.edit_item(SYSTEM, named, row_version=1, minutes_of_id=former)
        with pytest.raises(RuleError, match="stands on that agenda already"):
            add_approval(SYSTEM, get_meeting(special), former=get_meeting(former))
        db.session.commit()


def test_minutes_that_were_added_again_are_not_doubled_by_undoing(
    app: Flask, make_meeting: Make, former: int
) -> None:
    following = make_meeting(NEXT)
    key = add(app, following, former)
    with app.app_context():
        agenda.remove_item(SYSTEM, agendas.get_item(following, key))
        (removal,) = changes.list_changes(get_meeting(following), 1)
        add_approval(SYSTEM, get_meeting(following), former=get_meeting(former))
        with pytest.raises(RuleError, match="changed the same after this"):
            undo.undo_change(SYSTEM, removal)
        db.session.commit()
    assert links(app, following) == {MARCH: former}


def test_items_of_other_kinds_name_no_minutes(
    app: Flask, make_meeting: Make, former: int
) -> None:
    following = make_meeting(NEXT)
    key = add(app, following, former)
    with app.app_context():
        item: AgendaItem = agendas.get_item(following, key)
        agenda.edit_item(SYSTEM, item, row_version=item.row_version, kind="briefing")
        assert item.minutes_of_id is None
