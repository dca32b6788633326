"""Another system drafts and posts for a body, and never learns what is closed."""

import json
from typing import Any

import pytest
import time_machine
from flask import Flask
from limits import parse
from sqlalchemy import select

from govapp.audit.models import AuditLine
from govapp.database import db
from govapp.meetings.models import AgendaItem
from govapp.tokens import views_api
from govapp.tokens.models import ApiToken
from tests.documents.samples import PDF
from tests.meetings.building import add_items, attach
from tests.meetings.conftest import Make
from tests.pages import PageClient, find_form, list_values, parse_page
from tests.tokens.sending import System, get_number, make_token, read, refuse

AGENDA: dict[str, Any] = {
    "note": "In the large room",
    "items": [
        {"title": "Call to order", "kind": "procedural"},
        {"title": "Business", "kind": "heading", "items": [{"title": "Budget"}]},
    ],
}


@pytest.fixture
def system(app: Flask, make_meeting: Make) -> System:
    """Return a system that may do everything for a meeting of the board."""
    number = get_number(app, make_meeting(is_posted=True))
    return System(app, number, make_token(app))


def titles(told: Any) -> list[Any]:
    """Return the titles of a draft as a tree."""
    return [
        [item["title"], *titles(item)] if item["items"] else item["title"]
        for item in told["items"]
    ]


def list_audited(app: Flask) -> list[tuple[str, str, int | None]]:
    """Return what the tokens did, from the trail."""
    with app.app_context():
        rows = select(AuditLine.actor_name, AuditLine.action, AuditLine.actor_id)
        found = db.session.execute(rows.order_by(AuditLine.id)).all()
        told = [(row.actor_name, row.action, row.actor_id) for row in found]
        return [row for row in told if row[0].startswith("API token")]


def test_a_draft_is_what_was_sent(app: Flask, system: System) -> None:
    first = read(system.put(AGENDA))
    assert titles(first) == ["Call to order", ["Business", "Budget"]]
    assert first["note"] == "In the large room"
    assert read(system.put(AGENDA)) == first
    budget = first["items"][1]["items"][0]
    moved = {"items": [{"title": "Budget 2027", "key": budget["key"]}]}
    after = read(system.put(moved))
    assert [(item["key"], item["title"]) for item in after["items"]] == [
        (budget["key"], "Budget 2027")
    ]
    assert set(list_audited(app)) >= {("API token “Clerk”", "agenda.sent", None)}
    unknown = {"items": [{"title": "Budget", "key": "nothere"}]}
    assert "nothere" in refuse(system.put(unknown), 409)["detail"]


def test_closed_business_stays_and_is_not_told(
    app: Flask, make_meeting: Make, system: System
) -> None:
    meeting_id = make_meeting("2031-04-02T10:00", is_posted=True)
    (closed,) = add_items(
        app, meeting_id, "Litigation", kind="closed", closed_title="Smith v. Board"
    )
    attach(app, meeting_id, "secret.pdf", key=closed, visibility="closed")
    system.path = f"/api/v1/meetings/{get_number(app, meeting_id)}"
    told = system.put(AGENDA)
    assert titles(read(told)) == ["Call to order", ["Business", "Budget"]]
    assert "Litigation" not in told.text
    assert "Smith" not in told.text
    named = {"items": [{"title": "Mine", "key": closed}]}
    gone = {"items": [{"title": "Mine", "key": "nothere"}]}
    detail = refuse(system.put(named), 409)["detail"]
    assert detail.replace(closed, "nothere") == refuse(system.put(gone), 409)["detail"]
    refuse(system.put({"items": [{"title": "X", "kind": "closed"}]}), 400)
    (fault,) = refuse(system.attach(PDF, item=closed), 400)["errors"]
    assert fault["message"] == "No open item of this agenda has this key."
    with app.app_context():
        kept = read_titles(app, meeting_id)
    assert kept == ["Litigation", "Call to order", "Business", "Budget"]


def read_titles(app: Flask, meeting_id: int) -> list[str]:
    """Return the titles at the desk, those at the top first."""
    with app.app_context():
        rows = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id)
        items = db.session.scalars(rows).all()
        order = sorted(items, key=lambda each: (each.parent_id or 0, each.position))
        return [item.title for item in order]


def test_files_are_attached_and_replaced(system: System) -> None:
    key = read(system.put(AGENDA))["items"][0]["key"]
    first = read(system.attach(PDF, item=key))
    assert (first["version"], first["item"], first["name"]) == (1, key, "memo.pdf")
    assert read(system.attach(PDF, item=key)) == first
    second = read(system.attach(PDF + b"\n", item=key))
    assert (second["version"], second["document"]) == (2, first["document"])
    assert read(system.attach(PDF))["item"] == ""
    assert "PDF" in refuse(system.attach(b"no pdf", label="Other"), 409)["detail"]


