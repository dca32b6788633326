"""What is somebody's own: nobody else is told, and no trail names it."""

import secrets

from sqlalchemy import delete, or_
from sqlalchemy.exc import IntegrityError

from govapp import clock
from govapp.accounts.models import SignIn, User
from govapp.accounts.rules import hash_token
from govapp.database import atomic, db
from govapp.errors import StaleError
from govapp.meetings.models import Meeting
from govapp.portal import rules
from govapp.portal.models import KeptBook, Look, Note, OpenedFile
from govapp.portal.queries.notes import find_sent
from govapp.portal.rules import Fate, Written, decide_fate
from govapp.record.shapes.meetings import Item


@atomic
def note_look(actor: User, meeting: Meeting) -> None:
    """Remember that somebody looks at a meeting's book now."""
    look = db.session.get(Look, (actor.id, meeting.id))
    if look:
        look.looked_at = clock.now()
        db.session.flush()
    else:
        _add(Look(user_id=actor.id, meeting_id=meeting.id, looked_at=clock.now()))


@atomic
def note_opened(actor: User, *, document: str, version: int) -> None:
    """Remember that somebody has opened a version of a file."""
    if db.session.get(OpenedFile, (actor.id, document, version)) is None:
        _add(OpenedFile(user_id=actor.id, document=document, version=version))


@atomic
def note_place(actor: User, *, document: str, version: int, page: int) -> None:
    """Remember on which page somebody stopped."""
    known = db.session.get(OpenedFile, (actor.id, document, version))
    if known:
        known.page = page
        db.session.flush()
    else:
        _add(
            OpenedFile(user_id=actor.id, document=document, version=version, page=page)
        )


def _add(mark: Look | OpenedFile) -> None:
    """Keep a mark; where the same person's other request was first, it is there."""
    try:
        with db.session.begin_nested():
            db.session.add(mark)
    except IntegrityError:
        return


@atomic
def write_note(
    actor: User, meeting: Meeting, *, item: Item, label: str, quote: str, text: str
) -> Note:
    """Keep a note on an item as it is read; `label` is how everyone knows that."""
    note = Note(
        user_id=actor.id,
        meeting_id=meeting.id,
        item_key=item.key,
        label=label,
        quote=quote,
        text=text,
        item_sha256=rules.fingerprint(item),
        written_at=clock.now(),
    )
    db.session.add(note)
    db.session.flush()
    return note


@atomic
def reword_note(
    actor: User,
    note: Note,
    *,
    row_version: int,
    item: Item | None,
    quote: str | None = None,
    text: str,
) -> None:
    """Change a note, on the item as it is read now; raises StaleError.

    Without a quote that stays as it is.
    """
    _check(actor, note, row_version)
    note.text, note.written_at = text, clock.now()
    if quote is not None:
        note.quote = quote
    note.is_beside = False
    if item:
        note.item_sha256 = rules.fingerprint(item)
    db.session.flush()


@atomic
def remove_note(actor: User, note: Note, *, row_version: int) -> None:
    """Let go of a note; raises StaleError."""
    _check(actor, note, row_version)
    db.session.delete(note)
    db.session.flush()


@atomic
def take_note(
    actor: User, meeting: Meeting, *, written: Written, label: str
) -> Note | None:
    """Take over what a device wrote, beside what was written here meanwhile.

    Return the note as it now is, or None where there is none.
    """
    note = find_sent(actor, meeting, written)
    fate = decide_fate(
        is_known=note is not None,
        is_removed=written.removed,
        is_same=note is not None and _is_same(note, written),
        # A device that was not told the number has the first version.
        is_current=note is not None and note.row_version == (written.version or 1),
    )
    if note is None or fate is Fate.BESIDE:
        is_lost = fate is Fate.NOTHING
        return None if is_lost else _add_written(actor, meeting, written, label, fate)
    if fate is Fate.REMOVE:
        db.session.delete(note)
    elif fate is Fate.REWORD:
        note.quote = note.quote if written.quote is None else written.quote
        note.text, note.written_at = written.text, min(written.at, clock.now())
        note.item_sha256 = written.item or note.item_sha256
        note.is_beside = False
    db.session.flush()
    return None if fate is Fate.REMOVE else note


def _is_same(note: Note, written: Written) -> bool:
    return note.text == written.text and written.quote in {None, note.quote}


def _add_written(
    actor: User, meeting: Meeting, written: Written, label: str, fate: Fate
) -> Note:
    note = Note(
        user_id=actor.id,
        meeting_id=meeting.id,
        item_key=written.key,
        label=label,
        quote=written.quote or "",
        text=written.text,
        item_sha256=written.item,
        # A clock that is ahead is not believed.
        written_at=min(written.at, clock.now()),
        client_id=written.client,
        is_beside=fate is Fate.BESIDE,
    )
    db.session.add(note)
    db.session.flush()
    return note


def _check(actor: User, note: Note, row_version: int) -> None:
    db.session.refresh(note)
    if note.user_id != actor.id or note.row_version != row_version:
        raise StaleError


@atomic
def keep_book(
    actor: User, meeting: Meeting, *, session: SignIn, token: str
) -> tuple[KeptBook, str]:
    """Note that a device keeps a book; return the token by which it asks from now on.

    `token` is the one that it asked by until now, if any.
    """
    fresh = secrets.token_urlsafe(32)
    same_device = or_(
        KeptBook.sign_in_id == session.id, KeptBook.token_hash == hash_token(token)
    )
    db.session.execute(
        delete(KeptBook).where(
            KeptBook.user_id == actor.id, KeptBook.meeting_id == meeting.id, same_device
        )
    )
    kept = KeptBook(
        user_id=actor.id,
        meeting_id=meeting.id,
        sign_in_id=session.id,
        token_hash=hash_token(fresh),
        kept_at=clock.now(),
    )
    db.session.add(kept)
    db.session.flush()
    return kept, fresh


@atomic
def let_go(actor: User, kept: KeptBook) -> None:
    """Let a device keep a book no longer; it learns so when it next asks."""
    db.session.execute(
        delete(KeptBook).where(KeptBook.id == kept.id, KeptBook.user_id == actor.id)
    )
