"""A member's own first page: where they serve, what is next, what was last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from govapp import clock
from govapp.accounts.models import User
from govapp.committees.models import Body
from govapp.meetings.models import Minutes
from govapp.meetings.models.meeting import State
from govapp.meetings.queries.meetings import list_meetings
from govapp.portal.queries.books import Book, read_books
from govapp.portal.queries.declared import list_unanswered
from govapp.portal.queries.members import get_reader
from govapp.portal.queries.minutes import list_in_review

# A meeting is next until the day after it began.
LASTS = timedelta(days=1)
FORMER = timedelta(days=120)
NEXT, SOON, LAST = 8, 3, 4


@dataclass(frozen=True)
class MyDesk:
    """What a member begins with; `invited` are meetings they are a guest of.

    Of the next that are certain, `unanswered` are those of which they have not said if
    they come.
    """

    bodies: tuple[Body, ...]
    invited: list[Book]
    ahead: list[Book]
    unanswered: list[Book]
    past: list[Book]
    reviews: Sequence[Minutes]


def get_desk(user: User) -> MyDesk:
    """Return what somebody begins with."""
    reader = get_reader(user)
    since = clock.now() - LASTS
    seats = [body.id for body in reader.serving]
    found = [
        meeting
        for meeting in list_meetings(seats, since=since - FORMER)
        if meeting.state != State.DRAFT
    ]
    ahead = [meeting for meeting in found if meeting.start_at >= since][:NEXT]
    past = [meeting for meeting in found if meeting.start_at < since][-LAST:][::-1]
    known = {meeting.id: meeting for meeting in (*ahead, *past)}
    guest_of = {g.meeting_id: g.meeting for g in reader.invited}
    certain = [meeting for meeting in ahead if not meeting.is_tentative][:SOON]
    books = read_books(reader, [*(guest_of | known).values()])
    mine = {book.meeting.id: book for book in books}
    return MyDesk(
        bodies=reader.serving,
        invited=[mine[key] for key in guest_of if key not in known],
        ahead=[mine[meeting.id] for meeting in ahead],
        unanswered=[mine[each.id] for each in list_unanswered(user, certain)],
        past=[mine[meeting.id] for meeting in past],
        reviews=list_in_review(reader),
    )
