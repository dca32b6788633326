"""A book as one PDF: what is bound in it for its reader."""

from collections.abc import Collection
from dataclasses import dataclass

from flask_babel import gettext as _

from govapp.accounts.models import User
from govapp.errors import NotFoundError
from govapp.portal import rules
from govapp.portal.queries.books import Book, FileVersion, get_book
from govapp.portal.queries.files import Paper, get_paper
from govapp.record.cards import Version
from govapp.record.shapes.base import File
from govapp.record.shapes.meetings import Agenda, Item
from govapp.renditions.models import Form
from govapp.renditions.published import MOST, Source, read_origin


@dataclass(frozen=True)
class Copy:
    """A book with the papers in it that its reader may read now."""

    book: Book
    version: Version
    agenda: Agenda
    papers: tuple[Paper, ...]

    @property
    def is_closed(self) -> bool:
        """Whether anything in it is for few."""
        has_closed = bool(rules.list_closed(self.agenda))
        return has_closed or any(paper.is_logged for paper in self.papers)

    @property
    def is_marked(self) -> bool:
        """Whether each of its pages is to say who reads it."""
        return self.is_closed and self.book.meeting.host.marks_closed

    @property
    def posted_at(self) -> str:
        """When it was posted."""
        return self.book.posted_at

    def read(self, base_url: str) -> Source:
        """Return what it is written from: its links lead to a member's own pages."""
        card, own = self.book.card, f"{base_url}/my"
        origin = read_origin(card, Form.AGENDA, self.version, own)
        return Source(**vars(origin), agenda=self.agenda)


def get_copy(user: User, number: str) -> Copy:
    """Return what of a book can be bound for somebody; raises NotFoundError."""
    book = get_book(user, number)
    version = book.card.agenda_version
    if book.agenda is None or version is None:
        raise NotFoundError
    if sum(file.size for file in book.files) > MOST:
        raise NotFoundError
    papers = [paper for file in book.files if (paper := _find_paper(user, file))]
    readable = {(paper.document, paper.version) for paper in papers}
    return Copy(book, version, _write(book.agenda, readable), tuple(papers))


def _find_paper(user: User, file: File) -> Paper | None:
    try:
        paper = get_paper(user, file.id, file.version)
    except NotFoundError:
        return None
    return None if paper.withdrawn else paper


def _write(agenda: Agenda, readable: Collection[FileVersion]) -> Agenda:
    """Leave out what is not read, and tell what members read of closed items."""

    def files(found: tuple[File, ...]) -> tuple[File, ...]:
        return tuple(each for each in found if (each.id, each.version) in readable)

    def write(item: Item) -> Item:
        told = getattr(item, "closed_title", "")
        said = str(_("Members read: %(title)s", title=told)) if told else ""
        return item.model_copy(
            update={
                "description": "\n".join(filter(None, (said, item.description))),
                "files": files(item.files),
                "items": tuple(write(each) for each in item.items),
            }
        )

    items = tuple(write(item) for item in agenda.items)
    return agenda.model_copy(update={"files": files(agenda.files), "items": items})
