"""What is closed or drafted changes no byte for those of other bodies, or of before."""

import re
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin

import pytest
import time_machine
from flask import Flask

from govapp.accounts.queries import get_user
from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.meetings.services import posting
from govapp.portal.queries.books import get_book
from govapp.portal.services import own
from tests.accounts.people import open_body, read_token
from tests.canary.planting import plant
from tests.canary.site import Canaries, Site, build_public
from tests.canary.unpacking import unpack
from tests.pages import PageClient
from tests.portal.people import seat_member

LINK = re.compile(r'href="(/my[^"]*)"')
# Each form has a key of its own.
KEY = re.compile(rb"[0-9a-f]{8}-[0-9a-f-]{27}")
ITEM = re.compile(r"/items/(\w+)")
NUMBERS = ("2026-001", "2026-002", "2026-003", "2026-004")
# What members of the board read of what was planted; nothing else.
MINE = {
    "closed item's closed_title",
    "closed item's presenter",
    "closed item's description",
    "closed item's recommended_motion",
    "beneath closed",
    "closed file",
    "public file",
    "members file",
    "unposted item",
    "draft attendance",
    "draft preface",
    "draft closing",
    "draft section",
    "beneath counsel",
    "stated behind closed doors",
    "motion that stands behind closed doors",
    "closed preface",
    "closed closing",
    "closed section",
    "what is to be read",
    "why it is to be read",
    "as the staff put it",
    "answer about what is closed",
}
Seen = dict[str, tuple[int, list[tuple[str, str]], bytes]]


@pytest.fixture(autouse=True)
def _still() -> Iterator[None]:
    with time_machine.travel("2026-11-23T18:00:00Z", tick=False):
        yield


def _walk(client: PageClient, more: list[str]) -> Seen:
    """Return every answer of the member's desk that can be found or guessed."""
    waiting = ["/my/", *(f"/my/meetings/{number}" for number in NUMBERS), *more]
    seen: Seen = {}
    while waiting:
        path = waiting.pop()
        if path in seen or path.endswith("/remove"):
            continue
        answer = client.get(path)
        read = KEY.sub(b"key", answer.data) + unpack(answer.data)
        seen[path] = answer.status_code, sorted(answer.headers.items()), read
        page = answer.text if answer.mimetype == "text/html" else ""
        links = (urljoin(path, link) for link in LINK.findall(page))
        waiting.extend(urldefrag(link).url for link in links)
        answer.close()
    return seen


def _keep(client: PageClient, number: str) -> Seen:
    """Return what is handed over to a device that would keep a book."""
    data = {"csrf_token": read_token(client)}
    answer = client.post(f"/my/meetings/{number}/keep", data=data)
    return {"keep": (answer.status_code, [], answer.data)}


def _guess(site: Site) -> list[str]:
    """Return what whoever knows an address of the desk or the site would try."""
    papers = [f"/my{address}" for address in site.secret_addresses]
    beneath = [
        f"/my/meetings/{site.meeting.number}/items/{key}{more}"
        for address in site.secret_addresses
        for key in ITEM.findall(address)
        for more in ("", "/note", "/conflict")
    ]
    draft = f"/my/meetings/{site.held.number}"
    minutes = [f"{draft}/minutes", f"{draft}/correction"]
    return [*papers, *beneath, *minutes, "/my/notes/1", "/my/notes/2"]


def _seat_all(app: Flask, board: int, panel: int) -> dict[str, PageClient]:
    return {
        "joint": seat_member(app, panel, "Pat"),
        "other": seat_member(app, open_body(app, "third"), "Otto"),
        "former": seat_member(app, board, "Fay", ended_on="2026-01-31"),
    }


def _plant_note(site: Site, canaries: Canaries, user_id: int) -> None:
    user = get_user(user_id)
    book = get_book(user, str(site.meeting.number))
    token = canaries.put("note")
    item = book.items[0]
    said = {"label": item.title, "quote": token, "text": token}
    own.write_note(user, site.meeting, item=item, **said)


def test_nothing_closed_changes_a_byte_for_others(app: Flask) -> None:
    canaries = Canaries()
    with app.app_context():
        site = build_public(app)
        board = site.board.id
        panel = site.meeting.bodies[1].id
        number = str(site.meeting.number)
    others = _seat_all(app, board, panel)
    mia = seat_member(app, board, "Mia")
    for client in others.values():
        _walk(client, [])  # the first look leaves its mark
    before = {name: _walk(client, []) for name, client in others.items()}
    assert len(before["joint"]) > 5
    guesses = _plant_all(app, site, canaries)
    missing = mia.get("/my/nothing-here").data
    for name, client in others.items():
        assert _walk(client, []) == before[name], name
        everything = _walk(client, guesses)
        for path in guesses:
            assert everything[path][0] == 404, (name, path)
            assert everything[path][2] == missing, (name, path)
        assert _list_leaks(canaries, everything) == set(), name
    assert _list_leaks(canaries, _walk(mia, guesses)) == MINE | {"note"}
    kept = {name: _keep(client, number) for name, client in others.items()}
    codes = {name: handed["keep"][0] for name, handed in kept.items()}
    assert codes == {"joint": 200, "other": 404, "former": 404}
    assert _list_leaks(canaries, kept["joint"]) == set()
    assert _list_leaks(canaries, _keep(mia, number)) <= MINE | {"note"}


def _plant_all(app: Flask, site: Site, canaries: Canaries) -> list[str]:
    """Plant everything, post what is closed of it, and return what others may try."""
    with app.app_context():
        site = _read_again(site)
        plant(site, canaries)
        assert posting.post_agenda(SYSTEM, site.meeting, store=site.store) == 0
        db.session.commit()
        _plant_note(site, canaries, user_id=4)
        db.session.commit()
        return _guess(site)


def _read_again(site: Site) -> Site:
    for row in (site.board, site.meeting, site.closed, site.public, site.held):
        db.session.add(row)
        db.session.refresh(row)
    return site


def _list_leaks(canaries: Canaries, seen: Seen) -> set[str]:
    return {
        canaries.places[token]
        for status, headers, body in seen.values()
        for token in canaries.places
        if token.encode() in str(headers).encode() + body
    }
