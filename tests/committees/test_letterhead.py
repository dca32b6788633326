"""The letterhead of a body: written at its desk, posted with it, on its papers."""

from dataclasses import asdict

import pytest
from flask import Flask
from pypdfium2 import PdfDocument

from govapp import paths
from govapp.accounts.services import SYSTEM
from govapp.committees import content, queries, services
from govapp.committees.published import find_card
from govapp.database import db
from govapp.parsing.inside.typesetting import Press
from govapp.record.shapes.bodies import Body, Letterhead
from govapp.renditions.writing import write_paper
from govapp.web.fields import contrast_on_white
from tests.meetings.states import NOW, PLAN
from tests.pages import PageClient, parse_page, read_text
from tests.renditions.making import (
    AGENDA,
    check_pdf,
    get_whole,
    post_meeting,
    read_pages,
    revise,
    work,
)
from tests.renditions.test_typesetting import make_posted

PAGE = "/desk/committees/board/letterhead"
RED = "#7a1f1f"


def _read(app: Flask) -> tuple[str, str, str]:
    with app.app_context():
        body = queries.get_body("board")
        return body.letterhead_names, body.letterhead_lines, body.accent


def test_it_is_written_at_the_desk_and_posted_with_the_body(
    app: Flask, secretary: PageClient
) -> None:
    assert 'type="color" value="#14304a"' in secretary.get(PAGE).text.replace(
        'value="#14304a" type="color"', 'type="color" value="#14304a"'
    )
    saved = secretary.submit(
        PAGE,
        letterhead_names=" Grid Operator \r\n\r\nBoard of  Governors",
        letterhead_lines="1 Main Street · clerk@example.org",
        accent=RED,
    )
    assert (saved.status_code, saved.location) == (303, "/desk/committees/board")
    assert _read(app) == (
        "Grid Operator\nBoard of Governors",
        "1 Main Street · clerk@example.org",
        RED,
    )
    with app.app_context():
        body = queries.get_body("board")
        services.post_changes(SYSTEM, body)
        card = find_card("board")
        assert card
        assert card.body.letterhead == Letterhead(
            names=("Grid Operator", "Board of Governors"),
            lines=("1 Main Street · clerk@example.org",),
            accent=RED,
        )
        db.session.commit()
    secretary.submit(PAGE, accent="#14304a")
    assert _read(app)[2] == ""
    page = read_text(parse_page(secretary.get("/desk/committees/board").text))
    assert "Changed since: letterhead." in page
    secretary.submit(PAGE, letterhead_names="", letterhead_lines="")
    with app.app_context():
        assert content.build_card(queries.get_body("board"), "").body.letterhead is None


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"accent": "#7a8f9f"}, "its contrast on white is 3.4 to 1"),
        ({"accent": "red"}, "Give a color such as #14304a."),
        ({"accent": "#7A1F1F;"}, "Give a color such as #14304a."),
        ({"letterhead_names": "a\nb\nc\nd"}, "Use at most 3 lines."),
        ({"letterhead_lines": "a\nb\nc\nd\ne"}, "Use at most 4 lines."),
    ],
)
def test_what_cannot_be_read_is_refused(
    app: Flask, secretary: PageClient, sent: dict[str, str], told: str
) -> None:
    refused = secretary.submit(PAGE, **sent)
    assert refused.status_code == 422
    assert told in read_text(parse_page(refused.text))
    assert _read(app) == ("", "", "")


def test_whoever_saves_second_sees_what_the_first_saved(
    app: Flask, secretary: PageClient
) -> None:
    with app.app_context():
        services.set_letterhead(
            SYSTEM,
            queries.get_body("board"),
            row_version=queries.get_body("board").row_version,
            letterhead_names="First",
            letterhead_lines="",
            accent=RED,
        )
        db.session.commit()
    stale = secretary.submit(PAGE, row_version="1", letterhead_names="Second")
    assert stale.status_code == 409
    assert "First" in read_text(parse_page(stale.text))
    assert _read(app)[0] == "First"


@pytest.mark.parametrize(
    ("color", "ratio"), [("#ffffff", 1), ("#000000", 21), ("#767676", 4.54)]
)
def test_contrast_is_that_of_the_standard(color: str, ratio: float) -> None:
    assert contrast_on_white(color) == pytest.approx(ratio, abs=0.005)


@pytest.mark.usefixtures("app")
def test_papers_begin_with_it(app: Flask) -> None:
    head = Letterhead(names=("Grid Operator", "The Governors"), accent=RED)
    body = Body(slug="board", name="Board", kind="board", letterhead=head)
    with app.app_context():
        source = make_posted(PLAN)
        paper = write_paper(type(source)(**{**vars(source), "body": body}))
    press = Press(paths.TEMPLATES, paths.FONTS)
    pdf = press.set("renditions/agenda.typ", asdict(paper), NOW).pdf
    check_pdf(pdf)
    assert read_pages(pdf)[0].startswith(
        "Grid Operator The Governors a@example.org General Session"
    )
    document = PdfDocument(pdf)
    colors = document[0].render(scale=2).to_pil().convert("RGB").getcolors(1_000_000)
    document.close()
    assert (0x7A, 0x1F, 0x1F) in {color for _, color in colors or ()}


def test_the_agenda_has_the_one_posted_by_then(app: Flask, client: PageClient) -> None:
    meeting_id = post_meeting(app)
    with app.app_context():
        services.set_letterhead(
            SYSTEM,
            queries.get_body("board"),
            row_version=queries.get_body("board").row_version,
            letterhead_names="The Governors",
            letterhead_lines="",
            accent="",
        )
        services.post_changes(SYSTEM, queries.get_body("board"))
        db.session.commit()
    work(app)
    assert "The Governors" not in read_pages(get_whole(client, AGENDA).data)[0]
    revise(app, meeting_id, "More")
    work(app)
    assert read_pages(get_whole(client, AGENDA).data)[0].startswith("The Governors")
