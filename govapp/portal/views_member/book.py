"""What a member reads: the first page, the book of a meeting, item by item, files."""

from dataclasses import dataclass

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from govapp.accounts.models import User
from govapp.asking.queries.questions import find_talk
from govapp.asking.queries.readings import list_unread
from govapp.errors import NotFoundError
from govapp.portal import rules
from govapp.portal.models import Conflict
from govapp.portal.queries import books, desk, files, notes
from govapp.portal.queries.books import Book
from govapp.portal.queries.declared import find_attending, find_conflict
from govapp.portal.queries.desk import MyDesk
from govapp.portal.queries.files import Paper
from govapp.portal.queries.guests import find_emergency
from govapp.portal.queries.kept import can_keep, list_kept, make_permit
from govapp.portal.queries.minutes import list_kinds
from govapp.portal.queries.notes import Noted
from govapp.portal.services import own, reading
from govapp.portal.services.declaring import is_open
from govapp.portal.views_member.blueprint import (
    MEETING,
    ask_for_closed,
    blueprint,
    note_closed,
    note_item,
)
from govapp.portal.views_member.copies import give_marked
from govapp.record.shapes.meetings import Item
from govapp.web import downloads, public
from govapp.web.access import confirm_first, loads
from govapp.web.forms import DeskForm
from govapp.web.transactions import writing_down

PRIVATE = "private, no-store"


@dataclass(frozen=True)
class Page:
    """An item of a book, with those above it, the topmost first.

    `conflict` is what its reader has declared on it.
    """

    book: Book
    path: tuple[Item, ...]
    notes: tuple[Noted, ...]
    conflict: Conflict | None

    @property
    def item(self) -> Item:
        """The item itself."""
        return self.path[-1]

    @property
    def place(self) -> int:
        """Its place among what is read one after the other, 0 for a heading."""
        keys = [item.key for item in self.book.items]
        return keys.index(self.item.key) + 1 if self.item.key in keys else 0

    @property
    def before(self) -> Item | None:
        """The item before it."""
        return self.book.items[self.place - 2] if self.place > 1 else None

    @property
    def after(self) -> Item | None:
        """The item after it."""
        items = self.book.items
        return items[self.place] if 0 < self.place < len(items) else None


def load_page(user: User, number: str, key: str) -> Page:
    """Return an item as somebody reads it; raises NotFoundError."""
    found = notes.get_notebook(user, number)
    book = found.book
    path = rules.find_path(book.agenda, key) if book.agenda else ()
    if not path:
        raise NotFoundError
    if rules.find_closed(path):
        confirm_first()
    own = tuple(each for each in found.notes if each.note.item_key == key)
    return Page(book, path, own, find_conflict(user, book.meeting, key))


def load_paper(user: User, document: str, version: int, name: str) -> Paper:
    """Return a version of a file that somebody may read; raises NotFoundError."""
    paper = files.get_paper(user, document, version)
    if name != paper.name and not paper.withdrawn:
        raise NotFoundError
    return paper


@blueprint.get("/")
@loads(desk.get_desk)
def index(mine: MyDesk) -> ResponseReturnValue:
    """Show where one serves, what is next and what is new."""
    return render_template(
        "my/index.html",
        mine=mine,
        unanswered=[book for book in mine.unanswered if is_open(book.meeting)],
        unread=list_unread(current_user),
    )


@blueprint.get(MEETING)
@loads(books.get_book)
def book(book: Book) -> ResponseReturnValue:
    """Show a meeting with its agenda as its members read it."""
    ask_for_closed(book)
    with writing_down():
        own.note_look(current_user, book.meeting)
        note_closed(book)
    return render_template(
        "my/book.html",
        book=book,
        attending=find_attending(current_user, book.meeting),
        emergency=find_emergency(current_user, book.meeting),
        is_open=is_open(book.meeting),
        kinds=list_kinds(book),
        permit=make_permit(current_user, book) if can_keep(book) else None,
        kept=list_kept(current_user, book),
        new_form=lambda: DeskForm(formdata=None),
    )


@blueprint.get(f"{MEETING}/items/<string:key>")
@loads(load_page)
def item(page: Page) -> ResponseReturnValue:
    """Show one item, with the one before and the one after."""
    closed = rules.find_closed(page.path)
    if closed:
        with writing_down():
            note_item(page.book, closed)
    return render_template(
        "my/item.html",
        page=page,
        is_open=is_open(page.book.meeting),
        talk=find_talk(current_user, page.book, page.path),
    )


@blueprint.get("/documents/<string:document>/v/<int(max=999999):version>/<string:name>")
@loads(load_paper)
def document(paper: Paper) -> ResponseReturnValue:
    """Give one version of a file."""
    if paper.withdrawn:
        return public.error("public/documents/withdrawn.html", 410, file=paper)
    if paper.is_logged:
        confirm_first()
    if request.method == "GET":
        with writing_down():
            _note_opened(paper)
    if paper.marked_for:
        return give_marked(paper, paper.marked_for)
    return downloads.give(
        paper,
        current_app.extensions["govapp.files"],
        PRIVATE,
        lambda: public.error("public/documents/unreadable.html", 503, file=paper),
    )


def _note_opened(paper: Paper) -> None:
    """Write down that a file is opened; a device that keeps it has only fetched it."""
    if "keep" not in request.args:
        own.note_opened(current_user, document=paper.document, version=paper.version)
    if paper.is_logged:
        reading.note_reading(
            current_user,
            meeting_id=paper.meeting_id,
            body_id=paper.body_id,
            what=paper.noted_as,
        )
