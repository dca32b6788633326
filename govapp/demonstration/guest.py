"""Counsel of the demonstration, whom the secretary lets into a closed session."""

from datetime import datetime, timedelta

from govapp.accounts.services import SYSTEM
from govapp.committees import queries
from govapp.demonstration.people import COUNSEL
from govapp.meetings.queries.meetings import list_ahead
from govapp.portal.rules import EVERY
from govapp.portal.services.guests import invite_guest


def load() -> None:
    """Let them read it from four weeks before its meeting until the day after."""
    meeting = list_ahead(queries.get_body("iso-board"))[0]
    start = datetime.fromisoformat(meeting.start_local)
    invite_guest(
        SYSTEM,
        meeting,
        email=COUNSEL,
        name="Demo counsel",
        kind="counsel",
        item_keys=[EVERY],
        from_local=start - timedelta(weeks=4),
        until_local=start + timedelta(days=1),
    )
