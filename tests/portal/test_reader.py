"""A file of a book on a page of its own, and where its reader stopped."""

import pytest
from flask import Flask
from sqlalchemy import select

from govapp.database import db
from govapp.portal.models import OpenedFile
from tests.meetings.building import add_items, attach, post, read_main
from tests.meetings.conftest import Make
from tests.meetings.reading import read_links
from tests.pages import PageClient, find_form, list_values, parse_page
from tests.portal.conftest import Seat
from tests.portal.papers import Papers
from tests.portal.test_book import _recuse


def _pages(app: Flask) -> list[tuple[int, int]]:
    with app.app_context():
        rows = db.session.execute(
            select(OpenedFile.user_id, OpenedFile.page).order_by(OpenedFile.user_id)
        )
        return [(user, page) for user, page in rows]


def _stop(client: PageClient, address: str, page: str) -> int:
    """Tell where one stopped as the script does, with the token of the page."""
    shown = client.get("/my/").text
    form, _ = find_form(parse_page(shown), "Sign out")
    token = dict(list_values(form))["csrf_token"]
    return client.post(address, data={"csrf_token": token, "page": page}).status_code


def test_a_file_is_read_beside_those_before_and_after(
    papers: Papers, member: PageClient
) -> None:
    assert read_links(
        parse_page(member.get(papers.book).text), f"{papers.book}/documents/"
    ) == [papers.page(name) for name in ("public", "members", "closed", "advice")]
    answer = member.get(papers.page("members"))
    assert answer.headers["Cache-Control"] == "private, no-store"
    page = read_main(answer.text)
    about = "members Members only Document 2 of 4 · Open or save the file (PDF, 1 KB)"
    assert about in page
    assert "Document before public Document after closed" in page
    assert read_links(parse_page(answer.text), papers.item(papers.open)) == [
        papers.item(papers.open)
    ]
    assert read_links(parse_page(answer.text), "/my/documents/") == [
        papers.files["members"]
    ]
    assert f'data-file="{papers.files["members"]}"' in answer.text
    assert "Document before" not in read_main(member.get(papers.page("public")).text)
    assert "Document after" not in read_main(member.get(papers.page("advice")).text)


def test_the_page_alone_opens_no_file(
    app: Flask, papers: Papers, member: PageClient
) -> None:
    member.get(papers.page("closed"))
    assert _pages(app) == []
    assert "0 of 4 documents" in read_main(member.get(papers.book).text)


def test_what_is_no_pdf_is_offered_to_be_saved(
    app: Flask, member: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    add_items(app, meeting_id, "Budget")
    attach(app, meeting_id, "table.csv", content=b"a,b\n")
    post(app, meeting_id)
    book = "/my/meetings/2031-001"
    (address,) = read_links(parse_page(member.get(book).text), "/my/documents/")
    key = address.split("/")[3]
    answer = member.get(f"{book}/documents/{key}/v/1")
    assert read_links(parse_page(answer.text), "/my/documents/") == [address]
    assert "data-reader" not in answer.text


def test_where_somebody_stopped_is_theirs_alone(
    app: Flask, papers: Papers, member: PageClient, seat: Seat
) -> None:
    ben, address = seat("board", "Ben"), papers.page("closed")
    assert 'data-page="1"' in member.get(address).text
    assert _stop(member, address, "3") == 204
    assert 'data-page="3"' in member.get(address).text
    assert 'data-page="1"' in ben.get(address).text
    member.get(papers.files["closed"])
    ben.get(papers.files["closed"])
    assert _pages(app) == [(1, 3), (2, 1)]
    assert _stop(member, address, "2") == 204
    for wrong in ("0", "-1", "x", ""):
        assert _stop(member, address, wrong) == 400
    assert _pages(app) == [(1, 2), (2, 1)]


@pytest.mark.parametrize("where", ["closed", "open"])
def test_whoever_is_recused_finds_no_page(
    app: Flask, papers: Papers, member: PageClient, where: str
) -> None:
    missing = member.get("/my/nothing-here")
    _recuse(app, papers, "Mia", getattr(papers, where))
    shut = {"closed": ["advice"], "open": ["members", "closed"]}[where]
    for name in shut:
        answer = member.get(papers.page(name))
        assert (answer.status_code, answer.data) == (404, missing.data)
        assert _stop(member, papers.page(name), "2") == 404
    assert _pages(app) == []
