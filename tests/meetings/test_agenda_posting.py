"""What will be public is shown first, and is what then is posted."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from govapp.database import db
from govapp.mail.models import OutboxMessage
from tests.meetings.building import (
    add_items,
    attach,
    hidden_fields,
    list_entries,
    post,
    read_main,
)
from tests.meetings.conftest import Make
from tests.pages import PageClient
from tests.queries import count_queries

NOON = "2031-02-20T20:00:00Z"
POST = "Post the agenda"


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


def list_told(app: Flask) -> list[str]:
    """Return who gets which mail of a posting."""
    with app.app_context():
        rows = db.session.scalars(
            select(OutboxMessage)
            .where(OutboxMessage.subject.startswith("Posted"))
            .order_by(OutboxMessage.id)
        )
        return [f"{row.recipient}: {row.subject}" for row in rows]


def test_posting_says_what_it_does_and_proves_that_it_did(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    budget, counsel = add_items(app, meeting_id, "Budget", "Counsel")
    attach(app, meeting_id, "Memo.pdf", key=budget)
    attach(app, meeting_id, "Draft.pdf", key=budget, visibility="staff")
    path = f"/desk/meetings/{meeting_id}"
    closing = {"kind": "closed", "legal_basis": "Gov. Code 11126(e)"}
    secretary.submit(f"{path}/items/{counsel}/edit", **closing)
    asked = read_main(secretary.get(f"{path}/post").text)
    for words in (
        "2 items and 1 document.",
        "The notice is posted with it",
        "Closed 2 Counsel: only this title and the legal basis are public.",
        "Staff only Draft, item 1 Budget",
        "1 secretary gets a receipt by mail.",
    ):
        assert words in asked
    answer = secretary.submit(f"{path}/post", button=POST)
    assert (answer.status_code, answer.location) == (303, f"{path}/post")
    proof = read_main(secretary.get(f"{path}/post").text)
    assert (
        "Posted Thursday, February 20, 2031, 12:00 p.m. PST: version 1, "
        "entry 2 of the record." in proof
    )
    assert "Version 1 is what everyone reads. Nothing has changed since." in proof
    assert list_entries(app) == [
        "notice meeting:2031-001 1",
        "agenda meeting:2031-001 1",
    ]
    assert list_told(app) == [
        "sue@example.org: Posted: notice version 1, Board",
        "sue@example.org: Posted: agenda version 1, Board",
    ]
    public = read_main(app.test_client().get("/meetings/2031-001").text)
    assert "1 Budget" in public
    assert "Draft" not in public


def read_posted(app: Flask) -> list[str]:
    """Return the public page without its other forms, which are made after posting."""
    page = app.test_client().get("/meetings/2031-001").text
    shown = page.partition('tabindex="-1">')[2]
    return re.sub(
        r'<ul class="g-links g-forms".*?</ul>', "", shown, flags=re.DOTALL
    ).split()


def test_the_preview_is_the_page_that_posting_makes(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    budget, _ = add_items(app, meeting_id, "Budget", "> Reserves")
    attach(app, meeting_id, "Memo.pdf", key=budget)
    path = f"/desk/meetings/{meeting_id}"
    shown = secretary.get(f"{path}/preview")
    assert shown.headers["Cache-Control"] == "private, no-store"
    frame, _, previewed = shown.text.partition("</aside>")
    assert "Preview: not posted." in frame
    assert "This is the first version: all of it is new." in frame
    assert "1 secretary is told by mail." in frame
    assert list_entries(app) == []
    secretary.submit(f"{path}/post", button=POST)
    assert previewed.split() == read_posted(app)


def test_the_preview_of_a_revision_lists_its_changes(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    (key,) = add_items(app, meeting_id, "Budget")
    post(app, meeting_id)
    path = f"/desk/meetings/{meeting_id}"
    secretary.submit(f"{path}/items/{key}/edit", title="Budget of 2031")
    add_items(app, meeting_id, "Adjournment")
    attach(app, meeting_id, "Memo.pdf", key=key)
    for page in ("preview", "post"):
        words = read_main(secretary.get(f"{path}/{page}").text)
        assert "Reworded 1 Budget of 2031, before: Budget" in words
        assert "Document added Memo, item 1 Budget of 2031" in words
        assert "Added 2 Adjournment" in words
    before = list_entries(app)
    shown = secretary.get(f"{path}/preview").text.partition("</aside>")[2]
    assert list_entries(app) == before
    secretary.submit(f"{path}/post", button=POST)
    assert list_entries(app)[-1] == "agenda meeting:2031-001 2 revised"
    assert shown.split() == read_posted(app)


@pytest.mark.parametrize("count", [1, 10])
def test_preview_and_post_cost_the_same_for_any_agenda(
    app: Flask, secretary: PageClient, make_meeting: Make, count: int
) -> None:
    meeting_id = make_meeting()
    keys = add_items(app, meeting_id, *(f"Item {n}" for n in range(count)))
    for key in keys:
        attach(app, meeting_id, f"{key}.pdf", key=key)
    post(app, meeting_id)
    add_items(app, meeting_id, "One more")
    spent = []
    for page in ("preview", "post"):
        with count_queries(app) as queries:
            assert (
                secretary.get(f"/desk/meetings/{meeting_id}/{page}").status_code == 200
            )
        spent.append(len(queries))
    assert spent == [17, 14]


def test_what_keeps_an_agenda_from_being_posted_is_said_in_words(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    path = f"/desk/meetings/{meeting_id}/post"
    page = secretary.get(path).text
    assert "The agenda has no items yet: add one before posting." in read_main(page)
    assert f"{POST}</button>" not in page
    add_items(app, meeting_id, "Counsel", kind="closed")
    (key,) = add_items(app, meeting_id, "Budget")
    attach(app, meeting_id, "Memo.pdf", key=key)
    for file in (app.extensions["govapp.settings"].instance / "files").rglob("*"):
        if file.is_file():
            file.unlink()
    main = read_main(secretary.get(path).text)
    assert (
        "A closed item needs its legal basis before it can be posted: 1 Counsel" in main
    )
    assert "These files cannot be read back; upload them again: Memo.pdf" in main
    forced = secretary.post(path, data=_token(secretary, meeting_id))
    assert forced.status_code == 422
    assert list_entries(app) == []


def _token(client: PageClient, meeting_id: int) -> dict[str, str]:
    page = client.get(f"/desk/meetings/{meeting_id}/agenda/note").text
    return {"csrf_token": hidden_fields(page)["csrf_token"], "seen": ""}


def test_only_what_was_shown_is_posted(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    add_items(app, meeting_id, "Budget")
    path = f"/desk/meetings/{meeting_id}/post"
    sent = hidden_fields(secretary.get(path).text)
    add_items(app, meeting_id, "Slipped in")
    refused = secretary.post(path, data=sent)
    assert refused.status_code == 422
    assert "Somebody changed this in the meantime." in read_main(refused.text)
    assert list_entries(app) == []
    assert secretary.post(path, data=hidden_fields(refused.text)).status_code == 303
    assert len(list_entries(app)) == 2


def test_a_double_click_posts_once(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    add_items(app, meeting_id, "Budget")
    path = f"/desk/meetings/{meeting_id}/post"
    sent = hidden_fields(secretary.get(path).text)
    cookie = secretary.get_cookie("govapp")
    assert cookie is not None
    start = Barrier(2)

    def click(_number: int) -> tuple[int, str]:
        client = app.test_client()
        client.set_cookie("govapp", cookie.value)
        start.wait()
        answer = client.post(path, data=sent)
        return answer.status_code, answer.location or ""

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(click, range(2))) == [(303, path), (303, path)]
    assert list_entries(app) == [
        "notice meeting:2031-001 1",
        "agenda meeting:2031-001 1",
    ]
    assert len(list_told(app)) == 2


def test_two_who_post_at_once_post_once(
    app: Flask, secretary: PageClient, deputy: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting(is_posted=True)
    add_items(app, meeting_id, "Budget")
    path = f"/desk/meetings/{meeting_id}/post"
    start = Barrier(2)

    def click(client: PageClient) -> int:
        sent = hidden_fields(client.get(path).text)
        start.wait()
        return client.post(path, data=sent).status_code

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(click, (secretary, deputy))) == [303, 422]
    assert list_entries(app) == [
        "notice meeting:2031-001 1",
        "agenda meeting:2031-001 1",
    ]
