"""A file of a book as it is read on a page of its own."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from govapp.accounts.models import User
from govapp.database import db
from govapp.errors import NotFoundError
from govapp.portal import rules
from govapp.portal.models import OpenedFile
from govapp.portal.queries.books import Book, get_book
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
    page: int = 1

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


def list_opened(book: Book) -> Iterator[Opened]:
    """Yield each file of a book on its first page."""
    for path, file in rules.list_places(book.agenda) if book.agenda else ():
        if file in book.files:
            yield Opened(book, file, path)


def get_opened(user: User, number: str, document: str, version: int) -> Opened:
    """Return a file of a book where its reader stopped; raises NotFoundError."""
    for found in list_opened(get_book(user, number)):
        if (found.file.id, found.file.version) == (document, version):
            known = db.session.get(OpenedFile, (user.id, document, version))
            return replace(found, page=known.page) if known else found
    raise NotFoundError
