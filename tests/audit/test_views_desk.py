"""The audit trail's page: who may read it, and what it never says."""

import pytest
from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.audit import services as audit
from govapp.database import db
from govapp.permissions import Role
from tests.accounts.people import open_account, sign_in
from tests.canary.planting import plant
from tests.canary.site import Canaries, build_public
from tests.pages import PageClient, parse_page, read_text

INSIDE = ("closed", "beneath closed", "members file", "staff file")


def _write(app: Flask, count: int) -> None:
    with app.app_context():
        for number in range(count):
            audit.record(SYSTEM, "test.written", "test:", detail=f"Line {number}.")
        db.session.commit()


def _details(client: PageClient, path: str) -> list[str]:
    page = parse_page(client.get(path).text)
    return [
        read_text(cell)
        for cell in page.iter("td")
        if cell.get("data-label") == "Detail" and read_text(cell).startswith("Line")
    ]


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_it_is_read_a_page_at_a_time(
    app: Flask, client: PageClient, role: Role
) -> None:
    open_account(app, roles=[(role, None)])
    sign_in(client)
    _write(app, 120)
    newest = [f"Line {number}." for number in reversed(range(120))]
    first = _details(client, "/desk/audit")
    page = parse_page(client.get("/desk/audit").text)
    (earlier,) = [
        link.get("href", "") for link in page.iter("a") if read_text(link) == "Earlier"
    ]
    assert first + _details(client, earlier) == newest[: len(first) + 50]


def test_a_secretary_finds_no_such_page(app: Flask, client: PageClient) -> None:
    with app.app_context():
        board = build_public(app).board.id
    open_account(app, roles=[(Role.SECRETARY, board)])
    sign_in(client)
    assert client.get("/desk/audit").status_code == 404


def test_it_says_nothing_of_what_is_closed(app: Flask, client: PageClient) -> None:
    canaries = Canaries()
    with app.app_context():
        plant(build_public(app), canaries)
    open_account(app, roles=[(Role.ADMINISTRATOR, None)])
    sign_in(client)
    path, seen = "/desk/audit", ""
    while path:
        text = client.get(path).text
        seen += text
        links = list(parse_page(text).iter("a"))
        path = next(
            (one.get("href", "") for one in links if read_text(one) == "Earlier"), ""
        )
    told = {place for token, place in canaries.places.items() if token in seen}
    assert [place for place in told if place.startswith(INSIDE)] == []
    assert "unposted item" in told
