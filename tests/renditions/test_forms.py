"""The forms of an agenda are made by the worker, and never say what no longer holds."""

import re

import pytest
from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.commands.record import rebuild
from govapp.config import Settings
from govapp.database import db
from govapp.jobs.models import Job
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import minutes, posting
from govapp.renditions.models import Rendition
from tests.exchange.posted import post_organization
from tests.meetings.building import read_main
from tests.pages import PageClient
from tests.parsing.papers import make_pdf, save
from tests.renditions.making import (
    AGENDA,
    DOCUMENTS,
    PACKET,
    PAGE,
    WORD,
    check_pdf,
    get_whole,
    post_meeting,
    read_pages,
    revise,
    work,
)

CHECKPOINT = r"\S+ \d+ [A-Za-z0-9+/]{43}="
FORMS = (AGENDA, WORD, PACKET, DOCUMENTS)
FIRST, SECOND = (f"{PAGE}/agenda/v/{number}/agenda.pdf" for number in (1, 2))


def _paper(text: str) -> bytes:
    return save(make_pdf(text))


def _kept(app: Flask) -> dict[tuple[str, int], str]:
    with app.app_context():
        rows = db.session.query(Rendition).all()
        return {(row.form, row.version): row.sha256 for row in rows}


def test_while_it_is_made_the_page_says_so(app: Flask, client: PageClient) -> None:
    post_meeting(app, {"a.pdf": _paper("A")})
    for path in FORMS:
        answer = client.get(path)
        assert answer.status_code == 503
        assert int(answer.headers["Retry-After"]) > 0
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Try again in a moment" in read_main(answer.text)
    assert work(app) == 4
    for path in FORMS:
        answer = get_whole(client, path)
        assert answer.headers["Cache-Control"] == "public, no-cache"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert (
            f"2031-001-{path.rpartition('/')[2]}"
            in (answer.headers["Content-Disposition"])
        )


def test_it_is_given_like_a_document(app: Flask, client: PageClient) -> None:
    post_meeting(app)
    work(app)
    whole = get_whole(client, AGENDA)
    assert whole.mimetype == "application/pdf"
    assert whole.headers["Content-Disposition"].startswith("inline")
    assert "object-src 'self'" in whole.headers["Content-Security-Policy"]
    tag = whole.headers["ETag"]
    assert client.get(AGENDA, headers={"If-None-Match": tag}).status_code == 304
    with client.get(AGENDA, headers={"Range": "bytes=0-3"}) as part:
        assert (part.status_code, part.data) == (206, b"%PDF")
    head = client.head(AGENDA)
    assert head.headers["Content-Length"] == str(len(whole.data))
    check_pdf(whole.data)


def test_without_an_agenda_or_documents_there_is_nothing(
    app: Flask, client: PageClient
) -> None:
    post_meeting(app)
    work(app)
    assert client.get("/meetings/2031-002/agenda.pdf").status_code == 404
    assert client.get(f"{PAGE}/agenda/v/2/agenda.pdf").status_code == 404
    assert client.get(PACKET).status_code == 404
    assert client.get(DOCUMENTS).status_code == 404
    page = client.get(PAGE).text
    assert AGENDA in page
    assert PACKET not in page
    assert DOCUMENTS not in page


def test_each_version_says_whether_it_is_in_force(
    app: Flask, client: PageClient
) -> None:
    meeting_id = post_meeting(app, {"a.pdf": _paper("A")})
    work(app)
    (first,) = read_pages(get_whole(client, FIRST).data)
    assert "NOT IN FORCE" not in first
    assert re.search(rf"Checkpoint of the record: {CHECKPOINT}$", first)
    before = _kept(app)
    revise(app, meeting_id, "A later item")
    assert client.get(AGENDA).status_code == 503
    assert client.get(FIRST).status_code == 503
    work(app)
    former, latter = (get_whole(client, path).data for path in (FIRST, SECOND))
    assert get_whole(client, AGENDA).data == latter
    assert "NOT IN FORCE Version 2 took its place" in read_pages(former)[0]
    assert "A later item" not in read_pages(former)[0]
    assert "Revised agenda" in read_pages(latter)[0]
    assert "REVISED" in read_pages(latter)[0]
    assert "item 2 added" in read_pages(latter)[0]
    check_pdf(former)
    check_pdf(latter)
    after = _kept(app)
    assert after.keys() == {
        ("agenda", 1),
        ("agenda", 2),
        ("word", 2),
        ("packet", 2),
        ("documents", 2),
    }
    store = app.extensions["govapp.renditions"]
    assert not any(store.holds(sha256) for sha256 in before.values())
    assert all(store.holds(sha256) for sha256 in after.values())


