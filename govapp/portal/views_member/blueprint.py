"""The blueprint that the pages of members share."""

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_login import current_user

from govapp.portal import rules
from govapp.portal.queries.books import Book
from govapp.portal.services import reading
from govapp.record.shapes.meetings import Item
from govapp.web.access import confirm_first, member_blueprint

blueprint = member_blueprint("portal_member", __name__, "/my")

MEETING = "/meetings/<string:number>"


def ask_for_closed(book: Book) -> None:
    """Show a book with closed papers only to who has shown lately that it is they."""
    if book.agenda and rules.list_closed(book.agenda):
        confirm_first()


def note_closed(book: Book) -> None:
    """Write down that what is closed of a book is read."""
    for item in rules.list_closed(book.agenda) if book.agenda else ():
        note_item(book, item)


def note_item(book: Book, item: Item) -> None:
    """Write down that a closed item is read, by what everyone may know of it."""
    reading.note_reading(
        current_user,
        meeting_id=book.meeting.id,
        body_id=book.meeting.body_id,
        what=f"{item.number} {item.title}".strip(),
    )


def lead_to(path: str, told: str) -> ResponseReturnValue:
    """Lead to a page of a member's, and say there what came of it."""
    flash(told, "success")
    return redirect(f"/my/{path}", 303)
