"""How far a meeting is: reads, no writing."""

from collections.abc import Collection, Sequence
from typing import Any, Protocol

from govapp import clock
from govapp.meetings import content
from govapp.meetings.models import Meeting
from govapp.meetings.models.agenda import ItemKind
from govapp.meetings.models.meeting import State
from govapp.meetings.queries.deadlines import map_deadlines
from govapp.meetings.queries.minutes import find_minutes
from govapp.meetings.rules import states, steps
from govapp.meetings.rules.numbering import Node
from govapp.meetings.services.reports import count_due
from govapp.notices.rules.duties import Due
from govapp.notices.rules.standing import NOTICE, WEBSITE

DOCUMENTED = {ItemKind.MINUTES, ItemKind.CONSENT, ItemKind.DECISION, ItemKind.BRIEFING}


class Built(Protocol):
    """What the steps are told from: an agenda as it stands at the desk."""

    @property
    def meeting(self) -> Meeting:
        """The meeting it belongs to."""

    @property
    def nodes(self) -> Sequence[Node[Any]]:
        """Every item in reading order."""

    @property
    def documented(self) -> Collection[int | None]:
        """The ids of the items that have files."""

    @property
    def posted_version(self) -> int:
        """The version in force, 0 where nothing is posted."""

    @property
    def is_changed(self) -> bool:
        """Whether it differs from that version."""

    @property
    def dues(self) -> Sequence[Due]:
        """The deadlines of the rules in force, the strictest first."""


def list_steps(draft: Built) -> tuple[steps.Step, ...]:
    """Return how far the meeting is, for the strip on top of its pages."""
    minutes = find_minutes(draft.meeting)
    return steps_of(draft, minutes.state if minutes else "")


def steps_of(draft: Built, minutes: str) -> tuple[steps.Step, ...]:
    """Return the same, knowing the state of the minutes ("" before they are begun)."""
    meeting = draft.meeting
    expected = [
        node.item
        for node in draft.nodes
        if node.item.kind in DOCUMENTED
        and not (node.item.is_withdrawn or node.item.put_off)
    ]
    return steps.list_steps(
        steps.Standing(
            state=meeting.state,
            is_tentative=meeting.is_tentative,
            is_over=is_over(meeting),
            items=len(draft.nodes),
            without_document=sum(item.id not in draft.documented for item in expected),
            without_basis=len(list_bare(draft.nodes)),
            posted=draft.posted_version,
            is_changed=draft.is_changed,
            is_notice_changed=meeting.state != "draft"
            and states.may("post_notice", meeting.state)
            and is_notice_changed(meeting, draft.dues),
            minutes=minutes,
            reports_due=count_due(meeting),
            waiting=list_waiting(meeting, draft.dues),
        )
    )


def is_notice_changed(meeting: Meeting, dues: Sequence[Due]) -> bool:
    """Say whether the notice, or what it must meet, differs from what was posted.

    Once the meeting has begun, nothing is counted anew.
    """
    if content.notice_digest(meeting) != meeting.notice_sha256:
        return True
    is_ahead = meeting.start_at > clock.now()
    return is_ahead and content.duties_digest(dues) != meeting.duties_sha256


def list_waiting(meeting: Meeting, dues: Sequence[Due]) -> tuple[steps.Waiting, ...]:
    """Return by when notice and agenda of a meeting ahead must be posted.

    What is posted is left out; the strictest deadline comes first.
    """
    now, today = clock.now(), clock.today(meeting.time_zone)
    has_notice = meeting.state != State.DRAFT and not meeting.is_tentative
    has_agenda = has_notice and bool(meeting.agenda_sha256)
    found = [
        steps.Waiting(
            what="notice" if due.duty.what == NOTICE else "agenda",
            due=due,
            is_near=due.house_on <= today,
            is_late=clock.instant(due.duty.due_at) < now,
        )
        for due in dues
        if WEBSITE in due.duty.channels and meeting.start_at > now
    ]
    is_done = {"notice": has_notice, "agenda": has_agenda}
    return tuple(one for one in found if not is_done[one.what])


def list_to_post(meetings: Collection[Meeting]) -> list[tuple[Meeting, steps.Waiting]]:
    """Return what of some meetings must still be posted, by deadline."""
    dues, found = map_deadlines(meetings), []
    for meeting in meetings:
        firsts: dict[str, steps.Waiting] = {}
        for waiting in list_waiting(meeting, dues[meeting.id]):
            firsts.setdefault(waiting.what, waiting)
        found += [(meeting, waiting) for waiting in firsts.values()]
    return sorted(found, key=lambda one: one[1].due.duty.due_at)


def list_bare(nodes: Sequence[Node[Any]]) -> list[Node[Any]]:
    """Return the closed items that lack their legal basis."""
    return [
        node
        for node in nodes
        if node.item.kind == ItemKind.CLOSED and not node.item.legal_basis.strip()
    ]


def is_over(meeting: Meeting) -> bool:
    """Say whether a meeting's day is past."""
    last = max(meeting.start_local, meeting.end_local)[:10]
    return last < clock.today(meeting.time_zone).isoformat()


def has_come(meeting: Meeting) -> bool:
    """Say whether a meeting's day has come, or is past."""
    return meeting.start_local[:10] <= clock.today(meeting.time_zone).isoformat()
