"""Minutes as a member reads them before they are posted, and what they said of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from govapp.accounts.models import User
from govapp.database import db
from govapp.errors import NotFoundError
from govapp.meetings.models import (
    Correction,
    Meeting,
    MeetingBody,
    Minutes,
    MinutesSection,
)
from govapp.meetings.models.minutes import MinutesState
from govapp.meetings.queries.agendas import is_closed, list_items
from govapp.meetings.queries.minutes import find_minutes
from govapp.meetings.services.minutes import draft_minutes
from govapp.meetings.services.reviews import is_over
from govapp.portal import rules
from govapp.portal.queries.books import Book, get_book
from govapp.portal.queries.members import Reader
from govapp.portal.rules import Thing
from govapp.record.shapes.meetings import Minutes as Draft
from govapp.record.shapes.meetings import MinutesSection as Section


@dataclass(frozen=True)
class MyMinutes:
    """What somebody may read of minutes, and what they asked to have changed.

    `draft` is there while they are in review, without the text of what is `hidden`;
    `closed` is what they read in it of closed items.
    """

    book: Book
    minutes: Minutes
    draft: Draft | None
    hidden: frozenset[str]
    closed: tuple[Section, ...]
    own: Sequence[Correction]

    @property
    def in_review(self) -> bool:
        """Whether they are a draft that members comment on."""
        return self.draft is not None

    @property
    def is_asked(self) -> bool:
        """Whether something can be said of them now."""
        return self.minutes.state in {MinutesState.IN_REVIEW, MinutesState.PROPOSED}

    @property
    def is_over(self) -> bool:
        """Whether the last day for comments is past."""
        return is_over(self.minutes)

    @property
    def sections(self) -> list[MinutesSection]:
        """Those of which something may be said."""
        return [
            each for each in self.minutes.sections if each.item_key not in self.hidden
        ]


def get_mine(user: User, number: str) -> MyMinutes:
    """Return minutes as somebody reads them; raises NotFoundError."""
    book = get_book(user, number)
    minutes = find_minutes(book.meeting)
    if minutes is None or not rules.may_read(book.standing, Thing.MINUTES_DRAFT):
        raise NotFoundError
    own = [each for each in minutes.corrections if each.person_id == user.person_id]
    shown = draft_minutes(minutes, state=minutes.state)
    known_open = {i.key for i in list_items(book.meeting) if not is_closed(i)}
    hidden = rules.list_hidden(
        shown,
        standing=book.standing,
        recused=book.recused,
        known_open=known_open,
    )
    is_draft = minutes.state == MinutesState.IN_REVIEW
    draft = rules.leave_out(shown, hidden) if is_draft else None
    closed = tuple(
        section
        for section in (draft.sections if draft else ())
        if section.text and section.key not in known_open
    )
    mine = MyMinutes(book, minutes, draft, hidden, closed, own)
    if not (mine.is_asked or own):
        raise NotFoundError
    return mine


def list_in_review(reader: Reader) -> Sequence[Minutes]:
    """Return the drafts on which somebody may still comment, the oldest first."""
    mine = select(MeetingBody.meeting_id).where(
        MeetingBody.body_id.in_([body.id for body in reader.serving])
    )
    found = db.session.scalars(
        select(Minutes)
        .join(Minutes.meeting)
        .options(
            contains_eager(Minutes.meeting)
            .selectinload(Meeting.places)
            .joinedload(MeetingBody.body)
        )
        .where(Minutes.state == MinutesState.IN_REVIEW, Meeting.id.in_(mine))
        .order_by(Meeting.start_at, Meeting.id)
    ).all()
    return [
        each
        for each in found
        if not is_over(each)
        and rules.may_read(reader.stand(each.meeting), Thing.MINUTES_DRAFT)
    ]
