"""A meeting that is over: revised, held, and with minutes, votes and a certificate."""

from datetime import datetime

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.meetings.models import Meeting
from govapp.meetings.services import agenda, minutes, posting, schedule
from govapp.notices.services import certificates
from tests.canary.site import Site, act


def finish_meeting(site: Site) -> Meeting:
    """Post what a meeting leaves behind, so that every public page has something."""
    meeting = schedule.schedule_meeting(
        SYSTEM,
        bodies=[site.board],
        kind="regular",
        start=datetime(2026, 11, 5, 10),  # noqa: DTZ001 wall time
    )
    item = agenda.add_item(SYSTEM, meeting, title="Done", kind="decision")
    posting.post_agenda(SYSTEM, meeting, store=site.store)
    agenda.add_item(
        SYSTEM, meeting, title="Added", late_basis="emergency", late_reason="A flood"
    )
    posting.post_agenda(SYSTEM, meeting, store=site.store)
    who = {"body": site.board.slug, "person": "demo-member"}
    act(meeting, "order", is_live=True)
    act(meeting, "arrive", **who)
    act(meeting, "take_up", item=item.key)
    motion = {"motion": "4", "round": 1}
    act(
        meeting, "move", kind="approve_minutes", text="Approve", body=site.board.slug,
        mover="demo-member", item=item.key,
    )  # fmt: skip
    act(meeting, "open_vote", motion="4", method="roll_call")
    act(meeting, "cast", person="demo-member", option="yes", **motion)
    act(meeting, "declare", result="pass", **motion)
    act(meeting, "adjourn")
    minutes.propose_minutes(SYSTEM, minutes.begin_minutes(SYSTEM, meeting))
    certificates.issue_certificate(SYSTEM, meeting)
    db.session.commit()
    return meeting
