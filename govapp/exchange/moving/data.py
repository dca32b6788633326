"""Everything public as data: the record, tables, Open Civic Data, and the files."""

import json
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from sqlalchemy import select

from govapp.database import db
from govapp.exchange.moving.entries import write_entries, write_proof
from govapp.exchange.moving.folder import Folder
from govapp.exchange.moving.tables import alike, write_tables
from govapp.exchange.ocd import answers
from govapp.exchange.ocd.names import Publisher
from govapp.record.models import PublishedFile
from govapp.record.objects.models import PublishedObject
from govapp.record.published import find_organization
from govapp.web.downloads import Keeper
from govapp.web.public import NAMELESS

PART = 1000
Parts = Iterator[tuple[str, bytes]]


def write_all(
    folder: Folder,
    store: Keeper,
    by: Publisher,
    report: Callable[[int, int], None],
    *,
    withdrawn: bool,
) -> list[str]:
    """Bring a folder up to date; return what of it could not be read, and why.

    What was withdrawn goes along where it is asked for. `report` hears, after each
    file, how many of how many are done.
    """
    files, lost, done = list_files(withdrawn=withdrawn), [], 0
    for done, (path, text) in enumerate(write_texts(by, withdrawn=withdrawn), 1):
        folder.write(path, text)
        report(done, done + len(files))
    for number, (path, sha256) in enumerate(files, 1):
        try:
            copy_file(folder, store, path, sha256)
        except OSError as error:
            lost.append(f"{path}: {error}")
        report(done + number, done + len(files))
    return lost


def write_texts(by: Publisher, *, withdrawn: bool) -> Parts:
    """Yield every file that is made here, with its name."""
    yield from write_entries(withdrawn=withdrawn)
    yield from write_proof()
    yield from write_tables()
    yield from _write_objects()
    yield from _write_civic_data(by)


def list_files(*, withdrawn: bool) -> list[tuple[str, str]]:
    """Return the name and the hash of each document's versions."""
    chosen = (
        PublishedFile.document,
        PublishedFile.version,
        PublishedFile.name,
        PublishedFile.sha256,
    )
    rows = select(*chosen).distinct().order_by(*chosen)
    if not withdrawn:
        rows = rows.where(PublishedFile.withdrawn == "")
    return [
        (f"documents/{document}/v/{version}/{name}", sha256)
        for document, version, name, sha256 in db.session.execute(rows)
    ]


def copy_file(folder: Folder, store: Keeper, path: str, sha256: str) -> None:
    """Put a document's version into the folder; raises OSError."""
    if folder.known(path) == sha256:
        folder.keep(path)
    else:
        store.check(sha256)
        folder.pour(path, store.read(sha256))


def _write_objects() -> Parts:
    """Yield the objects of `/api/v1`, one a line, with what is gone."""
    kind, key = (alike(PublishedObject.__table__.c[name]) for name in ("kind", "id"))
    for name in db.session.scalars(select(kind).distinct().order_by(kind)):
        after = ""
        for first in count(1, PART):
            rows = db.session.execute(
                select(PublishedObject.id, PublishedObject.content)
                .where(PublishedObject.kind == name, key > after)
                .order_by(key)
                .limit(PART)
            ).all()
            if not rows:
                break
            after = rows[-1].id
            lines = "".join(f"{row.content}\n" for row in rows)
            yield f"api/{name}/{first:09}.ndjson", lines.encode()


def _write_civic_data(by: Publisher) -> Parts:
    """Yield the lists of Open Civic Data, an object a line."""
    site = find_organization() or NAMELESS
    for name in filter(None, answers.NAMES):
        for first in count(0, PART):
            found = answers.list_objects(name, first, PART, site, by)
            if not found or not found[1]:
                break
            lines = "".join(f"{_plain(row)}\n" for row in found[1])
            yield f"ocd/{name}/{first + 1:09}.ndjson", lines.encode()


def _plain(row: dict[str, Any]) -> str:
    return json.dumps(row, sort_keys=True, ensure_ascii=False)
