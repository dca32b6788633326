"""Choices in the path of an address are those of its query."""

import pytest
from flask import Flask

from govapp.web.choices import in_path
from tests.exchange.posted import post_bodies, post_notice
from tests.pages import PageClient


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/meetings", "/meetings"),
        ("/meetings?body=", "/meetings"),
        ("/meetings?page=2&body=iso-board", "/meetings/body=iso-board/page=2"),
        ("/posted?body=a&week=2026-11-22", "/posted/week=2026-11-22/body=a"),
        ("/people/ana/votes.csv?year=2026", "/people/ana/votes/year=2026.csv"),
        ("/people/ana?year=2026#votes", "/people/ana/year=2026#votes"),
        # What somebody typed stays behind the question mark.
        ("/meetings?page=2&q=a+b", "/meetings?page=2&q=a+b"),
        ("/meetings?body=a/b", "/meetings?body=a%2Fb"),
    ],
)
def test_an_address_has_its_choices_in_its_path(address: str, expected: str) -> None:
    assert in_path(address) == expected


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/calendar/view=month/year=2026/month=12", "view=month&year=2026&month=12"),
        ("/meetings/body=board", "body=board"),
        ("/record/before=3", "before=3"),
    ],
)
def test_both_forms_are_the_same_page(
    app: Flask, client: PageClient, path: str, query: str
) -> None:
    post_bodies(app)
    post_notice(app)
    page = client.get(path)
    assert page.status_code == 200
    stem = path.partition("=")[0].rpartition("/")[0]
    assert page.data == client.get(f"{stem}?{query}").data
    # What was chosen first counts, as in a query.
    assert client.get(f"{path}?{query}").data == page.data


def test_a_sheet_keeps_its_ending(app: Flask, client: PageClient) -> None:
    post_bodies(app)
    post_notice(app)
    sheet = client.get("/committees/board/timeliness/year=2026.csv")
    assert sheet.mimetype == "text/csv"
    assert sheet.data == client.get("/committees/board/timeliness.csv?year=2026").data


@pytest.mark.parametrize(
    "path",
    [
        "/calendar/color=red",
        "/calendar/year=",
        "/calendar/year=2026/more",
        "/year=2026",
        "/calendar/year=9",
        "/calendar/year=2026.txt",
    ],
)
def test_there_is_no_such_address(client: PageClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_nothing_is_sent_to_such_an_address(client: PageClient) -> None:
    assert client.post("/calendar/year=2026").status_code == 405
