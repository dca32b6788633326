"""A meeting in each state that lists tell apart, on November 23, 2026."""

from flask import Flask

from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Cancellation
from tests.exchange.posted import (
    AUDIT,
    BOARD,
    post,
    post_agenda,
    post_bodies,
    post_notice,
    post_organization,
)


def post_states(app: Flask) -> None:
    """Post a meeting in each state."""
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
