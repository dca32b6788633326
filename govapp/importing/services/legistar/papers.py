"""Taking in copies of the files that a source keeps."""

from collections.abc import Mapping
from typing import BinaryIO, TypedDict

from govapp.audit.services import Actor
from govapp.committees.models import Body
from govapp.database import atomic
from govapp.documents import services as documents
from govapp.documents.models import Document, Visibility
from govapp.documents.rules import extension_of
from govapp.documents.stores import Stores
from govapp.errors import RuleError
from govapp.importing.fetching import Fetched
from govapp.importing.patience import UnreadError
from govapp.importing.queries import map_copies
from govapp.importing.rules.legistar.papers import Paper, list_papers, name_paper
from govapp.importing.rules.legistar.telling import Bundle
from govapp.importing.services.legistar.places import Place
from govapp.meetings import content
from govapp.record.shapes.base import File

# What was answered for a file, or why there was nothing, by its address.
Papers = Mapping[str, Fetched | UnreadError]


class _Given(TypedDict):
    store: Stores
    file: BinaryIO
    filename: str
    is_listed: bool


def list_missing(place: Place, bundle: Bundle) -> list[Paper]:
    """Return the files of a meeting of which there is no copy, or an old one."""
    papers = list_papers(bundle)
    copies = map_copies(place.source, papers)
    return [paper for paper in papers if not _is_here(paper, copies.get(paper))]


def _is_here(paper: Paper, known: tuple[Document, str] | None) -> bool:
    return known is not None and known[1] == paper.digest


def bring_papers(
    actor: Actor, bundle: Bundle, fetched: Papers, *, place: Place, body: Body
) -> dict[str, File]:
    """Return our copies of a meeting's files by their addresses there.

    What was `fetched` is kept first; of what cannot be kept the link remains.
    """
    papers = list_papers(bundle)
    copies = map_copies(place.source, papers)
    found: dict[str, File] = {}
    for paper in papers:
        document = copies[paper][0] if paper in copies else None
        if paper.url in fetched:
            try:
                document = _keep(
                    actor,
                    paper,
                    fetched[paper.url],
                    known=document,
                    place=place,
                    body=body,
                )
            except RuleError as error:
                where = f"events/{bundle.event.id}"
                place.note(where, f"files are linked, not kept: {_say(error)}")
        if document:
            found[paper.url] = content.build_file(document, paper.label)
    return found


def _say(error: RuleError) -> str:
    """Say why, in the same words for every file that it is so of."""
    if "name" not in error.values:
        return str(error)
    ending = extension_of(str(error.values["name"]))
    return error.message % {**error.values, "name": f"*.{ending}"}


@atomic
def _keep(
    actor: Actor,
    paper: Paper,
    answer: Fetched | UnreadError,
    *,
    known: Document | None,
    place: Place,
    body: Body,
) -> Document:
    if isinstance(answer, UnreadError):
        raise answer
    given = _Given(
        store=place.store,
        file=answer.file,
        filename=name_paper(paper, answer.media_type),
        is_listed=False,
    )
    if known is None:
        known = documents.add_document(
            actor, **given, body_id=body.id, visibility=Visibility.PUBLIC
        )
    elif known.current.sha256 != answer.sha256:
        documents.add_version(actor, known, **given)
    place.keep(paper.kind, paper.key, known.key, paper.digest)
    return known
