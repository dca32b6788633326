"""Books that devices keep: which, where, and what of them may stay."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from govapp import clock
from govapp.accounts.models import User
from govapp.accounts.rules import hash_token
from govapp.database import db
from govapp.errors import NotFoundError
from govapp.portal import rules
from govapp.portal.models import KeptBook, Note
from govapp.portal.queries.books import Book, get_book
from govapp.portal.rules import Standing
from govapp.record.rules import canonical, digest


@dataclass(frozen=True)
class Permit:
    """What a device may keep of a book, and until when.

    `rights` tells how it is read from any other way, `edition` what is posted, `notes`
    what is noted; the files are named by their documents.
    """

    number: str
    until: datetime
    rights: str
    edition: str
    notes: str
    documents: tuple[str, ...]


def list_kept(user: User, book: Book) -> Sequence[KeptBook]:
    """Return where somebody keeps a book, the last first."""
    return db.session.scalars(
        select(KeptBook)
        .options(joinedload(KeptBook.session))
        .where(KeptBook.user_id == user.id, KeptBook.meeting_id == book.meeting.id)
        .order_by(KeptBook.id.desc())
    ).all()


def get_kept(user: User, kept_id: int) -> KeptBook:
    """Return where one's own book is kept; raises NotFoundError."""
    kept = db.session.get(KeptBook, kept_id)
    if kept is None or kept.user_id != user.id:
        raise NotFoundError
    return kept


def get_keepable(user: User, number: str) -> Book:
    """Return a book that may leave the site, as no guest's does; or NotFoundError."""
    book = get_book(user, number)
    if not can_keep(book):
        raise NotFoundError
    return book


def can_keep(book: Book) -> bool:
    """Say whether a book may leave the site: not what is open for a while alone."""
    is_member = book.standing is Standing.MEMBER
    return is_member or (book.is_seated and not book.admitted)


def keeps(user: User, book: Book, token: str) -> bool:
    """Say whether it is one's own book that the device with a token keeps."""
    found = db.session.scalar(
        select(KeptBook.id).where(
            KeptBook.token_hash == hash_token(token),
            KeptBook.user_id == user.id,
            KeptBook.meeting_id == book.meeting.id,
        )
    )
    return found is not None


def find_permit(reader: User | None, token: str) -> Permit | None:
    """Return what whoever has a token may keep; None: nothing of it.

    That is so once the session in which it was kept was ended, by whom ever, the
    account or the seat is over, or somebody else is signed in.
    """
    kept = db.session.scalar(
        select(KeptBook)
        .options(joinedload(KeptBook.session), joinedload(KeptBook.user))
        .where(KeptBook.token_hash == hash_token(token))
    )
    if kept is None or kept.session.ended_at is not None or not kept.user.active:
        return None
    if reader is not None and reader.id != kept.user_id:
        return None
    try:
        book = get_keepable(kept.user, str(kept.meeting.number))
    except NotFoundError:
        return None
    permit = make_permit(kept.user, book)
    return permit if clock.now() < permit.until else None


def make_permit(user: User, book: Book) -> Permit:
    """Say what may be kept of a book by whoever reads it so."""
    notice, host = book.card.notice, book.meeting.host
    day = date.fromisoformat(notice.start_local[:10])
    posted = [book.posted_at, book.withdrawn, book.card.state]
    noted = db.session.execute(
        select(Note.id, Note.row_version)
        .where(Note.user_id == user.id, Note.meeting_id == book.meeting.id)
        .order_by(Note.id)
    )
    rights = digest(
        canonical([book.standing, sorted(book.recused), sorted(book.admitted)])
    )
    return Permit(
        number=book.card.number,
        until=rules.stays_until(day, days=host.kept_days, zone=host.time_zone),
        rights=rights,
        edition=digest(canonical([*posted, notice.model_dump(mode="json")])),
        notes=digest(canonical([rights, *(list(row) for row in noted)])),
        documents=tuple(sorted({file.id for file in book.files})),
    )
