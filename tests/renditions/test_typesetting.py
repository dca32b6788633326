"""Every agenda in type conforms to PDF/UA-1 and PDF/A-2a, whatever was typed."""

from collections.abc import Iterator
from dataclasses import asdict

import pytest
from flask import Flask
from flask_babel import Babel
from hypothesis import HealthCheck, given, settings
from pypdfium2 import PdfDocument

from govapp import paths
from govapp.parsing.inside.typesetting import Press
from govapp.record.folding import Posting, meeting_card
from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Agenda, Item
from govapp.renditions.published import Source
from govapp.renditions.writing import write_paper
from tests.exchange.posted import make_file, make_notice
from tests.meetings.states import NOW
from tests.renditions.agendas import make_source, sources
from tests.renditions.making import Profile, check_pdf, read_pages

SMALL = 200_000
PAPER_WIDTH, MARGIN = 612, 72  # points of Letter
HOSTILE = (
    "#panic() *bold* _it_ $x$ @ref [x] \\ ` <tag> #read('/etc/passwd')"
    " {{7*7}} {0.__class__} <img src=file:///etc/passwd> %(name)s http://127.0.0.1/"
)


@pytest.fixture(scope="module", autouse=True)
def _in_words() -> Iterator[None]:
    app = Flask("words")
    Babel(app)
    with app.app_context():
        yield


@pytest.fixture(scope="module")
def press() -> Press:
    return Press(paths.TEMPLATES, paths.FONTS)


def make_posted(*items: Item, **values: str) -> Source:
    """Return what a posted agenda of these items is written from."""
    agenda = Agenda(items=items)
    postings = [
        Posting(1, Kind.NOTICE, 1, "", NOW, make_notice(**values).canonical()),
        Posting(2, Kind.AGENDA, 1, "", NOW, agenda.canonical()),
    ]
    card = meeting_card(postings)
    return make_source(card.agenda_version, card=card, agenda=agenda)


def _set(press: Press, source: Source) -> bytes:
    return press.set("renditions/agenda.typ", asdict(write_paper(source)), NOW).pdf


@pytest.mark.timeout(900)  # 200 of them take about 40 s of a processor
@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@given(source=sources())
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_agenda_conforms(press: Press, source: Source) -> None:
    pdf = _set(press, source)
    check_pdf(pdf)
    if len(pdf) < SMALL:
        check_pdf(pdf, Profile.PDF_A_2A)


def test_the_same_agenda_makes_the_same_bytes(press: Press) -> None:
    source = make_posted(Item(key="a", number="1", title="First", files=(make_file(),)))
    again = Press(paths.TEMPLATES, paths.FONTS)
    assert _set(press, source) == _set(again, source)


def test_what_was_typed_stays_text(press: Press) -> None:
    item = Item(
        key="a",
        number="1",
        title=HOSTILE,
        description=HOSTILE,
        recommended_motion=HOSTILE,
        presenter=HOSTILE,
    )
    pdf = _set(press, make_posted(item, title=HOSTILE, place=HOSTILE))
    check_pdf(pdf)
    text = "".join(" ".join(read_pages(pdf)).split())
    assert text.count("".join(HOSTILE.split())) == 6
    assert "root:" not in text


def test_what_no_font_has_shows_that_something_was_there(press: Press) -> None:
    title = "Plan 字\U0001f44d \ue000 שלום ẵ\x07 a\u202eb"
    pdf = _set(press, make_posted(Item(key="a", number="1", title=title)))
    check_pdf(pdf)
    (text,) = read_pages(pdf)
    assert "Plan \ufffd\ufffd \ufffd" in text
    assert "ẵ" in text
    assert "םולש" in text or "שלום" in text
    assert "ab" in text


def test_a_word_without_end_stays_on_the_page(press: Press) -> None:
    pdf = _set(press, make_posted(Item(key="a", number="1", title="W" * 900)))
    check_pdf(pdf)
    (text,) = read_pages(pdf)
    assert text.count("W") >= 900
    document = PdfDocument(pdf)
    words = document[0].get_textpage()
    rights = [words.get_rect(number)[2] for number in range(words.count_rects())]
    document.close()
    assert max(rights) <= PAPER_WIDTH - MARGIN


def test_it_says_what_the_page_says(press: Press) -> None:
    paper = make_file(label="Memo", size=340_000)
    beneath = Item(key="b", number="1.1", title="Costs", kind="briefing")
    decision = Item(
        key="a",
        number="1",
        title="Decision on the plan",
        kind="decision",
        is_action=True,
        minutes_planned=30,
        presenter="Staff",
        description="What it is about.",
        recommended_motion="Moved, that the plan is approved.",
        files=(paper,),
        items=(beneath,),
    )
    closed = Item(
        key="c", number="2", title="Counsel", kind="closed", legal_basis="§ 11126(e)"
    )
    heading = Item(key="h", title="Executive session", kind="heading", items=(closed,))
    pdf = _set(press, make_posted(decision, heading, place="Folsom"))
    (text,) = read_pages(pdf)
    for said in (
        "Grid Operator",
        "The clerk",
        "General Session",
        "Wednesday, December 16, 2026, 10:00 a.m. PST to 3:00 p.m. PST",
        "Agenda · Regular meeting",
        "Place Folsom",
        "1 Decision on the plan Decision · Possible action · 30 minutes · Staff",
        "What it is about.",
        "Recommended motion Moved, that the plan is approved.",
        "– Memo (PDF, 340 KB)",
        "1.1 Costs Briefing",
        "Executive session 2 Counsel Closed session Legal basis: § 11126(e)",
        "Agenda version 1 · Posted Monday, November 23, 2026, 10:00 a.m. PST",
        "Page 1 of 1",
    ):
        assert said in text, (said, text)
    assert b"/URI(https://meet.example/documents/key1/v/1/memo.pdf)" in pdf
