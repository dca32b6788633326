"""A copy for one reader, of a book or of a file: made while they wait, kept nowhere."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from govapp import paths
from govapp.parsing import child
from govapp.parsing.child import Limits
from govapp.record.shapes.base import File
from govapp.renditions.makers import BINDING, PDF, add_cover, give_reasons
from govapp.renditions.published import Source
from govapp.renditions.writing import write_paper
from govapp.web.downloads import Keeper, Kept

LIMITS = Limits(
    processor=60,
    wall=60,
    memory=BINDING.memory,
    file=BINDING.file,
    files=BINDING.files,
)
TEMPLATES, FONTS = str(paths.TEMPLATES), str(paths.FONTS)


def bind_copy(
    folder: Path, source: Source, *, store: Keeper, at: str, mark: str
) -> Path:
    """Bind an agenda with all its PDFs; raises ParsingError, OSError."""
    child.run(
        "bind",
        folder,
        LIMITS,
        templates=TEMPLATES,
        fonts=FONTS,
        at=at,
        paper=asdict(add_cover(write_paper(source))),
        files=_fetch(folder, source, store),
        why=give_reasons(),
        mark=mark,
    )
    return folder / "packet.pdf"


def mark_copy(folder: Path, file: Kept, *, store: Keeper, at: str, mark: str) -> Path:
    """Lay a text over each page of a PDF; raises ParsingError, OSError."""
    _copy(folder / "it.pdf", file, store)
    child.run(
        "mark",
        folder,
        LIMITS,
        templates=TEMPLATES,
        fonts=FONTS,
        at=at,
        name="it.pdf",
        text=mark,
    )
    return folder / "marked.pdf"


def _fetch(folder: Path, source: Source, store: Keeper) -> dict[str, str]:
    """Copy the PDFs into the folder; return their names there by their addresses."""
    found = {}
    files: Iterable[tuple[str, File]] = source.agenda.all_files()
    for number, (_key, file) in enumerate(files):
        if file.media_type == PDF:
            name = f"{number}.pdf"
            _copy(folder / name, file, store)
            found[source.base_url + file.path] = name
    return found


def _copy(path: Path, file: Kept, store: Keeper) -> None:
    store.check(file.sha256)
    with path.open("wb") as copy:
        copy.writelines(store.read(file.sha256))
