"""Papers set in type by typst: tagged PDF, PDF/UA-1 and PDF/A-2a at once.

What anybody typed comes as data beside a template of ours, never as markup.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import typst

from govapp.parsing.inside.glyphs import list_characters
from govapp.parsing.inside.printing import Case, printable

STANDARDS: list[Literal["ua-1", "a-2a"]] = ["ua-1", "a-2a"]
# In these each character counts.
MACHINES = {"accent", "address", "checkpoint", "key", "sha256"}
Paper = Mapping[str, Any]


@dataclass(frozen=True)
class Typeset:
    """A PDF, how many pages it has, and on which of them its parts stand."""

    pdf: bytes
    places: dict[str, Any]

    @property
    def pages(self) -> int:
        """How many pages it has."""
        pages: int = self.places["all"]
        return pages


class Press:
    """Sets papers, by templates and with fonts out of two folders."""

    def __init__(self, templates: Path, fonts: Path) -> None:
        """Set up."""
        self._templates = templates
        self._case = Case(list_characters(fonts))
        self._fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[fonts],
        )

    def set(self, template: str, paper: Paper, at: datetime) -> Typeset:
        """Set a paper; the same paper and time make the same bytes."""
        compiler = typst.Compiler(
            input=self._templates / template,
            root=self._templates,
            font_paths=self._fonts,
            sys_inputs={"paper": json.dumps(self._print(paper), ensure_ascii=False)},
        )
        pdf = compiler.compile(
            format="pdf",
            pdf_standards=[*STANDARDS],
            timestamp=at.replace(microsecond=0),
        )
        if not isinstance(pdf, bytes):
            raise TypeError("A PDF is one piece of bytes.")
        places = compiler.query("<places>", field="value", one=True)
        return Typeset(pdf, json.loads(places))

    def _print(self, value: Any) -> Any:  # whatever JSON holds
        """Return a value with all that is read as it can be set."""
        if isinstance(value, str):
            return printable(value, self._case)
        if isinstance(value, Mapping):
            return {
                name: inner if name in MACHINES else self._print(inner)
                for name, inner in value.items()
            }
        if isinstance(value, list | tuple):
            return [self._print(inner) for inner in value]
        return value


def typeset(*, templates: str, fonts: str, papers: list[dict[str, Any]]) -> list[int]:
    """Set papers into files of this folder; return how many pages each has."""
    press = Press(Path(templates), Path(fonts))
    pages = []
    for each in papers:
        at = datetime.fromisoformat(each["at"])
        made = press.set(each["template"], each["paper"], at)
        Path(each["name"]).write_bytes(made.pdf)
        pages.append(made.pages)
    return pages
