"""The desk's pages of bodies and people."""

import pytest
from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.committees import queries, services
from govapp.database import db
from tests.committees.conftest import make_body, seat_person
from tests.pages import PageClient, parse_page, read_text
from tests.queries import count_queries

ADDRESSES = (
    "",
    "/edit",
    "/letterhead",
    "/rename",
    "/move",
    "/dissolve",
    "/facts/add",
    "/seats/add",
    "/members/appoint",
    "/post",
)
BOARD = "/desk/committees/board"


def shown(client: PageClient, path: str) -> str:
    """Return how a page reads."""
    answer = client.get(path, follow_redirects=True)
    assert answer.status_code == 200, answer.text
    return read_text(parse_page(answer.text))


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_secretary_opens_their_own_body_and_no_other(
    secretary: PageClient, stranger: PageClient, address: str
) -> None:
    assert secretary.get(BOARD + address).status_code == 200
    refused = stranger.get(BOARD + address)
    absent = stranger.get(f"/desk/committees/absent{address}")
    assert (refused.status_code, absent.status_code) == (404, 404)
    assert refused.data == absent.data


def test_a_secretary_sees_their_own_bodies_and_creates_none(
    secretary: PageClient,
) -> None:
    page = shown(secretary, "/desk/committees")
    assert "The board" in page
    assert "The audit" not in page
    assert secretary.get("/desk/committees/create").status_code == 404


def test_an_administrator_creates_a_body(administrator: PageClient) -> None:
    answer = administrator.submit(
        "/desk/committees/create",
        name="Market Surveillance Committee",
        kind="committee",
    )
    address = "/desk/committees/market-surveillance-committee"
    assert (answer.status_code, answer.location) == (303, address)
    page = shown(administrator, address)
    assert "Created. Nobody else sees it until it is posted." in page
    assert "Not posted. The public does not see this body yet." in page
    refused = administrator.submit(
        "/desk/committees/create",
        name="Market Surveillance Committee",
        established_on="last year",
        seats_authorized="many",
    )
    assert refused.status_code == 422
    told = read_text(parse_page(refused.text))
    assert "2 things to change" in told
    assert "Established: This is no date. Write 2026-12-16, 2026-12 or 2026." in told
    assert 'value="last year"' in refused.text
    assert 'value="many"' in refused.text


def test_a_body_is_staffed_posted_and_changed(secretary: PageClient) -> None:
    assert secretary.submit("/desk/people/create", name="Ann Able").status_code == 303
    secretary.submit(f"{BOARD}/seats/add", label="Seat 1", created_on="2020")
    assert (
        secretary.submit(
            f"{BOARD}/members/appoint",
            person="ann-able",
            seat="Seat 1",
            start_on="2024",
        ).location
        == BOARD
    )
    secretary.submit(f"{BOARD}/members/1/office", office="chair", start_on="2025")
    preview = shown(secretary, f"{BOARD}/post")
    assert "Ann Able Chair Seat 1 2024 no end recorded" in preview
    assert secretary.submit(f"{BOARD}/post", button="Post now").location == BOARD
    assert "PST. The public reads what is here." in shown(secretary, BOARD)
    assert "Ann Able" in secretary.get("/committees/board/members").text

    assert secretary.submit(f"{BOARD}/edit", purpose="To govern.").location == BOARD
    secretary.submit(f"{BOARD}/seats/add", label="Seat 2")
    assert "Changed since: purpose, 1 seat." in shown(secretary, BOARD)
    assert "To govern." not in secretary.get("/committees/board").text
    preview = shown(secretary, f"{BOARD}/post")
    assert "Seat added: Seat 2" in preview
    secretary.submit(f"{BOARD}/post", button="Post now")
    assert "To govern." in secretary.get("/committees/board").text
    again = secretary.post(f"{BOARD}/post", data={"csrf_token": "x"})
    assert again.status_code in {400, 422}


def test_every_row_has_its_page(secretary: PageClient, stranger: PageClient) -> None:
    secretary.submit("/desk/people/create", name="Ann Able")
    secretary.submit(f"{BOARD}/seats/add", label="Seat 1")
    secretary.submit(
        f"{BOARD}/members/appoint", person="ann-able", seat="Seat 1", start_on="2024"
    )
    secretary.submit(f"{BOARD}/members/1/office", office="chair", start_on="2025")
    pages = (
        "/members/1/edit",
        "/members/1/end",
        "/members/1/office",
        "/offices/1/end",
        "/seats/1/edit",
        "/seats/1/retire",
    )
    for page in pages:
        assert secretary.get(BOARD + page).status_code == 200
        assert stranger.get(BOARD + page).status_code == 404
        assert secretary.get(BOARD.replace("board", "audit") + page).status_code == 404
    assert (
        secretary.submit(f"{BOARD}/members/1/edit", note="Elected.").location == BOARD
    )
    refused = secretary.submit(f"{BOARD}/seats/1/retire", ended_on="2026")
    assert refused.status_code == 422
    assert "Ann Able still holds this seat. End that membership first." in refused.text
    secretary.submit(f"{BOARD}/offices/1/end", end_on="2025-12-31")
    secretary.submit(f"{BOARD}/members/1/end", ended_on="2026-01-31")
    secretary.submit(f"{BOARD}/seats/1/edit", label="First seat")
    secretary.submit(f"{BOARD}/seats/1/retire", ended_on="2026-01-31")
    page = shown(secretary, BOARD)
    assert "Ann Able Member, First seat 2024 to January 31, 2026" in page
    assert "Chair, 2025 to December 31, 2025" in page
    assert "First seat not recorded ended January 31, 2026" in page


