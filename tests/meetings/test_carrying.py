"""Business goes on at another meeting with all that belongs to it, linked both ways."""

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.errors import RuleError
from govapp.meetings.models import AgendaItem, Attachment, Meeting
from govapp.meetings.queries import agendas, changes
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import (
    agenda,
    approvals,
    carrying,
    drafts,
    posting,
    undo,
)
from govapp.record import projection
from tests.meetings.building import (
    add_items,
    attach,
    list_files,
    outline,
    post,
    press,
    read_main,
)
from tests.meetings.conftest import Make
from tests.meetings.test_undo import act, acts, read
from tests.pages import PageClient


def carry(app: Flask, meeting_id: int, key: str, target: int) -> str:
    """Carry an item; return the key of the one that goes on with it."""
    with app.app_context():
        item = agendas.get_item(meeting_id, key)
        new = carrying.carry_item(SYSTEM, item, to=get_meeting(target))
        db.session.commit()
        return new.key


Words = tuple[str, str, str, bool, int, int | None]


def _words(item: AgendaItem) -> Words:
    return (
        item.title, item.recommended_motion, item.presenter, item.is_action,
        item.minutes_planned, item.minutes_of_id,
    )  # fmt: skip


def _papers(item: AgendaItem, attached: list[Attachment]) -> list[tuple[str, str]]:
    return [
        (file.label, file.document.key) for file in attached if file.item_id == item.id
    ]


def _check_same(item: AgendaItem, target: Meeting) -> None:
    """Fail unless an item, and all beneath it, goes on with the same on an agenda."""
    old = list(agendas.list_attachments(item.meeting))
    new = list(agendas.list_attachments(target))
    by_source = {each.continued_from: each for each in agendas.list_items(target)}
    nodes = [node for top in agendas.get_tree(item.meeting) for node in top.walk()]
    (top,) = [node for node in nodes if node.item is item]
    for node in top.walk():
        other = by_source.pop(node.item.key)
        assert _words(other) == _words(node.item)
        assert _papers(other, new) == _papers(node.item, old)
        for child in node.children:
            assert by_source[child.item.key].parent_id == other.id
    assert list(by_source) == [""]


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(done=acts, chosen=st.integers(0, 99))
def test_carrying_keeps_every_link_file_and_motion(
    app: Flask, make_meeting: Make, done: list[tuple[str, int]], chosen: int
) -> None:
    source_id, target_id = make_meeting(), make_meeting("2031-04-02T10:00")
    former_id = make_meeting("2024-03-05T10:00", is_posted=True)
    with app.app_context():
        source, target = get_meeting(source_id), get_meeting(target_id)
        agenda.add_item(
            SYSTEM, source, title="First", kind="decision", recommended_motion="Moved."
        )
        approvals.add_approval(SYSTEM, source, former=get_meeting(former_id))
        agenda.add_item(SYSTEM, target, title="Already there")
        for name, number in done:
            act(source_id, name, number)
        items = agendas.list_items(source)
        if not items:
            return
        before = read(source_id, target_id)
        item = items[chosen % len(items)]
        carrying.carry_item(SYSTEM, item, to=target)
        _check_same(item, target)
        after = read(source_id)
        after[f"item:{item.key}"]["put_off"] = before[f"item:{item.key}"]["put_off"]
        assert after == {name: before[name] for name in after}
        change = changes.list_changes(target, 1)[0]
        undo.undo_change(SYSTEM, change)
        assert read(source_id, target_id) == before
        db.session.rollback()


