"""A member's own notes, beside the items as they are read now."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from govapp.accounts.models import User
from govapp.database import db
from govapp.errors import NotFoundError
from govapp.meetings.models import Meeting
from govapp.portal import rules
from govapp.portal.models import Note
from govapp.portal.queries.books import Book, get_book
from govapp.portal.queries.members import get_reader
from govapp.portal.rules import Thing, Written
from govapp.record.shapes.meetings import Agenda, Item


@dataclass(frozen=True)
class Noted:
    """A note with its item, None where that is no longer on the agenda.

    `is_closed` says that it is, or may have been, on what is closed, `is_shut` that
    its owner may not read that: what they copied of it is not shown either.
    """

    note: Note
    item: Item | None
    is_closed: bool
    is_shut: bool

    @property
    def quote(self) -> str:
        """The passage it is about, as long as its owner may read that."""
        return "" if self.is_shut else self.note.quote

    @property
    def is_outdated(self) -> bool:
        """Whether the item, which its owner may read, changed since it was written."""
        if self.item is None or self.is_shut:
            return False
        return rules.fingerprint(self.item) != self.note.item_sha256


@dataclass(frozen=True)
class Notebook:
    """All notes somebody has on a meeting, in the agenda's order."""

    book: Book
    notes: list[Noted]


def get_note(user: User, note_id: int) -> Note:
    """Return one's own note on a meeting that one may read; raises NotFoundError."""
    note = db.session.get(Note, note_id)
    if note is None:
        raise NotFoundError
    thing = Thing.OWN_NOTE if note.user_id == user.id else Thing.OTHERS_NOTE
    if not rules.may_read(get_reader(user).stand(note.meeting), thing):
        raise NotFoundError
    return note


def list_own(user: User) -> Sequence[Note]:
    """Return all that somebody wrote themselves, wherever they serve now or did."""
    return db.session.scalars(
        select(Note)
        .join(Note.meeting)
        .options(contains_eager(Note.meeting))
        .where(Note.user_id == user.id)
        .order_by(Meeting.start_at, Note.id)
    ).all()


def get_noted(user: User, note_id: int) -> Noted:
    """Return it with its item; raises NotFoundError."""
    note = get_note(user, note_id)
    book = get_book(user, str(note.meeting.number))
    return _pair(book, note)


def find_sent(user: User, meeting: Meeting, written: Written) -> Note | None:
    """Return the note that a device means: of its own name, or else of its number."""
    own = select(Note).where(Note.user_id == user.id, Note.meeting_id == meeting.id)
    named = own.where(Note.client_id == written.client)
    numbered = own.where(Note.id == written.id)
    return db.session.scalar(named) or db.session.scalar(numbered)


def get_notebook(user: User, number: str) -> Notebook:
    """Return all notes somebody has on a meeting; raises NotFoundError."""
    book = get_book(user, number)
    found = db.session.scalars(
        select(Note)
        .where(Note.user_id == user.id, Note.meeting_id == book.meeting.id)
        .order_by(Note.id)
    )
    order = {item.key: place for place, item in enumerate(_agenda(book).walk())}
    notes = sorted(found, key=lambda note: order.get(note.item_key, len(order)))
    return Notebook(book, [_pair(book, note) for note in notes])


def _pair(book: Book, note: Note) -> Noted:
    path = rules.find_path(_agenda(book), note.item_key)
    is_closed = not path or rules.find_closed(path) is not None
    is_stub = rules.is_inside(path) and not is_closed
    is_shut = is_stub or note.item_key in book.recused or not (path or not book.recused)
    return Noted(note, path[-1] if path else None, is_closed, is_shut)


def _agenda(book: Book) -> Agenda:
    return book.agenda or Agenda()
