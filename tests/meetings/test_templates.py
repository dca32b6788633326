"""An agenda's items are kept as a template, and later agendas begin with them."""

import pytest
from flask import Flask
from sqlalchemy import select

from govapp.accounts.services import SYSTEM
from govapp.audit.models import AuditLine
from govapp.committees.queries import get_body
from govapp.database import db
from govapp.meetings.models import AgendaItem, AgendaTemplate
from govapp.meetings.queries import agendas, changes
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.queries.templates import list_templates
from govapp.meetings.rules import templates as rules
from govapp.meetings.services import agenda
from govapp.meetings.services import templates as services
from tests.meetings.building import (
    add_items,
    attach,
    outline,
    press,
    read_main,
)
from tests.meetings.conftest import Make
from tests.pages import PageClient

DETAILS = {
    "kind": "decision",
    "is_action": True,
    "presenter": "Demo presenter",
    "minutes_planned": 20,
    "description": "With <b>care</b>.",
    "recommended_motion": "Move to approve.",
    "authorities": '{"board": "primary"}',
    "typed_number": "7",
}
BUILT = [
    "1 Call to order",
    "2 Decision",
    "2.1 Costs",
    "3 Counsel",
    "3.1 What counsel says",
]


@pytest.fixture
def built(app: Flask, make_meeting: Make) -> int:
    """Return a meeting whose agenda has every kind of thing on it."""
    meeting_id = make_meeting()
    add_items(app, meeting_id, "Call to order", kind="procedural")
    decision, costs = add_items(app, meeting_id, "Decision", "> Costs", **DETAILS)
    (counsel,) = add_items(
        app,
        meeting_id,
        "Counsel",
        kind="closed",
        legal_basis="Gov. Code 11126(e)",
        closed_title="Case of the secret name",
    )
    (gone,) = add_items(app, meeting_id, "Withdrawn")
    with app.app_context():
        meeting = get_meeting(meeting_id)
        closed = agendas.get_item(meeting_id, counsel)
        agenda.add_item(SYSTEM, meeting, title="What counsel says", parent=closed)
        item = agendas.get_item(meeting_id, gone)
        agenda.edit_item(SYSTEM, item, row_version=1, is_withdrawn=True)
        db.session.commit()
    attach(app, meeting_id, "paper.pdf", key=costs)
    assert decision
    return meeting_id


def keep(app: Flask, meeting_id: int, name: str, *, is_standing: bool = False) -> int:
    with app.app_context():
        meeting = get_meeting(meeting_id)
        kept = services.keep_template(SYSTEM, meeting, name=name)
        if is_standing:
            services.edit_template(
                SYSTEM, kept, row_version=1, name=name, is_standing=True
            )
        db.session.commit()
        return kept.id


def list_all(app: Flask, slug: str = "board") -> list[tuple[str, bool, int]]:
    with app.app_context():
        return [
            (each.name, each.is_standing, each.row_version)
            for each in list_templates(get_body(slug))
        ]


def _details(item: AgendaItem) -> dict[str, object]:
    return {name: getattr(item, name) for name in rules.KEPT}


def page_of(template_id: int, slug: str = "board") -> str:
    return f"/desk/committees/{slug}/agendas/templates/{template_id}"


def test_an_agenda_is_kept_and_shown(
    app: Flask, secretary: PageClient, built: int
) -> None:
    page = read_main(secretary.get(f"/desk/meetings/{built}/agenda").text)
    assert "Keep as template…" in page
    answer = secretary.submit(
        f"/desk/meetings/{built}/agenda/keep", button="Keep", name=" Regular  meeting "
    )
    assert (answer.status_code, list_all(app)) == (303, [("Regular meeting", False, 1)])
    page = read_main(secretary.get(str(answer.location)).text)
    for said in (
        "5 items",
        "Possible action With <b>care</b>. Recommended motion: Move to approve.",
        "Legal basis: Gov. Code 11126(e)",
    ):
        assert said in page
    assert "secret name" not in page
    assert "Withdrawn" not in page
    index = "/desk/committees/board/agendas"
    assert "Regular meeting 5 items" in read_main(secretary.get(index).text)


def test_another_agenda_begins_with_it_in_one_act(
    app: Flask, secretary: PageClient, make_meeting: Make, built: int
) -> None:
    keep(app, built, "Regular")
    later = make_meeting("2031-04-02T10:00")
    path = f"/desk/meetings/{later}/agenda"
    assert "Begin with a template" in read_main(secretary.get(path).text)
    answer = secretary.submit(f"{path}/template", button="Add the items")
    assert (answer.status_code, answer.location) == (303, path)
    assert outline(app, later) == BUILT
    with app.app_context():
        made = agendas.list_items(get_meeting(later))
        old = agendas.list_items(get_meeting(built))
        assert not {item.key for item in made} & {item.key for item in old}
        by_title = {item.title: item for item in old}
        for item in made:
            assert _details(item) == _details(by_title[item.title])
            assert item.closed_title == ""
        assert agendas.list_attachments(get_meeting(later)) == []
        (change,) = changes.list_changes(get_meeting(later), 9)
    assert "Items of a template added" in read_main(secretary.get(path).text)
    press(secretary, path, f"/desk/meetings/{later}/changes/{change.id}/undo")
    assert outline(app, later) == []


