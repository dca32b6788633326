"""The secretary accepts, merges or returns what was proposed; its author is told."""

import io

import pytest
from flask import Flask
from sqlalchemy import select

from govapp.contributions.models import ProposalFile
from govapp.database import db
from govapp.meetings.models import AgendaItem
from govapp.meetings.models.changes import AgendaChange
from tests.accounts.people import list_mails
from tests.contributions.proposing import (
    BASE,
    propose_whole,
    read_proposal,
    send,
    standing,
    submit,
    words,
)
from tests.documents.samples import PDF
from tests.meetings.building import (
    add_items,
    attach,
    list_files,
    outline,
    post,
    press,
    read_item,
    read_main,
)
from tests.meetings.conftest import Make
from tests.pages import PageClient

CARLA = "carla@example.org"
SUE = "sue@example.org"


@pytest.fixture
def meeting(make_meeting: Make) -> int:
    return make_meeting(is_posted=True)


def _page(meeting: int, key: str = "") -> str:
    return f"/desk/meetings/{meeting}/proposals" + (f"/{key}" if key else "")


def _undo_last(app: Flask, secretary: PageClient, meeting: int) -> None:
    """Press the button of the last of the recent changes."""
    with app.app_context():
        change = db.session.scalars(select(AgendaChange.id)).all()[-1]
    agenda = f"/desk/meetings/{meeting}/agenda"
    address = f"/desk/meetings/{meeting}/changes/{change}/undo"
    assert press(secretary, agenda, address) == agenda


def _file(app: Flask) -> int:
    with app.app_context():
        return db.session.scalars(select(ProposalFile)).one().id


def test_what_is_accepted_is_an_item_with_its_files_where_it_was_put(
    app: Flask, carla: PageClient, secretary: PageClient, meeting: int
) -> None:
    first, *_ = add_items(app, meeting, "Decisions", "> Budget", "Adjourn")
    key = propose_whole(
        carla,
        meeting,
        presenter="Staff",
        minutes_planned="20",
        is_action="y",
        description="Why",
        recommended_motion="Moved",
        note="For Sue alone",
        files=("plan.pdf", "map.pdf"),
    )
    panel = read_main(secretary.get(f"/desk/meetings/{meeting}/agenda").text)
    assert "Proposed for this agenda The plan Submitted Proposed by Carla" in panel
    page = _page(meeting, key)
    shown = read_main(secretary.get(page).text)
    assert "For Sue alone" in shown
    assert "proposed by Carla" in shown
    done = secretary.submit(
        f"{page}/accept", button="Accept", parent=first, position="1"
    )
    item_key = read_proposal(app, key).item_key
    assert done.location == (
        f"/desk/meetings/{meeting}/agenda?at={item_key}#item-{item_key}"
    )
    assert outline(app, meeting) == [
        "1 Decisions", "1.1 The plan", "1.2 Budget", "2 Adjourn",
    ]  # fmt: skip
    item = read_item(app, item_key)
    assert (
        item.kind, item.presenter, item.minutes_planned, item.is_action,
        item.description, item.recommended_motion, item.proposals,
    ) == ("decision", "Staff", 20, True, "Why", "Moved", key)  # fmt: skip
    assert list_files(app, meeting) == [
        ("plan", "public", item.id), ("map", "public", item.id),
    ]  # fmt: skip


def test_both_sides_see_where_it_went(
    app: Flask, carla: PageClient, secretary: PageClient, meeting: int
) -> None:
    key = propose_whole(carla, meeting)
    page = _page(meeting, key)
    assert "1 proposal waits." in secretary.get("/desk/").text
    secretary.submit(f"{page}/accept", button="Accept")
    assert "Proposals to decide on" not in secretary.get("/desk/").text
    subject, text = list_mails(app, CARLA)[-1]
    assert subject == "Accepted: The plan"
    assert "Sue accepted your proposal for the agenda of Board, Wednesday" in text
    assert f"here:/desk/contributions/{key}" in text
    builder = secretary.get(f"/desk/meetings/{meeting}/agenda").text
    assert "Proposed by Carla" in read_main(builder)
    assert "Proposed for this agenda" not in builder
    mine = read_main(carla.get(f"{BASE}/{key}").text)
    assert "It is on the agenda: 1 The plan. Until the agenda is posted" in mine
    for more in ("accept", "return"):
        assert send(secretary, f"{page}/{more}").location == _page(meeting)
        said = secretary.get(_page(meeting)).text
        assert "It no longer waits for a decision." in said


