"""A body's next meetings on somebody else's site."""

import html
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest
import time_machine
from flask import Flask

from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Cancellation
from tests.exchange.posted import post, post_bodies, post_notice, post_organization
from tests.pages import PageClient, parse_page, read_text

FRAME = (
    '<iframe src="http://localhost/embed/board" title="Next meetings of Board of '
    'Governors" width="100%" height="480" loading="lazy"></iframe>'
)


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel("2026-11-23T18:00:00Z", tick=False):
        yield


def post_meetings(app: Flask) -> None:
    post_organization(app)
    post_bodies(app)
    post_notice(app, "2026-014", title="A <b>& B", join_url="https://example.org/j")
    post_notice(app, "2026-015", start_local="2026-12-17T10:00", end_local="")
    off = Cancellation(reason="No quorum.")
    post(app, Kind.CANCELLATION, "meeting:2026-015", off)


def list_links(page: Element) -> list[str | None]:
    return [link.get("href") for link in page.iter("a")]


def test_the_frame_has_no_script_and_may_stand_anywhere(
    app: Flask, client: PageClient
) -> None:
    post_meetings(app)
    answer = client.get("/embed/board")
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "script-src 'none'" in policy
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "Set-Cookie" not in answer.headers
    page = parse_page(answer.text)
    assert list(page.iter("script")) == []
    assert [base.attrib for base in page.iter("base")] == [{"target": "_top"}]
    assert [read_text(h) for h in page.iter("h1")] == [
        "Next meetings of Board of Governors"
    ]
    text = read_text(page)
    assert "A <b>& B" in text
    assert "Cancelled" in text
    assert "No quorum." in text
    assert list_links(page)[-1] == "/committees/board"


@pytest.mark.parametrize("path", ["/", "/committees/board", "/committees/board/embed"])
def test_nothing_else_may_be_framed(app: Flask, client: PageClient, path: str) -> None:
    post_meetings(app)
    policy = client.get(path).headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy


def test_what_to_paste_is_shown_as_it_is(app: Flask, client: PageClient) -> None:
    post_meetings(app)
    body = parse_page(client.get("/committees/board").text)
    assert "/committees/board/embed" in list_links(body)
    page = parse_page(client.get("/committees/board/embed").text)
    frame, pasted = ("".join(code.itertext()) for code in page.iter("code"))
    assert html.unescape(frame) == frame == FRAME
    snippet = parse_page(
        f"<!DOCTYPE html><html lang=en><head><title>x</title></head><body>{pasted}"
    )
    assert [read_text(item) for item in snippet.iter("li")] == [
        "A <b>& B, Wednesday, December 16, 2026, 10:00 a.m. PST",
        "General Session, Thursday, December 17, 2026, 10:00 a.m. PST (cancelled)",
        "All meetings of Board of Governors",
    ]
    assert list_links(snippet) == [
        "http://localhost/meetings/2026-014",
        "http://localhost/meetings/2026-015",
        "http://localhost/committees/board",
    ]


def test_without_meetings_the_frame_says_so(app: Flask, client: PageClient) -> None:
    post_bodies(app)
    assert "No meeting is posted." in client.get("/embed/audit").text


@pytest.mark.parametrize("path", ["/embed/none", "/committees/none/embed"])
def test_there_is_none_of_a_body_that_is_not(client: PageClient, path: str) -> None:
    assert client.get(path).status_code == 404
