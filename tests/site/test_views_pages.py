"""Who publishes and how to reach them, and what machines find."""

from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import time_machine
from flask import Flask

from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Agenda, Withdrawal
from govapp.site import views_pages
from tests.exchange.posted import (
    make_file,
    post,
    post_bodies,
    post_notice,
    post_organization,
)
from tests.pages import PageClient, parse_page, read_text
from tests.queries import count_queries

SUBJECT = "meeting:2026-014"
MAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
PAGES = ["/about", "/contact", "/accessibility"]
REACH = (
    "How to reach us E-mail clerk@example.org Phone (916) 555-0100 "
    "Address 250 Outcropping Way Folsom, CA Business hours Weekdays, 8 to 5"
)


def find_reach(page: str) -> tuple[str, str | None]:
    aside = parse_page(page).find(".//aside")
    assert aside is not None
    return read_text(aside), aside.get("aria-labelledby")


@pytest.mark.parametrize("address", PAGES)
def test_the_ways_to_reach_us_are_on_each_page(
    app: Flask, client: PageClient, address: str
) -> None:
    post_organization(
        app,
        address="250 Outcropping Way\nFolsom, CA",
        phone="(916) 555-0100",
        email="clerk@example.org",
        business_hours="Weekdays, 8 to 5",
    )
    answer = client.get(address)
    assert answer.status_code == 200
    assert find_reach(answer.text) == (REACH, "reach")


@pytest.mark.parametrize("address", PAGES)
def test_before_anything_was_posted(client: PageClient, address: str) -> None:
    told = "How to reach us No contact details have been posted yet."
    assert find_reach(client.get(address).text) == (told, "reach")


def test_about_keeps_paragraphs_and_no_markup(app: Flask, client: PageClient) -> None:
    about = "We run the grid.\nSince 1998.\n\n<b>Not bold</b> & plain."
    post_organization(app, about=about, tagline="A public benefit corporation")
    page = client.get("/about").text
    assert "<p>We run the grid.<br>\nSince 1998.</p>" in page.replace("      ", "")
    assert "&lt;b&gt;Not bold&lt;/b&gt; &amp; plain." in page
    assert "Grid Operator: A public benefit corporation" in page


def test_a_demonstration_says_so(app: Flask, client: PageClient) -> None:
    post_organization(app)
    assert "This is a demonstration." not in client.get("/about").text
    post_organization(app, is_demonstration=True)
    assert "This is a demonstration." in client.get("/about").text


def test_robots(client: PageClient) -> None:
    answer = client.get("/robots.txt")
    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.text == (
        "User-agent: *\n"
        "Disallow: /desk\n"
        "Disallow: /my\n"
        "Disallow: /account\n"
        "Disallow: /sign-in\n"
        "Disallow: /sign-out\n"
        "\n"
        "Sitemap: http://localhost/sitemap.xml\n"
    )


def read_map(client: PageClient, address: str = "/sitemap.xml") -> list[Any]:
    answer = client.get(address)
    assert answer.content_type == "application/xml; charset=utf-8"
    return [
        (url.findtext(f"{MAPS}loc"), url.findtext(f"{MAPS}lastmod"))
        for url in ET.fromstring(answer.data)  # noqa: S314  # our own
    ]


def test_the_sitemap_lists_what_was_posted_and_when(
    app: Flask, client: PageClient
) -> None:
    with time_machine.travel(datetime(2026, 11, 1, tzinfo=UTC), tick=False):
        post_organization(app)
        post_bodies(app)
    with time_machine.travel(datetime(2026, 12, 1, 9, 30, 5, tzinfo=UTC), tick=False):
        post_notice(app)
        files = (make_file("a b.pdf"), make_file("gone.pdf", id="key2"))
        post(app, Kind.AGENDA, SUBJECT, Agenda(files=files))
        gone = Withdrawal(what="document", document="key2", version=1, reason="Private")
        post(app, Kind.WITHDRAWAL, SUBJECT, gone)
    host, november = "http://localhost", "2026-11-01T00:00:00Z"
    assert read_map(client) == [
        (f"{host}/", None),
        (f"{host}/calendar", None),
        (f"{host}/calendar/add", None),
        (f"{host}/committees", None),
        (f"{host}/meetings", None),
        (f"{host}/matters", None),
        (f"{host}/posted", None),
        (f"{host}/record", None),
        (f"{host}/about", None),
        (f"{host}/contact", None),
        (f"{host}/accessibility", None),
        (f"{host}/committees/audit", november),
        (f"{host}/committees/board", november),
        (f"{host}/meetings/2026-014", "2026-12-01T09:30:05Z"),
        (f"{host}/people/a-member", november),
        (f"{host}/documents/key1/a%20b.pdf", None),
    ]
    assert client.get("/sitemap-2.xml").status_code == 404


def test_a_long_sitemap_comes_in_parts(
    app: Flask, client: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    post_bodies(app)
    whole = read_map(client)
    monkeypatch.setattr(views_pages, "MAXIMUM", 4)
    # The page that is known already is another address.
    assert [loc for loc, _ in read_map(client, "/sitemap.xml?again")] == [
        f"http://localhost/sitemap-{number}.xml" for number in (1, 2, 3, 4)
    ]
    parts = [read_map(client, f"/sitemap-{number}.xml") for number in (1, 2, 3, 4)]
    assert [len(part) for part in parts] == [4, 4, 4, 2]
    assert [url for part in parts for url in part] == whole
    assert client.get("/sitemap-5.xml").status_code == 404


@pytest.mark.parametrize("count", [1, 10])
def test_the_number_of_queries_does_not_grow(
    app: Flask, client: PageClient, count: int
) -> None:
    post_bodies(app)
    for number in range(count):
        post_notice(app, f"2026-{number:03}")
    for address, asked in QUERIES.items():
        with count_queries(app) as queries:
            client.get(address)
        assert len(queries) == asked, address


QUERIES = {
    "/sitemap.xml": 4,
    "/calendar.ics": 2,
    "/committees/board/calendar.ics": 2,
    "/postings.atom": 4,
    "/about": 1,
}