def test_its_files_change_until_the_agenda_is_posted(
    app: Flask, carla: PageClient, secretary: PageClient, meeting: int
) -> None:
    key = propose_whole(carla, meeting, files=("plan.pdf",))
    replace = f"{BASE}/{key}/files/{_file(app)}/replace"
    assert carla.get(replace).location == f"{BASE}/{key}"
    assert "Take it back to change it." in carla.get(f"{BASE}/{key}").text
    secretary.submit(f"{_page(meeting, key)}/accept", button="Accept")
    told = len(list_mails(app, SUE))
    second = (io.BytesIO(PDF + b"2"), "plan.pdf")
    assert carla.submit(replace, file=second).location == f"{BASE}/{key}"
    assert "Version 2 is saved." in carla.get(f"{BASE}/{key}").text
    subject, text = list_mails(app, SUE)[-1]
    assert len(list_mails(app, SUE)) == told + 1
    assert subject == "New version of a file: The plan"
    assert "Carla replaced the file “plan”" in text
    post(app, meeting)
    assert send(carla, replace).location == f"{BASE}/{key}"
    said = read_main(carla.get(f"{BASE}/{key}").text)
    assert "The agenda is posted. Send the new version to the secretary." in said
    assert "Replace" not in read_main(carla.get(f"{BASE}/{key}").text)
    with app.app_context():
        (file,) = db.session.scalars(select(ProposalFile))
        assert file.document.current.version == 2


def test_what_is_merged_adds_its_text_and_files_to_an_item(
    app: Flask, carla: PageClient, secretary: PageClient, meeting: int
) -> None:
    (item_key,) = add_items(app, meeting, "Budget", description="Old words")
    attach(app, meeting, "budget.pdf", key=item_key)
    key = propose_whole(carla, meeting, description="New words", files=("plan.pdf",))
    page = _page(meeting, key)
    led = secretary.submit(f"{page}/merge", button="Compare", item=item_key)
    merge = f"{page}/merge/{item_key}"
    assert led.location == merge
    shown = read_main(secretary.get(merge).text)
    assert "Old words" in shown
    assert "New words" in shown
    done = secretary.submit(merge, button="Merge")
    assert done.status_code == 303
    item = read_item(app, item_key)
    assert (item.title, item.description) == ("Budget", "Old words\n\nNew words")
    assert outline(app, meeting) == ["1 Budget"]
    assert [name for name, _, at in list_files(app, meeting) if at == item.id] == [
        "budget", "plan",
    ]  # fmt: skip
    assert standing(app, key) == "merged"
    subject, text = list_mails(app, CARLA)[-1]
    assert subject == "Merged into another item: The plan"
    assert "\n\nBudget\n\n" in text
    assert "It went into another item of the agenda, with its files: 1 Budget." in (
        read_main(carla.get(f"{BASE}/{key}").text)
    )


def test_an_item_edited_meanwhile_is_not_written_over(
    app: Flask, carla: PageClient, secretary: PageClient, meeting: int
) -> None:
    (item_key,) = add_items(app, meeting, "Budget", description="Old")
    key = propose_whole(carla, meeting, description="New")
    merge = f"{_page(meeting, key)}/merge/{item_key}"
    answer = secretary.submit(merge, button="Merge", row_version="0", description="X")
    assert answer.status_code == 409
    assert "Saved by someone else meanwhile: Old" in words(answer.text)
    assert (standing(app, key), read_item(app, item_key).description) == (
        "submitted", "Old",
    )  # fmt: skip


def test_what_is_returned_says_why_and_comes_again(
    app: Flask, carla: PageClient, secretary: PageClient, meeting: int
) -> None:
    key = propose_whole(carla, meeting)
    give_back = f"{_page(meeting, key)}/return"
    assert secretary.submit(give_back, button="Return", reason=" ").status_code == 422
    done = secretary.submit(give_back, button="Return", reason="Say what it costs.")
    assert done.location == _page(meeting)
    subject, text = list_mails(app, CARLA)[-1]
    assert subject == "Returned to you: The plan"
    assert "\n\nSay what it costs.\n\n" in text
    mine = read_main(carla.get(f"{BASE}/{key}").text)
    assert "Sue returned it: Say what it costs." in mine
    edit = f"{BASE}/{key}/edit"
    assert carla.submit(edit, button="Save", description="$5").status_code == 303
    submit(carla, key)
    found = read_proposal(app, key)
    assert (found.state, found.description) == ("submitted", "$5")
    assert found.first_submitted_at is not None
    assert found.submitted_at is not None
    assert found.first_submitted_at < found.submitted_at
    assert "For the first time" in secretary.get(_page(meeting, key)).text


