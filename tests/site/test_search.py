"""The page that finds whatever was posted."""

import html
import re
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
import time_machine
from flask import Flask

from govapp.database import db
from govapp.record import projection
from govapp.record.search.models import PublishedReading
from govapp.record.search.words import list_words
from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Cancellation, Item
from tests.exchange.posted import (
    AUDIT,
    BOARD,
    make_file,
    post,
    post_agenda,
    post_bodies,
    post_notice,
    post_organization,
)
from tests.pages import PageClient


@pytest.fixture
def posted(app: Flask) -> None:
    post_organization(app)
    post_bodies(app)
    post_notice(app)
    item = Item(
        key="plan",
        number="3.1",
        title="Decision on the transmission plan",
        description="Costs of <b>everything</b> & more.",
    )
    post_agenda(app, item)
    post_notice(app, "2026-015", start_local="2026-12-17T10:00", bodies=(AUDIT,))
    gone = Cancellation(reason="The transmission of the room failed.")
    post(app, Kind.CANCELLATION, "meeting:2026-015", gone)


def _text(page: str) -> str:
    inside = page.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", inside).split())


@pytest.mark.usefixtures("posted")
def test_a_page_says_what_was_found_and_where(client: PageClient) -> None:
    page = client.get("/search?q=transmission").text
    text = _text(page)
    assert "2 results" in text
    assert (
        "Agenda item 3.1 Decision on the transmission plan General Session, "
        "Board of Governors Wednesday, December 16, 2026, 10:00 a.m. PST"
    ) in text
    assert "Meeting Cancelled General Session Audit Committee Thursday" in text
    assert "The <mark>transmission</mark> of the room failed." in page
    assert '<a href="/meetings/2026-014/items/plan">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert "All kinds Meeting 1 Agenda item 1" in text
    assert "All bodies Audit Committee 1 Board of Governors 1" in text
    assert 'href="/search?q=transmission&amp;body=audit"' in page
    narrow = _text(client.get("/search?q=transmission&body=audit&kind=meeting").text)
    assert "1 result · Search everything" in narrow
    cost = client.get("/search?q=everything+b").text
    assert "Costs of &lt;<mark>b</mark>&gt;<mark>everything</mark>&lt;/" in cost


TOLD = {
    "": "Type what you look for.",
    "?q=++": "Type what you look for.",
    "?q=zzz": "Nothing posted has all of this.",
    "?q=-plan": "There is no word in this to look for.",
    "?q=%22%5B%29%28": "There is no word in this to look for.",
    "?q=%07": "Type what you look for.",
    "?q=-plan+-the+-%22of+the%22": "There is no word in this to look for.",
    "?q=%F0%9F%98%80+%E2%80%94": "There is no word in this to look for.",
    "?q=*+**+-*": "There is no word in this to look for.",
    "?q=of+the": "2 results",
    "?q=the&page=1": "2 results",
    "?q=tran%07smission": "Nothing posted has all of this.",
    "?q=transmission%E2%80%8B": "2 results",
    "?q=%22transmission+plan": "1 result",
    "?q=((transmission))+[plan]+{decision}": "1 result",
    "?q='plan';+DROP+TABLE+published_text": "Nothing posted has all of this.",
    "?q=plan+%26+!+|+<->+:*+NEAR(a+b)": "Nothing posted has all of this.",
    "?q=transmission+OR+OR+-": "2 results",
    "?q=" + "+".join(f"{a}{b}*" for a in "de" for b in "abcdefghij"): (
        "Nothing posted has all of this."
    ),
    "?q=" + "+".join(f"{letter}*" for letter in "abcdefghijklmnopqrstuvwxyz"): (
        "Nothing posted has all of this."
    ),
    "?q=" + "a*+b*+c*+" * 3000: "That is too long to look for: 26999 characters",
    "?q=tr*+pl*": "1 result",
    "?q=tran*": "2 results",
    "?q=transmis*": "2 results",
    "?q=plan&from=20261216": "Write a day as 2026-12-16.",
    "?q=plan&from=2026-W51-3": "Write a day as 2026-12-16.",
    "?q=plan&from=0001-01-01&to=9999-12-31": "1 result",
    "?q=plan&from=yesterday": "Write a day as 2026-12-16.",
    "?q=plan&from=2026-12-16&to=2026-02-30": "Write a day as 2026-12-16.",
    "?q=plan&from=2026-12-16&to=2026-01-01": "The last day comes before the first.",
    "?q=" + "plan+" * 41: "That is too long to look for: 204 characters",
    "?q=" + "x" * 10_240: "That is too long to look for: 10240 characters",
}
UNKNOWN = [
    *("body=unknown", "kind=unknown", "body=%00", "kind=%00"),
    *("page=0", "page=2", "page=501", "page=1000000000"),
    *("page=x", "page=-1", "page=1e3"),
]


