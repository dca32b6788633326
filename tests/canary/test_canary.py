"""Nothing that was not posted for everyone leaves the desk."""

from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from govapp.accounts.services import SYSTEM
from govapp.app import create_app
from govapp.config import Settings
from govapp.database import READ, db
from govapp.errors import RuleError
from govapp.meetings.services import minutes, posting
from govapp.record.models import RecordHead
from tests.canary.crawl import crawl, list_unopened
from tests.canary.finished import finish_meeting
from tests.canary.planting import plant, plant_closed
from tests.canary.proposals import plant_proposals
from tests.canary.site import MARK, Canaries, Site, build_public
from tests.canary.unpacking import unpack
from tests.documents.reading import read_all
from tests.renditions.making import work

FORMS = {"agenda.pdf", "agenda.docx", "packet.pdf", "documents.zip"}
# No authority stamps times here, the map of the site is short, and links of mails are
# sealed: test_followers.py opens those.
UNOPENED = {
    "/record/timestamp/<int(min=1, max=999999999):seq>",
    "/sitemap-<int(min=1, max=9999):number>.xml",
    "/subscribe/confirm/<string:key>/<string:seal>",
    "/subscribe/leave/<string:key>/<string:seal>",
    "/subscribe/yours/<string:key>/<string:seal>",
}
Seen = dict[str, tuple[int, list[tuple[str, str]], bytes]]


@pytest.fixture(autouse=True)
def _still() -> Iterator[None]:
    with time_machine.travel("2026-11-23T18:00:00Z", tick=False):
        yield


def _seen(answers: dict[str, TestResponse]) -> Seen:
    seen = {}
    for path, answer in answers.items():
        read = answer.data + unpack(answer.data)
        seen[path] = answer.status_code, sorted(answer.headers.items()), read
        answer.close()
    return seen


def _look(settings: Settings, more: list[str]) -> Seen:
    """Crawl with an application that has nothing in its cache yet.

    Whatever is made of what was posted is there by then.
    """
    fresh = create_app(settings)
    work(fresh)
    seen = _seen(crawl(fresh, more))
    with fresh.app_context():
        for engine in db.engines.values():
            engine.dispose()
    return seen


def _list_forms(seen: Seen) -> set[str]:
    """Return which forms of agendas were given."""
    found = {
        path.rpartition("/")[2] for path, (status, *_) in seen.items() if status == 200
    }
    return found & FORMS


@pytest.mark.timeout(900)  # a whole site is crawled twice
def test_drafts_and_closed_papers_change_no_byte(
    app: Flask, settings: Settings
) -> None:
    canaries = Canaries()
    with app.app_context():
        site = build_public(app)
        finish_meeting(site)
        before = _look(settings, [])
        plant(site, canaries)
        plant_proposals(site, canaries)
        texts = " ".join(reading.text for reading in read_all())
        assert all(
            token in texts
            for token, place in canaries.places.items()
            if place.endswith(" file")
        )
        secret = site.secret_addresses
        _post_what_is_closed(site)
    assert _look(settings, []) == before
    opened = [path for path, (status, *_) in before.items() if status < 400]
    assert list_unopened(app, opened) == UNOPENED

    everything = _look(settings, secret)
    unknown = _seen(crawl(app, ["/meetings/1999-001", "/documents/none/none.pdf"]))
    for address in secret:
        assert everything[address][0] == 404, address
        assert everything[address] == unknown["/documents/none/none.pdf"], address
    assert unknown["/meetings/1999-001"] == unknown["/documents/none/none.pdf"]
    leaks = [
        (canaries.places[token], path)
        for path, answer in everything.items()
        for token in canaries.places
        if token.encode() in str(answer[1]).encode() + answer[2]
    ]
    assert leaks == []
    assert len(canaries.places) > 30


def _post_what_is_closed(site: Site) -> None:
    """Post again: only what is closed has changed, and it goes to the closed log.

    That has the agendas, what was recorded behind closed doors, and the minutes of it.
    """
    assert posting.post_agenda(SYSTEM, site.meeting, store=site.store) == 0
    db.session.commit()
    assert _size("closed:board") == 10
    with pytest.raises(RuleError, match="Nothing has changed"):
        posting.post_agenda(SYSTEM, site.meeting, store=site.store)
    db.session.rollback()


def _size(log: str) -> int:
    return db.session.scalar(select(RecordHead.size).where(RecordHead.log == log)) or 0


def test_posted_minutes_say_nothing_of_what_is_closed(
    app: Flask, settings: Settings
) -> None:
    canaries = Canaries()
    with app.app_context():
        site = build_public(app)
        plant_closed(site, canaries)
        draft = minutes.begin_minutes(SYSTEM, site.meeting)
        minutes.propose_minutes(SYSTEM, draft)
        db.session.commit()
    seen = _look(settings, [])
    page = seen[f"/meetings/{site.meeting.number}/minutes"][2].decode()
    assert "Conference with counsel" in page
    assert [
        (canaries.places[token], path)
        for path, answer in seen.items()
        for token in canaries.places
        if token.encode() in answer[2]
    ] == []


def test_the_crawl_would_notice(app: Flask, settings: Settings) -> None:
    """A canary in something posted is found, by its text and inside its file."""
    canaries = Canaries()
    with app.app_context():
        site = build_public(app)
        plant(site, canaries)
        posting.post_agenda(SYSTEM, site.held, store=site.store)
        db.session.commit()
    seen = _look(settings, [])
    assert _list_forms(seen) == FORMS
    found = {
        canaries.places[token]
        for answer in seen.values()
        for token in canaries.places
        if token.encode() in answer[2]
    }
    assert found == {"unposted item", "unposted file", "unposted reason"}


def test_no_public_answer_sets_a_cookie_or_leaves_a_trace(
    app: Flask, settings: Settings
) -> None:
    with app.app_context():
        build_public(app)
    for path, (status, headers, body) in _look(settings, []).items():
        names = dict(headers)
        assert "Set-Cookie" not in names, path
        assert "Cookie" not in names.get("Vary", ""), path
        assert names["X-Content-Type-Options"] == "nosniff", path
        assert "default-src 'none'" in names["Content-Security-Policy"], path
        assert status in {200, 302, 308, 404, 405, 406, 416}, (path, status)
        assert MARK.encode() not in body, path
    with app.app_context():
        db.engines[READ].dispose()
