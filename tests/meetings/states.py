"""What was posted when a visitor reads on November 23, 2026."""

from datetime import UTC, datetime

from flask import Flask

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

NOW = datetime(2026, 11, 23, 18, tzinfo=UTC)
PAGE = "/meetings/2026-014"
SUBJECT = "meeting:2026-014"
PLAN = Item(
    key="plan",
    number="1",
    title="Decision on the plan",
    kind="decision",
    is_action=True,
    minutes_planned=30,
    presenter="Staff",
    recommended_motion="Moved, that the plan is approved.",
    files=(make_file(),),
    items=(Item(key="sub", number="1.1", title="Costs", kind="briefing"),),
)


def post_states(app: Flask) -> None:
    """Post a meeting in each state that lists tell apart."""
    post_organization(app)
    post_bodies(app)
    post_notice(app, "2026-001", start_local="2026-11-23T14:00", end_local="")
    post_notice(
        app,
        "2026-002",
        start_local="2026-12-16T10:00",
        end_local="",
        bodies=(BOARD, AUDIT),
        title="Board of Governors, joint with Audit Committee",
        place="Folsom",
        join_url="https://example.org/join",
    )
    post_agenda(app, number="2026-002")
    post_notice(app, "2026-003", start_local="2026-12-02T10:00", end_local="")
    post_notice(
        app,
        "2026-003",
        start_local="2027-01-13T10:00",
        end_local="",
        reason="The room is taken.",
        version=2,
        label="rescheduled",
    )
    post_notice(app, "2026-004", start_local="2026-12-09T10:00", end_local="")
    gone = Cancellation(reason="No quorum.")
    post(app, Kind.CANCELLATION, "meeting:2026-004", gone, label="cancelled")