def test_added_again_the_items_come_after_and_are_undone_alone(
    app: Flask, secretary: PageClient, make_meeting: Make, built: int
) -> None:
    keep(app, built, "Regular meeting")
    later = make_meeting("2031-04-02T10:00")
    path = f"/desk/meetings/{later}/agenda"
    secretary.submit(f"{path}/template", button="Add the items")
    assert secretary.submit(f"{path}/template", button="Add the items").location == path
    again = [f"{int(line[0]) + 3}{line[1:]}" for line in BUILT]
    assert outline(app, later) == [*BUILT, *again]
    with app.app_context():
        newest, _first = changes.list_changes(get_meeting(later), 9)
    press(secretary, path, f"/desk/meetings/{later}/changes/{newest.id}/undo")
    assert outline(app, later) == BUILT
    with app.app_context():
        query = select(AuditLine.action, AuditLine.detail).order_by(AuditLine.id)
        lines = db.session.execute(
            query.where(AuditLine.action.in_(["template.kept", "agenda.begun"]))
        ).all()
    assert lines == [
        ("template.kept", "Regular meeting"),
        ("agenda.begun", "Regular meeting"),
        ("agenda.begun", "Regular meeting"),
    ]


def test_items_come_after_all_others_even_where_some_were_removed(
    app: Flask, make_meeting: Make, built: int
) -> None:
    template_id, later = keep(app, built, "Regular"), make_meeting()
    keys = add_items(app, later, "A", "B", "C", "D")
    with app.app_context():
        for key in keys[:2]:
            agenda.remove_item(SYSTEM, agendas.get_item(later, key))
        template = db.session.get_one(AgendaTemplate, template_id)
        services.begin_with_template(SYSTEM, get_meeting(later), template=template)
        db.session.commit()
    assert outline(app, later)[:3] == ["1 C", "2 D", "3 Call to order"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "Give the template a name."),
        ("x" * 201, "Use at most 200 characters."),
        ("REGULAR", "There is a template of this name already."),
    ],
)
def test_a_name_is_needed_and_new_among_the_bodys(
    app: Flask, secretary: PageClient, built: int, name: str, told: str
) -> None:
    keep(app, built, "Regular")
    path = f"/desk/meetings/{built}/agenda/keep"
    answer = secretary.submit(path, button="Keep", name=name)
    assert answer.status_code == 422
    assert told in read_main(answer.text)
    other = keep(app, built, "Special")
    answer = secretary.submit(f"{page_of(other)}/edit", button="Save", name=name)
    assert answer.status_code == 422
    assert told in read_main(answer.text)
    assert list_all(app) == [("Regular", False, 1), ("Special", False, 1)]


def test_an_agenda_without_items_is_not_kept(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    path = f"/desk/meetings/{make_meeting()}/agenda"
    assert "Keep as template…" not in secretary.get(path).text
    answer = secretary.submit(f"{path}/keep", button="Keep", name="Nothing")
    assert answer.status_code == 422
    assert "This agenda has no items to keep." in read_main(answer.text)
    page = secretary.get(f"{path}/template").text
    assert "Board has no templates yet." in read_main(page)
    assert list_all(app) == []


def test_a_template_is_renamed_and_deleted_and_agendas_keep_their_items(
    app: Flask, secretary: PageClient, make_meeting: Make, built: int
) -> None:
    template_id, later = keep(app, built, "Regular"), make_meeting()
    secretary.submit(f"/desk/meetings/{later}/agenda/template", button="Add the items")
    path = page_of(template_id)
    answer = secretary.submit(f"{path}/edit", button="Save", name="Monthly")
    assert (answer.status_code, answer.location) == (303, path)
    assert list_all(app) == [("Monthly", False, 2)]
    answer = secretary.submit(f"{path}/delete", button="Delete")
    assert (answer.status_code, answer.location) == (
        303,
        "/desk/committees/board/agendas",
    )
    assert list_all(app) == []
    assert outline(app, later) == BUILT
    assert secretary.get(path).status_code == 404


def test_whoever_saves_second_sees_what_the_first_saved(
    app: Flask, secretary: PageClient, deputy: PageClient, built: int
) -> None:
    path = f"{page_of(keep(app, built, 'Regular'))}/edit"
    secretary.get(path)
    deputy.submit(path, button="Save", name="Monthly", is_standing="y")
    answer = secretary.submit(path, button="Save", name="Mine", row_version="1")
    assert answer.status_code == 409
    assert "Monthly" in read_main(answer.text)
    assert list_all(app) == [("Monthly", True, 2)]
