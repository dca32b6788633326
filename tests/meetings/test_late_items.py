"""Items that come after the notice say on what basis, or are not posted."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from govapp import clock
from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.errors import RuleError
from govapp.meetings.queries import agendas
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.rules.bases import list_laws
from govapp.meetings.rules.lateness import window_begins
from govapp.meetings.services import agenda, lateness, posting
from tests.meetings.building import add_items, post, read_main
from tests.meetings.conftest import Make
from tests.notices.rules import bind, make_rule, make_rules
from tests.pages import PageClient

ZONE = "America/Los_Angeles"
EARLY, LATE = "2031-02-01T18:00:00Z", "2031-03-01T18:00:00Z"
UNFOUNDED = "These items come after the notice; each must say on what basis: 2 Grant"


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        # Notice of ten days can be given all day on December 6.
        ("2026-12-16T18:00:00Z", 10, "2026-12-07T08:00:00Z"),
        # Clocks go forward in between.
        ("2027-03-17T17:00:00Z", 10, "2027-03-08T08:00:00Z"),
        ("2026-11-04T18:00:00Z", 3, "2026-11-02T08:00:00Z"),
    ],
)
def test_the_window_begins_after_the_last_day_of_notice(
    start: str, days: int, expected: str
) -> None:
    found = window_begins(datetime.fromisoformat(start), ZONE, days)
    assert found == datetime.fromisoformat(expected).astimezone(UTC)


def test_each_law_has_its_bases() -> None:
    laws = {law.code: law for law in list_laws()}
    assert set(laws) == {"generic", "us-ca-bagley-keene", "us-ca-brown"}
    for law in laws.values():
        codes = [basis.code for basis in law.late]
        assert len(codes) == len(set(codes))
        assert all(len(code) <= 20 for code in codes)
        assert law.closed


def test_an_item_added_late_is_asked_for_its_basis_and_shows_it(
    app: Flask, secretary: PageClient, client: PageClient, make_meeting: Make
) -> None:
    soon = clock.now() + timedelta(days=5)
    meeting_id = make_meeting(f"{soon:%Y-%m-%d}T10:00")
    add_items(app, meeting_id, "Call")
    path = f"/desk/meetings/{meeting_id}"
    post(app, meeting_id)
    added = secretary.submit(f"{path}/agenda", button="Add", title="Grant")
    assert added.location.endswith("/late")
    rows = read_main(secretary.get(f"{path}/agenda").text)
    assert "Late: no basis stated yet" in rows
    assert UNFOUNDED in read_main(secretary.get(f"{path}/post").text)
    refused = secretary.submit(added.location, late_basis="need_arose")
    assert refused.status_code == 422
    assert "Say how the need arose" in read_main(refused.text)
    secretary.submit(
        added.location, late_basis="need_arose", late_reason="The offer came today."
    )
    assert "with a stated basis" in read_main(secretary.get(f"{path}/agenda").text)
    post(app, meeting_id)
    page = read_main(client.get(f"/meetings/{soon:%Y}-001").text)
    assert (
        "Added after the notice. The need to act arose after the agenda was posted: "
        "The offer came today."
    ) in page


def test_nothing_late_is_posted_without_a_basis(app: Flask, make_meeting: Make) -> None:
    meeting_id = make_meeting()
    (first,) = add_items(app, meeting_id, "Call")
    with time_machine.travel(EARLY, tick=False):
        post(app, meeting_id)
    add_items(app, meeting_id, "Grant")
    with time_machine.travel(LATE, tick=False), app.app_context():
        meeting, store = get_meeting(meeting_id), app.extensions["govapp.files"]
        with pytest.raises(RuleError) as refused:
            posting.post_agenda(SYSTEM, meeting, store=store)
        assert str(refused.value) == UNFOUNDED
        # Withdrawn it is no business; taken up again it is.
        late = lateness.list_late(meeting, agendas.get_tree(meeting))[0].item
        agenda.edit_item(SYSTEM, late, row_version=late.row_version, is_withdrawn=True)
        posting.post_agenda(SYSTEM, meeting, store=store)
        agenda.edit_item(SYSTEM, late, row_version=late.row_version, is_withdrawn=False)
        with pytest.raises(RuleError, match="must say on what basis"):
            posting.post_agenda(SYSTEM, meeting, store=store)
        lateness.state_basis(
            SYSTEM,
            late,
            row_version=late.row_version,
            late_basis="no_action",
            late_reason="",
        )
        posting.post_agenda(SYSTEM, meeting, store=store)
        # A pulled, moved or reworded item was noticed already, and so is a heading.
        item = agendas.get_item(meeting_id, first)
        agenda.edit_item(SYSTEM, item, row_version=item.row_version, title="Open")
        agenda.add_item(SYSTEM, meeting, title="Decisions", kind="heading")
        posting.post_agenda(SYSTEM, meeting, store=store)
        db.session.rollback()


def test_a_first_posting_is_never_late_item_by_item(
    app: Flask, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    add_items(app, meeting_id, "Call")
    with time_machine.travel(LATE, tick=False):
        post(app, meeting_id)


def test_a_body_says_which_law_it_follows(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    (key,) = add_items(app, meeting_id, "Call")
    style = "/desk/committees/board/agendas/style"
    assert "10 days before the meeting" in read_main(secretary.get(style).text)
    secretary.submit(style, law="us-ca-brown")
    page = secretary.get(f"/desk/meetings/{meeting_id}/items/{key}/late").text
    assert "Gov. Code 54954.2(b)(2)" in page


def test_a_bodys_own_rule_says_when_it_is_late(app: Flask, make_meeting: Make) -> None:
    meeting_id = make_meeting()
    add_items(app, meeting_id, "Call")
    with time_machine.travel(EARLY, tick=False):
        post(app, meeting_id)
    add_items(app, meeting_id, "Grant")
    with time_machine.travel(LATE, tick=False), app.app_context():
        assert lateness.is_window_open(get_meeting(meeting_id))
    bind(app, make_rules(make_rule(kinds=("any",), what="agenda", amount=3)))
    with time_machine.travel(LATE, tick=False), app.app_context():
        assert not lateness.is_window_open(get_meeting(meeting_id))
