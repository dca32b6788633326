"""A file of a book as it is read on a page of its own."""

from dataclasses import dataclass

from govapp.accounts.models import User
from govapp.database import db
from govapp.errors import NotFoundError
from govapp.portal import rules
from govapp.portal.models import OpenedFile
from govapp.portal.queries.books import Book, get_book
from govapp.portal.queries.files import Paper, get_paper
from govapp.record.shapes.base import File
from govapp.record.shapes.meetings import Item


@dataclass(frozen=True)
class Opened:
    """A file among those of its book; `page` is where its reader stopped.

    `path` is the item it belongs to with those above it, the topmost first; a file of
    the agenda itself has none.
    """

    book: Book
    file: File
    path: tuple[Item, ...]
    paper: Paper
    page: int

    @property
    def place(self) -> int:
        """Its place among the files of the book."""
        return self.book.files.index(self.file) + 1

    @property
    def before(self) -> File | None:
        """The file before it."""
        return self.book.files[self.place - 2] if self.place > 1 else None

    @property
    def after(self) -> File | None:
        """The file after it."""
        files = self.book.files
        return files[self.place] if self.place < len(files) else None


def get_opened(user: User, number: str, document: str, version: int) -> Opened:
    """Return a file of a book that somebody may read; raises NotFoundError."""
    book = get_book(user, number)
    places = rules.list_places(book.agenda) if book.agenda else ()
    for path, file in places:
        if (file.id, file.version) == (document, version) and file in book.files:
            paper = get_paper(user, document, version)
            known = db.session.get(OpenedFile, (user.id, document, version))
            return Opened(book, file, path, paper, known.page if known else 1)
    raise NotFoundError
