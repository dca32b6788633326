"""By when the rules posted for a meeting's bodies want it noticed."""

from collections.abc import Collection
from datetime import date, datetime

from govapp import clock
from govapp.committees.models import Body
from govapp.meetings.models import Meeting
from govapp.meetings.models.meeting import State
from govapp.meetings.queries.closed_days import list_closed_days
from govapp.meetings.rules.holidays import CALENDARS
from govapp.notices.rules.calendars import A_DAY, Calendar
from govapp.notices.rules.duties import Bound, Due, list_dues
from govapp.notices.rules.standing import NOTICE
from govapp.record.cards import BodyCard
from govapp.record.published import map_pages
from govapp.record.shapes.notices import Duty

UNNOTICED = {State.POSTPONED, State.CANCELLED}


def map_deadlines(meetings: Collection[Meeting]) -> dict[int, tuple[Due, ...]]:
    """Return what is due of some meetings, by meeting, the strictest first."""
    bound = _map_bound({body for meeting in meetings for body in meeting.bodies})

    def list_of(meeting: Meeting) -> tuple[Due, ...]:
        if meeting.state in UNNOTICED:
            return ()
        return list_dues(
            [bound[body.id] for body in meeting.bodies if body.id in bound],
            kind=meeting.kind,
            start=meeting.start_at,
            zone=meeting.time_zone,
        )

    return {meeting.id: list_of(meeting) for meeting in meetings}


def _map_bound(bodies: Collection[Body]) -> dict[int, Bound]:
    """Return what binds those of some bodies that are posted: rules, and the office."""
    cards = map_pages(f"body:{body.slug}" for body in bodies)
    posted = {
        body: BodyCard.read(cards[f"body:{body.slug}"]).body.rule_sets
        for body in bodies
        if f"body:{body.slug}" in cards
    }
    closed = _list_closed() if any(posted.values()) else frozenset()
    return {
        body.id: Bound(rule_sets, Calendar(CALENDARS[body.holidays], closed))
        for body, rule_sets in posted.items()
    }


def _list_closed() -> frozenset[date]:
    """Return every day on which the office is closed besides holidays."""
    return frozenset(
        first + n * A_DAY
        for closing in list_closed_days()
        for first in [date.fromisoformat(closing.first_on)]
        for n in range((date.fromisoformat(closing.last_on) - first).days + 1)
    )


def list_deadlines(meeting: Meeting) -> tuple[Due, ...]:
    """Return what is due of one meeting, the strictest first."""
    return map_deadlines([meeting])[meeting.id]


def list_passed_deadlines(
    meeting: Meeting, now: datetime | None = None
) -> tuple[Duty, ...]:
    """Return the rules inside whose notice window a meeting is, the strictest first.

    Whatever comes onto the agenda now comes late under each of them; none: it is early
    enough, or no rule says anything of the agenda. After the start the window is over.
    """
    now = now or clock.now()
    if now >= meeting.start_at:
        return ()
    return tuple(
        due.duty
        for due in list_deadlines(meeting)
        if due.duty.what != NOTICE and clock.instant(due.duty.due_at) < now
    )
