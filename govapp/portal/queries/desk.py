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
from govapp.portal.queries.members import get_reader
from govapp.portal.queries.minutes import list_in_review

# A meeting is next until the day after it began.
LASTS = timedelta(days=1)
FORMER = timedelta(days=120)
NEXT, LAST = 8, 4


@dataclass(frozen=True)
class MyDesk:
    """What a member begins with."""

    bodies: tuple[Body, ...]
    ahead: list[Book]
    past: list[Book]
    reviews: Sequence[Minutes]


def get_desk(user: User) -> MyDesk:
    """Return what somebody begins with; nothing for who serves nowhere."""
    reader = get_reader(user)
    since = clock.now() - LASTS
    mine = [body.id for body in reader.serving]
    found = [
        meeting
        for meeting in list_meetings(mine, since=since - FORMER)
        if meeting.state != State.DRAFT
    ]
    ahead = [meeting for meeting in found if meeting.start_at >= since][:NEXT]
    past = [meeting for meeting in found if meeting.start_at < since][-LAST:][::-1]
    books = read_books(reader, [*ahead, *past])
    count = len(ahead)
    reviews = list_in_review(reader)
    return MyDesk(reader.serving, books[:count], books[count:], reviews)
