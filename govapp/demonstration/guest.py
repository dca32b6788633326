"""Who is let into a closed session: counsel, and an administrator in an emergency."""

from datetime import datetime, timedelta

from govapp.accounts.queries import find_user
from govapp.accounts.services import SYSTEM
from govapp.committees import queries
from govapp.demonstration.people import ADMINISTRATOR, COUNSEL
from govapp.meetings.queries.meetings import list_ahead
from govapp.portal.rules import EVERY
from govapp.portal.services.guests import end_guest, invite_guest, open_in_emergency


def load() -> None:
    """Let counsel read it from four weeks before its meeting until the day after."""
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
    administrator = find_user(ADMINISTRATOR)
    if administrator is None:
        return
    opened = open_in_emergency(
        administrator,
        number=str(meeting.number),
        reason="A court asks for the papers today, and the secretary is away.",
    )
    end_guest(administrator, opened)
