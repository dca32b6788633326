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
from govapp.meetings.queries.minutes import CLOSED, find_minutes
from govapp.meetings.services.minutes_log import draft_minutes, find_posted
from govapp.meetings.services.reviews import is_over
from govapp.portal import rules
from govapp.portal.queries.books import Book, get_book
from govapp.portal.queries.members import Reader
from govapp.portal.rules import Thing
from govapp.record.shapes.closed import ClosedMinutes, ClosedSection
from govapp.record.shapes.meetings import Agenda
from govapp.record.shapes.meetings import Minutes as Draft
from govapp.record.shapes.meetings import MinutesSection as Section


@dataclass(frozen=True)
class MyMinutes:
    """What somebody may read of minutes, and what they asked to have changed.

    `shown` is there while they are in review, and of a closed session also once they
    are posted: without what is `hidden`; `closed` is what is closed of it and is read.
    """

    book: Book
    minutes: Minutes
    shown: Draft | None
    hidden: frozenset[str]
    closed: tuple[Section, ...]
    own: Sequence[Correction]

    @property
    def in_review(self) -> bool:
        """Whether they are a draft that members comment on."""
        return self.minutes.state == MinutesState.IN_REVIEW

    @property
    def is_asked(self) -> bool:
        """Whether something can be said of them now."""
        return self.minutes.state in {MinutesState.IN_REVIEW, MinutesState.PROPOSED}

    @property
    def is_over(self) -> bool:
        """Whether the last day for comments is past."""
        return is_over(self.minutes)

    def name_openly(self, section: Section) -> str:
        """Name a section in the trail, as everyone knows its item."""
        above = section.above if isinstance(section, ClosedSection) else ()
        public = self.book.card.agenda or Agenda()
        names = [
            f"{item.number} {item.title}".strip()
            for item in public.walk()
            if item.key in {section.key, *above}
        ]
        return " ".join([*self.minutes.kind.split("-"), *names[-1:]])

    @property
    def sections(self) -> list[MinutesSection]:
        """Those of which something may be said."""
        return [
            each for each in self.minutes.sections if each.item_key not in self.hidden
        ]


def get_mine(user: User, number: str, kind: str) -> MyMinutes:
    """Return minutes as somebody reads them; raises NotFoundError."""
    book, is_closed = get_book(user, number), kind == CLOSED
    minutes = find_minutes(book.meeting, is_closed=is_closed)
    if minutes is None or not rules.may_read(book.standing, _name(minutes)):
        raise NotFoundError
    is_own = user.person_id is not None
    asked = minutes.corrections if is_own else []
    own = [each for each in asked if each.person_id == user.person_id]
    mine = _read(book, minutes, own)
    if not (mine.is_asked or own or mine.shown):
        raise NotFoundError
    return mine


def _name(minutes: Minutes) -> Thing:
    return Thing.CLOSED_MINUTES if minutes.is_closed else Thing.MINUTES_DRAFT


def _read(book: Book, minutes: Minutes, own: Sequence[Correction]) -> MyMinutes:
    """Leave out of minutes what somebody may not read."""
    known_open = {i.key for i in list_items(book.meeting) if not is_closed(i)}
    found = _find_text(minutes)
    hidden = rules.list_hidden(
        found or draft_minutes(minutes, state=minutes.state),
        standing=book.standing,
        recused=book.recused,
        known_open=known_open,
    )
    if isinstance(found, ClosedMinutes):
        public = book.card.agenda.walk() if book.card.agenda else ()
        titles = {item.key: item.title for item in public}
        found = rules.leave_out_closed(found, hidden, titles)
    elif found:
        found = rules.leave_out(found, hidden)
    closed = tuple(
        section
        for section in (found.sections if found else ())
        if section.key not in hidden and section.key not in known_open
        if section.text or minutes.is_closed
    )
    return MyMinutes(book, minutes, found, hidden, closed, own)


def _find_text(minutes: Minutes) -> Draft | None:
    """Return the draft that is in review, or of a closed session what is posted."""
    if minutes.state == MinutesState.IN_REVIEW:
        return draft_minutes(minutes, state=minutes.state)
    return find_posted(minutes) if minutes.is_closed else None


def list_kinds(book: Book) -> list[str]:
    """Return which minutes of a meeting can be read at a member's own desk."""
    found = db.session.scalars(
        select(Minutes)
        .where(Minutes.meeting_id == book.meeting.id)
        .order_by(Minutes.is_closed)
    )
    return [
        each.kind
        for each in found
        if rules.may_read(book.standing, _name(each))
        if each.state == MinutesState.IN_REVIEW
        or (each.state != MinutesState.DRAFT and each.is_closed)
    ]


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
        .order_by(Meeting.start_at, Meeting.id, Minutes.is_closed)
    ).all()
    return [
        each
        for each in found
        if not is_over(each) and rules.may_read(reader.stand(each.meeting), _name(each))
    ]