def test_names_places_facts_and_the_end(
    administrator: PageClient, bodies: dict[str, int]
) -> None:
    assert bodies
    administrator.submit(f"{BOARD}/rename", name="New name", changed_on="2026-05")
    administrator.submit(f"{BOARD}/move", parent="audit", changed_on="2026-05")
    administrator.submit(f"{BOARD}/facts/add", text="A fact.", source="A source")
    page = shown(administrator, BOARD)
    assert "Called The board (until May 2026)" in page
    assert "A fact. Source: A source" in page
    assert administrator.submit(BOARD, button="Remove: A fact.").location == BOARD
    assert "No facts are written down." in shown(administrator, BOARD)
    administrator.submit(f"{BOARD}/dissolve", dissolved_on="2026-06", successor="audit")
    assert "Dissolved June 2026." in shown(administrator, BOARD)
    refused = administrator.submit(f"{BOARD}/dissolve", dissolved_on="2026-06")
    assert "It was dissolved already, on 2026-06." in refused.text


def test_two_secretaries_both_keep_their_words(
    app: Flask, secretary: PageClient, colleague: PageClient
) -> None:
    page = secretary.get(f"{BOARD}/edit")
    mine = fields(page.text) | {"purpose": "Mine."}
    assert colleague.submit(f"{BOARD}/edit", purpose="Theirs.").location == BOARD
    stale = secretary.post(f"{BOARD}/edit", data=mine)
    assert stale.status_code == 409
    text = read_text(parse_page(stale.text))
    assert "Saved by someone else meanwhile:Theirs." in text
    assert "Somebody else saved this while you were writing." in text
    again = fields(stale.text)
    assert again["purpose"] == "Mine."
    merged = again | {"purpose": "Theirs. Mine."}
    assert secretary.post(f"{BOARD}/edit", data=merged).location == BOARD
    with app.app_context():
        assert queries.get_body("board").purpose == "Theirs. Mine."


def test_a_stale_seat_membership_or_person_is_merged_too(
    secretary: PageClient, colleague: PageClient
) -> None:
    secretary.submit("/desk/people/create", name="Ann Able")
    secretary.submit(f"{BOARD}/seats/add", label="Seat 1")
    secretary.submit(
        f"{BOARD}/members/appoint", person="ann-able", seat="Seat 1", start_on="2024"
    )
    for path, field in (
        (f"{BOARD}/seats/1/edit", "label"),
        (f"{BOARD}/members/1/edit", "note"),
        ("/desk/people/ann-able/edit", "name"),
    ):
        mine = fields(secretary.get(path).text) | {field: "Mine"}
        assert colleague.submit(path, **{field: "Theirs"}).status_code == 303
        stale = secretary.post(path, data=mine)
        assert stale.status_code == 409
        text = read_text(parse_page(stale.text))
        assert text.count("Saved by someone else meanwhile:") == 1
        assert "Saved by someone else meanwhile:Theirs" in text
        assert fields(stale.text)[field] == "Mine"


def fields(html: str) -> dict[str, str]:
    """Return what the last form of a page would send."""
    form = list(parse_page(html).iter("form"))[-1]
    sent: dict[str, str] = {}
    for control in form.iter():
        name = control.get("name", "")
        if control.tag == "textarea":
            sent[name] = (control.text or "").strip()
        elif control.tag == "input" and control.get("type") != "checkbox":
            sent[name] = control.get("value", "")
        elif control.get("checked") is not None:
            sent[name] = control.get("value", "on")
        elif control.tag == "select":
            chosen = [one for one in control if one.get("selected") is not None]
            sent[name] = (chosen or list(control))[0].get("value", "")
    return sent


@pytest.mark.parametrize("count", [1, 10])
def test_queries_do_not_grow(app: Flask, administrator: PageClient, count: int) -> None:
    with app.app_context():
        for number in range(count):
            body = make_body(f"b{number}")
            for place in range(count):
                seat = services.add_seat(SYSTEM, body, label=f"Seat {place}")
                name = f"Person {number} {place}"
                seat_person(body, name, seat=seat, start_on="2020")
        db.session.commit()
    sent = {}
    for path in ("/desk/committees", "/desk/committees/b0", "/desk/people"):
        with count_queries(app) as statements:
            assert administrator.get(path).status_code == 200
        sent[path] = len(statements)
    assert sent == QUERIES


QUERIES = {"/desk/committees": 13, "/desk/committees/b0": 14, "/desk/people": 6}
