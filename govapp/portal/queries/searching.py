"""Words in a book, looked for in what its reader may read, and in nothing else."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import select, tuple_

from govapp.accounts.models import User
from govapp.database import db
from govapp.documents.models import Document, DocumentVersion, Reading
from govapp.documents.store import UnreadableError
from govapp.documents.stores import Stores
from govapp.errors import NotFoundError
from govapp.parsing import PAGE_END
from govapp.portal import rules
from govapp.portal.queries.books import Book, FileVersion
from govapp.portal.queries.files import get_paper
from govapp.portal.queries.opened import list_opened
from govapp.record.search.passages import Marker, Piece
from govapp.record.search.query import Query, parse
from govapp.record.shapes.base import File
from govapp.record.shapes.meetings import Agenda, Item

LONGEST = 200


@dataclass(frozen=True)
class Hit:
    """What was found: an item, with those above it, or a file of one; or the agenda.

    `page` is that of the passage, 0 where there are no pages. Where finding it is to
    be written down, `noted_as` says under what.
    """

    path: tuple[Item, ...]
    file: File | None
    title: tuple[Piece, ...]
    passage: tuple[Piece, ...]
    page: int
    noted_as: str


@dataclass(frozen=True)
class Search:
    """What was asked, `is_asked` where that has a word in it, and what was found.

    `unread` are the files whose text is not known: no words can be found in them.
    """

    asked: str
    is_asked: bool
    hits: tuple[Hit, ...]
    unread: tuple[File, ...]


def search(user: User, book: Book, asked: str, *, store: Stores) -> Search:
    """Look for words in a book as somebody reads it."""
    text = asked[:LONGEST].strip()
    query = parse(text)
    if not query:
        return Search(text, is_asked=False, hits=(), unread=())
    texts = dict(_open_texts(book, store))
    hits = [*_find_items(book, query), *_find_files(user, book, query, texts)]
    unread = tuple(
        file for file in book.files if not texts.get((file.id, file.version))
    )
    return Search(text, is_asked=True, hits=tuple(hits), unread=unread)


def _find_items(book: Book, query: Query) -> Iterator[Hit]:
    agenda, marker = book.agenda or Agenda(), Marker(query)
    if query.fits(agenda.note):
        yield Hit((), None, (), marker.find_passage(agenda.note).pieces, 0, "")
    for item in agenda.walk():
        title, text = f"{item.number} {item.title}".strip(), _tell(item)
        if query.fits(f"{title}\n{text}"):
            path = rules.find_path(agenda, item.key)
            is_closed = rules.find_closed(path) is not None
            yield Hit(
                path,
                None,
                marker.mark(title),
                marker.find_passage(text).pieces if text else (),
                page=0,
                noted_as=rules.name_openly(path) if is_closed else "",
            )


def _tell(item: Item) -> str:
    """Return what an item says beside its title."""
    parts = (
        getattr(item, "closed_title", ""),
        item.presenter,
        item.legal_basis,
        item.description,
        item.recommended_motion,
    )
    return "\n".join(filter(None, parts))


def _find_files(
    user: User, book: Book, query: Query, texts: dict[FileVersion, str]
) -> Iterator[Hit]:
    marker = Marker(query)
    for opened in list_opened(book):
        file = opened.file
        text = texts.get((file.id, file.version), "")
        if not query.fits(f"{file.label}\n{text}"):
            continue
        try:
            paper = get_paper(user, file.id, file.version)
        except NotFoundError:
            continue
        passage = marker.find_passage(text) if text else None
        yield Hit(
            opened.path,
            file,
            marker.mark(file.label),
            passage.pieces if passage else (),
            page=passage.page if passage and PAGE_END in text else 0,
            noted_as=paper.noted_as,
        )


def _open_texts(book: Book, store: Stores) -> Iterator[tuple[FileVersion, str]]:
    """Yield what a worker read in the files of a book, as far as it can be opened."""
    wanted = [(file.id, file.version) for file in book.files]
    rows = db.session.execute(
        select(
            Document.key,
            DocumentVersion.version,
            DocumentVersion.sha256,
            Reading.sealed,
        )
        .join(DocumentVersion, DocumentVersion.document_id == Document.id)
        .join(Reading, Reading.version_id == DocumentVersion.id)
        .where(tuple_(Document.key, DocumentVersion.version).in_(wanted))
    )
    for key, version, sha256, sealed in rows:
        with suppress(UnreadableError):
            yield (key, version), store.open_told(sealed, sha256).text