def test_a_decision_is_on_what_was_read(
    app: Flask, carla: PageClient, secretary: PageClient, meeting: int
) -> None:
    key = propose_whole(carla, meeting)
    page = f"{_page(meeting, key)}/accept"
    seen = read_proposal(app, key).row_version
    carla.submit(f"{BASE}/{key}", button="Take it back")
    assert secretary.get(page).status_code == 404
    carla.submit(f"{BASE}/{key}/edit", button="Save", title="Another plan")
    submit(carla, key)
    answer = secretary.submit(page, button="Accept", seen=str(seen))
    assert answer.status_code == 422
    assert "It was changed and submitted again in the meantime" in words(answer.text)
    assert outline(app, meeting) == []
    assert secretary.submit(page, button="Accept").status_code == 303
    assert outline(app, meeting) == ["1 Another plan"]


@pytest.mark.parametrize("way", ["undo", "remove"])
def test_off_the_agenda_it_waits_again(
    app: Flask, carla: PageClient, secretary: PageClient, meeting: int, way: str
) -> None:
    key = propose_whole(carla, meeting, files=("plan.pdf",))
    accept = f"{_page(meeting, key)}/accept"
    secretary.submit(accept, button="Accept")
    agenda = f"/desk/meetings/{meeting}/agenda"
    if way == "undo":
        assert secretary.submit(agenda, button="Undo").location == agenda
    else:
        item = read_proposal(app, key).item_key
        secretary.submit(
            f"/desk/meetings/{meeting}/items/{item}/remove", button="Remove"
        )
    assert outline(app, meeting) == []
    assert standing(app, key) == "submitted"
    assert "Proposed for this agenda" in secretary.get(agenda).text
    assert "The secretary has it." in carla.get(f"{BASE}/{key}").text
    assert secretary.submit(accept, button="Accept").status_code == 303
    assert outline(app, meeting) == ["1 The plan"]
    assert [label for label, _, at in list_files(app, meeting) if at] == ["plan"]


def test_undoing_a_merger_takes_the_text_and_the_files_out(
    app: Flask, carla: PageClient, secretary: PageClient, meeting: int
) -> None:
    (item_key,) = add_items(app, meeting, "Budget", description="Old")
    key = propose_whole(carla, meeting, description="New", files=("plan.pdf",))
    secretary.submit(f"{_page(meeting, key)}/merge/{item_key}", button="Merge")
    agenda = f"/desk/meetings/{meeting}/agenda"
    said = secretary.get(agenda).text
    assert "Proposal merged into “Budget”" in said
    _undo_last(app, secretary, meeting)
    assert read_item(app, item_key).description == "Old"
    assert list_files(app, meeting) == []
    assert standing(app, key) == "submitted"


def test_a_closed_proposal_keeps_its_files_inside(
    app: Flask, carla: PageClient, secretary: PageClient, meeting: int
) -> None:
    key = propose_whole(
        carla, meeting, kind="closed", description="Secret", files=("plan.pdf",)
    )
    secretary.submit(f"{_page(meeting, key)}/accept", button="Accept")
    ((label, visibility, item_id),) = list_files(app, meeting)
    assert (label, visibility) == ("plan", "closed")
    with app.app_context():
        item = db.session.get_one(AgendaItem, item_id)
        assert (item.kind, item.description) == ("closed", "Secret")


def test_another_desk_decides_nothing(
    app: Flask, carla: PageClient, stranger: PageClient, meeting: int
) -> None:
    key = propose_whole(carla, meeting)
    for page in ("", "/accept", "/return", "/merge", "/merge/x"):
        assert stranger.get(_page(meeting, key) + page).status_code == 404
    for page in ("/accept", "/return", "/merge/x"):
        for person in (stranger, carla):
            assert send(person, _page(meeting, key) + page).status_code == 404
    assert stranger.get(_page(meeting)).status_code == 404
    assert stranger.get(f"{_page(meeting)}/deadline").status_code == 404
    assert standing(app, key) == "submitted"
