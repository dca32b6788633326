"""Notes on a kept book: those that a device is given, and those that it wrote."""

from typing import Any

from flask import abort, jsonify, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from pydantic import ValidationError

from govapp.accounts.models import User
from govapp.errors import NotFoundError
from govapp.portal import rules
from govapp.portal.models import Note
from govapp.portal.queries.books import Book
from govapp.portal.queries.kept import get_keepable, keeps
from govapp.portal.queries.notes import Noted, get_notebook
from govapp.portal.rules import Sent, Written
from govapp.portal.services import own
from govapp.portal.views_member.blueprint import MEETING, ask_for_closed, blueprint
from govapp.record.shapes.meetings import Agenda
from govapp.web.access import loads
from govapp.web.fields import tidy, tidy_line
from govapp.web.filters import moment

TOKENS = "X-Kept"


def hand_over_notes(book: Book) -> dict[str, Any]:
    """Return one's notes on a book, and what a device must know to write more."""
    notebook = get_notebook(current_user, book.card.number)
    agenda = book.agenda or Agenda()
    return {
        "items": {
            item.key: {
                "label": rules.name_openly(rules.find_path(agenda, item.key)),
                "item": rules.fingerprint(item),
            }
            for item in agenda.walk()
        },
        "notes": [_write(each) for each in notebook.notes],
    }


def _write(noted: Noted) -> dict[str, Any]:
    note = noted.note
    flag = "outdated" if noted.is_outdated else "" if noted.item else "gone"
    return {
        "id": note.id,
        "version": note.row_version,
        "key": note.item_key,
        "label": note.label,
        "quote": None if noted.is_shut else noted.quote,
        "text": note.text,
        "item": "" if noted.is_shut else note.item_sha256,
        "flags": [*filter(None, [flag]), *(["beside"] if note.is_beside else [])],
        "told": moment(note.written_at.isoformat(), note.meeting.time_zone),
    }


def load_own(user: User, number: str) -> Book:
    """Return a book that the device which asks keeps for who is signed in."""
    book = get_keepable(user, number)
    if not keeps(user, book, request.headers.get(TOKENS, "")):
        raise NotFoundError
    return book


@blueprint.get(f"{MEETING}/kept-notes")
@loads(load_own)
def give_notes(book: Book) -> ResponseReturnValue:
    """Give a device the notes as they are now."""
    ask_for_closed(book)
    return jsonify(hand_over_notes(book))


@blueprint.post(f"{MEETING}/kept-notes")
@loads(load_own)
def take_notes(book: Book) -> ResponseReturnValue:
    """Take over what was written without a network, and say what it is called here."""
    try:
        sent = Sent.model_validate_json(request.get_data())
    except ValidationError:
        abort(400)
    return jsonify(notes=[_take(book, each) for each in sent.notes])


def _take(book: Book, written: Written) -> dict[str, Any]:
    tidied = {
        "text": tidy(written.text),
        "quote": written.quote if written.quote is None else tidy(written.quote),
    }
    path = rules.find_path(book.agenda or Agenda(), written.key)
    note: Note | None = own.take_note(
        current_user,
        book.meeting,
        written=written.model_copy(update=tidied),
        label=rules.name_openly(path) if path else tidy_line(written.label),
    )
    named = {"id": note.id, "version": note.row_version} if note else {}
    is_beside = bool(note and note.is_beside)
    return {"client": written.client, "is_beside": is_beside, **named}
