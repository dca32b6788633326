"""Business that was not done is offered to the next agenda, until it is settled."""

from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.meetings.models.agenda import PutOff
from govapp.meetings.queries import agendas, business
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import agenda, carrying, drafts, posting
from tests.meetings.building import (
    add_items,
    outline,
    post,
    press,
    read_item,
    read_main,
)
from tests.meetings.conftest import Make
from tests.pages import PageClient


@pytest.fixture
def after() -> Iterator[None]:
    """Let it be two weeks after the former meeting."""
    with time_machine.travel("2031-03-20T18:00:00Z", tick=False):
        yield


def _waiting(app: Flask, meeting_id: int) -> list[str]:
    """Return what waits for a meeting, and why."""
    with app.app_context():
        found = business.list_waiting(get_meeting(meeting_id))
        return [f"{waiting.item.title}: {waiting.why}" for waiting in found]


def _put_off(app: Flask, meeting_id: int, key: str, why: PutOff) -> None:
    with app.app_context():
        carrying.put_off_item(SYSTEM, agendas.get_item(meeting_id, key), why=why)
        db.session.commit()


@pytest.mark.usefixtures("after")
def test_what_was_not_done_waits_for_the_next_agenda_of_the_body(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    old, new = make_meeting(), make_meeting("2031-04-02T10:00")
    a, b, c, d = add_items(app, old, "A", "B", "C", "D")
    post(app, old)
    assert _waiting(app, new) == []
    for key, why in ((a, "wait:not_reached"), (b, "wait:deferred")):
        page = f"/desk/meetings/{old}/items/{key}/carry"
        assert secretary.submit(page, button="Carry", to=why).status_code == 303
    with app.app_context():
        item = agendas.get_item(old, c)
        agenda.edit_item(SYSTEM, item, row_version=item.row_version, is_withdrawn=True)
        db.session.commit()
    assert _waiting(app, new) == ["A: not_reached", "B: deferred", "C: withdrawn"]
    assert read_item(app, d).put_off == ""
    assert _waiting(app, make_meeting("2031-04-02T10:00", slugs=("audit",))) == []
    assert _waiting(app, make_meeting("2031-03-01T10:00")) == []
    shown = secretary.get(f"/desk/meetings/{new}/agenda")
    assert "A Not reached. Board, Mar 5, 2031" in read_main(shown.text)
    again = f"/desk/meetings/{old}/items/{a}/carry"
    assert secretary.submit(again, button="Carry", to="wait:no").status_code == 303
    assert _waiting(app, new) == ["B: deferred", "C: withdrawn"]


@pytest.mark.usefixtures("after")
def test_one_click_takes_it_in_and_another_undoes_that(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    old, new = make_meeting(), make_meeting("2031-04-02T10:00")
    a, _ = add_items(app, old, "A", "> A1")
    _put_off(app, old, a, PutOff.NOT_REACHED)
    page = f"/desk/meetings/{new}/agenda"
    taken = press(secretary, page, f"/desk/meetings/{new}/waiting/{a}/take")
    assert taken.startswith(f"{page}#item-")
    assert _waiting(app, new) == []
    assert outline(app, new) == ["1 A", "1.1 A1"]
    assert secretary.submit(page, button="Undo").location == page
    assert outline(app, new) == []
    assert _waiting(app, new) == ["A: not_reached"]


@pytest.mark.usefixtures("after")
def test_what_is_dismissed_waits_no_longer(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    old, new = make_meeting(), make_meeting("2031-04-02T10:00")
    (key,) = add_items(app, old, "A")
    _put_off(app, old, key, PutOff.DEFERRED)
    dismiss = f"/desk/meetings/{new}/waiting/{key}/dismiss"
    assert secretary.submit(dismiss, reason=" ").status_code == 422
    assert secretary.submit(dismiss, reason="Moot").location == (
        f"/desk/meetings/{new}/agenda"
    )
    assert _waiting(app, new) == []
    assert secretary.get(dismiss).status_code == 404
    assert read_item(app, key).dismissed == "Moot"
    _put_off(app, old, key, PutOff.DEFERRED)
    assert _waiting(app, new) == ["A: deferred"]


@pytest.mark.usefixtures("after")
def test_marking_what_was_not_reached_changes_nothing_of_what_is_posted(
    app: Flask, make_meeting: Make
) -> None:
    old = make_meeting()
    (key,) = add_items(app, old, "A")
    post(app, old)
    _put_off(app, old, key, PutOff.NOT_REACHED)
    with app.app_context():
        assert not drafts.get_draft(get_meeting(old)).is_changed


def test_the_business_of_a_cancelled_meeting_waits(
    app: Flask, make_meeting: Make
) -> None:
    old, new = make_meeting(), make_meeting("2031-04-02T10:00")
    add_items(app, old, "Call to order", kind="procedural")
    _, plan, _ = add_items(app, old, "Decisions", "> Plan", "> Budget", kind="decision")
    post(app, old)
    with app.app_context():
        posting.cancel_meeting(SYSTEM, get_meeting(old), reason="Storm")
        db.session.commit()
    assert _waiting(app, new) == ["Decisions: cancelled"]
    with app.app_context():
        item = agendas.get_item(old, plan)
        carrying.carry_item(SYSTEM, item, to=get_meeting(new))
        db.session.commit()
    assert _waiting(app, new) == ["Decisions: cancelled"]


def test_what_was_put_off_is_found_years_later(app: Flask, make_meeting: Make) -> None:
    old = make_meeting()
    a, b = add_items(app, old, "A", "B")
    post(app, old)
    _put_off(app, old, a, PutOff.CONTINUED)
    with app.app_context():
        item = agendas.get_item(old, b)
        agenda.edit_item(SYSTEM, item, row_version=1, is_withdrawn=True)
        db.session.commit()
    with time_machine.travel("2034-03-20T18:00:00Z", tick=False):
        assert _waiting(app, make_meeting("2031-09-03T10:00")) == [
            "A: continued", "B: withdrawn",
        ]  # fmt: skip
        assert _waiting(app, make_meeting("2034-04-05T10:00")) == ["A: continued"]
