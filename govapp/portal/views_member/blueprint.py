"""The blueprint that the pages of members share."""

from flask import flash, redirect
from flask.typing import ResponseReturnValue

from govapp.portal import rules
from govapp.portal.queries.books import Book
from govapp.web.access import confirm_first, member_blueprint

blueprint = member_blueprint("portal_member", __name__, "/my")

MEETING = "/meetings/<string:number>"


def ask_for_closed(book: Book) -> None:
    """Show a book with closed papers only to who has shown lately that it is they."""
    if book.agenda and rules.list_closed(book.agenda):
        confirm_first()


def lead_to(path: str, told: str) -> ResponseReturnValue:
    """Lead to a page of a member's, and say there what came of it."""
    flash(told, "success")
    return redirect(f"/my/{path}", 303)
