"""What pages and papers say of minutes that wait for approval."""

import io
from dataclasses import asdict

import docx
import time_machine
from flask import Flask

from govapp import paths
from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.meetings.queries import changes
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.queries.minutes import get_minutes
from govapp.meetings.services import (
    minutes,
)
from govapp.meetings.services.approvals import add_approval
from govapp.parsing.inside.typesetting import Press
from govapp.permissions import Role
from govapp.record.shapes.meetings import MeetingRef
from govapp.renditions.word import write_word
from govapp.renditions.writing import write_paper
from tests.accounts.people import enter, open_account
from tests.meetings.building import add_items, outline, post, press, read_main
from tests.meetings.conftest import Make
from tests.meetings.states import NOW, PLAN
from tests.meetings.test_approvals import (
    LATER,
    MARCH,
    NEXT,
    add,
    after,
    awaiting,
    former,
    hold,
    links,
)
from tests.pages import PageClient, parse_page
from tests.renditions.making import check_pdf, read_pages
from tests.renditions.test_typesetting import make_posted

__all__ = ["after", "former"]


def test_what_waits_is_offered_and_taken_with_one_click(
    app: Flask, secretary: PageClient, make_meeting: Make, former: int
) -> None:
    special = make_meeting(NEXT, kind="special")
    add_items(app, special, "Call to order", kind="procedural")
    add_items(app, special, "Approval of minutes", kind="minutes")
    page = f"/desk/meetings/{special}/agenda"
    assert "Minutes of Board, Mar 5, 2031 Not begun yet." in read_main(
        secretary.get(page).text
    )
    with app.app_context():
        begun = minutes.begin_minutes(SYSTEM, get_meeting(former))
        minutes.propose_minutes(SYSTEM, begun)
        db.session.commit()
    assert awaiting(app, special) == [("2031-001", "proposed")]
    take = f"/desk/meetings/{special}/minutes-of/2031-001/take"
    assert press(secretary, page, take).startswith(f"{page}#item-")
    assert outline(app, special) == ["1 Call to order", f"2 {MARCH}"]
    shown = secretary.get(page)
    assert f"“{MARCH}” is on the agenda. Undo" in read_main(shown.text)
    assert f'href="/desk/meetings/{former}/minutes"' in shown.text
    assert awaiting(app, special) == []
    form = dict.fromkeys(("csrf_token", "idempotency_key"), "")
    assert secretary.post(take, data=form).status_code in {400, 404}
    with app.app_context():
        last = changes.list_changes(get_meeting(special), 1)[0].id
    press(secretary, page, f"/desk/meetings/{special}/changes/{last}/undo")
    assert outline(app, special) == ["1 Call to order", "2 Approval of minutes"]
    assert awaiting(app, special) == [("2031-001", "proposed")]


def test_whose_minutes_they_are_is_chosen_and_changed(
    app: Flask, secretary: PageClient, make_meeting: Make, former: int
) -> None:
    following = make_meeting(NEXT)
    (key,) = add_items(app, following, "The minutes of March", kind="minutes")
    page = f"/desk/meetings/{following}/items/{key}/edit"
    assert "Minutes to approve" in secretary.get(page).text
    secretary.submit(page, button="Save", minutes_of_id=str(former))
    assert links(app, following) == {"The minutes of March": former}
    secretary.submit(page, button="Save", minutes_of_id="")
    assert links(app, following) == {}
    (plain,) = add_items(app, following, "Plan")
    page = f"/desk/meetings/{following}/items/{plain}/edit"
    assert "Minutes to approve" not in secretary.get(page).text


def test_minutes_are_approved_where_they_stand_on_the_agenda(
    app: Flask, bodies: dict[str, int], make_meeting: Make, former: int
) -> None:
    _, last = (hold(app, make_meeting, start) for start in (NEXT, LATER))
    with time_machine.travel("2031-06-01T18:00:00Z", tick=False):
        with app.app_context():
            begun = minutes.begin_minutes(SYSTEM, get_meeting(former))
            minutes.propose_minutes(SYSTEM, begun)
            add_approval(SYSTEM, get_meeting(last), former=get_meeting(former))
            db.session.commit()
        roles = [(Role.SECRETARY, bodies["board"])]
        account = open_account(app, "s@example.org", roles=roles, password=None)
        secretary = enter(app, account)
        page = f"/desk/meetings/{former}/minutes/approve"
        form = parse_page(secretary.get(page).text)
        offered = [option.text for option in form.iter("option")]
        assert offered == [
            "May 7, 2031 (2031-003), on its agenda",
            "Apr 2, 2031 (2031-002)",
        ]
        assert secretary.submit(page).status_code == 303
        with app.app_context():
            approved = get_minutes(former).approved_meeting
            assert approved
            assert approved.number == "2031-003"


def test_everyone_is_led_to_the_minutes(
    app: Flask, client: PageClient, make_meeting: Make, former: int
) -> None:
    following = make_meeting(NEXT)
    add_items(app, following, "Approval of minutes", kind="minutes")
    post(app, following)
    key = add(app, following, former)
    post(app, following)
    for path in ("/meetings/2031-002", f"/meetings/2031-002/items/{key}"):
        shown = client.get(path).text
        assert "Minutes to approve: Board, March 5, 2031" in read_main(shown), path
        assert 'href="/meetings/2031-001/minutes"' in shown
    assert "No minutes yet." in client.get("/meetings/2031-001/minutes").text
    changed = read_main(client.get("/meetings/2031-002/agenda/changes").text)
    assert "Minutes to approve, now Board, March 5, 2031" in changed
    side = client.get("/meetings/2031-002/agenda/changes?view=side").text
    assert "Board, March 5, 2031" in read_main(side)


def test_papers_say_so_in_the_same_words(app: Flask) -> None:
    ref = MeetingRef(number="2026-010", title="Board", date="2026-10-30")
    item = PLAN.model_copy(update={"minutes_of": ref})
    with app.app_context():
        paper = write_paper(make_posted(item))
    said = "Minutes to approve: Board, October 30, 2026"
    press = Press(paths.TEMPLATES, paths.FONTS)
    pdf = press.set("renditions/agenda.typ", asdict(paper), NOW).pdf
    check_pdf(pdf)
    (text,) = read_pages(pdf)
    assert said in text
    address = "https://meet.example/meetings/2026-010/minutes"
    assert f"/URI({address})".encode() in pdf
    file = docx.Document(io.BytesIO(write_word(paper, NOW)))
    assert said in [each.text for each in file.paragraphs]
    links = [each.target_ref for each in file.part.rels.values() if each.is_external]
    assert address in links
