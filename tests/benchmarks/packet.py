"""A packet beside a bare merge of the same files, each in a process of its own."""

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst
from flask import Flask
from flask_babel import Babel

from govapp import paths
from govapp.parsing import child
from govapp.record.folding import Posting, meeting_card
from govapp.record.shapes.base import File, Kind
from govapp.record.shapes.meetings import Agenda, Item
from govapp.renditions.makers import BINDING, TEMPLATES, add_cover
from govapp.renditions.writing import write_paper
from tests.exchange.posted import make_file, make_notice
from tests.meetings.states import NOW
from tests.renditions.agendas import make_source

FILES, PAGES, ROUNDS = 50, 20, 9
WORDS = [
    "board",
    "plan",
    "staff",
    "report",
    "market",
    "energy",
    "decision",
    "cost",
    "benefit",
    "study",
]
BARE = """
from pathlib import Path
from typing import Any
import pikepdf
out = pikepdf.new()
for path in sorted(Path.cwd().glob("[0-9]*.pdf")):
    out.pages.extend(pikepdf.open(path).pages)
out.save("bare.pdf")
"""


def measure() -> tuple[float, float]:
    """Return the seconds that a packet and the bare merge take, the best of each."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        papers = tuple(_write_paper(folder, number) for number in range(FILES))
        given = _given(papers)
        bound, bare = [], []
        for _ in range(ROUNDS):
            bound.append(_time(lambda: child.run("bind", folder, BINDING, **given)))
            bare.append(_time(lambda: _merge(folder)))
        return min(bound), min(bare)


def _time(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def _merge(folder: Path) -> None:
    command = [sys.executable, "-I", "-c", BARE]
    subprocess.run(command, cwd=folder, check=True)


def _write_paper(folder: Path, number: int) -> File:
    """Write a tagged report with its fonts, as offices make them."""
    chance = random.Random(number)  # noqa: S311 it is to be the same each time
    pages = [
        f"= Section {page}\n" + " ".join(chance.choices(WORDS, k=330))
        for page in range(PAGES)
    ]
    text = "#pagebreak()\n".join(pages)
    source = f'#set document(title: "Report {number}")\n{text}'.encode()
    (folder / f"{number:02}.pdf").write_bytes(typst.compile(source, format="pdf"))
    return make_file(id=f"f{number}", label=f"Report {number}")


def _given(papers: tuple[File, ...]) -> dict[str, Any]:
    items = tuple(
        Item(key=f"k{number}", number=str(number + 1), title="Item", files=(paper,))
        for number, paper in enumerate(papers)
    )
    agenda, notice = Agenda(items=items), make_notice()
    postings = [
        Posting(1, Kind.NOTICE, 1, "", NOW, notice.canonical()),
        Posting(2, Kind.AGENDA, 1, "", NOW, agenda.canonical()),
    ]
    card = meeting_card(postings)
    app = Flask("words")
    Babel(app)
    with app.app_context():
        source = make_source(card.agenda_version, card=card, agenda=agenda)
        paper = asdict(add_cover(write_paper(source)))
    return {
        "templates": str(TEMPLATES),
        "fonts": str(paths.FONTS),
        "at": NOW.isoformat(),
        "paper": paper,
        "files": {
            source.base_url + each.path: f"{number:02}.pdf"
            for number, each in enumerate(papers)
        },
        "why": {},
    }