def test_a_cancelled_meeting_says_so_on_every_page(
    app: Flask, client: PageClient
) -> None:
    meeting_id = post_meeting(app, {f"{n}.pdf": _paper(str(n)) for n in range(40)})
    work(app)
    with app.app_context():
        meeting = get_meeting(meeting_id)
        posting.cancel_meeting(SYSTEM, meeting, reason="No quorum.")
        db.session.commit()
    for path in FORMS:
        assert client.get(path).status_code == 503
    work(app)
    pages = read_pages(get_whole(client, AGENDA).data)
    assert len(pages) > 1
    assert "No quorum." in pages[0]
    assert all("CANCELLED" in page for page in pages)
    assert "CANCELLED" in read_pages(get_whole(client, PACKET).data)[0]


def test_a_withdrawn_agenda_is_gone_in_every_form(
    app: Flask, client: PageClient
) -> None:
    meeting_id = post_meeting(app, {"a.pdf": _paper("A")})
    revise(app, meeting_id, "A mistake")
    work(app)
    _withdraw(app, meeting_id, "Posted by mistake.")
    assert client.get(SECOND).status_code == 410
    work(app)
    assert "Posted by mistake." in read_main(client.get(SECOND).text)
    pages = read_pages(get_whole(client, AGENDA).data)
    assert "A mistake" not in "".join(pages)
    _withdraw(app, meeting_id, "That, too.")
    work(app)
    for path in FORMS:
        answer = client.get(path)
        assert answer.status_code == 410, path
        assert "That, too." in read_main(answer.text) or "mistake" in answer.text
    assert _kept(app) == {}


def _withdraw(app: Flask, meeting_id: int, reason: str) -> None:
    with app.app_context():
        posting.withdraw_agenda(SYSTEM, get_meeting(meeting_id), reason=reason)
        db.session.commit()


def test_minutes_change_no_agenda(app: Flask, client: PageClient) -> None:
    meeting_id = post_meeting(app)
    work(app)
    before = get_whole(client, AGENDA).data
    with app.app_context():
        begun = minutes.begin_minutes(SYSTEM, get_meeting(meeting_id))
        minutes.propose_minutes(SYSTEM, begun)
        db.session.commit()
    # Only the minutes themselves are set in type.
    assert work(app) == 1
    assert get_whole(client, AGENDA).data == before


def test_what_is_missing_is_made_again_the_same(
    app: Flask, client: PageClient, settings: Settings
) -> None:
    post_meeting(app, {"a.pdf": _paper("A")})
    work(app)
    before = {path: get_whole(client, path).data for path in FORMS}
    store = app.extensions["govapp.renditions"]
    for (form, _version), sha256 in _kept(app).items():
        if form != "word":
            store.remove(sha256)
    with app.app_context():
        db.session.query(Rendition).filter_by(form="word").delete()
        db.session.query(Job).delete()
        db.session.commit()
        db.session.remove()
    assert [client.get(path).status_code for path in FORMS] == [503] * 4
    rebuild.main([], obj=settings, standalone_mode=False)
    assert work(app) == 4
    assert {path: get_whole(client, path).data for path in FORMS} == before


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_a_letterhead_is_that_of_the_day(app: Flask, client: PageClient) -> None:
    post_organization(app, name="Grid Operator", email="first@example.org")
    meeting_id = post_meeting(app)
    post_organization(app, name="Grid Operator", email="later@example.org")
    work(app)
    assert "first@example.org" in read_pages(get_whole(client, AGENDA).data)[0]
    revise(app, meeting_id, "More")
    work(app)
    assert "later@example.org" in read_pages(get_whole(client, AGENDA).data)[0]
