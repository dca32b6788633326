"""Votes of several bodies, and votes that sources report."""

import pytest
from flask import Flask

from govapp.record.shapes.base import Kind
from govapp.record.shapes.results import ReportedItem, Result
from govapp.record.shapes.sittings import Tally
from tests.exchange.posted import (
    AUDIT,
    BOARD,
    post,
    post_agenda,
    post_notice,
    post_organization,
)
from tests.meetings.reading import open_page, read_all
from tests.meetings.states import PLAN
from tests.meetings.test_views_public_votes import ITEM, sit
from tests.pages import PageClient
from tests.record.sitting import (
    ANA,
    BEN,
    CAM,
    make_motion,
    make_presence,
    make_round,
    make_sitting,
)

pytestmark = pytest.mark.usefixtures("now")


def test_a_joint_meeting_names_the_body_of_each_motion(
    app: Flask, client: PageClient
) -> None:
    post_organization(app)
    post_notice(app, bodies=(BOARD, AUDIT))
    post_agenda(app, PLAN)
    motion = make_motion("m1", make_round(yes=(ANA,)), item="plan", body=AUDIT)
    sit(app, make_sitting(motion))
    assert "Audit Committee" in read_all(open_page(client, ITEM), "p")


def test_what_sources_report_shows_their_words_and_the_votes(
    app: Flask, client: PageClient
) -> None:
    post_organization(app)
    post_notice(app, "2024-001", start_local="2024-03-01T10:00", end_local="")
    untimed = {"opened_at": "", "closed_at": "", "rule": None, "method": ""}
    items = (
        ReportedItem(
            number="7",
            title="approve the plan",
            kind="action",
            presenter="Staff",
            documents=("Memo.pdf",),
            result="passed",
            tally="2 to 1",
            motions=(
                make_motion("m1", make_round(yes=(ANA, BEN), no=(CAM,), **untimed)),
            ),
        ),
        ReportedItem(
            title="",
            result="approved",
            tally="4-0",
            motions=(
                make_motion("m2", make_round(tally=Tally(yes=4), **untimed), text=""),
            ),
        ),
        ReportedItem(title="Older", motion="Approve", result="approved"),
    )
    result = Result(items=items, presences=(make_presence(ANA),))
    post(app, Kind.RESULT, "meeting:2024-001", result)
    page = open_page(client, "/meetings/2024-001")
    assert read_all(page, "h3") == [
        "7 Approve the plan",
        "Item without a title in the source",
        "Older",
    ]
    told = read_all(page, "p")
    for line in (
        "Passed, 2 to 1",
        "Approved, 4-0",
        "The wording of this motion is not known.",
        "Papers named in the source: Memo.pdf",
        "Approved",
    ):
        assert line in told, (line, told)
