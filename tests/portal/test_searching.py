"""Search inside a book: what its reader may read, and nothing else."""

import dataclasses

import pytest
from flask import Flask
from sqlalchemy import select

from govapp.accounts.services import SYSTEM
from govapp.app import create_app
from govapp.audit.models import AuditLine
from govapp.config import Settings
from govapp.database import db
from govapp.meetings.models import Attachment
from govapp.meetings.queries import agendas
from govapp.meetings.services import agenda
from tests.documents.reading import read_all
from tests.meetings.building import add_items, attach, post, read_main
from tests.meetings.conftest import Make
from tests.meetings.reading import read_links
from tests.pages import PageClient, parse_page
from tests.parsing.papers import make_pdf, save
from tests.portal.conftest import Seat
from tests.portal.papers import Papers
from tests.portal.people import end_service
from tests.portal.test_book import _recuse

BOOK = "/my/meetings/2031-001"
FILES = ("public", "members", "closed", "staff")


@pytest.fixture
def papers(app: Flask, make_meeting: Make) -> Papers:
    """Return a posted meeting in whose every text and file the same word stands."""
    meeting_id = make_meeting()
    (budget,) = add_items(app, meeting_id, "Budget", description="About lanterns")
    (counsel,) = add_items(
        app, meeting_id, "Counsel", kind="closed", legal_basis="Gov. Code 11126(e)"
    )
    with app.app_context():
        item = agendas.get_item(meeting_id, counsel)
        closed_title = "Doe v. Lanterns"
        agenda.edit_item(
            SYSTEM, item, row_version=item.row_version, closed_title=closed_title
        )
        db.session.commit()
    for name in FILES:
        content = save(make_pdf("First page", f"The {name} lanterns"))
        attach(
            app, meeting_id, f"{name}.pdf", key=budget, visibility=name, content=content
        )
    content = save(make_pdf("Settle about lanterns"))
    attach(
        app, meeting_id, "advice.pdf", key=counsel, visibility="closed", content=content
    )
    with app.app_context():
        read_all()
        db.session.commit()
    post(app, meeting_id)
    with app.app_context():
        found = db.session.scalars(select(Attachment))
        files = {
            file.label: f"/my/documents/{file.document.key}/v/1/{file.label}.pdf"
            for file in found
        }
    return Papers(meeting_id, "2031-001", budget, counsel, "", files)


def _results(client: PageClient, words: str) -> tuple[str, list[str]]:
    """Return how many were found, as it is said, and where each leads."""
    text = client.get(f"{BOOK}/search", query_string={"q": words}).text
    page = parse_page(text)
    (said,) = [each for each in page.iter("p") if each.get("class") == "g-found"]
    found = [link for each in page.iter("h2") for link in read_links(each, "/my/")]
    return "".join(said.itertext()), found


def _lines(app: Flask) -> set[str]:
    with app.app_context():
        action = AuditLine.action == "closed.read"
        return set(db.session.scalars(select(AuditLine.detail).where(action)))


def test_members_find_words_in_all_they_read(
    app: Flask, papers: Papers, member: PageClient
) -> None:
    end = "#page=2&search=lanterns"
    assert _results(member, "lanterns") == (
        "6 results",
        [
            papers.item(papers.open),
            papers.item(papers.closed),
            *(papers.page(name) + end for name in ("public", "members", "closed")),
            papers.page("advice") + "#page=1&search=lanterns",
        ],
    )
    page = read_main(member.get(f"{BOOK}/search?q=lanterns").text)
    assert "Item 1 Budget About lanterns" in page
    assert "Document Closed closed 1 BudgetPage 2: … The closed lanterns" in page
    assert "staff" not in page
    documents = {papers.page(name).split("/")[5] for name in ("closed", "advice")}
    noted = {f"document {key} version 1" for key in documents}
    assert _lines(app) == {"2 Counsel", *noted}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("LANTERN*", ["open", "closed", "public", "members", "closed file", "advice"]),
        ('"closed lanterns"', ["closed file"]),
        ("lanterns -page", ["open", "closed", "advice"]),
        ("settle OR budget", ["open", "advice"]),
        ("staff", []),
        ("lantern", []),
    ],
)
def test_words_are_asked_for_as_in_public(
    papers: Papers, member: PageClient, asked: str, found: list[str]
) -> None:
    places = {
        "open": papers.item(papers.open),
        "closed": papers.item(papers.closed),
        "closed file": papers.page("closed"),
        **{name: papers.page(name) for name in ("public", "members", "advice")},
    }
    _said, results = _results(member, asked)
    assert [each.partition("#")[0] for each in results] == [
        places[name] for name in found
    ]


def test_nothing_asked_finds_and_notes_nothing(
    app: Flask, papers: Papers, member: PageClient
) -> None:
    for asked in ("", "  ", "-lanterns", "?!"):
        answer = member.get(f"{BOOK}/search", query_string={"q": asked})
        assert answer.status_code == 200
        assert "result" not in read_main(answer.text)
    assert "There is no word in this" in read_main(
        member.get(f"{BOOK}/search?q=-lanterns").text
    )
    assert _lines(app) == set()
    assert papers.book == BOOK


def test_others_find_what_they_read_or_no_page_at_all(
    app: Flask, papers: Papers, member: PageClient, seat: Seat
) -> None:
    tom, ben = seat("audit", "Tom"), seat("board", "Ben")
    end_service(app, "Ben", "2026-01-01")
    for client in (tom, ben):
        missing = client.get("/my/nothing-here")
        for words in ("lanterns", "nowhere"):
            answer = client.get(f"{BOOK}/search?q={words}")
            assert (answer.status_code, answer.data) == (404, missing.data)
    _recuse(app, papers, "Mia", papers.closed)
    _, found = _results(member, "lanterns")
    assert [each.partition("#")[0] for each in found] == [
        papers.item(papers.open),
        *(papers.page(name) for name in ("public", "members", "closed")),
    ]
    assert _results(member, "Doe OR settle") == ("0 results", [])


def test_those_of_a_body_that_meets_with_it_find_what_everyone_reads(
    app: Flask, seat: Seat, make_meeting: Make
) -> None:
    meeting_id = make_meeting(slugs=("board", "audit"))
    (budget,) = add_items(app, meeting_id, "Budget", description="About lanterns")
    attach(app, meeting_id, "members.pdf", key=budget, visibility="members")
    post(app, meeting_id)
    tom = seat("audit", "Tom")
    assert _results(tom, "members OR lanterns") == (
        "1 result",
        [f"{BOOK}/items/{budget}"],
    )


def test_what_cannot_be_searched_is_named(
    app: Flask, member: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    add_items(app, meeting_id, "Budget")
    attach(app, meeting_id, "scan.pdf", visibility="members")
    post(app, meeting_id)
    page = read_main(member.get(f"{BOOK}/search?q=budget").text)
    assert "Not searched, because no text is known of them: scan." in page


def test_under_another_key_no_text_is_known(
    papers: Papers, member: PageClient, settings: Settings
) -> None:
    assert papers.files
    other = create_app(dataclasses.replace(settings, files_key="00" * 32))
    client, session = other.test_client(), member.get_cookie("govapp")
    assert session
    client.set_cookie("govapp", session.value)
    page = read_main(client.get(f"{BOOK}/search?q=settle").text)
    assert "Nothing" in page
    assert (
        "Not searched, because no text is known of them: public, members, closed, "
        "advice." in page
    )
