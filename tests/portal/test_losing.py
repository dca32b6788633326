"""Whoever may no longer read something loses every form of it with the next request."""

import io
import re
from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.meetings.models import Attachment
from govapp.meetings.queries.agendas import get_item
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import files
from govapp.meetings.services.agenda import edit_item
from govapp.portal.queries.guests import get_guest
from govapp.portal.services.guests import end_guest
from govapp.sittings.services import record_act
from tests.documents.samples import PDF
from tests.meetings.building import attach, post
from tests.meetings.conftest import Make
from tests.pages import PageClient
from tests.portal.guests import NOON, let_in
from tests.portal.papers import Papers, post_papers
from tests.portal.people import end_service, seat_member

SECRETS = ("Doe v. Operator", "Settlement", "They asked 5")
LATER = "2026-12-01T20:01:00Z"
# What each form has of its own, and how long the session lasts yet.
NONCE = re.compile(r'name="(?:csrf_token|idempotency_key)"[^>]*>|-session="\d+"')
Lose = Callable[[Flask, PageClient, Papers], None]


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def papers(app: Flask, make_meeting: Make) -> Papers:
    """Return a meeting that begins in an hour, posted."""
    return post_papers(app, make_meeting("2026-12-01T13:00"))


@pytest.fixture
def rich(app: Flask, papers: Papers) -> Papers:
    """Return the meeting with a file beneath, and an old version of another."""
    offer = attach(
        app, papers.meeting_id, "offer.pdf", key=papers.beneath, visibility="closed"
    )
    post(app, papers.meeting_id)
    with app.app_context():
        advice, beneath = (
            db.session.scalars(select(Attachment).where(Attachment.label == name)).one()
            for name in ("advice", "offer")
        )
        assert beneath.id == offer
        key, name = beneath.document.key, beneath.document.current.name
        papers.files["offer"] = f"/my/documents/{key}/v/1/{name}"
        files.replace_file(
            SYSTEM,
            advice,
            store=app.extensions["govapp.files"],
            file=io.BytesIO(PDF + b"newer"),
            filename="advice.pdf",
        )
        db.session.commit()
    post(app, papers.meeting_id)
    papers.files["advice 2"] = papers.files["advice"].replace("/v/1/", "/v/2/")
    return papers


def _declare(_app: Flask, client: PageClient, papers: Papers) -> None:
    path = f"{papers.item(papers.closed)}/conflict"
    client.submit(path, kind="recusal", statement="I advised the company.")


def _is_recused_in_the_room(app: Flask, _client: PageClient, papers: Papers) -> None:
    with app.app_context():
        meeting = get_meeting(papers.meeting_id)
        for kind, data in (
            ("order", {"is_live": False}),
            ("arrive", {"body": "board", "person": "mia"}),
            (
                "conflict",
                {
                    "person": "mia",
                    "item": papers.closed,
                    "kind": "recusal",
                    "statement": "She advised the company.",
                },
            ),
        ):
            key = str(uuid4())
            record_act(SYSTEM, meeting, key=key, kind=kind, data=data)
        db.session.commit()


def _end_seat(app: Flask, _client: PageClient, _papers: Papers) -> None:
    end_service(app, "Mia", "2026-01-01")


def _shut_the_door(app: Flask, _client: PageClient, papers: Papers) -> None:
    with app.app_context():
        end_guest(SYSTEM, get_guest(papers.meeting_id, 1))
        db.session.commit()


def _list_closed(papers: Papers) -> list[str]:
    names = ("advice", "advice 2", "offer")
    return [*(papers.files[name] for name in names), papers.item(papers.beneath)]


def _read_all(client: PageClient, papers: Papers) -> str:
    """Return all that pages say that may still be there."""
    pages = (
        "/my/",
        papers.book,
        papers.item(papers.closed),
        papers.item(papers.open),
        f"{papers.item(papers.closed)}/conflict",
        f"{papers.book}/notes",
        f"{papers.book}/notes.txt",
        "/my/notes/1",
        "/my/notes/2",
        f"{papers.book}/minutes",
        f"{papers.book}/closed-minutes",
    )
    return "\n".join(client.get(page).text for page in pages)


