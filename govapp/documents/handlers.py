"""What a worker does with files."""

import shutil
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import current_app

from govapp.documents import queries, services
from govapp.documents.models import DocumentVersion
from govapp.documents.stores import Stores
from govapp.jobs.running import Finish, Run
from govapp.parsing import PAGE_END, child
from govapp.parsing.child import Limits, ParsingError
from govapp.record.search.words import list_words

INDEX = services.INDEX
NAME = "file"
RECOGNIZED = 50
RECOGNIZING = Limits(processor=60, wall=90)


def read_document(run: Run) -> Finish:
    """Read the text of a version, and what else it tells, in a child process."""
    version = queries.get_version(run.payload["version"])
    with TemporaryDirectory() as name:
        folder = Path(name)
        _fetch(version, folder)
        run.report(0, 1)
        try:
            found = child.run("read", folder, media_type=version.media_type, name=NAME)
            if _is_scanned(found) and shutil.which("tesseract"):
                _recognize(run, folder, found)
        except ParsingError as error:
            found = {"state": "failed", "finding": error.reason}
    files: Stores = current_app.extensions["govapp.files"]
    return partial(services.keep_reading, version.id, files, **found)


def index_documents(run: Run) -> Finish | None:
    """Take over what was read in the files that a meeting has posted for everyone."""
    number, files = run.payload["meeting"], current_app.extensions["govapp.files"]
    texts = {
        sha256: files.open_told(sealed, sha256).text
        for sha256, sealed in queries.list_unindexed(number)
    }
    found = [
        (sha256, " ".join(list_words(text)), text)
        for sha256, text in texts.items()
        if text
    ]
    return partial(services.keep_words, number, found) if found else None


def seal_files(run: Run) -> Finish:
    """Seal what lies open though nobody posted it, kept by a release before this."""
    files: Stores = current_app.extensions["govapp.files"]
    found = queries.list_unposted()
    for number, sha256 in enumerate(found):
        run.report(number, len(found))
        with suppress(FileNotFoundError):  # it may never have lain open
            files.seal(sha256)
    return partial(services.close_files, files)


def _fetch(version: DocumentVersion, folder: Path) -> None:
    """Copy a version's bytes, once they are known to be the right ones."""
    files: Stores = current_app.extensions["govapp.files"]
    files.check(version.sha256)
    with (folder / NAME).open("wb") as file:
        file.writelines(files.read(version.sha256))


def _is_scanned(found: dict[str, Any]) -> bool:
    facts = found["facts"]
    return "read_pages" in facts and "text_pages" not in facts


def _recognize(run: Run, folder: Path, found: dict[str, Any]) -> None:
    """Read the pages of a scan, as far as that is worth the time."""
    pages = min(found["pages"], RECOGNIZED)
    texts = [""] * pages
    for page in range(pages):
        run.report(page, pages)
        with suppress(ParsingError):
            texts[page] = child.run(
                "recognize", folder, RECOGNIZING, name=NAME, page=page
            )
    found["text"] = PAGE_END.join(texts)
    found["facts"]["is_recognized"] = True