@pytest.mark.usefixtures("posted")
def test_what_cannot_be_found_is_told_in_plain_words(client: PageClient) -> None:
    said = {asked: _text(client.get(f"/search{asked}").text) for asked in TOLD}
    assert [asked for asked, told in TOLD.items() if told not in said[asked]] == []
    for asked in UNKNOWN:
        assert client.get(f"/search?q=plan&{asked}").status_code == 404
    assert client.get("/search?q=%00").status_code == 404


def test_more_than_a_page_of_results_can_be_turned(
    app: Flask, client: PageClient
) -> None:
    post_bodies(app)
    post_notice(app, title="Session", bodies=(BOARD,))
    items = [Item(key=f"k{n}", number=str(n), title="A plan") for n in range(1, 46)]
    post_agenda(app, *items)
    first, second, third = (
        client.get(f"/search?q=plan&page={page}").text for page in (1, 2, 3)
    )
    assert "45 results, 1 to 20 shown" in _text(first)
    assert "45 results, 41 to 45 shown" in _text(third)
    found = re.findall(r"/items/(k\d+)", first + second + third)
    assert found == [item.key for item in items]
    assert '<a class="usa-pagination__button"' in first
    assert 'href="/search?q=plan&amp;page=2"' in first


def test_a_passage_of_a_pdf_names_its_page(app: Flask, client: PageClient) -> None:
    post_bodies(app)
    post_notice(app)
    paper = make_file()
    post_agenda(app, Item(key="k1", number="1", title="Plan", files=(paper,)))
    said = "Cover\fThe zeppelin is late."
    with app.app_context():
        words = " ".join(list_words(said))
        row = PublishedReading(sha256=paper.sha256, words=words, text=said)
        db.session.add(row)
        db.session.flush()
        projection.index_papers("2026-014")
        db.session.commit()
    page = client.get("/search?q=zeppelin").text
    assert '<a href="/documents/key1/memo.pdf#page=2">Page 2</a>' in page
    assert "… The <mark>zeppelin</mark> is late." in page


@pytest.mark.usefixtures("posted")
def test_a_misspelt_word_is_put_right(client: PageClient) -> None:
    for typed, meant in {
        "transmision": "transmission",
        "Decison transmissoin": "decision transmission",
        '"tranmission plan"': '"transmission plan"',
        "GOVERNRS": "governors",
        "pln": "",
        "xylophone": "",
        "transmission governors": "",
    }.items():
        page = client.get("/search", query_string={"q": typed}).text
        text = _text(page)
        assert ("Did you mean" in text) is bool(meant), typed
        assert not meant or f"Did you mean {meant} ?" in html.unescape(text), text


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_browsers_learn_how_to_search(app: Flask, client: PageClient) -> None:
    post_organization(app, name="Grid Operator of the West")
    home = client.get("/").text
    assert 'type="application/opensearchdescription+xml"' in home
    answer = client.get("/opensearch.xml")
    assert answer.content_type == (
        "application/opensearchdescription+xml; charset=utf-8"
    )
    root = ET.fromstring(answer.data)  # noqa: S314 our own
    name = root.findtext("{*}ShortName")
    assert name == "Grid Operator of"
    urls = [url.attrib["template"] for url in root.iterfind("{*}Url")]
    assert urls[0] == "http://localhost/search?q={searchTerms}"


@time_machine.travel(datetime(2026, 11, 28, 12, tzinfo=UTC), tick=False)
@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_nobody_searches_without_a_pause(client: PageClient) -> None:
    answers = [client.get(f"/search?q=word{n}").status_code for n in range(121)]
    assert answers == [200] * 120 + [429]
    refused = client.get("/search?q=another")
    assert refused.headers["Retry-After"] == "60"
    assert "Wait a minute, then try again." in refused.text
    assert client.get("/search?q=word1").status_code == 200
    assert client.get("/").status_code == 200
