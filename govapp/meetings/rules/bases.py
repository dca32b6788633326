"""On what basis a session is closed and an item added late: the package's lists."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

GENERIC = "generic"


@dataclass(frozen=True)
class Basis:
    """One basis: in words, where the law has it, and what more must be said."""

    title: str
    cite: str = ""
    code: str = ""
    needs: str = ""

    @property
    def words(self) -> str:
        """The basis as it is posted: its citation, then what it is."""
        return f"{self.cite}: {self.title}" if self.cite else self.title


@dataclass(frozen=True)
class Law:
    """What a law or policy allows."""

    code: str
    title: str
    closed: tuple[Basis, ...]
    late: tuple[Basis, ...]

    def find_late(self, code: str) -> Basis | None:
        """Return the basis of a code, or None."""
        return next((basis for basis in self.late if basis.code == code), None)


@cache
def list_laws() -> tuple[Law, ...]:
    """Return every law there is a list for."""
    text = (files("govapp.meetings.rules") / "bases.yaml").read_text(encoding="utf-8")
    read: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return tuple(
        Law(
            code=code,
            title=law["title"],
            closed=tuple(Basis(**each) for each in law["closed"]),
            late=tuple(Basis(**each) for each in law["late"]),
        )
        for code, law in read.items()
    )


def get_law(code: str) -> Law:
    """Return the lists of a law, those of none in particular where it has none."""
    laws = {law.code: law for law in list_laws()}
    return laws.get(code, laws[GENERIC])
