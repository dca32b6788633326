"""Contributors write, submit and take back what is theirs, and see nothing else."""

import io

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.routing import Rule

from govapp.audit.models import AuditLine
from govapp.contributions.models import Proposal
from govapp.database import db
from govapp.documents.models import Document
from govapp.jobs.models import Job
from tests.accounts.people import list_mails
from tests.contributions.proposing import (
    BASE,
    propose,
    propose_whole,
    read_proposal,
    send,
    standing,
    submit,
    words,
)
from tests.documents.samples import PDF
from tests.meetings.building import read_main
from tests.meetings.conftest import Make
from tests.pages import PageClient

SUE = "sue@example.org"


def test_a_draft_holds_what_was_typed_and_its_files(
    app: Flask, carla: PageClient, make_meeting: Make
) -> None:
    meeting = make_meeting(is_posted=True)
    key = propose(
        carla,
        meeting,
        title=" The  plan ",
        presenter="Staff",
        minutes_planned="20",
        is_action="y",
        description="Why\nit is",
        recommended_motion="Moved, that",
        note="Urgent",
        files=("plan.pdf", "map.pdf"),
    )
    found = read_proposal(app, key)
    assert (
        found.meeting_id, found.state, found.title, found.kind, found.is_action,
        found.presenter, found.minutes_planned, found.description,
        found.recommended_motion, found.note, found.submitted_at,
    ) == (
        meeting, "draft", "The plan", "decision", True,
        "Staff", 20, "Why\nit is",
        "Moved, that", "Urgent", None,
    )  # fmt: skip
    said = read_main(carla.get(f"{BASE}/{key}").text)
    assert "Only you can read this draft. Proposals until Wednesday, February" in said
    assert "plan.pdf" in said
    assert "map.pdf" in said
    with app.app_context():
        assert (
            db.session.scalar(
                select(func.count()).select_from(Job).where(Job.kind == "read_document")
            )
            == 2
        )
        assert set(db.session.scalars(select(Document.visibility))) == {"public"}
        lines = db.session.execute(
            select(AuditLine.action, AuditLine.subject, AuditLine.actor_name).where(
                AuditLine.subject == f"proposal:{key}"
            )
        ).all()
        assert [tuple(line) for line in lines] == [
            ("proposal.begun", f"proposal:{key}", "Carla"),
            ("proposal.file_added", f"proposal:{key}", "Carla"),
            ("proposal.file_added", f"proposal:{key}", "Carla"),
        ]


@pytest.mark.usefixtures("secretary")
def test_submitting_tells_the_secretary_in_the_same_transaction(
    app: Flask, carla: PageClient, make_meeting: Make
) -> None:
    meeting = make_meeting(is_posted=True)
    before = len(list_mails(app, SUE))
    key = propose(carla, meeting, files=("plan.pdf",))
    assert len(list_mails(app, SUE)) == before
    submit(carla, key)
    subject, text = list_mails(app, SUE)[-1]
    assert subject == "Proposed: The plan"
    assert text == (
        "Carla proposes an item for the agenda of Board, Wednesday, March 5, 2031:\n\n"
        "The plan\n\nWith 1 file.\n\n"
        "Accept it, return it or merge it into another item here:\n\n"
        f"here:/desk/meetings/{meeting}/proposals/{key}\n"
    )
    found = read_proposal(app, key)
    assert (found.state, found.first_submitted_at) == ("submitted", found.submitted_at)
    assert send(carla, f"{BASE}/{key}/submit").location == f"{BASE}/{key}"
    assert "It has been submitted already." in carla.get(f"{BASE}/{key}").text
    assert len(list_mails(app, SUE)) == before + 1


def test_it_can_be_taken_back_and_changed_by_its_author_until_it_is_decided(
    app: Flask, carla: PageClient, make_meeting: Make
) -> None:
    key = propose_whole(carla, make_meeting(is_posted=True))
    edit = f"{BASE}/{key}/edit"
    for page in (edit, f"{BASE}/{key}/discard"):
        assert carla.get(page).location == f"{BASE}/{key}"
    assert send(carla, edit).location == f"{BASE}/{key}"
    assert "Take it back to change it." in carla.get(f"{BASE}/{key}").text
    assert read_proposal(app, key).title == "The plan"
    assert carla.submit(f"{BASE}/{key}", button="Take it back").status_code == 303
    assert standing(app, key) == "draft"
    assert carla.submit(edit, button="Save", title="Other").status_code == 303
    assert read_proposal(app, key).title == "Other"
    discard = f"{BASE}/{key}/discard"
    assert carla.submit(discard, button="Discard").location == BASE
    assert carla.get(f"{BASE}/{key}").status_code == 404


def test_two_edits_at_once_meet_on_the_merge_page(
    app: Flask, carla: PageClient, make_meeting: Make
) -> None:
    key = propose(carla, make_meeting(is_posted=True))
    edit = f"{BASE}/{key}/edit"
    answer = carla.submit(edit, button="Save", title="Mine", row_version="0")
    assert answer.status_code == 409
    assert "Saved by someone else meanwhile: The plan" in words(answer.text)
    assert read_proposal(app, key).title == "The plan"


def test_it_moves_to_another_meeting_of_the_same_body_alone(
    app: Flask, carla: PageClient, bodies: dict[str, int], make_meeting: Make
) -> None:
    first = make_meeting(is_posted=True)
    second = make_meeting("2031-04-02T10:00", is_posted=True)
    other = make_meeting("2031-04-02T10:00", is_posted=True, slugs=("audit", "board"))
    assert bodies
    key = propose(carla, first)
    edit = f"{BASE}/{key}/edit"
    assert carla.submit(edit, button="Save", meeting=str(other)).status_code == 422
    assert carla.submit(edit, button="Save", meeting=str(second)).status_code == 303
    assert read_proposal(app, key).meeting_id == second


