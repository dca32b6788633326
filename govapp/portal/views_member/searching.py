"""Search inside a book."""

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from govapp.portal.queries import searching
from govapp.portal.queries.books import Book, get_book
from govapp.portal.rules import Thing
from govapp.portal.services import reading
from govapp.portal.views_member.blueprint import MEETING, ask_for_closed, blueprint
from govapp.web.access import confirm_first, loads
from govapp.web.transactions import writing_down


@blueprint.get(f"{MEETING}/search")
@loads(get_book)
def search(book: Book) -> ResponseReturnValue:
    """Show where words stand in a book; finding what is closed is reading it."""
    ask_for_closed(book)
    if any(book.things[file.id] is Thing.CLOSED_FILE for file in book.files):
        confirm_first()
    asked, store = request.args.get("q", ""), current_app.extensions["govapp.files"]
    found = searching.search(current_user, book, asked, store=store)
    with writing_down():
        for what in {hit.noted_as for hit in found.hits} - {""}:
            reading.note_reading(
                current_user,
                meeting_id=book.meeting.id,
                body_id=book.meeting.body_id,
                what=what,
            )
    return render_template("my/search.html", book=book, found=found)