def test_it_is_posted_once(app: Flask, client: PageClient, system: System) -> None:
    refuse(system.post(), 409)
    read(system.put(AGENDA))
    number = system.path.rpartition("/")[2]
    assert read(system.post()) == {"meeting": number, "version": 1}
    assert read(system.post()) == {"meeting": number, "version": 1}
    told = json.loads(client.get(f"/api/v1/items?meeting={number}").data)
    assert {row["title"] for row in told["data"]} == {
        "Call to order",
        "Business",
        "Budget",
    }
    assert ("API token “Clerk”", "agenda.posted", None) in list_audited(app)
    with app.app_context():
        assert db.session.scalars(select(ApiToken)).one().used_at is not None


def test_sent_twice_with_one_key_counts_once(system: System) -> None:
    key = {"Idempotency-Key": "a"}
    first = read(system.put(AGENDA, **key))
    later = read(system.put({"items": [{"title": "Other"}]}))
    assert read(system.put(AGENDA, **key)) == later != first


def test_a_token_does_what_it_is_for(app: Flask, system: System) -> None:
    drafts = System(app, system.path.rpartition("/")[2], make_token(app, "agenda"))
    read(drafts.put(AGENDA))
    assert "files" in refuse(drafts.attach(PDF), 403)["detail"]
    refuse(drafts.post(), 403)
    other = make_token(app, slug="audit")
    refuse(System(app, drafts.path.rpartition("/")[2], other).put(AGENDA), 404)
    refuse(System(app, "2031-999", make_token(app)).put(AGENDA), 404)


def test_a_token_counts_until_it_ends(secretary: PageClient, system: System) -> None:
    with time_machine.travel("2032-01-01T00:00:00Z", tick=False):
        answer = system.put(AGENDA)
        refuse(answer, 401)
        assert answer.headers["WWW-Authenticate"] == "Bearer"
    page = "/desk/committees/board/tokens"
    assert "Clerk" in secretary.get(page).text
    form, _ = find_form(parse_page(secretary.get(page).text), None)
    fields = dict(list_values(form))
    assert secretary.post(f"{page}/1/revoke", data=fields).status_code == 303
    refuse(system.put(AGENDA), 401)
    assert "Revoked" in secretary.get(page).text
    cookies = secretary.put(f"{system.path}/agenda", json=AGENDA)
    refuse(cookies, 401)
    system.headers = {}
    refuse(system.put(AGENDA), 401)


def test_the_secretary_makes_a_token_that_is_shown_once(
    app: Flask, secretary: PageClient, stranger: PageClient, make_meeting: Make
) -> None:
    page = "/desk/committees/board/tokens"
    shown = secretary.submit(
        f"{page}/make", label="Agenda system", scopes=["agenda"], days="30"
    )
    assert shown.status_code == 200
    secret = shown.text.partition('aria-label="The token">')[2].partition("<")[0]
    number = get_number(app, make_meeting(is_posted=True))
    read(System(app, number, secret).put(AGENDA))
    listed = secretary.get(page).text
    assert "Agenda system" in listed
    assert secret not in listed
    with app.app_context():
        assert secret not in db.session.scalars(select(ApiToken.token_hash)).all()
    empty = secretary.submit(f"{page}/make", label="", scopes=[])
    assert empty.status_code == 422
    assert stranger.get(page).status_code == 404
    assert stranger.post(f"{page}/1/revoke").status_code in {400, 404}


def test_what_is_sent_badly_is_refused(
    app: Flask, system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep: dict[str, Any] = {"title": "Deep"}
    for _ in range(4):
        deep = {"title": "Deep", "items": [deep]}
    bad: tuple[Any, ...] = (
        b"{", b"[]", b'"x"', {"items": [], "x": 1}, {}, {"items": [{}]},
        {"items": [{"title": " "}]}, {"items": [{"title": "a\0b"}]},
        {"items": [{"title": "x" * 1001}]}, {"items": [deep]},
        {"items": [{"title": "x", "minutes_planned": -1}]},
        b'{"items": [{"title": "\\ud800"}]}', b"[" * 100_000,
    )  # fmt: skip
    for agenda in bad:
        assert refuse(system.put(agenda), 400)["errors"], agenda
    (fault,) = refuse(system.put(AGENDA, **{"Idempotency-Key": ""}), 400)["errors"]
    assert fault["name"] == "Idempotency-Key"
    refuse(system.put(AGENDA, **{"Content-Type": "text/plain"}), 415)
    refuse(system.put(b"x" * (views_api.TEXT_LIMIT + 1)), 413)
    path = f"{system.path}/files"
    headers = system.headers
    refuse(system.client.post(path, data={"label": "x"}, headers=headers), 415)
    refuse(system.attach(PDF, label="a\nb"), 400)
    refuse(system.attach(PDF, what="x"), 400)
    monkeypatch.setattr(views_api, "OFTEN", parse("1 per hour"))
    system.put(AGENDA)
    answer = system.put(AGENDA)
    refuse(answer, 429)
    assert answer.headers["Retry-After"] == "60"
    assert app.name == "govapp"