def test_files_are_checked_as_everywhere(
    app: Flask, carla: PageClient, make_meeting: Make
) -> None:
    key = propose(carla, make_meeting(is_posted=True), files=("good.pdf", "bad.exe"))
    said = read_main(carla.get(f"{BASE}/{key}").text)
    assert "bad.exe is of a kind that is not taken." in said
    page = f"{BASE}/{key}"
    more = carla.submit(page, button="Upload", file=(io.BytesIO(b""), "empty.pdf"))
    assert more.location == page
    assert "empty.pdf is empty." in read_main(carla.get(page).text)
    more = carla.submit(page, button="Upload", file=(io.BytesIO(PDF), "more.pdf"))
    assert more.location == page
    with app.app_context():
        (found,) = db.session.scalars(select(Proposal))
        good, added = found.files
        assert [good.label, added.label] == ["good", "more"]
        address = f"{page}/files/{good.id}"
    newer = (io.BytesIO(PDF + b"newer"), "good.pdf")
    assert carla.submit(f"{address}/replace", file=newer).location == page
    assert carla.get(f"{address}/v/1").data == PDF + b"good.pdf"
    assert carla.get(f"{address}/v/2").data == PDF + b"newer"
    assert carla.get(f"{address}/v/3").status_code == 404
    assert carla.submit(f"{address}/remove", button="Remove").location == page
    assert carla.get(f"{address}/v/1").status_code == 404


def test_nobody_reads_or_changes_what_is_not_theirs(
    app: Flask,
    carla: PageClient,
    others: dict[str, PageClient],
    client: PageClient,
    make_meeting: Make,
) -> None:
    meeting = make_meeting(is_posted=True)
    key = propose(carla, meeting, files=("plan.pdf",))
    with app.app_context():
        file = db.session.scalars(select(Proposal)).one().files[0].id
    pages = ("", "/edit", "/discard", f"/files/{file}/v/1", f"/files/{file}/replace",
             f"/files/{file}/remove")  # fmt: skip
    sent = ("/submit", "/take-back", "/files", "/edit", "/discard",
            f"/files/{file}/replace", f"/files/{file}/remove")  # fmt: skip
    for person in others.values():
        for page in pages:
            other = person.get(f"{BASE}/{key}{page}")
            never = person.get(f"{BASE}/nosuchkey0{page}")
            assert other.status_code == 404, page
            assert other.data == never.data, page
        for page in sent:
            assert send(person, f"{BASE}/{key}{page}").status_code == 404, page
    for person in (others["member"], others["secretary"]):
        assert person.get(BASE).status_code == 404
        assert person.get(f"{BASE}/propose").status_code == 404
    assert "The plan" not in others["cody"].get(BASE).text
    assert client.get(f"{BASE}/{key}").status_code == 303
    assert standing(app, key) == "draft"
    received = f"/desk/meetings/{meeting}/proposals"
    assert others["secretary"].get(f"{received}/{key}").status_code == 404
    assert "The plan" not in others["secretary"].get(received).text


def _fill(app: Flask, rule: Rule, meeting: int, key: str) -> str:
    """Return an address of the desk, as near to what is there as can be guessed."""
    known = {"meeting_id": meeting, "key": key, "slug": "board", "item_key": key}
    known["kind"] = "minutes"
    address = app.url_map.bind("localhost").build(
        rule.endpoint, {name: known.get(name, 1) for name in rule.arguments}
    )
    return str(address)


def test_a_contributor_reads_nothing_else_of_the_desk(
    app: Flask, carla: PageClient, cody: PageClient, make_meeting: Make
) -> None:
    meeting = make_meeting(is_posted=True)
    draft = make_meeting("2031-05-07T10:00", title="Secret retreat")
    key = propose_whole(carla, meeting)
    other = propose_whole(cody, meeting)
    assert carla.get("/account/start").location == BASE
    assert "Secret retreat" not in carla.get(BASE).text
    assert "Secret retreat" not in carla.get(f"{BASE}/propose").text
    opened = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/desk")
        and carla.get(_fill(app, rule, meeting, key)).status_code not in {404, 405}
    }
    changed = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/desk")
        and "POST" in (rule.methods or ())
        and send(carla, _fill(app, rule, meeting, other)).status_code != 404
    }
    assert draft
    assert sorted(opened) == [
        "contributions_desk.detail",
        "contributions_desk.discard",
        "contributions_desk.edit",
        "contributions_desk.index",
        "contributions_desk.propose",
    ]
    assert changed == {"contributions_desk.propose"}


def test_only_posted_meetings_ahead_of_ones_own_bodies_take_proposals(
    app: Flask, carla: PageClient, anna: PageClient, make_meeting: Make
) -> None:
    mine = make_meeting(is_posted=True)
    make_meeting("2031-04-02T10:00", is_posted=True, slugs=("audit",))
    make_meeting("2031-05-07T10:00")
    page = read_main(carla.get(BASE).text)
    assert "Board, Wednesday, March 5, 2031" in page
    assert "Proposals until Wednesday, February 19, 2031, 5:00 p.m. PST" in page
    assert "April" not in page
    assert "May" not in page
    refused = anna.submit(
        f"{BASE}/propose", button="Save the draft", title="X", meeting=str(mine)
    )
    assert refused.status_code == 422
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Proposal)) == 0


def test_sent_twice_it_counts_once(
    app: Flask, carla: PageClient, make_meeting: Make
) -> None:
    meeting = make_meeting(is_posted=True)
    key = propose(carla, meeting, idempotency_key="one")
    assert propose(carla, meeting, idempotency_key="one") == key
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Proposal)) == 1
