"""The files that a Legistar installation keeps of a meeting."""

import hashlib
import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from govapp.importing.rules.legistar.rows import EventRow
from govapp.importing.rules.legistar.telling import Bundle

LONGEST_LABEL = 200


@dataclass(frozen=True)
class Paper:
    """A file by its kind and id there; `digest` changes with what is known of it."""

    kind: str
    key: int
    url: str
    label: str
    digest: str


def list_papers(bundle: Bundle) -> tuple[Paper, ...]:
    """Return the files of a meeting and its items, each once."""
    found = [*_of_event(bundle.event), *_of_items(bundle)]
    return tuple({(paper.kind, paper.key): paper for paper in found}.values())


def _of_event(event: EventRow) -> Iterator[Paper]:
    named = (
        ("agenda", "Agenda", event.agenda_file, event.agenda_published),
        ("minutes", "Minutes", event.minutes_file, event.minutes_published),
    )
    for kind, label, url, changed in named:
        if url:
            yield Paper(kind, event.id, url, label, _digest(url, changed))


def _of_items(bundle: Bundle) -> Iterator[Paper]:
    for item in bundle.items:
        for row in item.papers:
            if row.id is not None:
                yield Paper(
                    "paper",
                    row.id,
                    row.hyperlink,
                    row.name[:LONGEST_LABEL] or row.hyperlink,
                    _digest(row.hyperlink, row.last_modified_utc),
                )


def _digest(*known: str) -> str:
    return hashlib.sha256("\n".join(known).encode()).hexdigest()


def name_paper(paper: Paper, media_type: str) -> str:
    """Return the name to keep a file under: its label, with the ending of its kind."""
    last = unquote(urlsplit(paper.url).path).rpartition("/")[2]
    ending = last.rpartition(".")[2].lower() if "." in last else ""
    told = mimetypes.guess_extension(media_type) or ""
    if not ending.isalnum() or ending in {"ashx", "aspx"}:
        ending = told.removeprefix(".")
    stem = paper.label.replace("/", "-")
    if not ending or stem.lower().endswith(f".{ending}"):
        return stem
    return f"{stem}.{ending}"