def test_an_item_is_carried_from_its_row(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    old, new = make_meeting(), make_meeting("2031-04-02T10:00")
    _, budget, _ = add_items(app, old, "Call", "Budget", "> Reserves")
    attach(app, old, "Memo.pdf", key=budget)
    add_items(app, new, "Call")
    page = f"/desk/meetings/{old}/items/{budget}/carry"
    asked = secretary.get(page).text
    assert "Board, Apr 2, 2031 (the next one)" in asked
    carried = secretary.submit(page, button="Carry", to=str(new))
    assert carried.location == f"/desk/meetings/{old}/agenda#item-{budget}"
    desk = read_main(secretary.get(f"/desk/meetings/{old}/agenda").text)
    assert "“Budget” goes on at Board, Wednesday, April 2, 2031." in desk
    assert "Continued Continued to Board, Apr 2, 2031" in desk
    desk = read_main(secretary.get(f"/desk/meetings/{new}/agenda").text)
    assert "Continued from Board, Mar 5, 2031" in desk
    assert outline(app, new) == ["1 Call", "2 Budget", "2.1 Reserves"]
    assert [label for label, *_ in list_files(app, new)] == ["Memo"]


def test_both_items_say_so_publicly_once_the_other_agenda_is_posted(
    app: Flask, client: PageClient, make_meeting: Make
) -> None:
    old, new = make_meeting(), make_meeting("2031-04-02T10:00")
    _, budget, _ = add_items(app, old, "Call", "Budget", "> Reserves")
    post(app, old)
    goes_on = carry(app, old, budget, new)
    assert "Continued to" not in client.get("/meetings/2031-001").text
    post(app, new)
    for path in ("/meetings/2031-001", f"/meetings/2031-001/items/{budget}"):
        shown = client.get(path).text
        assert "Continued to 2031-002, item 1, Apr 2, 2031" in read_main(shown), path
        assert f'href="/meetings/2031-002/items/{goes_on}"' in shown
    shown = client.get(f"/meetings/2031-002/items/{goes_on}").text
    assert "Continued from 2031-001, item 2" in read_main(shown)
    assert f'href="/meetings/2031-001/items/{budget}"' in shown
    post(app, old)
    shown = read_main(client.get(f"/meetings/2031-001/items/{budget}").text)
    assert "PST Continued Continued to 2031-002, item 1" in shown
    changed = read_main(client.get("/meetings/2031-001").text)
    assert "Item 2 continued to a later meeting." in changed


def test_the_links_are_made_again_from_the_record(
    app: Flask, make_meeting: Make
) -> None:
    old, new = make_meeting(), make_meeting("2031-04-02T10:00")
    budget, _ = add_items(app, old, "Budget", "> Reserves")
    post(app, old)
    carry(app, old, budget, new)
    post(app, new)
    with app.app_context():
        grown = projection.dump()
        assert len(grown["published_item"]) == 2
        projection.rebuild()
        assert projection.dump() == grown
        db.session.rollback()


def test_a_source_that_is_a_draft_or_closed_is_not_named(
    app: Flask, client: PageClient, make_meeting: Make
) -> None:
    old, new = make_meeting(), make_meeting("2031-04-02T10:00")
    (open_item,) = add_items(app, old, "Budget")
    (closed,) = add_items(app, old, "Counsel", kind="closed", legal_basis="Law")
    keys = [carry(app, old, key, new) for key in (open_item, closed)]
    post(app, new)
    for key in keys:
        assert (
            "Continued from" not in client.get(f"/meetings/2031-001/items/{key}").text
        )
    post(app, old)
    with app.app_context():
        draft = drafts.get_draft(get_meeting(new))
        refs = [item.continued_from for item in draft.agenda.items]
        assert [ref and (ref.meeting, ref.number) for ref in refs] == [
            ("2031-002", "1"),
            None,
        ]


def test_nothing_closed_goes_to_another_body(app: Flask, make_meeting: Make) -> None:
    old = make_meeting()
    other, joint = (
        make_meeting("2031-04-02T10:00", slugs=slugs)
        for slugs in (("audit",), ("board", "audit"))
    )
    (session, *_) = add_items(app, old, "Session", "> Open part")
    with app.app_context():
        meeting, top = get_meeting(old), agendas.get_item(old, session)
        closed = agenda.add_item(
            SYSTEM, meeting, parent=top, title="Counsel", kind="closed"
        )
        inside = agenda.add_item(SYSTEM, meeting, parent=closed, title="Settlement")
        for target in (other, joint):
            for item in (closed, inside):
                with pytest.raises(RuleError, match="stays with the body"):
                    carrying.carry_item(SYSTEM, item, to=get_meeting(target))
        db.session.commit()
    for seen in ("public", "members", "closed", "staff"):
        attach(app, old, f"{seen}.pdf", key=session, visibility=seen)
    for target in (other, joint):
        carry(app, old, session, target)
        assert outline(app, target) == ["1 Session", "1.1 Open part"]
        assert [label for label, *_ in list_files(app, target)] == ["public"]


def test_an_item_is_carried_once_to_a_meeting_that_is_open(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    old, new = make_meeting(), make_meeting("2031-04-02T10:00", is_posted=True)
    (key,) = add_items(app, old, "Budget")
    carry(app, old, key, new)
    page = f"/desk/meetings/{old}/items/{key}/carry"
    again = secretary.submit(page, button="Carry", to=str(new))
    assert again.status_code == 422
    assert "It has been carried to that meeting already." in again.text
    with app.app_context():
        meeting, item = get_meeting(new), agendas.get_item(old, key)
        posting.cancel_meeting(SYSTEM, meeting, reason="Storm")
        for target in (meeting, item.meeting):
            with pytest.raises(RuleError):
                carrying.carry_item(SYSTEM, item, to=target)


def test_the_desk_of_another_body_sees_no_draft_through_a_link(
    app: Flask, secretary: PageClient, stranger: PageClient, make_meeting: Make
) -> None:
    old, new = make_meeting(), make_meeting("2031-04-02T10:00", slugs=("audit",))
    (key,) = add_items(app, old, "Budget")
    page = f"/desk/meetings/{old}/items/{key}/carry"
    assert f'value="{new}"' not in secretary.get(page).text
    assert secretary.submit(page, button="Carry", to=str(new)).status_code == 422
    carry(app, old, key, new)
    shown = read_main(stranger.get(f"/desk/meetings/{new}/agenda").text)
    assert "Budget" in shown
    assert "Continued from" not in shown
    with app.app_context():
        (change,) = changes.list_changes(get_meeting(new), 1)
    assert "Undo" not in shown
    undo_it = f"/desk/meetings/{new}/changes/{change.id}/undo"
    form = stranger.get(f"/desk/meetings/{new}/agenda")
    assert form.status_code == 200
    with pytest.raises(AssertionError):
        press(stranger, f"/desk/meetings/{new}/agenda", undo_it)
    assert outline(app, new) == ["1 Budget"]