@pytest.mark.parametrize(
    ("is_guest", "lose"),
    [
        (False, _declare),
        (False, _is_recused_in_the_room),
        (False, _end_seat),
        (True, _shut_the_door),
    ],
)
def test_every_form_of_it_is_gone_at_once(
    app: Flask, rich: Papers, lose: Lose, *, is_guest: bool
) -> None:
    reader = let_in(app, rich) if is_guest else seat_member(app, 1, "Mia")
    for key in (rich.closed, rich.beneath):
        reader.submit(f"{rich.item(key)}/note", text="Ask", quote="They asked 5")
    first = reader.get(rich.files["advice"], headers={"Range": "bytes=0-9"})
    assert (first.status_code, first.data) == (206, PDF[:10])
    tag = first.headers["ETag"]
    for path in _list_closed(rich):
        assert reader.get(path).status_code == 200, path
    files = (rich.files[name].split("/")[3] for name in ("advice", "offer"))
    secrets, shown = (*SECRETS, *files), _read_all(reader, rich)
    assert [secret for secret in secrets if secret not in shown] == []

    lose(app, reader, rich)
    missing = reader.get("/my/nothing-here").data
    for path in _list_closed(rich):
        for headers in ({}, {"Range": "bytes=10-"}, {"If-None-Match": tag}):
            answer = reader.get(path, headers=headers)
            assert (answer.status_code, answer.data) == (404, missing), path
        assert reader.head(path).status_code == 404
    shown = _read_all(reader, rich)
    assert [secret for secret in secrets if secret in shown] == []


def test_they_are_not_told_either_that_it_changed_or_when(
    app: Flask, papers: Papers
) -> None:
    recused, member = seat_member(app, 1, "Mia"), seat_member(app, 1, "Ana")
    _declare(app, recused, papers)
    both = (recused, member)
    # The first look is told that the declaration is kept.
    _, seen = ([_read_book(each, papers) for each in both] for _ in range(2))
    with time_machine.travel(LATER, tick=False):
        with app.app_context():
            item = get_item(papers.meeting_id, papers.closed)
            title = "Doe v. Operator: offer"
            edit_item(SYSTEM, item, row_version=item.row_version, closed_title=title)
            db.session.commit()
        post(app, papers.meeting_id)
        assert _read_book(recused, papers) == seen[0]
        assert title in _read_book(member, papers)


def _read_book(client: PageClient, papers: Papers) -> str:
    page = client.get(papers.book).text
    return NONCE.sub("", page)


def test_a_recused_members_own_words_stay(app: Flask, rich: Papers) -> None:
    mia = seat_member(app, 1, "Mia")
    mia.submit(f"{rich.item(rich.closed)}/note", text="My own", quote="They asked 5")
    _declare(app, mia, rich)
    assert "My own" in mia.get(f"{rich.book}/notes").text
    form = mia.get("/my/notes/1").text
    assert "My own" in form
    assert "They asked 5" not in form
    mia.submit("/my/notes/1", button="Save", text="Still my own")
    mia.submit(f"{rich.item(rich.closed)}/conflict", kind="", statement="")
    notes = mia.get(f"{rich.book}/notes").text
    assert "Still my own" in notes
    assert "They asked 5" in notes


def test_a_file_that_moves_beneath_the_item_takes_its_versions_along(
    app: Flask, papers: Papers
) -> None:
    mia = seat_member(app, 1, "Mia")
    _declare(app, mia, papers)
    assert mia.get(papers.files["members"]).status_code == 200
    with app.app_context():
        file = db.session.scalars(
            select(Attachment).where(Attachment.label == "members")
        ).one()
        files.edit_file(
            SYSTEM,
            file,
            row_version=file.row_version,
            label=file.label,
            visibility="members",
            item=get_item(papers.meeting_id, papers.closed),
        )
        files.replace_file(
            SYSTEM,
            file,
            store=app.extensions["govapp.files"],
            file=io.BytesIO(PDF + b"newer"),
            filename="members.pdf",
        )
        db.session.commit()
    post(app, papers.meeting_id)
    for version in (1, 2):
        path = papers.files["members"].replace("/v/1/", f"/v/{version}/")
        assert mia.get(path).status_code == 404


def test_no_guest_keeps_a_book_on_a_device(app: Flask, papers: Papers) -> None:
    gil = let_in(app, papers)
    page = gil.get(papers.book).text
    assert "data-keep" not in page
    assert gil.post(f"{papers.book}/keep", data={}).status_code in {400, 404}
