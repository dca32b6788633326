"""How agendas are numbered and timed: on a body's page, on an agenda's, in public."""

from datetime import datetime

from flask import Flask
from sqlalchemy import select

from govapp.accounts.services import SYSTEM
from govapp.audit.models import AuditLine
from govapp.database import db
from govapp.meetings.queries import agendas
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import agenda, posting
from tests.meetings.building import add_items, outline, post, read_item, read_main
from tests.meetings.conftest import Make
from tests.pages import PageClient


def test_a_body_says_how_its_next_agendas_are_numbered(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    before = make_meeting()
    path = "/desk/committees/board/agendas"
    assert "Numbers 1, 1.1, 1.1.1 Planned times Shown at the desk alone" in read_main(
        secretary.get(path).text
    )
    answer = secretary.submit(f"{path}/style", numbering="capitals", posts_times="y")
    assert answer.location == path
    assert "Numbers A., A.1, A.1.a Planned times Shown to everyone" in read_main(
        secretary.get(path).text
    )
    after = make_meeting()
    for meeting_id in (before, after):
        add_items(app, meeting_id, "Call", "Decision", "> Part")
    assert outline(app, before) == ["1 Call", "2 Decision", "2.1 Part"]
    assert outline(app, after) == ["A. Call", "B. Decision", "B.1 Part"]


def test_a_stranger_finds_no_body_to_style(
    stranger: PageClient, secretary: PageClient
) -> None:
    for path in ("", "/style"):
        address = f"/desk/committees/board/agendas{path}"
        assert secretary.get(address).status_code == 200
        assert stranger.get(address).status_code == 404
    assert secretary.get("/desk/committees/none/agendas").status_code == 404


def test_two_who_style_at_once_both_see_it(
    secretary: PageClient, deputy: PageClient
) -> None:
    path = "/desk/committees/board/agendas/style"
    secretary.submit(path, numbering="roman")
    stale = deputy.submit(path, numbering="letters", row_version="0")
    assert stale.status_code == 409
    assert "Saved by someone else meanwhile:I., I.A, I.A.1" in read_main(stale.text)


def test_typed_numbers_begin_with_those_the_items_have(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    _, decision, part = add_items(app, meeting_id, "Call", "Decision", "> Part")
    path = f"/desk/meetings/{meeting_id}/agenda"
    secretary.submit(f"{path}/style", numbering="typed")
    assert outline(app, meeting_id) == ["1 Call", "2 Decision", "2.1 Part"]
    secretary.submit(path, button="Add", title="Late", kind="other", typed_number="9")
    assert outline(app, meeting_id)[-1] == "9 Late"
    edit = f"/desk/meetings/{meeting_id}/items/{decision}/edit"
    refused = secretary.submit(edit, typed_number="9", presenter="Typed")
    assert refused.status_code == 422
    assert "Number: 9 is the number of “Late” already." in read_main(refused.text)
    assert 'value="Typed"' in refused.text
    assert secretary.submit(edit, typed_number="7").status_code == 303
    assert outline(app, meeting_id)[1:3] == ["7 Decision", "2.1 Part"]
    with app.app_context():
        agenda.move_item_by(SYSTEM, agendas.get_item(meeting_id, part), steps=1)
        item = agendas.get_item(meeting_id, part)
        item.typed_number = "9"
        db.session.commit()
    asked = read_main(secretary.get(f"/desk/meetings/{meeting_id}/post").text)
    assert "These numbers stand on more than one item: 9" in asked


def test_other_agendas_ask_for_no_number(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    (key,) = add_items(app, meeting_id, "Call")
    for path in ("agenda", f"items/{key}/edit", f"items/{key}/add"):
        page = secretary.get(f"/desk/meetings/{meeting_id}/{path}").text
        assert 'name="typed_number"' not in page


def test_planned_times_stand_beside_the_items_and_tell_an_overrun(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    add_items(app, meeting_id, "Call", minutes_planned=5)
    add_items(app, meeting_id, "Decision", minutes_planned=40)
    path = f"/desk/meetings/{meeting_id}"
    page = read_main(secretary.get(f"{path}/agenda").text)
    assert "With the minutes planned, the items last until 10:45 a.m. PST." in page
    assert "2 Decision 10:05 a.m. PST · 40 minutes" in page
    with app.app_context():
        meeting = get_meeting(meeting_id)
        meeting.end_local = "2031-03-05T10:30"
        meeting.end_at = meeting.start_at.replace(minute=30)
        db.session.commit()
    for name in ("agenda", "preview"):
        assert (
            "More planned than fits. The items last until 10:45 a.m. PST, 15 minutes "
            "longer than the meeting, which ends at 10:30 a.m. PST."
        ) in read_main(secretary.get(f"{path}/{name}").text)


def test_times_are_posted_where_the_agenda_says_so_and_move_with_the_meeting(
    app: Flask, client: PageClient, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    add_items(app, meeting_id, "Call", minutes_planned=5)
    (key,) = add_items(app, meeting_id, "Decision", minutes_planned=40)
    preview = f"/desk/meetings/{meeting_id}/preview"
    shown = read_main(secretary.get(preview).text)
    assert "10:05 a.m. PST · 40 minutes" in shown
    assert "this agenda does not post them" in shown
    post(app, meeting_id)
    assert "10:05" not in client.get("/meetings/2031-001").text
    style = f"/desk/meetings/{meeting_id}/agenda/style"
    secretary.submit(style, numbering="decimal", posts_times="y")
    assert "this agenda does not post them" not in secretary.get(preview).text
    post(app, meeting_id)
    for path in ("", f"/items/{key}"):
        page = read_main(client.get(f"/meetings/2031-001{path}").text)
        assert "10:05 a.m. PST · 40 minutes" in page
    assert "10:05" not in client.get("/meetings/2031-001/agenda/v/1").text
    with app.app_context():
        meeting = get_meeting(meeting_id)
        start = datetime(2031, 3, 5, 14)  # noqa: DTZ001 wall time
        posting.reschedule_meeting(
            SYSTEM,
            meeting,
            reason="Room",
            start=start,
            end=None,
            time_zone="America/Los_Angeles",
        )
        db.session.commit()
    assert "2:05 p.m. PST · 40 minutes" in client.get("/meetings/2031-001").text


def test_a_meeting_without_a_time_has_no_planned_times(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting(is_all_day=True)
    add_items(app, meeting_id, "Call", minutes_planned=5)
    page = read_main(secretary.get(f"/desk/meetings/{meeting_id}/agenda").text)
    assert "1 Call 5 minutes" in page
    assert "a.m." not in page.partition("Recent changes")[0]


def test_each_body_has_its_authority_on_an_item(
    app: Flask, client: PageClient, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting(slugs=("board", "audit"))
    (key,) = add_items(app, meeting_id, "Market rules")
    path = f"/desk/meetings/{meeting_id}/items/{key}/edit"
    secretary.submit(path, authority_audit="primary", authority_board="advisory")
    assert (
        read_item(app, key).authorities == '{"audit": "primary", "board": "advisory"}'
    )
    told = "Advisory: Board; Primary authority: Audit"
    assert told in read_main(secretary.get(f"/desk/meetings/{meeting_id}/agenda").text)
    post(app, meeting_id)
    assert told in read_main(client.get("/meetings/2031-001").text)
    secretary.submit(path, authority_board="")
    post(app, meeting_id)
    changed = read_main(client.get("/meetings/2031-001/agenda/changes").text)
    assert (
        f"Authority, before {told} Authority, now Primary authority: Audit" in changed
    )


def test_who_edits_beside_another_sees_the_authority_that_was_saved(
    app: Flask, secretary: PageClient, deputy: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    (key,) = add_items(app, meeting_id, "Market rules")
    path = f"/desk/meetings/{meeting_id}/items/{key}/edit"
    secretary.submit(path, authority_board="joint")
    stale = deputy.submit(path, authority_board="primary", row_version="1")
    assert stale.status_code == 409
    assert "Saved by someone else meanwhile:Joint" in read_main(stale.text)
    with app.app_context():
        (line,) = db.session.scalars(
            select(AuditLine).where(AuditLine.action == "item.edited")
        )
        assert line.detail == "Market rules"
