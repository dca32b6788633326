"""Letting everyone read a file that was not for everyone, once it was looked at."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from govapp import clock
from govapp.audit.services import Actor
from govapp.database import atomic, db
from govapp.documents import services as documents
from govapp.documents.models import DocumentVersion, Visibility
from govapp.documents.rules import Told
from govapp.documents.store import UnreadableError
from govapp.documents.stores import Stores
from govapp.errors import RuleError, StaleError
from govapp.meetings.models import AgendaItem, Attachment, Meeting
from govapp.meetings.models.agenda import ItemKind
from govapp.meetings.queries import agendas
from govapp.meetings.rules import terms
from govapp.meetings.rules.numbering import Node
from govapp.meetings.rules.terms import Piece
from govapp.meetings.services.files import show_file
from govapp.parsing import PAGE_END

SHOWN_PAGES, SHOWN_LETTERS = 3, 6_000
PATIENCE = timedelta(minutes=10)
INSIDE = ("presenter", "description", "recommended_motion")


@dataclass(frozen=True)
class Release:
    """What a file's newest version contains, before everyone may read it.

    `pages` are its first ones, `passages` the hits after them; `is_all` says that
    there is nothing but those pages, `facts` is what it tells of itself. `is_read` is
    whether its text is known, `has_text` whether there is any.
    """

    version: DocumentVersion
    is_read: bool
    has_text: bool
    facts: Mapping[str, Any]
    pages: tuple[tuple[Piece, ...], ...]
    hits: dict[str, int]
    passages: tuple[tuple[Piece, ...], ...]
    is_all: bool

    @property
    def is_waiting(self) -> bool:
        """Whether a worker has still to read it, and may yet do so."""
        return _is_waiting(self.version)


@atomic
def release_file(actor: Actor, attachment: Attachment, *, seen: str) -> None:
    """Let everyone read a file's newest version, from its next posting on.

    Raises StaleError when it is no longer the one that was `seen`.
    """
    version = attachment.document.current
    if version.sha256 != seen:
        raise StaleError
    if _is_waiting(version):
        raise RuleError("This file is still being read. Look again in a moment.")
    documents.release(actor, attachment.document)
    if attachment.document.visibility != Visibility.PUBLIC:
        show_file(actor, attachment, visibility=Visibility.PUBLIC)
    db.session.flush()


def read_release(attachment: Attachment, *, store: Stores) -> Release:
    """Read what a file contains, beside what its meeting keeps closed."""
    version = attachment.document.current
    is_read, told = version.reading.state == "done", Told()
    try:
        told = store.open_told(version.reading.sealed, version.sha256)
    except UnreadableError:
        is_read = False
    text = told.text
    wanted = terms.list_terms(*_list_texts(attachment))
    first = PAGE_END.join(text.split(PAGE_END)[:SHOWN_PAGES])[:SHOWN_LETTERS]
    return Release(
        version,
        is_read,
        bool(text.strip()),
        told.facts,
        tuple(terms.mark(page, wanted) for page in first.split(PAGE_END)),
        terms.count_hits(text, wanted),
        terms.list_passages(text[len(first) :], wanted),
        is_all=len(first) == len(text),
    )


def _is_waiting(version: DocumentVersion) -> bool:
    """Say whether to wait for a worker: not for ever, should none be there."""
    is_new = version.uploaded_at > clock.now() - PATIENCE
    return version.reading.state == "waiting" and is_new


def _list_texts(attachment: Attachment) -> tuple[list[str], list[str]]:
    """Return the closed and the open texts of a meeting, without the file's own."""
    found: tuple[list[str], list[str]] = ([], [])
    meeting: Meeting = attachment.meeting
    told = [*_tell(agendas.get_tree(meeting), is_inside=False)]
    for file in agendas.list_attachments(meeting):
        if file.id != attachment.id:
            is_public = file.document.visibility == Visibility.PUBLIC
            is_inside = file.item is not None and agendas.is_closed(file.item)
            told.append((is_public and not is_inside, file.label))
    for is_open, text in told:
        found[is_open].append(text)
    return found


def _tell(
    nodes: Iterable[Node[AgendaItem]], *, is_inside: bool
) -> Iterator[tuple[bool, str]]:
    """Yield each text of some items, and whether it is open."""
    for node in nodes:
        item = node.item
        is_closed = is_inside or item.kind == ItemKind.CLOSED
        yield not is_inside, item.title
        yield False, item.closed_title
        for name in INSIDE:
            yield not is_closed, getattr(item, name)
        yield from _tell(node.children, is_inside=is_closed)
