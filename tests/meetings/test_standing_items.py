"""Standing items: new meetings of a body begin with one of its templates."""

import threading
from collections.abc import Callable

import pytest
from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.errors import NotFoundError, RuleError
from govapp.meetings.models import AgendaTemplate, Meeting
from govapp.meetings.queries import agendas, changes
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import templates as services
from tests.meetings.building import (
    hidden_fields,
    outline,
    press,
    read_item,
    read_main,
)
from tests.meetings.conftest import Make
from tests.meetings.test_templates import BUILT, built, keep, list_all, page_of
from tests.pages import PageClient, parse_page

__all__ = ["built"]


CREATE = "/desk/meetings/create"


def test_one_template_of_a_body_is_standing(app: Flask, built: int) -> None:
    first = keep(app, built, "Regular", is_standing=True)
    keep(app, built, "Special", is_standing=True)
    assert list_all(app) == [("Regular", False, 3), ("Special", True, 2)]
    with app.app_context():
        template = db.session.get_one(AgendaTemplate, first)
        with pytest.raises(RuleError, match="of this name already"):
            services.edit_template(
                SYSTEM, template, row_version=3, name="Special", is_standing=True
            )
        db.session.rollback()
    assert list_all(app) == [("Regular", False, 3), ("Special", True, 2)]


def test_two_who_mark_one_each_at_once_leave_one(app: Flask, built: int) -> None:
    ids = [keep(app, built, name) for name in ("Regular", "Special")]
    together = threading.Barrier(2)

    def mark(template_id: int) -> None:
        with app.app_context():
            template = db.session.get_one(AgendaTemplate, template_id)
            name = template.name
            db.session.rollback()
            together.wait()
            services.edit_template(
                SYSTEM, template, row_version=1, name=name, is_standing=True
            )
            db.session.commit()

    _run_all(*(lambda each=each: mark(each) for each in ids))
    found = [is_standing for _name, is_standing, _version in list_all(app)]
    assert found.count(True) == 1


def _run_all(*acts: Callable[[], None]) -> None:
    threads = [threading.Thread(target=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_a_new_meeting_begins_with_the_standing_items_unless_unticked(
    app: Flask, secretary: PageClient, make_meeting: Make, built: int
) -> None:
    when = {"date": "2031-05-07", "start": "10:00"}
    assert "has_standing_items" not in secretary.get(CREATE).text
    plain = secretary.submit(CREATE, **when)
    assert outline(app, int(str(plain.location).rpartition("/")[2])) == []

    keep(app, built, "Regular meeting", is_standing=True)
    page = read_main(secretary.get(CREATE).text)
    assert "Begin with the standing items Board: Regular meeting" in page
    begun = secretary.submit(CREATE, **when)
    begun_id = int(str(begun.location).rpartition("/")[2])
    assert outline(app, begun_id) == BUILT
    with app.app_context():
        (change,) = changes.list_changes(get_meeting(begun_id), 9)
    path = f"/desk/meetings/{begun_id}"
    press(secretary, f"{path}/agenda", f"{path}/changes/{change.id}/undo")
    assert outline(app, begun_id) == []

    unticked = secretary.submit(CREATE, has_standing_items=[], **when)
    assert outline(app, int(str(unticked.location).rpartition("/")[2])) == []
    # Whatever else drafts a meeting, such as a series, begins with them too.
    assert outline(app, make_meeting("2031-06-04T10:00")) == BUILT
    # Only the host's count.
    assert outline(app, make_meeting(slugs=("audit", "board"))) == []
    assert outline(app, make_meeting(slugs=("board", "audit"))) == BUILT


def test_what_is_refused_stays_unticked(
    app: Flask, secretary: PageClient, built: int
) -> None:
    keep(app, built, "Regular meeting", is_standing=True)
    answer = secretary.submit(CREATE, has_standing_items=[], date="", start="10:00")
    assert answer.status_code == 422
    (box,) = (
        each
        for each in parse_page(answer.text).iter("input")
        if each.get("name") == "has_standing_items"
    )
    assert box.get("checked") is None


def test_a_bodys_templates_are_its_own_secretarys(
    app: Flask,
    secretary: PageClient,
    stranger: PageClient,
    make_meeting: Make,
    built: int,
) -> None:
    template_id = keep(app, built, "Regular", is_standing=True)
    unknown = stranger.get(page_of(template_id + 1))
    for slug in ("board", "audit"):
        for path in ("", "/edit", "/delete"):
            answer = stranger.get(page_of(template_id, slug) + path)
            assert (answer.status_code, answer.data) == (404, unknown.data)
    sent = hidden_fields(stranger.get(CREATE).text)
    for path in ("/edit", "/delete"):
        answer = stranger.post(page_of(template_id) + path, data=sent)
        assert answer.status_code == 404
    assert stranger.get("/desk/committees/board/agendas").status_code == 404
    assert stranger.get(f"/desk/meetings/{built}/agenda/keep").status_code == 404
    assert secretary.get(page_of(template_id, "audit")).status_code == 404
    assert "standing items" not in stranger.get(CREATE).text

    theirs = make_meeting(slugs=("audit", "board"))
    page = stranger.get(f"/desk/meetings/{theirs}/agenda/template").text
    assert "Audit has no templates yet." in read_main(page)
    with app.app_context():
        template = db.session.get_one(AgendaTemplate, template_id)
        with pytest.raises(NotFoundError):
            services.begin_with_template(SYSTEM, get_meeting(theirs), template=template)
        db.session.rollback()
    assert outline(app, theirs) == []


def test_posted_meetings_are_begun_with_too(
    app: Flask, make_meeting: Make, built: int
) -> None:
    template_id = keep(app, built, "Regular")
    meeting_id = make_meeting(is_posted=True)
    with app.app_context():
        meeting: Meeting = get_meeting(meeting_id)
        template = db.session.get_one(AgendaTemplate, template_id)
        assert services.begin_with_template(SYSTEM, meeting, template=template) == 5
        db.session.commit()
        key = agendas.list_items(meeting)[0].key
    assert read_item(app, key).title == "Call to order"
