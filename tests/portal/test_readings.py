"""The secretary sees every reading of what is closed, and takes it along as a table."""

import csv
import io
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from govapp import clock
from tests.meetings.building import read_main
from tests.pages import PageClient
from tests.portal.guests import NOON, let_in
from tests.portal.papers import Papers
from tests.portal.people import seat_member


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


def test_members_and_guests_alike_are_named(
    app: Flask, papers: Papers, secretary: PageClient, stranger: PageClient
) -> None:
    desk = f"/desk/meetings/{papers.meeting_id}/readings"
    assert "Nobody has read closed papers yet." in secretary.get(desk).text
    mia, gil = seat_member(app, 1, "Mia"), let_in(app, papers)
    for _ in range(2):  # once, though asked for twice
        mia.get(papers.item(papers.closed))
        gil.get(papers.files["advice"])
    with time_machine.travel(clock.now() + timedelta(minutes=11), tick=False):
        mia.get(papers.item(papers.closed))
    page = read_main(secretary.get(desk).text)
    assert (
        "Dec 1, 2026, 12:11 p.m. PST Mia 2 Counsel "
        "Dec 1, 2026, 12:00 p.m. PST Gil, guest advice, version 1 "
        "Dec 1, 2026, 12:00 p.m. PST Mia 2 Counsel"
    ) in page
    answer = secretary.get(f"{desk}.csv")
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="readings-{papers.number}.csv"'
    )
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert rows == [
        ["When", "Who", "As", "What", "Version"],
        ["2026-12-01T20:11:00.000Z", "Mia", "member", "2 Counsel", ""],
        ["2026-12-01T20:00:00.000Z", "Gil", "guest", "advice", "1"],
        ["2026-12-01T20:00:00.000Z", "Mia", "member", "2 Counsel", ""],
    ]
    for path in (desk, f"{desk}.csv"):
        assert stranger.get(path).status_code == 404
        assert mia.get(path).status_code == 404


def test_one_person_alone_can_be_looked_at(
    app: Flask, papers: Papers, secretary: PageClient
) -> None:
    gil, mia = let_in(app, papers), seat_member(app, 1, "Mia")
    mia.get(papers.item(papers.closed))
    gil.get(papers.item(papers.closed))
    desk = f"/desk/meetings/{papers.meeting_id}/readings"
    (link,) = (
        part.partition('"')[0]
        for part in secretary.get(desk).text.split('href="')
        if part.startswith(f"{desk}?person=") and ">Gil<" in part[:60]
    )
    page = read_main(secretary.get(link).text)
    assert "Gil, guest 2 Counsel" in page
    assert "Mia" not in page
